/** The caption of a demo. It is not part of the island: the page carries it as text. */
export interface Caption {
  /** Set bold, with its full stop. */
  readonly name: string;
  readonly text: string;
  readonly howLabel: string;
  /** How to read the figure. */
  readonly how: string;
  readonly noticeLabel: string;
  /** What to notice in it. */
  readonly notice: string;
}

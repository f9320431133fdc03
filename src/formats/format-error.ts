/** Why a file of weights is refused, or cannot become what was asked for. */

/**
 * What a page says in the reader's language; the error's own text, in English, is the small print.
 *
 * - `structure`: the file contradicts its format.
 * - `limit`: it is longer, deeper or more numerous than is read here.
 * - `unknown`: none of the formats that are read. `pickle`, `old-keras`: known formats that are not read.
 * - `no-lstm`: no LSTM weights inside. `chain`: several, which do not follow one another.
 * - `variant`: an LSTM with other equations: activations, peepholes, clipping, coupled gates.
 * - `target`: the weights are fine, but the other framework has no place for them.
 */
export type Refusal =
  | 'structure'
  | 'limit'
  | 'unknown'
  | 'pickle'
  | 'old-keras'
  | 'no-lstm'
  | 'chain'
  | 'variant'
  | 'target';

export class FormatError extends Error {
  readonly reason: Refusal;
  readonly field: string;
  readonly limit: string;

  /**
   * @param field what is wrong; names from files are cut.
   * @param limit what would have been right.
   * @param got what was found instead.
   */
  constructor(reason: Refusal, field: string, limit: string, got?: unknown) {
    const name = short(field);
    super(`${name} must be ${limit}${got === undefined ? '' : `, got ${short(String(got))}`}`);
    this.name = 'FormatError';
    this.reason = reason;
    this.field = name;
    this.limit = limit;
  }
}

const short = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 79)}…`);

/** Jupyter notebooks, nbformat 4.5 (nbformat.readthedocs.io/en/latest/format_description.html). Pure. */

/** What a cell printed, or the error it ended in, as Jupyter keeps it. */
export type CellOutput =
  | { readonly printed: string }
  | { readonly error: string; readonly message: string; readonly traceback: string };

export type NotebookCell =
  | { readonly kind: 'markdown'; readonly id: string; readonly text: string }
  | {
      readonly kind: 'code';
      /** 1…64 letters, digits, `-` and `_`; each once in a notebook. */
      readonly id: string;
      readonly text: string;
      readonly outputs?: readonly CellOutput[];
    };

/** nbformat keeps a text as its lines, each with its end. */
const lines = (text: string): string[] => text.split(/(?<=\n)/);

const outputOf = (output: CellOutput): object =>
  'printed' in output
    ? { output_type: 'stream', name: 'stdout', text: lines(output.printed) }
    : {
        output_type: 'error',
        ename: output.error,
        evalue: output.message,
        traceback: [output.traceback],
      };

/** The file's text. A cell that ends in an error is marked, so that "run all" goes on after it. */
export function notebookText(cells: readonly NotebookCell[]): string {
  let count = 0;
  const notebook = {
    cells: cells.map((cell) => {
      const { id, text } = cell;
      if (cell.kind === 'markdown')
        return { cell_type: 'markdown', id, metadata: {}, source: lines(text) };
      const { outputs } = cell;
      const fails = outputs?.some((output) => 'error' in output) ?? false;
      return {
        cell_type: 'code',
        id,
        metadata: fails ? { tags: ['raises-exception'] } : {},
        // Without outputs it has not been run.
        execution_count: outputs === undefined ? null : ++count,
        source: lines(text),
        outputs: outputs?.map(outputOf) ?? [],
      };
    }),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** Saves what a figure shows: a picture, a drawing, or its numbers. Loaded when the reader asks for it. */
import type { SaveFormat } from '#components/controls/save.ts';
import { download, standaloneSvg, toPng } from './export.ts';

export interface FigureToSave {
  /** The file's name without its ending. */
  readonly name: string;
  /** The drawing; undefined before it is on the page. */
  readonly svg: SVGSVGElement | undefined;
  /** Lines under the drawing that say what it shows and where it was computed. */
  readonly note: readonly string[];
  /** The numbers of the figure as CSV. */
  readonly csv: () => string;
  /** Scores of the trainings behind it as CSV, where they can be asked for. */
  readonly scores?: () => string;
}

/**
 * @returns the name of the file
 * @throws Error when the browser cannot make it
 */
export async function saveFigure(
  format: SaveFormat,
  { name, svg, note, csv, scores = csv }: FigureToSave,
): Promise<string> {
  const file = format === 'scores' ? `${name}-scores.csv` : `${name}.${format}`;
  if (format === 'csv' || format === 'scores') {
    download(new Blob([format === 'csv' ? csv() : scores()], { type: 'text/csv' }), file);
    return file;
  }
  if (!svg) throw new Error('no drawing');
  const background = getComputedStyle(svg.closest('.demo') ?? svg).backgroundColor;
  const drawing = standaloneSvg(svg, background, note);
  download(
    format === 'svg' ? new Blob([drawing], { type: 'image/svg+xml' }) : await toPng(drawing),
    file,
  );
  return file;
}

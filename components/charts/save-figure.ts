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
}

/**
 * @returns the name of the file
 * @throws Error when the browser cannot make it
 */
export async function saveFigure(
  format: SaveFormat,
  { name, svg, note, csv }: FigureToSave,
): Promise<string> {
  const file = `${name}.${format}`;
  if (format === 'csv') {
    download(new Blob([csv()], { type: 'text/csv' }), file);
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

/** Saves the result that is shown: a picture, a drawing, or its numbers. Loaded when the reader asks for it. */
import { download, standaloneSvg, toPng } from '#components/charts/export.ts';
import type { SaveFormat } from '#components/controls/save.ts';
import { countParameters } from '#model/parameters.ts';
import { curvesToCsv } from '#viz/csv.ts';
import { DEMO_ID } from './demo.ts';
import type { Shown } from './duel.svelte.ts';

/**
 * @param note lines under the drawing that say what it shows
 * @returns the name of the file
 * @throws Error when the browser cannot make it
 */
export async function saveDuel(
  format: SaveFormat,
  shown: Shown,
  svg: SVGSVGElement,
  note: readonly string[],
): Promise<string> {
  const { task, seeds } = shown.plan;
  const name = `${DEMO_ID}-${task}-${shown.source}-seeds-${seeds.join('-')}.${format}`;
  if (format === 'csv') {
    const about = Object.fromEntries(
      shown.plan.arms.map(({ id, spec }) => [
        id,
        {
          layers: spec.numLayers,
          units: spec.hiddenSize,
          parameters: countParameters(spec).total,
          task,
          sequence_length: shown.plan.sequenceLength,
          batch_size: shown.plan.batchSize,
          learning_rate: shown.plan.learningRate,
          source: shown.source,
        },
      ]),
    );
    download(new Blob([curvesToCsv(shown.series, about)], { type: 'text/csv' }), name);
    return name;
  }
  const background = getComputedStyle(svg.closest('.demo') ?? svg).backgroundColor;
  const drawing = standaloneSvg(svg, background, note);
  download(
    format === 'svg' ? new Blob([drawing], { type: 'image/svg+xml' }) : await toPng(drawing),
    name,
  );
  return name;
}

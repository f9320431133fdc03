/** The numbers and the name of what the demo shows. Loaded when the reader asks for a file. */
import { tableToCsv } from '#viz/csv.ts';
import { DEMO_ID, type Settings } from './demo.ts';
import type { SsimLab } from './lab.svelte.ts';

/** The file's name without its ending. */
export const fileName = ({ of, alpha, term, seed }: Settings, source: string): string =>
  [DEMO_ID, of, `alpha-${alpha}`, term, `seed-${seed}`, source].join('-');

/** One line for each point of the reader's curve, and for each recorded one of the same loss. */
export function runCsv({ run, detail, shown }: Pick<SsimLab, 'run' | 'detail' | 'shown'>): string {
  const { of, alpha, term, range } = shown;
  const about = [of, alpha, term, range];
  const live = run.curve.map(({ step, mse, ssim }) => [
    'live',
    ...about,
    shown.seed,
    step,
    mse,
    ssim,
  ]);
  const recorded = (detail?.curves ?? []).flatMap((curve, index) =>
    curve.map((point) => ['recorded', ...about, index + 1, ...point]),
  );
  return tableToCsv(
    ['source', 'of', 'alpha', 'term', 'range', 'seed', 'step', 'mse', 'ssim'],
    [...live, ...recorded],
  );
}

/** The numbers and the name of what the demo shows. Loaded when the reader asks for a file. */
import { tableToCsv } from '#viz/csv.ts';
import { DEMO_ID, type Settings } from './demo.ts';
import type { SsimLab } from './lab.svelte.ts';

/** The file's name without its ending. */
export const fileName = ({ of, alpha, term, seed }: Settings, source: string): string =>
  [DEMO_ID, of, `alpha-${alpha}`, term, `seed-${seed}`, source].join('-');

/** One line for each point of the reader's curve, of the published model it goes on from, and of each recorded one. */
export function runCsv({
  curve,
  base,
  detail,
  shown,
}: Pick<SsimLab, 'curve' | 'base' | 'detail' | 'shown'>): string {
  const { of, alpha, term, range } = shown;
  const about = [of, alpha, term, range];
  const live = curve.map(({ step, mse, ssim, msSsim }) => [
    step <= (base?.steps ?? -1) ? 'published' : 'live',
    ...about,
    shown.seed,
    step,
    mse,
    ssim,
    msSsim,
  ]);
  const recorded = (detail?.curves ?? []).flatMap((curve, index) =>
    curve.map((point) => ['recorded', ...about, index + 1, ...point]),
  );
  return tableToCsv(
    ['source', 'of', 'alpha', 'term', 'range', 'seed', 'step', 'mse', 'ssim', 'ms_ssim'],
    [...live, ...recorded],
  );
}

/** The numbers of a claim's figure as CSV. Loaded when the reader asks for a file. */
import type { FinalScore } from '#viz/series.ts';
import type { ClaimRecord } from './recorded.ts';

/** One line a model: whose it is, arm, layers, units, seed, final score (empty where the run diverged). */
export function claimCsv({ plan, scores }: ClaimRecord, live: readonly FinalScore[]): string {
  const lines = (source: string, list: readonly FinalScore[]): string[] =>
    list.map(({ arm, seed, score }) => {
      const spec = plan.arms.find(({ id }) => id === arm)?.spec;
      return [source, plan.task, arm, spec?.numLayers, spec?.hiddenSize, seed, score ?? ''].join();
    });
  return `${['source,task,arm,layers,units,seed,score', ...lines('recorded', scores), ...lines('live', live)].join('\n')}\n`;
}

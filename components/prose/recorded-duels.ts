/** What the table of recorded duels says: its rows, from the records, and its words. */
import type { ArmId } from '#components/demos/depth-duel/arms.ts';
import type { TaskRecord } from '#components/demos/depth-duel/record.ts';
import { STRINGS } from '#components/demos/depth-duel/strings.ts';
import { taskOf } from '#components/demos/depth-duel/tasks.ts';
import { median, wilsonInterval } from '#math/statistics.ts';
import type { Locale } from '#site/locales.ts';
import type { Metric, TaskId } from '#tasks/task.ts';

/** One arm of one task. */
export interface DuelRow {
  readonly arm: ArmId;
  /** `2 × 18`, layers and units; a bidirectional layer has units in each direction. */
  readonly size: string;
  /** Seeds. */
  readonly runs: number;
  readonly learningRate: number;
  /** Of the final scores; null where at least half of the runs diverged. */
  readonly median: number | null;
  /** Runs beyond the task's threshold with the ends of Wilson's 95 % interval; absent where there is no threshold. */
  readonly solved?: { readonly count: number; readonly low: number; readonly high: number };
}

export interface DuelRows {
  readonly task: TaskId;
  readonly metric: Metric;
  /** The best of the simple predictors. */
  readonly baseline: TaskRecord['baselines'][number] | undefined;
  /** ISO date of the newest run. */
  readonly date: string;
  readonly rows: readonly DuelRow[];
}

/** A task's arms in their order. */
export function rowsOf({ task, date, arms, baselines }: TaskRecord): DuelRows {
  const { metric } = taskOf(task);
  const sign = metric.better === 'lower' ? 1 : -1;
  const rows = Object.values(arms).map(
    ({ spec, learningRate, summary: { arm, finals } }): DuelRow => {
      const scores = finals.map(({ score }) => score ?? sign * Infinity);
      const middle = median(scores);
      return {
        arm: arm as ArmId,
        size: `${spec.numLayers} × ${spec.hiddenSize}`,
        runs: finals.length,
        learningRate,
        median: Number.isFinite(middle) ? middle : null,
        ...(metric.solved === undefined ? {} : { solved: solvedOf(scores, metric.solved, sign) }),
      };
    },
  );
  const best = baselines
    // What would be left if everything but the noise were known is no predictor.
    .filter(({ id }) => id !== 'noise-floor')
    .toSorted((a, b) => sign * (a.score - b.score))[0];
  return { task, metric, baseline: best, date, rows };
}

function solvedOf(
  scores: readonly number[],
  threshold: number,
  sign: number,
): NonNullable<DuelRow['solved']> {
  const count = scores.filter((score) => sign * score <= sign * threshold).length;
  const [low, high] = wilsonInterval(count, scores.length);
  return { count, low, high };
}

interface Words {
  readonly label: string;
  readonly arm: string;
  readonly units: string;
  readonly runs: string;
  readonly rate: string;
  readonly median: Record<Metric['id'], string>;
  readonly score: string;
  readonly solved: string;
  readonly diverged: string;
  readonly recorded: (date: string) => string;
}

/** In both languages. */
export const WORDS = {
  en: {
    label: 'Recorded duels: task, model, seeds, learning rate, score and success',
    arm: 'Model',
    units: 'Layers × units',
    runs: 'Seeds',
    rate: 'Learning rate',
    score: 'Median score',
    median: {
      mse: 'mean squared error',
      nrmse: 'normalised error',
      accuracy: 'accuracy',
      bits: 'bits per character',
    },
    solved: 'Solved, 95% interval',
    diverged: 'diverged',
    recorded: (date) => `recorded ${date}`,
  },
  'zh-cn': {
    label: '已录的对决：任务、模型、种子数、学习率、成绩和成功率',
    arm: '模型',
    units: '层数 × 单元数',
    runs: '种子数',
    rate: '学习率',
    score: '成绩中位数',
    median: { mse: '均方误差', nrmse: '归一化误差', accuracy: '准确率', bits: '比特/字符' },
    solved: '解决次数与 95% 区间',
    diverged: '发散',
    recorded: (date) => `录于 ${date}`,
  },
} as const satisfies Record<Locale, Words>;

/** What is measured on a task, and what the best of the simple predictors scores. */
export function measureOf(
  { metric, baseline }: Pick<DuelRows, 'metric' | 'baseline'>,
  locale: Locale,
): string[] {
  const { baselines, score } = STRINGS[locale];
  const measure = WORDS[locale].median[metric.id];
  if (baseline === undefined) return [measure];
  return [
    measure,
    baselines[baseline.id as keyof typeof baselines](score(baseline.score, metric.id)),
  ];
}

/** What the table of recorded outcomes says: for some models of the duel, task by task, who is ahead by the site's rule. */
import { allows, type ArmId } from '#components/demos/depth-duel/arms.ts';
import { ARM_NAMES as CHINESE_NAMES } from '#components/demos/depth-duel/result.zh-cn.ts';
import { ARM_NAMES as ENGLISH_NAMES } from '#components/demos/depth-duel/result.en.ts';
import { type Comparison, comparisonsOf } from '#components/demos/depth-duel/result-text.ts';
import type { TaskRecord } from '#components/demos/depth-duel/record.ts';
import { taskOf } from '#components/demos/depth-duel/tasks.ts';
import type { Locale } from '#site/locales.ts';
import type { Metric, TaskId } from '#tasks/task.ts';
import type { Verdict } from '#viz/evidence.ts';
import { type DuelRow, type DuelRows, rowsOf } from './recorded-duels.ts';

/** One task for which every model of the table has runs. */
export interface Outcome extends Pick<DuelRows, 'baseline'> {
  readonly task: TaskId;
  readonly metric: Metric;
  /** In the order asked for. */
  readonly rows: readonly DuelRow[];
  /** The first model against each of the others. */
  readonly comparisons: readonly Comparison[];
}

/**
 * Tasks of which some of the models have no runs are left out, and named in `missing` unless they do not allow such a
 * model.
 */
export function outcomesOf(
  records: readonly TaskRecord[],
  arms: readonly ArmId[],
): { readonly outcomes: readonly Outcome[]; readonly missing: readonly TaskId[] } {
  const complete = records.filter((record) => arms.every((arm) => record.arms[arm] !== undefined));
  return {
    outcomes: complete.map((record) => {
      const { task, metric, baseline, rows } = rowsOf(record);
      const finals = arms.flatMap((arm) => record.arms[arm]?.summary.finals ?? []);
      return {
        task,
        metric,
        baseline,
        rows: arms.flatMap((arm) => rows.filter((row) => row.arm === arm)),
        comparisons: comparisonsOf(finals, arms, metric),
      };
    }),
    missing: records
      .filter((record) => !complete.includes(record))
      .map(({ task }) => task)
      .filter((task) => arms.every((arm) => allows(taskOf(task), arm))),
  };
}

/** How often each verdict was reached by the first model against the `index`-th of the others, from 0. */
export function countVerdicts(
  outcomes: readonly Outcome[],
  index: number,
): Readonly<Record<Verdict, number>> {
  const counts = { few: 0, open: 0, first: 0, second: 0 };
  for (const { comparisons } of outcomes) {
    const verdict = comparisons[index]?.evidence.verdict;
    if (verdict !== undefined) counts[verdict]++;
  }
  return counts;
}

interface Words {
  readonly label: (names: readonly string[]) => string;
  readonly task: string;
  readonly against: (first: string, second: string) => string;
  /** The better one by the rule, or that there is none. */
  readonly verdict: (verdict: Verdict, first: string, second: string) => string;
  readonly wins: (first: number, second: number, ties: number) => string;
  readonly solved: (count: number, runs: number) => string;
  readonly diverged: string;
  readonly names: Readonly<Record<ArmId, string>>;
  /** The sentence above the table, for one comparison. */
  readonly summary: (
    tasks: number,
    counts: Readonly<Record<Verdict, number>>,
    first: string,
    second: string,
  ) => string;
  readonly missing: (tasks: readonly string[]) => string;
}

const english = (count: number): string =>
  ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][count] ??
  String(count);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In both languages. */
export const OUTCOME_WORDS = {
  en: {
    label: (names) => `Recorded outcomes by task: ${names.join(', ')}`,
    task: 'Task and measure',
    against: (first, second) => `${capital(first)} or ${second}?`,
    verdict: (verdict, first, second) =>
      ({
        few: 'too few seeds',
        open: 'no clear difference',
        first: capital(first),
        second: capital(second),
      })[verdict],
    wins: (first, second, ties) =>
      `${first} : ${second}${ties > 0 ? `, ${ties} ${ties === 1 ? 'tie' : 'ties'}` : ''}`,
    solved: (count, runs) => `solved ${count}/${runs}`,
    diverged: 'diverged',
    names: ENGLISH_NAMES,
    summary: (tasks, { few, open, first, second }, one, other) =>
      `${capital(one)} against ${other}, ${english(tasks)} ${tasks === 1 ? 'task' : 'tasks'}: ${one} better in ${english(first)}, ${other} better in ${english(second)}, no clear difference in ${english(open)}${few > 0 ? `, too few seeds in ${english(few)}` : ''}.`,
    missing: (tasks) => `Not recorded for all of these models: ${tasks.join(', ')}.`,
  },
  'zh-cn': {
    label: (names) => `各任务的已录结果：${names.join('、')}`,
    task: '任务与指标',
    against: (first, second) => `${first}还是${second}？`,
    verdict: (verdict, first, second) =>
      ({ few: '种子太少', open: '没有明显差别', first: `${first}更好`, second: `${second}更好` })[
        verdict
      ],
    wins: (first, second, ties) => `${first} : ${second}${ties > 0 ? `，平 ${ties}` : ''}`,
    solved: (count, runs) => `解决 ${count}/${runs}`,
    diverged: '发散',
    names: CHINESE_NAMES,
    summary: (tasks, { few, open, first, second }, one, other) =>
      `${one}对${other}，共 ${tasks} 个任务：${one}更好的有 ${first} 个，${other}更好的有 ${second} 个，没有明显差别的有 ${open} 个${few > 0 ? `，种子太少、无法判断的有 ${few} 个` : ''}。`,
    missing: (tasks) => `这几组模型还没有录全的任务：${tasks.join('、')}。`,
  },
} as const satisfies Record<Locale, Words>;

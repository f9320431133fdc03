/** How the recorded duels of one layer with two, at equal parameters, came out: for the sentences of articles. */
import { taskOf } from '#components/demos/depth-duel/tasks.ts';
import type { TaskRecord } from '#components/demos/depth-duel/record.ts';
import type { TaskId } from '#tasks/task.ts';
import { compareArms, type Evidence, type Verdict } from '#viz/evidence.ts';

export interface DuelOutcome {
  readonly task: TaskId;
  /** One layer is the first arm, two layers the second. */
  readonly evidence: Evidence;
}

/** One outcome for each task of which both arms are recorded, as the only comparison of its duel. */
export const outcomesOf = (records: readonly TaskRecord[]): DuelOutcome[] =>
  records.flatMap(({ task, arms: { A, B } }) =>
    A && B
      ? [
          {
            task,
            evidence: compareArms(
              [...A.summary.finals, ...B.summary.finals],
              ['A', 'B'],
              taskOf(task).metric,
            ),
          },
        ]
      : [],
  );

/** The tasks with this verdict. */
export const tasksOf = (outcomes: readonly DuelOutcome[], verdict: Verdict): TaskId[] =>
  outcomes.filter(({ evidence }) => evidence.verdict === verdict).map(({ task }) => task);

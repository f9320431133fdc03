/**
 * Every shape of model that a demo of the site can train in a training run, each once, with a task that gives one; the
 * others are in `handed-models.ts`.
 */
import { armsFor, armSpecification } from '#components/demos/depth-duel/arms.ts';
import { CELLS, specificationOf as sweptModel } from '#components/demos/depth-sweep/cells.ts';
import {
  DEFAULTS as GRID_DEFAULTS,
  FIELDS as GRID_FIELDS,
  MOST_LAYERS,
  planOf as gridPlan,
} from '#components/demos/gradient-grid/demo.ts';
import {
  RECORDED_SEEDS,
  specificationOf as scaledModel,
  TASK_IDS as SCALE_TASKS,
  type Layers,
} from '#components/demos/time-scales/demo.ts';
import type { ModelOrigin } from '#formats/model-files.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { FACTS } from '#tasks/facts.ts';
import type { TaskId } from '#tasks/task.ts';

export interface ShapeOfModel {
  /** What the scripts differ by. */
  readonly key: string;
  readonly task: TaskId;
  readonly spec: ModelSpecification;
}

const keyOf = ({
  numLayers,
  bidirectional,
  residual,
  vocabulary,
  head,
  loss,
}: ModelSpecification) =>
  [
    `${numLayers}-layers`,
    ...(bidirectional ? ['bidirectional'] : []),
    ...(residual ? ['residual'] : []),
    vocabulary === undefined ? 'numbers' : 'tokens',
    head,
    loss,
  ].join('-');

const HIDDEN = 6;

/** All of them, in a fixed order. */
export function shapesOfModels(): ShapeOfModel[] {
  const all: Omit<ShapeOfModel, 'key'>[] = [
    ...Object.values(FACTS).flatMap((task) =>
      armsFor(task).map((arm) => ({ task: task.id, spec: armSpecification(task, HIDDEN, arm) })),
    ),
    ...CELLS.map((cell) => ({ task: 'char-lm' as const, spec: sweptModel(cell) })),
    ...GRID_FIELDS.links.options.flatMap((links) =>
      Array.from({ length: MOST_LAYERS }, (_, k) =>
        gridPlan({ ...GRID_DEFAULTS, links, layers: k + 1 }),
      ).flatMap(({ task, arms }) => arms.map(({ spec }) => ({ task, spec }))),
    ),
    ...SCALE_TASKS.flatMap((task) =>
      Object.keys(RECORDED_SEEDS).map((layers) => ({
        task,
        spec: scaledModel(task, Number(layers) as Layers),
      })),
    ),
  ];
  const byKey = new Map(all.map(({ task, spec }) => [keyOf(spec), { task, spec }]));
  return [...byKey].map(([key, { task, spec }]) => ({ key, task, spec }));
}

/** What the files of a shape say of themselves; the same for every run of the check. */
export const originOf = ({ key, task, spec }: ShapeOfModel): ModelOrigin => ({
  name: key,
  task,
  arm: key,
  seed: 1,
  network: { kind: 'lstm', spec },
  url: URL_OF_CHECK,
  engine: 'wasm',
});

/** Where the models of the check say they come from. */
export const URL_OF_CHECK = 'https://strata.example/';

/** The models of a training run as what can be taken along. */
import type { ModelCheckpoint, Plan } from '#train/protocol.ts';
import type { SavedModel } from './save.ts';
import type { ControlStrings } from './strings.ts';

/** Models that were trained, and what they were trained on: a run of the page, or what stands for one. */
export interface TrainedModels {
  readonly plan: Pick<Plan, 'task' | 'sequenceLength' | 'batchSize' | 'arms'> | undefined;
  readonly checkpoint: { readonly models: readonly TrainedState[] } | undefined;
  /** The engine that trained them. */
  readonly backend: string | undefined;
}

/** Where one of them stands. */
export interface TrainedState extends Pick<ModelCheckpoint, 'arm' | 'seed' | 'step'> {
  readonly state?: Pick<NonNullable<ModelCheckpoint['state']>, 'parameters'>;
}

/** Those that have been trained so far; none without a run. */
export const trainedModels = (
  run: TrainedModels | undefined,
  controls: ControlStrings,
): SavedModel[] =>
  (run?.checkpoint?.models ?? []).flatMap((model) => {
    const { arm, seed, step, state } = model;
    const { plan, backend = 'reference' } = run ?? {};
    const spec = plan?.arms.find(({ id }) => id === arm)?.spec;
    if (state === undefined || spec === undefined || plan === undefined) return [];
    return [
      {
        label: controls.modelLabel(arm, spec.numLayers, spec.hiddenSize, seed),
        hand: async () =>
          (await import('./hand-trained.ts')).handTrained(
            { ...plan, arm, seed, spec, parameters: state.parameters },
            step,
            backend,
          ),
      },
    ];
  });

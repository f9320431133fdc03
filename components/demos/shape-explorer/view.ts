/** What the explorer shows for some settings: tensors, messages, and the call that a run makes. */
import { type KerasLstm, kerasSaid, kerasShapes } from '#model/keras-lstm.ts';
import type { LstmOrder } from '#model/lstm-run.ts';
import { isError, type NamedTensor, type Said, sizesOf } from '#model/tensor-shape.ts';
import {
  torchArgumentsSaid,
  torchCallSaid,
  torchCallWarned,
  type TorchLstm,
  torchShapes,
} from '#model/torch-lstm.ts';
import { type Pick, SEED, type Settings, type TensorName } from './demo.ts';

export interface View {
  readonly settings: Settings;
  /** What goes in, and unless the framework refuses it what comes out. */
  readonly tensors: readonly NamedTensor[];
  /** Warnings and the error, in the framework's own words. */
  readonly said: readonly Said[];
  /** The call of a run; undefined where the framework raises an error. */
  readonly order: LstmOrder | undefined;
  /** The axis that is explained; the first of what is returned where the one that is set does not exist. */
  readonly pick: Pick;
}

export const torchOf = (settings: Settings): TorchLstm => settings;

export const kerasOf = (settings: Settings): KerasLstm => ({
  ...settings,
  units: settings.hiddenSize,
  useBias: settings.bias,
  goBackwards: settings.goBackwards && settings.merge === 'one',
  mergeMode: settings.merge === 'one' ? undefined : settings.merge,
});

/** N, or undefined for one sequence alone. */
export const batchOf = ({ framework, input, batch }: Settings): number | undefined =>
  framework === 'pytorch' && input === 'unbatched' ? undefined : batch;

/**
 * How h_0 and c_0 are handed over. One sequence has no batch axis to put first; beside packed sequences PyTorch does not
 * look at the states' sizes, and what it says of wrong ones depends on them: they are left out there.
 */
export function statesOf({ input, states }: Settings): Settings['states'] {
  if (input === 'packed') return 'none';
  return input === 'unbatched' && states === 'swapped' ? 'right' : states;
}

/** Real steps of each packed sequence: each one shorter than the one before, none below 1. */
export const lengthsOf = ({ steps, batch }: Settings): number[] =>
  Array.from({ length: batch }, (_, n) => Math.max(1, steps - n));

export function viewOf(settings: Settings): View {
  const { tensors, said, order } =
    settings.framework === 'pytorch' ? torchView(settings) : kerasView(settings);
  const has = (pick: string): boolean =>
    tensors.some(({ name, axes }) => axes.some((_, axis) => pick === `${name}.${axis}`));
  const first = tensors[1]?.name ?? 'input';
  const pick = has(settings.pick) ? settings.pick : (`${first as TensorName}.0` as const);
  return { settings, tensors, said, order, pick };
}

type Parts = Omit<View, 'settings' | 'pick'>;

function torchView(settings: Settings): Parts {
  const lstm = torchOf(settings);
  const call = { steps: settings.steps, batch: batchOf(settings) };
  const shapes = torchShapes(lstm, call);
  const handed = statesOf(settings);
  const given = (['h_0', 'c_0'] as const).map((name): NamedTensor => {
    const { axes } = shapes[name];
    const [cells, rows, ...rest] = axes;
    return { name, axes: handed === 'swapped' && cells && rows ? [rows, cells, ...rest] : axes };
  });
  const states = handed === 'none' ? [] : given;
  const said = torchArgumentsSaid(lstm);
  const [h = [], c = []] = given.map(sizesOf);
  if (!said.some(isError)) {
    const error = torchCallSaid(
      lstm,
      sizesOf(shapes.input),
      handed === 'none' ? undefined : { h, c },
    );
    said.push(...(error ? [error] : torchCallWarned(lstm, settings.input === 'packed')));
  }
  if (said.some(isError)) return { tensors: [shapes.input, ...states], said, order: undefined };
  return {
    tensors: [shapes.input, ...states, shapes.output, shapes.h_n, shapes.c_n],
    said,
    order: {
      framework: 'pytorch',
      lstm,
      ...call,
      lengths: settings.input === 'packed' ? lengthsOf(settings) : undefined,
      seed: SEED,
    },
  };
}

function kerasView(settings: Settings): Parts {
  const lstm = kerasOf(settings);
  const call = { batch: settings.batch, steps: settings.steps, width: settings.inputSize };
  const { input, results } = kerasShapes(lstm, call);
  const error = kerasSaid(lstm, settings.batch);
  if (error) return { tensors: [input], said: [error], order: undefined };
  return {
    tensors: [input, ...results],
    said: [],
    order: { framework: 'keras', lstm, ...call, seed: SEED },
  };
}

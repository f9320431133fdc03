/**
 * A model in the middle of its training, as a safetensors file: `<block>`, `adam.m.<block>` and `adam.v.<block>` for
 * each block of `parameterLayout`, in float64 where the engine computes so, and everything else as metadata.
 *
 * There is no random state to keep: initial weights, batches and dropout masks are functions of (seed, step). So seed,
 * step and updates say where the generators stand, and a run resumes bit by bit on the same backend.
 */
import { readSafetensors, SafetensorsError, writeSafetensors } from '#formats/safetensors.ts';
import type { Tensor } from '#formats/safetensors.ts';
import { checkOptimizer, type OptimizerOptions } from '#model/optimizer.ts';
import { parameterLayout, type ParameterBlock } from '#model/parameters.ts';
import { checkSpecification } from '#model/check-specification.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { BackendId, TrainerState } from './backend.ts';
import { checkState } from './check-state.ts';

/** Raised when the same state would be continued with other numbers, e.g. after a change of the update rule. */
export const ENGINE_VERSION = 1;

export interface Checkpoint {
  readonly spec: ModelSpecification;
  readonly optimizer: OptimizerOptions;
  /** Whole number 0…2³² − 1: what data, initial weights and dropout are drawn from. */
  readonly seed: number;
  /** The task's name, at most 64 characters. */
  readonly task: string;
  /** Number of the next batch, from 0. */
  readonly step: number;
  readonly state: TrainerState;
  /** Where the state was computed. */
  readonly backend: BackendId;
  readonly engineVersion: number;
}

type Kind = 'number' | 'boolean' | 'text';

const SPECIFICATION_FIELDS = {
  inputSize: 'number',
  vocabulary: 'number',
  hiddenSize: 'number',
  numLayers: 'number',
  bias: 'boolean',
  projSize: 'number',
  bidirectional: 'boolean',
  residual: 'boolean',
  dropout: 'number',
  outputSize: 'number',
  head: 'text',
  loss: 'text',
  initialisation: 'text',
  forgetBias: 'number',
} as const satisfies Record<keyof ModelSpecification, Kind>;

const OPTIMIZER_FIELDS = {
  kind: 'text',
  learningRate: 'number',
  clipNorm: 'number',
  beta1: 'number',
  beta2: 'number',
  epsilon: 'number',
  epsilonPlacement: 'text',
} as const satisfies Record<keyof OptimizerOptions, Kind>;

const PLAIN_FIELDS = {
  format: 'text',
  engineVersion: 'number',
  backend: 'text',
  task: 'text',
  seed: 'number',
  step: 'number',
  updates: 'number',
} as const satisfies Record<string, Kind>;

const FORMAT = 'strata-checkpoint';
const MOMENTS = ['m', 'v'] as const;

/** @throws SafetensorsError when numbers are not finite, or RangeError when the state does not fit the model. */
export function writeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { spec, optimizer, seed, task, step, state, backend, engineVersion } = checkpoint;
  checkState(spec, optimizer, state);
  const metadata = new Map<string, string>();
  const put = (prefix: string, fields: object, values: object): void => {
    for (const name of Object.keys(fields)) {
      const value: unknown = values[name as keyof typeof values];
      if (value !== undefined) metadata.set(prefix + name, String(value));
    }
  };
  const { updates } = state;
  put('', PLAIN_FIELDS, { format: FORMAT, engineVersion, backend, task, seed, step, updates });
  put('spec.', SPECIFICATION_FIELDS, spec);
  put('optimizer.', OPTIMIZER_FIELDS, optimizer);
  const tensors = new Map<string, Tensor>();
  for (const { name, shape, offset, size } of parameterLayout(spec)) {
    tensors.set(name, { shape, data: state.parameters.subarray(offset, offset + size) });
    for (const moment of MOMENTS)
      if (state[moment].length > 0)
        tensors.set(`adam.${moment}.${name}`, {
          shape,
          data: state[moment].subarray(offset, offset + size),
        });
  }
  return writeSafetensors(tensors, metadata);
}

/**
 * Reads a checkpoint that may come from anybody.
 * @throws SafetensorsError, and nothing else, naming the field and what it must be.
 */
export function readCheckpoint(file: Uint8Array): Checkpoint {
  const { tensors, metadata } = readSafetensors(file);
  checkKnown(metadata);
  const plain = pick(metadata, '', PLAIN_FIELDS);
  const { format, engineVersion, backend, task = '', seed, step, updates } = plain;
  const must = (field: string, limit: string, value: unknown, right: boolean): void => {
    if (!right) throw new SafetensorsError(field, limit, value);
  };
  must('format', FORMAT, format, format === FORMAT);
  must('engineVersion', String(ENGINE_VERSION), engineVersion, engineVersion === ENGINE_VERSION);
  must('task', '1…64 characters', task, /^[\w-]{1,64}$/.test(task));
  must('backend', 'a backend', backend, /^[a-z-]{1,32}$/.test(backend ?? ''));
  const whole = (value: number | undefined, high: number) =>
    Number.isSafeInteger(value) && (value ?? -1) >= 0 && (value ?? -1) <= high;
  must('seed', 'a whole number 0…4294967295', seed, whole(seed, 2 ** 32 - 1));
  must('step', 'a whole number from 0', step, whole(step, Number.MAX_SAFE_INTEGER));

  const spec = pick(metadata, 'spec.', SPECIFICATION_FIELDS) as unknown as ModelSpecification;
  const optimizer = pick(metadata, 'optimizer.', OPTIMIZER_FIELDS) as unknown as OptimizerOptions;
  const checked = <T>(field: string, check: () => T): T => {
    try {
      return check();
    } catch (error) {
      if (error instanceof RangeError) throw new SafetensorsError(field, `right: ${error.message}`);
      throw error;
    }
  };
  checked('spec', () => {
    checkSpecification(spec);
  });
  checked('optimizer', () => {
    checkOptimizer(optimizer);
  });
  const parameters = gather(spec, tensors, '');
  const withMoments = optimizer.kind !== 'sgd';
  const [m, v] = MOMENTS.map((moment) =>
    withMoments ? gather(spec, tensors, `adam.${moment}.`) : parameters.subarray(0, 0),
  ) as [TrainerState['m'], TrainerState['v']];
  const count = parameterLayout(spec).length * (withMoments ? 3 : 1);
  must('number of tensors', String(count), tensors.size, tensors.size === count);
  const state = { parameters, m, v, updates: updates ?? NaN };
  checked('state', () => {
    checkState(spec, optimizer, state);
  });
  return {
    spec,
    optimizer,
    seed: seed ?? 0,
    task,
    step: step ?? 0,
    state,
    backend: backend as BackendId,
    engineVersion: ENGINE_VERSION,
  };
}

/** A name that means nothing here may be a misspelt one. */
function checkKnown(metadata: ReadonlyMap<string, string>): void {
  const known = new Set([
    ...Object.keys(PLAIN_FIELDS),
    ...Object.keys(SPECIFICATION_FIELDS).map((name) => `spec.${name}`),
    ...Object.keys(OPTIMIZER_FIELDS).map((name) => `optimizer.${name}`),
  ]);
  for (const name of metadata.keys())
    if (!known.has(name)) throw new SafetensorsError('metadata', 'known', name);
}

type Picked<Fields extends Record<string, Kind>> = {
  [Name in keyof Fields]?: Fields[Name] extends 'number'
    ? number
    : Fields[Name] extends 'boolean'
      ? boolean
      : string;
};

/** The fields that are there, each read as what it should be; ranges are for others to check. */
function pick<const Fields extends Record<string, Kind>>(
  metadata: ReadonlyMap<string, string>,
  prefix: string,
  fields: Fields,
): Picked<Fields> {
  const entries = Object.entries(fields).flatMap(([name, kind]) => {
    const text = metadata.get(prefix + name);
    return text === undefined ? [] : [[name, parse(prefix + name, text, kind)]];
  });
  return Object.fromEntries(entries) as Picked<Fields>;
}

function parse(field: string, text: string, kind: Kind): string | number | boolean {
  if (kind === 'text') return text;
  if (kind === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw new SafetensorsError(field, 'true or false', text);
  }
  // `Number` also reads '' and '0x1f'; clipNorm may be infinite.
  if (/^-?\d+(\.\d+)?(e[+-]\d+)?$/.test(text) || text === 'Infinity') return Number(text);
  throw new SafetensorsError(field, 'a number', text);
}

/** The blocks of a model one after the other, all of one type. */
function gather(
  spec: ModelSpecification,
  tensors: ReadonlyMap<string, Tensor>,
  prefix: string,
): Float32Array | Float64Array {
  const layout = parameterLayout(spec);
  const wide = tensors.get(prefix + (layout[0]?.name ?? ''))?.data instanceof Float64Array;
  const Type = wide ? Float64Array : Float32Array;
  const blocks = layout.map((block) => blockOf(tensors, prefix, block, Type));
  // Only now: the tensors have shown that the file holds as much as the specification promises.
  const values = new Type(blocks.reduce((sum, { length }) => sum + length, 0));
  for (const [index, { offset }] of layout.entries()) values.set(blocks[index] ?? [], offset);
  return values;
}

function blockOf(
  tensors: ReadonlyMap<string, Tensor>,
  prefix: string,
  { name, shape }: ParameterBlock,
  Type: typeof Float32Array | typeof Float64Array,
): Float32Array | Float64Array {
  const { data, shape: found = [] } = tensors.get(prefix + name) ?? {};
  if (!(data instanceof Type))
    throw new SafetensorsError(prefix + name, Type === Float64Array ? 'F64' : 'F32');
  if (found.join() !== shape.join())
    throw new SafetensorsError(prefix + name, `[${shape.join(', ')}]`, `[${found.join(', ')}]`);
  return data as Float32Array | Float64Array;
}

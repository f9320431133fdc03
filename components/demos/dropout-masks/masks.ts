/**
 * Where PyTorch and Keras drop, and what. The places and the sharing are those of the frameworks, as the article measures
 * them; the random numbers are those of this site's engines (`model/dropout.ts`), so that a seed gives the same picture
 * everywhere.
 *
 *   PyTorch dropout              between layers, [T, H]: new at each step
 *   Keras   dropout              on the inputs of every layer, [H]: one mask for all steps
 *   Keras   recurrent_dropout    on h of the step before, [4, H]: one mask a gate for all steps
 */
import { dropoutKey, dropoutMask } from '#model/dropout.ts';
import { SHAPE, type Settings } from './demo.ts';

export type Framework = 'pytorch' | 'keras';
export const GATES = ['i', 'f', 'g', 'o'] as const;

/** A place in a stack at which values may be dropped. */
export interface Place {
  /** Into which layer it leads, 1…L; L + 1 is the output. */
  readonly layer: number;
  /** Upwards from the layer below or the input, or onwards from the step before. */
  readonly way: 'up' | 'on';
  /** One mask, or one a gate: the factor of each value, `[unit][step]`. None where nothing is dropped. */
  readonly masks: readonly Mask[];
}
export type Mask = readonly (readonly number[])[];

/** Keys of this site's engines are those of layers 1…L − 1; Keras' masks get their own. */
const KERAS_INPUTS = 100;
const KERAS_GATES = 200;

const { steps: STEPS, units: UNITS } = SHAPE;

/** The places of a stack, the output first and the input last. */
export function placesOf(framework: Framework, settings: Settings): Place[] {
  const { layers } = settings;
  const places: Place[] = [{ layer: layers + 1, way: 'up', masks: upwards(layers + 1) }];
  for (let layer = layers; layer >= 1; layer--)
    places.push(
      { layer, way: 'on', masks: onwards(layer) },
      { layer, way: 'up', masks: upwards(layer) },
    );
  return places;

  function upwards(layer: number): Mask[] {
    if (settings.mode === 'evaluation') return [];
    if (framework === 'pytorch')
      return layer > 1 && layer <= layers ? [drawn(settings, layer - 1, STEPS)] : [];
    return settings.argument === 'dropout' && layer <= layers
      ? [drawn(settings, KERAS_INPUTS + layer, 1)]
      : [];
  }
  function onwards(layer: number): Mask[] {
    const { mode, argument } = settings;
    if (mode === 'evaluation' || framework === 'pytorch' || argument === 'dropout') return [];
    return GATES.map((_, gate) => drawn(settings, KERAS_GATES + 4 * layer + gate, 1));
  }
}

/** A mask of `fresh` steps, the last of which is kept for all further ones. */
function drawn({ seed, update, p }: Settings, key: number, fresh: number): Mask {
  // The engines count updates from 0.
  const flat = dropoutMask(dropoutKey(seed, update - 1, key), p, fresh, 1, UNITS);
  return Array.from({ length: UNITS }, (_, unit) =>
    Array.from(
      { length: STEPS },
      (__, step) => flat[Math.min(step, fresh - 1) * UNITS + unit] ?? NaN,
    ),
  );
}

/** What there is to count in the masks of a stack. */
export interface Counts {
  /** Factors in all, and those that are zero. */
  readonly values: number;
  readonly dropped: number;
  /** Factors of the step, those that are zero, and those that differ from the step before. */
  readonly now: { readonly values: number; readonly dropped: number; readonly changed: number };
  /** Units (a gate has its own), and those that are dropped at every step. */
  readonly units: number;
  readonly gone: number;
  /** Mean factor of each unit over the steps. */
  readonly means: readonly number[];
}

/** @param step 1…T */
export function countsOf(places: readonly Place[], step: number): Counts {
  const units = places.flatMap(({ masks }) => masks.flat());
  const zeros = (values: readonly (number | undefined)[]): number =>
    values.filter((value) => value === 0).length;
  const means = units.map((factors) => factors.reduce((sum, one) => sum + one, 0) / STEPS);
  return {
    values: units.length * STEPS,
    dropped: zeros(units.flat()),
    now: {
      values: units.length,
      dropped: zeros(units.map((factors) => factors[step - 1])),
      changed:
        step === 1 ? 0 : units.filter((factors) => factors[step - 1] !== factors[step - 2]).length,
    },
    units: units.length,
    gone: zeros(means),
    means,
  };
}

/** How likely one value is kept at all the places that lie between an input and the output, one after the other. */
export const survival = (places: readonly Place[], p: number): number =>
  (1 - p) ** places.filter(({ way, masks }) => way === 'up' && masks.length > 0).length;

/** A model reading a sequence: states of every unit, what it expects next, and which units track a feature. */
import { correlation } from '#math/correlation.ts';
import { hiddenSequence } from '#math/lstm.ts';
import { readForwards } from '#model/forward.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { ProbeId } from './features.ts';
import { SYMBOLS } from './typed.ts';
import type { ModelReading, States, UnitScore } from './units.ts';

export interface ProbeModel {
  readonly spec: ModelSpecification;
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float32Array | Float64Array;
}

/** @throws RangeError for a symbol that the model does not know. */
export function readSequence(
  id: ProbeId,
  { spec, parameters }: ProbeModel,
  text: string,
): ModelReading {
  const tokens = [...text].map((symbol) => {
    const token = SYMBOLS[id].indexOf(symbol);
    if (token < 0) throw new RangeError(`symbol must be one the model knows, got “${symbol}”`);
    return token;
  });
  const T = tokens.length;
  const inputs =
    spec.vocabulary === undefined
      ? tokens.flatMap((token) =>
          Array.from({ length: spec.inputSize }, (_, k) => (k === token ? 1 : 0)),
        )
      : tokens;
  const { layers, outputs } = readForwards(spec, parameters, inputs, T, 1);
  const byUnit = (all: Float64Array): number[][] =>
    Array.from({ length: spec.hiddenSize }, (_, unit) =>
      tokens.map((_token, t) => all[t * spec.hiddenSize + unit] ?? NaN),
    );
  return {
    h: layers.map((trace) => byUnit(hiddenSequence(trace))),
    c: layers.map((trace) => byUnit(trace.tanhC)),
    expected: tokens.map((_, t) =>
      softmax(outputs.subarray(t * spec.outputSize, (t + 1) * spec.outputSize)),
    ),
  };
}

function softmax(logits: Float64Array): number[] {
  const top = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Every unit with its correlation, the strongest of either sign first; steps without the feature are left out. */
export function rankUnits(states: States, feature: readonly number[]): UnitScore[] {
  const steps = feature.flatMap((value, t) => (Number.isNaN(value) ? [] : [t]));
  const wanted = steps.map((t) => feature[t] ?? NaN);
  const scores = states.flatMap((units, layer) =>
    units.map((values, unit) => ({
      unit: `${layer + 1}.${unit + 1}`,
      r: correlation(
        steps.map((t) => values[t] ?? NaN),
        wanted,
      ),
    })),
  );
  const strength = ({ r }: UnitScore): number => (Number.isNaN(r) ? -1 : Math.abs(r));
  return scores.sort((a, b) => strength(b) - strength(a));
}

/**
 * A second, independent forward pass, as plain as can be: one sequence after the other, cut to its real length (so that
 * there is no padding to get wrong), one number after the other. Single states can be nudged, for central differences.
 */
import type { Batch } from '#model/batch.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** What is added to h or c of one unit, after that step of that sequence. */
export interface Nudge {
  readonly state: 'h' | 'c';
  readonly cell: number;
  readonly t: number;
  readonly b: number;
  readonly unit: number;
  size: number;
}

export interface NaiveModel {
  readonly spec: ModelSpecification;
  readonly parameters: Float64Array;
  readonly batch: Batch;
  /** Layer-1 inputs [T, B, I] to use instead of the batch's. */
  readonly inputs?: Float64Array;
  /** [L·D, B, H] */
  readonly h0: Float64Array;
  readonly c0: Float64Array;
  /** Factor for the output of layer `layer` (1…L − 1); 1 when left out. */
  readonly factor?: (layer: number, t: number, b: number, unit: number) => number;
  readonly nudge?: Nudge | undefined;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Outputs of each sequence, [B][T or 1][O], the final states [L·D][B][H], and the loss over real steps. */
export function runNaively(model: NaiveModel) {
  const { spec, parameters, batch } = model;
  const { batchSize: B, sequenceLength: T, lengths } = batch;
  const { hiddenSize: H, numLayers, outputSize: O, inputSize: I } = spec;
  const D = spec.bidirectional ? 2 : 1;
  const blocks = new Map(parameterLayout(spec).map((block) => [block.name, block]));
  const weight = (name: string, row: number, column = 0) => {
    const { offset, shape } = blocks.get(name)!;
    return parameters[offset + row * (shape[1] ?? 1) + column]!;
  };
  const h: number[][][] = Array.from({ length: numLayers * D }, () => []);
  const c: number[][][] = Array.from({ length: numLayers * D }, () => []);
  const outputs: number[][][] = [];
  let sum = 0;
  let count = 0;

  /** One direction of one layer over one sequence: h after each of its steps, in the sequence's order. */
  const readSequence = (layer: number, d: number, b: number, x: number[][]): number[][] => {
    const cell = (layer - 1) * D + d;
    const offset = (part: string) =>
      blocks.get(`layer${layer}${d === 1 ? '.backward' : ''}.${part}`)!.offset;
    const [W, R, bias] = [offset('kernel'), offset('recurrent'), offset('bias')];
    const start = (cell * B + b) * H;
    let hOld = [...model.h0.subarray(start, start + H)];
    let cOld = [...model.c0.subarray(start, start + H)];
    const all: number[][] = [];
    for (let step = 0; step < x.length; step++) {
      const t = d === 1 ? x.length - 1 - step : step;
      const z = (gate: number, n: number) => {
        const column = gate * H + n;
        let value = parameters[bias + column]!;
        x[t]!.forEach((xk, k) => (value += xk * parameters[W + k * 4 * H + column]!));
        hOld.forEach((hk, k) => (value += hk * parameters[R + k * 4 * H + column]!));
        return value;
      };
      const nudge = (state: 'h' | 'c', unit: number) => {
        const { nudge: at } = model;
        const here = at?.state === state && at.cell === cell && at.t === t && at.b === b;
        return here && at.unit === unit ? at.size : 0;
      };
      const cNew = cOld.map(
        (ck, n) => sigmoid(z(1, n)) * ck + sigmoid(z(0, n)) * Math.tanh(z(2, n)) + nudge('c', n),
      );
      hOld = cNew.map((ck, n) => sigmoid(z(3, n)) * Math.tanh(ck) + nudge('h', n));
      cOld = cNew;
      all[t] = hOld;
    }
    h[cell]!.push(hOld);
    c[cell]!.push(cOld);
    return all;
  };

  for (let b = 0; b < B; b++) {
    const real = lengths?.[b] ?? T;
    const first = (t: number): number[] => {
      if (model.inputs) return [...model.inputs.subarray((t * B + b) * I, (t * B + b + 1) * I)];
      if (spec.vocabulary === undefined)
        return [...batch.inputs.subarray((t * B + b) * I, (t * B + b + 1) * I)];
      const token = batch.inputs[t * B + b]!;
      return Array.from({ length: I }, (_, k) => weight('embedding', token, k));
    };
    let x = Array.from({ length: real }, (_, t) => first(t));
    let y: number[][] = [];
    for (let layer = 1; layer <= numLayers; layer++) {
      const parts = Array.from({ length: D }, (_, d) => readSequence(layer, d, b, x));
      const below = y;
      y = x.map((_, t) => parts.flatMap((part) => part[t]!));
      if (spec.residual && layer >= 2) y = y.map((row, t) => row.map((v, k) => v + below[t]![k]!));
      const factor = model.factor ?? (() => 1);
      x = y.map((row, t) => row.map((v, k) => v * factor(layer, t, b, k)));
    }
    const read =
      spec.head === 'every' ? y : [y[0]!.map((_, k) => (k < H ? y[real - 1]![k]! : y[0]![k]!))];
    const rows = read.map((row) =>
      Array.from({ length: O }, (_, k) =>
        row.reduce((v, yn, n) => v + yn * weight('head.kernel', n, k), weight('head.bias', k)),
      ),
    );
    outputs.push(rows);
    rows.forEach((row, t) => {
      const prediction = t * B + b;
      if (spec.loss === 'softmax') {
        const total = row.reduce((v, logit) => v + Math.exp(logit), 0);
        sum += Math.log(total) - row[batch.targets[prediction]!]!;
        count += 1;
      } else {
        row.forEach((v, k) => (sum += (v - batch.targets[prediction * O + k]!) ** 2));
        count += O;
      }
    });
  }
  return { outputs, h, c, loss: sum / count };
}

/** One sequence's share of what a batch's forward and backward pass left behind. */
import { cellSequence, hiddenSequence, type LstmWeights } from '#math/lstm.ts';
import type { Batch } from '#model/batch.ts';
import type { LayerInspection } from '../backend.ts';
import type { Differentiation, Network } from './network.ts';

/** Of [T, B, width] the sequence `row`, [T, width]. */
function sequenceOf(all: Float64Array, { batchSize, sequenceLength }: Batch, row: number) {
  const width = all.length / (batchSize * sequenceLength);
  const sequence = new Float32Array(sequenceLength * width);
  for (let t = 0; t < sequenceLength; t++) {
    const start = (t * batchSize + row) * width;
    sequence.set(all.subarray(start, start + width), t * width);
  }
  return sequence;
}

function gradientNorm({ kernel, recurrent, bias }: LstmWeights): number {
  let squares = 0;
  for (const block of [kernel, recurrent, bias]) for (const g of block) squares += g * g;
  return Math.sqrt(squares);
}

/**
 * @param gradients those of this batch alone.
 * @returns one for each cell; the gates of padding are 0, since no cell computed there.
 */
export function inspectCells(
  { pass, states }: Differentiation,
  gradients: Network,
  batch: Batch,
  row: number,
): LayerInspection[] {
  return pass.traces.map((trace, k) => ({
    gates: sequenceOf(trace.gates, batch, row),
    h: sequenceOf(hiddenSequence(trace), batch, row),
    c: sequenceOf(cellSequence(trace), batch, row),
    dH: sequenceOf(states[k]!.h, batch, row),
    dC: sequenceOf(states[k]!.c, batch, row),
    gradientNorm: gradientNorm(gradients.cells[k]!),
  }));
}

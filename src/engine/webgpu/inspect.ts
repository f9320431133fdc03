/** A look inside a model while it reads one sequence of a batch. */
import type { Batch } from '#model/batch.ts';
import { directionsOf } from '#model/specification.ts';
import type { Inspection, LayerInspection } from '../backend.ts';
import type { FusedGroup } from './group.ts';
import type { ReadyPlan } from './plans.ts';
import { Readback } from './readback.ts';

/** @param plan for `inspect`, with the batch in slot 0. */
export async function inspectRow(
  { spec, layout, engine }: FusedGroup,
  plan: ReadyPlan,
  { sequenceLength: T, batchSize: B }: Batch,
  row: number,
): Promise<Inspection> {
  const { device } = engine;
  const H = spec.hiddenSize;
  const D = directionsOf(spec);
  const encoder = device.createCommandEncoder();
  const encode = (from: number, to: number): void => {
    const pass = encoder.beginComputePass();
    plan.program.encode(pass, 0, from, to);
    pass.end();
  };
  encode(0, plan.forward);
  // The backward pass overwrites the gates.
  const gates = plan.layers.map(({ gates: { buffer, offset } }, layer) => {
    const kept = plan.workspace.buffer(`kept gates ${layer + 1}`, D * T * B * 4 * H);
    encoder.copyBufferToBuffer(buffer, offset, kept.buffer, 0, 4 * D * T * B * 4 * H);
    return kept;
  });
  encode(plan.forward, plan.program.length);

  const readback = new Readback(device);
  readback.add(plan.rings.losses.region(0), 0, 4);
  readback.add(plan.gradient, 0, 4 * layout.stride);
  for (const [layer, { states, inspected }] of plan.layers.entries())
    for (let direction = 0; direction < D; direction++) {
      const addRow = (region: typeof states, block: number, width: number): void => {
        for (let time = 0; time < T; time++)
          readback.add(region, 4 * ((block + time) * B + row) * width, 4 * width);
      };
      addRow(gates[layer]!, direction * T, 4 * H);
      for (let half = 0; half < 2; half++)
        addRow(states, (2 * direction + half) * (T + 1) + (direction === 0 ? 1 : 0), H);
      for (let half = 0; half < 2; half++) addRow(inspected, (2 * direction + half) * T, H);
    }
  const [loss, gradient, ...rows] = await readback.read(encoder);

  const take = (width: number): Float32Array => {
    const joined = new Float32Array(T * width);
    for (const [time, values] of rows.splice(0, T).entries()) joined.set(values, time * width);
    return joined;
  };
  const layers = layout.cells.map((cell): LayerInspection => {
    const interleaved = take(4 * H);
    const block = gradient!.subarray(cell.to, cell.to + cell.rows * 4 * H);
    return {
      gates: interleaved.map((_, k) => {
        const column = k % (4 * H);
        return interleaved[k - column + 4 * (column % H) + Math.floor(column / H)]!;
      }),
      h: take(H),
      c: take(H),
      dH: take(H),
      dC: take(H),
      gradientNorm: Math.sqrt(block.reduce((sum, g) => sum + g * g, 0)),
    };
  });
  return { loss: loss![0]!, layers };
}

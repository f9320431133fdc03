/** A task whose batches carry their seed and number, and whose score is whatever the backend predicts. */
import type { Task } from '#tasks/task.ts';

export const fakeTask: Task = {
  id: 'adding',
  inputSize: 2,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  metric: { id: 'mse', better: 'lower', scale: 'log' },
  defaults: { hiddenSize: 3, sequenceLength: 10, learningRate: 0.01, steps: 10, batchSize: 1 },
  sequenceLengths: [2, 100],
  citation: 'nobody',
  createStream: ({ seed, sequenceLength, batchSize }) => ({
    batch: (step) => ({
      batchSize,
      sequenceLength,
      inputs: new Float32Array(sequenceLength * batchSize * 2).fill(seed * 1000 + step),
      targets: new Float32Array(batchSize),
    }),
    test: {
      batchSize: 2,
      sequenceLength,
      inputs: new Float32Array(sequenceLength * 4),
      targets: new Float32Array(2),
    },
    score: (outputs) => outputs[0] ?? NaN,
    baselines: [{ id: 'mean', score: seed }],
  }),
};

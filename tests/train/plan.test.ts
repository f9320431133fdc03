import { describe, expect, it } from 'vitest';
import type { Plan } from '#train/protocol.ts';
import { plan, SessionRun } from './session-run.ts';

describe('plans that cannot be trained', () => {
  const one = plan.arms[0];
  const bad: [string, Partial<Plan>, string][] = [
    [
      'unknown task',
      { task: 'constructor' as 'adding' },
      'task must be one of adding, got constructor',
    ],
    [
      'sequence length',
      { sequenceLength: 1 },
      'sequenceLength must be a whole number 2…100, got 1',
    ],
    ['batch size', { batchSize: 2000 }, 'batchSize must be a whole number 1…1024, got 2000'],
    ['steps', { steps: NaN }, 'steps must be a whole number 1…100000, got NaN'],
    ['evaluations', { evaluateEvery: 0 }, 'evaluateEvery must be a whole number 1…100000, got 0'],
    ['learning rate', { learningRate: 11 }, 'learningRate must be above 0, at most 10, got 11'],
    ['no seeds', { seeds: [] }, 'number of seeds must be a whole number 1…50, got 0'],
    ['a seed', { seeds: [-1] }, 'seed must be a whole number 0…4294967295, got -1'],
    ['equal seeds', { seeds: [3, 3] }, 'seeds must be distinct, got 3, 3'],
    ['equal arms', { arms: one ? [one, one] : [] }, 'arms must be distinct, got one, one'],
    [
      'a model',
      { arms: one ? [{ ...one, spec: { ...one.spec, hiddenSize: 0 } }] : [] },
      'hiddenSize must be 1…256, got 0',
    ],
    [
      'a model for another task',
      { arms: one ? [{ ...one, spec: { ...one.spec, inputSize: 7 } }] : [] },
      'inputSize of arm one must be 2 for task adding, got 7',
    ],
  ];
  it.each(bad)('%s', async (_, changes, detail) => {
    const run = new SessionRun();
    run.session.start({ ...plan, ...changes }, 'auto');
    await run.session.ended;
    expect(run.messages).toEqual([{ type: 'failed', reason: 'bad-plan', detail }]);
    expect(run.backends).toEqual([]);
  });
});

/**
 * What is known of every task without its generator: sizes, score, defaults and source. Pages read this; the generators
 * come with the worker. `registry.ts` joins both.
 *
 * Default widths are chosen so that two and three stacked layers can have the parameters of one layer to within 2 %,
 * head and embedding included; so can, except for adding, one bidirectional layer where a task allows one.
 */
import type { TaskFacts, TaskId } from './task.ts';

/** The facts of each task, in the order in which tasks are offered. */
export const FACTS = {
  /** Solved below a mean squared error of 0.01, where answering 1 scores about 0.167. */
  adding: {
    id: 'adding',
    inputSize: 2,
    outputSize: 1,
    head: 'last',
    loss: 'mse',
    metric: { id: 'mse', better: 'lower', scale: 'log', solved: 0.01 },
    // 31 units: two layers of 18 have 1.25 % fewer parameters, three of 14 0.78 %; 32 would leave a mismatch of 3.2 %.
    defaults: {
      hiddenSize: 31,
      sequenceLength: 50,
      learningRate: 0.01,
      steps: 1500,
      batchSize: 64,
    },
    sequenceLengths: [10, 400],
    citation: 'hochreiter1997long',
  },
  /** Scored by the share of the copied symbols that come back right; solved above 0.95. */
  copy: {
    id: 'copy',
    inputSize: 6,
    outputSize: 5,
    head: 'every',
    loss: 'softmax',
    metric: { id: 'accuracy', better: 'higher', scale: 'linear', solved: 0.95 },
    // 45 units: two layers of 27 have 1.69 % more parameters, three of 21 1.00 %; no width from 24 to 44 suits both.
    defaults: {
      hiddenSize: 45,
      sequenceLength: 20,
      learningRate: 0.01,
      steps: 1500,
      batchSize: 64,
    },
    sequenceLengths: [10, 400],
    citation: 'arjovsky2016unitary',
  },
  /** Solved above an accuracy of 0.95, where a constant answer scores 0.25. */
  'temporal-order': {
    id: 'temporal-order',
    inputSize: 8,
    outputSize: 4,
    head: 'last',
    loss: 'softmax',
    metric: { id: 'accuracy', better: 'higher', scale: 'linear', solved: 0.95 },
    // 40 units: two layers of 24 have 0.40 % fewer parameters, three of 19 1.65 % more; 38 is the first that suits both.
    defaults: {
      hiddenSize: 40,
      sequenceLength: 60,
      learningRate: 0.01,
      steps: 1000,
      batchSize: 64,
    },
    sequenceLengths: [10, 400],
    citation: 'hochreiter1997long',
  },
  /** Scored by the share of all steps of longer strings at which the answer is right. */
  'dyck-2': {
    id: 'dyck-2',
    inputSize: 4,
    outputSize: 3,
    head: 'every',
    loss: 'softmax',
    metric: { id: 'accuracy', better: 'higher', scale: 'linear' },
    // 39 units: two layers of 23 have 0.17 % fewer parameters, three of 18 0.82 % more; 32 would leave more than 2 %.
    defaults: {
      hiddenSize: 39,
      sequenceLength: 24,
      learningRate: 0.01,
      steps: 700,
      batchSize: 64,
    },
    sequenceLengths: [10, 160],
    citation: 'suzgun2019lstm',
  },
  /** Three sine waves in noise, 8 steps ahead; no forecast is better on average than the noise's variance, 0.0025. */
  'multi-sine': {
    id: 'multi-sine',
    inputSize: 1,
    outputSize: 1,
    head: 'last',
    loss: 'mse',
    metric: { id: 'mse', better: 'lower', scale: 'log' },
    // As for Mackey–Glass.
    defaults: {
      hiddenSize: 29,
      sequenceLength: 64,
      learningRate: 0.01,
      steps: 600,
      batchSize: 64,
    },
    sequenceLengths: [10, 200],
    citation: 'schmidhuber2007training',
  },
  /** τ = 17, 84 steps ahead, scored by the normalised root mean squared error. */
  'mackey-glass': {
    id: 'mackey-glass',
    inputSize: 1,
    outputSize: 1,
    head: 'last',
    loss: 'mse',
    metric: { id: 'nrmse', better: 'lower', scale: 'log' },
    // 29 units: two layers of 17 have 1.77 % more parameters, three of 13 0.66 % fewer; 32 would leave 4.5 %.
    defaults: {
      hiddenSize: 29,
      sequenceLength: 50,
      learningRate: 0.01,
      steps: 600,
      batchSize: 64,
    },
    sequenceLengths: [10, 200],
    citation: 'mackey1977oscillation',
  },
  /** Scored by the normalised root mean squared error. */
  'narma-10': {
    id: 'narma-10',
    inputSize: 1,
    outputSize: 1,
    head: 'every',
    loss: 'mse',
    metric: { id: 'nrmse', better: 'lower', scale: 'log' },
    // 31 units: two layers of 18 have 0.02 % fewer parameters, three of 14 0.85 % more.
    defaults: {
      hiddenSize: 31,
      sequenceLength: 50,
      learningRate: 0.01,
      steps: 800,
      batchSize: 64,
    },
    sequenceLengths: [30, 200],
    citation: 'atiya2000new',
  },
  /** 8×8 digits by rows, scored by accuracy. */
  digits: {
    id: 'digits',
    inputSize: 8,
    outputSize: 10,
    head: 'last',
    loss: 'softmax',
    metric: { id: 'accuracy', better: 'higher', scale: 'linear' },
    // 33 units: two layers of 20 have 1.26 % fewer parameters, three of 16 1.87 % more; 32 would leave more than 2 %.
    defaults: {
      hiddenSize: 33,
      sequenceLength: 8,
      learningRate: 0.01,
      steps: 500,
      batchSize: 64,
    },
    sequenceLengths: [8, 8],
    citation: 'alpaydin1998optical',
  },
  /** Scored in bits per character; its inputs are token numbers, of which there are as many kinds as outputs. */
  'char-lm': {
    id: 'char-lm',
    inputSize: 16,
    vocabulary: 40,
    outputSize: 40,
    head: 'every',
    loss: 'softmax',
    metric: { id: 'bits', better: 'lower', scale: 'linear' },
    // 39 units: two layers of 25 have 0.04 % more parameters, three of 20 0.22 %.
    defaults: {
      hiddenSize: 39,
      sequenceLength: 48,
      learningRate: 0.01,
      steps: 1000,
      batchSize: 32,
    },
    sequenceLengths: [10, 200],
    citation: 'karpathy2015visualizing',
  },
} as const satisfies Readonly<Record<TaskId, TaskFacts>>;

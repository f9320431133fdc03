/**
 * Handwritten digits read row by row: 8 time steps of 8 pixels, then one of ten classes.
 *
 * The 1,797 digits of the test part of Alpaydin and Kaynak's data. A seed sets 512 of them aside for the test, 51 or 52 of
 * each class; models train on the other 1,285. Both parts have digits of the same 13 writers.
 */
import { createRng, streamSeed } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { accuracyScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { Baseline, StreamOptions, Task, TaskStream } from './task.ts';

const TEST_SIZE = 512;
const CLASSES = 10;
const SIDE = 8;
const PIXELS = SIDE * SIDE;
const LARGEST_PIXEL = 16;
/** A digit has as many steps as rows. */
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS.digits;

interface Digits {
  readonly labels: Uint8Array; // [n]
  readonly pixels: Uint8Array; // [n, 64], 0…16
}

let loaded: Digits | undefined;

/** Reads the form that `digits-images.ts` describes. */
function decode(text: string): Digits {
  const count = text.length / (PIXELS + 1);
  const labels = new Uint8Array(count);
  const pixels = new Uint8Array(count * PIXELS);
  for (let n = 0; n < count; n++) {
    const start = n * (PIXELS + 1);
    labels[n] = Number(text[start]);
    for (let k = 0; k < PIXELS; k++) pixels[n * PIXELS + k] = text.charCodeAt(start + 1 + k) - 97;
  }
  return { labels, pixels };
}

async function load(): Promise<void> {
  loaded ??= decode((await import('./digits-images.ts')).DIGIT_IMAGES);
}

/** Which digits are trained on and which are tested, as equally many of each class as can be. */
function split({ labels }: Digits, seed: number): { train: number[]; test: number[] } {
  const order = createRng(seed).shuffle(Array.from(labels.keys()));
  const taken = new Array<number>(CLASSES).fill(0);
  const wanted = (label: number) => Math.ceil((TEST_SIZE - label) / CLASSES);
  const [train, test]: [number[], number[]] = [[], []];
  for (const n of order) {
    const label = labels[n]!;
    if (taken[label]! < wanted(label)) {
      taken[label]!++;
      test.push(n);
    } else train.push(n);
  }
  return { train, test };
}

/** Inputs [8, B, 8]: rows from the top, 0 for paper to 1 for ink; targets [B]: the digits. */
function makeBatch({ labels, pixels }: Digits, chosen: readonly number[]): Batch {
  const batchSize = chosen.length;
  const inputs = new Float32Array(PIXELS * batchSize);
  chosen.forEach((n, b) => {
    for (let k = 0; k < PIXELS; k++) {
      const row = Math.floor(k / SIDE);
      inputs[(row * batchSize + b) * SIDE + (k % SIDE)] = pixels[n * PIXELS + k]! / LARGEST_PIXEL;
    }
  });
  const targets = Float32Array.from(chosen, (n) => labels[n]!);
  return { batchSize, sequenceLength: SIDE, inputs, targets };
}

/** The digit among `train` with the smallest sum of squared differences; of equal ones, the first. */
function nearest({ pixels }: Digits, n: number, train: readonly number[]): number {
  let [best, smallest] = [-1, Infinity];
  for (const other of train) {
    let distance = 0;
    for (let k = 0; k < PIXELS && distance < smallest; k++)
      distance += (pixels[n * PIXELS + k]! - pixels[other * PIXELS + k]!) ** 2;
    if (distance < smallest) [best, smallest] = [other, distance];
  }
  return best;
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  if (loaded === undefined) throw new Error('task digits must be loaded first');
  const digits = loaded;
  const { labels } = digits;
  const { seed, batchSize } = options;
  const seedOf = (...labels: (string | number)[]) => streamSeed(seed, 'digits', ...labels);
  const { train, test: tested } = split(digits, seedOf('split'));
  const test = makeBatch(digits, tested);
  const share = (isRight: (n: number) => boolean) => tested.filter(isRight).length / TEST_SIZE;
  const computeBaselines = (): readonly Baseline[] => [
    { id: 'chance', score: share((n) => labels[n] === 0) },
    {
      id: 'nearest-neighbour',
      score: share((n) => labels[nearest(digits, n, train)] === labels[n]),
    },
  ];
  let baselines: readonly Baseline[] | undefined;
  return {
    batch(step) {
      checkStep(step);
      const rng = createRng(seedOf('train', step));
      const drawn = Array.from({ length: batchSize }, () => train[rng.int(0, train.length - 1)]!);
      return makeBatch(digits, drawn);
    },
    test,
    score: (outputs) => accuracyScore(outputs, test.targets, CLASSES),
    get baselines() {
      return (baselines ??= computeBaselines());
    },
  };
}

/** 8×8 digits by rows, scored by accuracy. */
export const digits: Task = { ...FACTS.digits, load, createStream };

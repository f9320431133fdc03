/** A thread that reads damaged files and says what came of each; whoever started it kills it when it falls silent. */
import { parentPort } from 'node:worker_threads';
import { convert, readWeights } from '#formats/convert.ts';
import { FormatError } from '#formats/format-error.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import type { FuzzJob, FuzzKind, FuzzNews } from './fuzz.ts';
import { mutateBinary, mutateSafetensors } from './mutate.ts';

const post = (news: FuzzNews): void => parentPort?.postMessage(news);

/** What came of one mutant: `read`, `refused: <reason>`, or `uncaught: …`, which must not be. */
async function outcomeOf(file: Uint8Array, kind: FuzzKind): Promise<string> {
  try {
    const { stack } = await readWeights(file);
    // What was read must be usable, too.
    const target = kind === 'safetensors' ? 'pytorch' : 'coreml';
    const { difference } = await convert(stack, target, 'mutant');
    return Number.isNaN(difference) ? 'uncaught: NaN' : 'read';
  } catch (error) {
    if (!(error instanceof FormatError)) return `uncaught: ${String(error)}`;
    return `refused: ${error.reason}`;
  }
}

parentPort?.on('message', ({ kind, original, seed, from, to }: FuzzJob) => {
  void (async () => {
    const mutate = kind === 'safetensors' ? mutateSafetensors : mutateBinary;
    for (let mutant = from; mutant < to; mutant++) {
      // By itself, so that a mutant that went wrong can be made again.
      const rng = createRng(streamSeed(seed, `${kind} ${mutant}`));
      const start = performance.now();
      const outcome = await outcomeOf(
        mutate(original, (n) => Math.floor(rng.uniform() * n)),
        kind,
      );
      post({ mutant, outcome, ms: performance.now() - start });
    }
  })();
});

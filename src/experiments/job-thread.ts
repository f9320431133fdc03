/** A thread that computes one job after the other. */
import { parentPort } from 'node:worker_threads';
import { loadExperiment } from './registry.ts';
import type { Answer, Question } from './threads.ts';

async function answer({ experiment, config }: Question): Promise<Answer> {
  const start = performance.now();
  try {
    const result = await (await loadExperiment(experiment)).run(config);
    return { result, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (question: Question) => {
  void answer(question).then((given) => parentPort?.postMessage(given));
});

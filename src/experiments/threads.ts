/** Jobs on worker threads: each thread takes the next job as soon as it is free. */
import { Worker } from 'node:worker_threads';
import type { Job } from './experiment.ts';

/** What a thread is asked. */
export interface Question {
  readonly experiment: string;
  readonly config: unknown;
}

/** What it answers. */
export type Answer =
  | { readonly result: unknown; readonly seconds: number }
  /** The job threw; the thread goes on. */
  | { readonly error: string };

/** Computes one job somewhere. */
export interface Thread {
  ask(question: Question): Promise<Answer>;
  close(): void;
}

/** A thread with `job-thread.ts` in it. An answer that never comes, because the thread died, is an error too. */
export function startThread(): Thread {
  let worker: Worker | undefined;
  return {
    ask: (question) =>
      new Promise((resolve) => {
        worker ??= new Worker(new URL('./job-thread.ts', import.meta.url));
        const own = worker;
        const settle = (answer: Answer): void => {
          own.off('message', settle).off('error', died).off('exit', left);
          resolve(answer);
        };
        const died = (error: unknown): void => {
          worker = undefined;
          settle({ error: error instanceof Error ? error.message : String(error) });
        };
        const left = (code: number): void => {
          died(new Error(`the thread ended with code ${code} and without a result`));
        };
        own.on('message', settle).on('error', died).on('exit', left);
        own.postMessage(question);
      }),
    close: () => void worker?.terminate(),
  };
}

/**
 * Computes jobs in their order, as many at a time as there are threads.
 * @param onAnswer called as each answer comes.
 */
export async function runJobs(
  experiment: string,
  jobs: readonly Job<unknown>[],
  threads: readonly Thread[],
  onAnswer: (job: Job<unknown>, answer: Answer) => void,
): Promise<void> {
  let next = 0;
  await Promise.all(
    threads.map(async (thread) => {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++])
        onAnswer(job, await thread.ask({ experiment, config: job.config }));
    }),
  );
}

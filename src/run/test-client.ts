/** Has a worker run a trained model on a few test sequences. */
import type { TestNews, TestOrder, TestPiece } from '#train/test-protocol.ts';
import { WatchedWorker } from '#train/watched-worker.ts';

/** Silent seconds after which the order counts as lost: loading engine and data may take some. */
const PATIENCE = 30;

/** What the model made of them. Rejects with an Error, its text in English, where the worker fails or says nothing. */
export function testModel(order: TestOrder): Promise<TestPiece> {
  return new Promise((resolve, reject) => {
    const process = new Worker(new URL('../train/test-worker.ts', import.meta.url), {
      type: 'module',
    });
    const worker = new WatchedWorker<TestOrder, TestNews>(process, {
      message(news) {
        worker.dispose();
        if (news.type === 'tested') resolve(news.piece);
        else reject(new Error(news.detail));
      },
      failed: (_, detail) => {
        reject(new Error(detail));
      },
      patience: () => PATIENCE,
    });
    worker.send(order);
  });
}

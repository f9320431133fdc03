/** The worker that calls one LSTM for the shape explorer: every order is answered, by its numbers or by what went wrong. */
import { errorText } from '#engine/probe.ts';
import { runLstm } from '#model/lstm-run.ts';
import type { LstmNews, LstmWork } from './lstm-protocol.ts';

const post = (news: LstmNews): void => {
  self.postMessage(news);
};

self.addEventListener('message', ({ data: { id, order } }: MessageEvent<LstmWork>) => {
  const start = performance.now();
  try {
    post({ type: 'ran', id, run: runLstm(order), ms: performance.now() - start });
  } catch (error) {
    post({ type: 'failed', id, detail: errorText(error) });
  }
});

/** A worker of a pool, apart from being one: a backend whose trainers are used by messages. */
import type { Backend, Trainer } from '#engine/backend.ts';
import type { BackendLoaders } from '#engine/loaders.ts';
import { errorText } from '#engine/probe.ts';
import type { FromPool, PoolPort, ToPool } from './pool-protocol.ts';
import { arraysIn, buffersOf } from './transfer.ts';

/** Serves a port for as long as it lives. Calls are answered in order. */
export function hostPool(port: PoolPort<FromPool, ToPool>, loaders: BackendLoaders): void {
  const trainers = new Map<number, Trainer>();
  let backend: Backend | undefined;

  const act = async (message: ToPool): Promise<unknown> => {
    switch (message.type) {
      case 'load':
        backend = await loaders[message.backend]?.({ allowSoftware: false });
        if (backend === undefined) throw new Error(`${message.backend} is not available`);
        return undefined;
      case 'create':
        if (backend === undefined) throw new Error('no backend has been loaded');
        trainers.set(message.trainer, await backend.createTrainer(message.options));
        return undefined;
      case 'use':
        return use(trainers.get(message.trainer), message);
      case 'configure':
        trainers.get(message.trainer)?.configure(message);
        return undefined;
      case 'dispose':
        trainers.get(message.trainer)?.dispose();
        trainers.delete(message.trainer);
        return undefined;
      default:
        return message satisfies never;
    }
  };
  const answer = async (message: ToPool): Promise<void> => {
    try {
      const result = await act(message);
      if ('call' in message)
        port.postMessage(
          { type: 'result', call: message.call, result },
          // Results are copies, so they can be given away.
          buffersOf(arraysIn(result)),
        );
    } catch (error) {
      const text = errorText(error);
      const news: FromPool =
        'call' in message
          ? { type: 'error', call: message.call, message: text, range: error instanceof RangeError }
          : { type: 'died', detail: text };
      port.postMessage(news, []);
    }
  };

  let last: Promise<void> = Promise.resolve();
  port.onmessage = ({ data }) => {
    last = last.then(() => answer(data));
  };
}

function use(
  trainer: Trainer | undefined,
  { method, parameters }: Extract<ToPool, { type: 'use' }>,
): Promise<unknown> {
  if (trainer === undefined) throw new Error('the trainer has been disposed of');
  const call = trainer[method] as (...parameters: readonly unknown[]) => Promise<unknown>;
  return call.apply(trainer, [...parameters]);
}

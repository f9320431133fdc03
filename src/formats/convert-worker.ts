/**
 * The worker that reads and converts files of weights. Files come from anybody, so whoever started it ends it when it
 * is silent for too long (`#run/convert-client.ts`).
 */
import { convert, readWeights } from './convert.ts';
import type { ConvertNews, ConvertOrder } from './convert-protocol.ts';
import { FormatError } from './format-error.ts';
import { loadHdf5 } from './hdf5.ts';
import { LARGEST_FILE, type Recognised } from './recognised.ts';

const post = (news: ConvertNews, transfer: Transferable[] = []): void => {
  self.postMessage(news, { transfer });
};

let recognised: Recognised | undefined;

async function read(id: number, blob: Blob): Promise<void> {
  recognised = undefined;
  // Before it is in memory.
  if (blob.size > LARGEST_FILE)
    throw new FormatError('limit', 'the file', `at most ${LARGEST_FILE} bytes`, blob.size);
  const file = new Uint8Array(await blob.arrayBuffer());
  // HDF5 files, and zip files, in which there is one.
  if (file[0] === 0x89 || file[0] === 0x50) await loadHdf5();
  post({ id, type: 'working' });
  recognised = await readWeights(file);
  const { stack, format, layout, names, ignored } = recognised;
  const { directions, biases, layers, precision } = stack;
  const form = { directions, biases, layers };
  post({ id, type: 'recognised', facts: { format, layout, form, precision, names, ignored } });
}

async function answer(order: ConvertOrder): Promise<void> {
  const { id } = order;
  if (order.type === 'read') return read(id, order.file);
  if (recognised === undefined) throw new FormatError('no-lstm', 'the file', 'read before');
  if (order.target === 'keras' || order.target === 'keras-weights') await loadHdf5();
  post({ id, type: 'working' });
  const { name, file, difference } = await convert(recognised.stack, order.target, order.name);
  const copy = file.slice();
  post({ id, type: 'converted', target: order.target, name, file: copy, difference }, [
    copy.buffer,
  ]);
}

self.addEventListener('message', ({ data }: MessageEvent<ConvertOrder>) => {
  answer(data).catch((error: unknown) => {
    const reason = error instanceof FormatError ? error.reason : 'structure';
    const detail = error instanceof Error ? error.message : String(error);
    post({ id: data.id, type: 'refused', reason, detail });
  });
});

/**
 * Answers orders for poems; the latest order wins. No worker API in here: orders come in through `receive`, and whatever
 * happens goes out through `post`.
 */
import type { Backend } from '#engine/backend.ts';
import { errorText } from '#engine/probe.ts';
import { readInitials, readLessons, readOpening } from '#tasks/verse-input.ts';
import { batchOf } from '#tasks/verse-batches.ts';
import type { Poem, VerseId } from '#tasks/verse.ts';
import { openEngine } from './open-engine.ts';
import type { PoemFailure, PoemNews, PoemOrder, PoemTask } from './poem-protocol.ts';
import { fetchFile, type FileSource } from './site-file.ts';
import { openPoet, type Poet, tonesOf } from './verse-poet.ts';
import { nextCharacters, writePoem } from './verse-writer.ts';

/** Lines of a poem with nothing given. */
const LINES = 4;

/** Without the order's id, which `#post` adds. */
type Said = PoemNews extends infer News
  ? News extends PoemNews
    ? Omit<News, 'id'>
    : never
  : never;
type Task<Type extends PoemTask['type']> = Extract<PoemTask, { readonly type: Type }>;
type Say = (news: Said) => void;

export class PoemSession {
  readonly #post: (news: PoemNews) => void;
  readonly #open: () => Promise<Backend>;
  readonly #read: FileSource;
  #engine: Promise<Backend> | undefined;
  readonly #poets = new Map<VerseId, Promise<Poet>>();
  #latest = -1;
  /** Orders use the models one after the other: one that was overtaken ends its step first. */
  #turn: Promise<void> = Promise.resolve();

  /** `open` and `read`: how the engine and files are had, replaced by tests. */
  constructor(
    post: (news: PoemNews) => void,
    open: () => Promise<Backend> = openEngine,
    read: FileSource = fetchFile,
  ) {
    this.#post = post;
    this.#open = open;
    this.#read = read;
  }

  /** Begins an order and drops any other. Never rejects: what goes wrong is posted. */
  receive(order: PoemOrder): Promise<void> {
    if (order.task.type !== 'hand') this.#latest = order.id;
    return (this.#turn = this.#turn.then(() => this.#answer(order)));
  }

  async #answer(order: PoemOrder): Promise<void> {
    const { id, verse, task } = order;
    const say: Say = (news) => {
      if (id === this.#latest || task.type === 'hand') this.#post({ id, ...news });
    };
    const fail = (reason: PoemFailure, error: unknown): void => {
      say({ type: 'failed', reason, detail: errorText(error) });
    };
    let backend: Backend;
    try {
      backend = await (this.#engine ??= this.#open());
    } catch (error) {
      this.#engine = undefined; // the next order may have more luck
      return fail('no-backend', error);
    }
    let poet: Poet;
    try {
      let opening = this.#poets.get(verse);
      if (opening === undefined) {
        opening = openPoet(verse, backend, this.#read);
        this.#poets.set(verse, opening);
      }
      poet = await opening;
    } catch (error) {
      this.#poets.delete(verse);
      return fail('no-model', error);
    }
    try {
      if (task.type === 'write') await this.#write(id, poet, backend, task, say);
      else if (task.type === 'learn') await this.#learn(id, poet, task, say);
      else if (task.type === 'hand') await this.#hand(poet, backend, task, say);
      else {
        await poet.trainer.restore(poet.published);
        say({ type: 'forgotten' });
      }
    } catch (error) {
      fail('worker-failed', error);
    }
  }

  /** Lets a newer order in. @returns whether there is one. */
  async #overtaken(id: number): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve));
    return id !== this.#latest;
  }

  async #write(id: number, poet: Poet, backend: Backend, task: Task<'write'>, say: Say) {
    const { mode, form } = task;
    const { alphabet, trainer, manifest, text } = poet;
    const checked =
      mode === 'free'
        ? { ok: true as const, value: '' }
        : mode === 'opening'
          ? readOpening(alphabet, task.text, form)
          : readInitials(alphabet, task.text);
    if (!checked.ok) return say({ type: 'refused', refusal: checked.refusal });
    const initials = mode === 'acrostic' ? checked.value : '';
    const options = {
      ...task.draw,
      form,
      lines: Math.max(LINES, [...initials].length),
      opening: mode === 'opening' ? checked.value : '',
      initials,
    };
    let poem = '';
    let start = performance.now();
    let ms = 0;
    for await (const step of writePoem(trainer, alphabet, manifest.spec, options)) {
      poem += step.symbol;
      ms += performance.now() - start;
      say({ type: 'step', step });
      if (await this.#overtaken(id)) return;
      start = performance.now();
    }
    const lines = poem.trimEnd().split('\n');
    const copy = text.longestCopy(lines);
    say({
      type: 'written',
      copy,
      tones: tonesOf(poet, lines),
      backend: backend.id,
      device: backend.device,
      ms,
    });
  }

  async #hand(
    { alphabet, trainer, manifest }: Poet,
    backend: Backend,
    task: Task<'hand'>,
    say: Say,
  ) {
    const { updates } = await trainer.save();
    say({
      type: 'handed',
      poet: {
        spec: manifest.spec,
        parameters: await trainer.parameters(),
        symbols: alphabet.symbols,
        first: alphabet.firstCharacter,
        seed: manifest.seed,
        step: manifest.steps + updates,
        live: updates > 0,
        engine: backend.id,
        next: await nextCharacters(trainer, alphabet, task.text),
      },
    });
  }

  async #learn(id: number, poet: Poet, task: Task<'learn'>, say: Say) {
    const { alphabet, trainer } = poet;
    const checked = readLessons(alphabet, task.text);
    if (!checked.ok) return say({ type: 'refused', refusal: checked.refusal });
    const batches = [...Map.groupBy(checked.value, (poem) => lengthOf(poem)).values()].map(
      (poems) => batchOf(poems.map((poem) => alphabet.encode(poem))),
    );
    trainer.configure({ learningRate: task.learningRate });
    for (let done = 1; done <= task.updates; done++) {
      const losses = await trainer.step(batches);
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      say({ type: 'learning', done, total: task.updates, perplexity: Math.exp(mean) });
      if (await this.#overtaken(id)) return;
    }
  }
}

/** Poems of one length can stand in one batch. */
const lengthOf = (poem: Poem): number => poem.reduce((sum, line) => sum + line.length + 1, 0);

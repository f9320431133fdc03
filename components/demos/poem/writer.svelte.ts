/**
 * The state of one poem writer on a page. Until the reader asks for a poem, the recorded one is shown; then the worker
 * writes, character by character, and learns from the reader's lines.
 */
import { Demo } from '#components/demos/demo.svelte.ts';
import { KeptWorker } from '#run/kept-worker.ts';
import { startPoem } from '#run/worker-scripts.ts';
import type { ToneMark } from '#tasks/tones.ts';
import type { Copy } from '#tasks/verse-copies.ts';
import type { Refusal } from '#tasks/verse-input.ts';
import type { Form, VerseId } from '#tasks/verse.ts';
import type {
  HandedPoet,
  PoemFailure,
  PoemNews,
  PoemOrder,
  PoemTask,
} from '#train/poem-protocol.ts';
import { queryWith, readSettings } from './address.ts';
import { changed, DEMO_ID, defaultsFor, LESSON, type Settings } from './demo.ts';
import { type RecordedPoem, showRecorded, type ShownStep, showWritten } from './recorded.ts';

/** A poem, finished or as far as it has been written. */
export interface ShownPoem {
  readonly verse: VerseId;
  readonly steps: readonly ShownStep[];
  readonly tones: readonly ToneMark[];
  readonly copy: Copy | undefined;
  /** Where it was computed; absent for the recorded poem. */
  readonly ran: { readonly device: string; readonly ms: number } | undefined;
}

export interface Lesson {
  readonly verse: VerseId;
  readonly done: number;
  readonly total: number;
  /** Perplexity of the reader's lines before the first and before the latest update. */
  readonly first: number;
  readonly latest: number;
}

export class PoemWriter extends Demo<Settings> {
  readonly recorded: RecordedPoem;
  state = $state<'idle' | 'writing' | 'learning' | 'failed'>('idle');
  poem: ShownPoem = $state.raw() as ShownPoem;
  /** Something has been written here. */
  live = $state(false);
  /** What was typed cannot be used, and where it was typed. */
  refused = $state.raw<{ readonly refusal: Refusal; readonly by: PoemTask['type'] }>();
  failure = $state.raw<{ readonly reason: PoemFailure; readonly detail: string }>();
  lesson = $state.raw<Lesson>();
  /** The character that the panels show, from 0; the latest while a poem is being written. */
  #chosen = $state<number>();

  readonly #worker = new KeptWorker<PoemOrder, PoemNews>(startPoem, {
    message: (news) => {
      this.#receive(news);
    },
    failed: (reason, detail) => {
      // What had been learned went with the worker.
      this.lesson = undefined;
      this.#fail(reason, detail);
    },
    waiting: () => this.busy,
  });
  /** Id of the order whose characters are shown. */
  #current = 0;
  #ids = 0;
  #order: { readonly id: number; readonly verse: VerseId; readonly task: PoemTask } | undefined;

  readonly place: number = $derived.by(() =>
    Math.min(this.#chosen ?? Infinity, this.poem.steps.length - 1),
  );
  readonly busy: boolean = $derived.by(() => this.state === 'writing' || this.state === 'learning');

  constructor(verse: VerseId, recorded: RecordedPoem) {
    const defaults = defaultsFor(verse);
    super({
      id: DEMO_ID,
      defaults,
      read: readSettings,
      query: (search, settings) => queryWith(search, settings, defaults),
      change: changed,
    });
    this.recorded = recorded;
    const { tones, copy } = recorded;
    const steps = recorded.steps.map(showRecorded);
    this.poem = { verse, steps, tones, copy, ran: undefined };
    this.#chosen = Math.min(11, steps.length - 1);
  }

  override change(part: Partial<Settings>): void {
    if (this.refused?.by === 'write') this.refused = undefined;
    super.change(part);
  }

  look(place: number): void {
    this.#chosen = place;
  }

  /** Writes a poem with the settings as they are. */
  write(): void {
    const { mode, text, form, temperature, topK, seed } = this.settings;
    this.#send({
      type: 'write',
      mode,
      text,
      form: Number(form) as Form,
      draw: { temperature, topK, seed },
    });
  }

  /** Writes the next poem: other random numbers, all else as it is. */
  another(): void {
    this.change({ seed: (this.settings.seed + 1) % 10_000 });
    this.write();
  }

  /** Learns from the reader's lines. */
  learn(text: string): void {
    this.#send({ type: 'learn', text, ...LESSON });
  }

  /** Returns the model to its published weights. */
  forget(): void {
    this.#send({ type: 'forget' });
  }

  /** The model of the poem in sight, as it is now, with what it expects in and after the first line. */
  async hand(): Promise<{ text: string; poet: HandedPoet }> {
    const { verse, steps } = this.poem;
    const end = steps.findIndex(({ symbol }) => symbol === '\n');
    const text = steps
      .slice(0, end < 0 ? steps.length : end + 1)
      .map(({ symbol }) => symbol)
      .join('');
    const order = { id: ++this.#ids, verse, task: { type: 'hand', text } } as const;
    return { text, poet: (await this.#worker.ask(order, 'handed')).poet };
  }

  protected override dispose(): void {
    super.dispose();
    this.#worker.dispose();
  }

  #send(task: PoemTask): void {
    const { verse } = this.settings;
    this.#order = { id: ++this.#ids, verse, task };
    this.failure = this.refused = undefined;
    this.state = task.type === 'write' ? 'writing' : 'learning';
    this.#worker.send(this.#order);
  }

  #receive(news: PoemNews): void {
    const order = this.#order;
    if (order === undefined || news.id !== order.id) return;
    const { verse } = order;
    switch (news.type) {
      case 'step': {
        const before = this.#current === order.id ? this.poem.steps : [];
        this.#current = order.id;
        this.live = true;
        this.#chosen = undefined;
        const steps = [...before, showWritten(news.step)];
        this.poem = { verse, steps, tones: [], copy: undefined, ran: undefined };
        return;
      }
      case 'written': {
        const { copy, tones, device, ms } = news;
        this.poem = { ...this.poem, copy, tones, ran: { device, ms } };
        this.state = 'idle';
        return;
      }
      case 'learning': {
        const { done, total, perplexity } = news;
        const first = done === 1 ? perplexity : (this.lesson?.first ?? perplexity);
        this.lesson = { verse, done, total, first, latest: perplexity };
        if (done === total) this.state = 'idle';
        return;
      }
      case 'forgotten':
        this.lesson = undefined;
        this.state = 'idle';
        return;
      case 'handed':
        return; // it was asked for, and heard elsewhere
      case 'refused':
        this.refused = { refusal: news.refusal, by: order.task.type };
        this.state = 'idle';
        return;
      case 'failed':
        return this.#fail(news.reason, news.detail);
    }
  }

  #fail(reason: PoemFailure, detail: string): void {
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}

/** The state of the tagger demo on a page: the reader's text, the training, and what is shown. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { TaggerRun } from '#run/tagger-run.svelte.ts';
import type { TagScores } from '#tasks/tagging/scores.ts';
import { tokenise, type TextProblem } from '#tasks/tagging/tokenise.ts';
import type { HandedTagger, Tagged } from '#train/tagger-protocol.ts';
import {
  DEFAULTS,
  DEMO_ID,
  EXAMPLE,
  planOf,
  queryWith,
  readSettings,
  type Settings,
} from './demo.ts';

/** The part of the published model's manifest that a page carries. */
export interface TaggerRecord {
  readonly date: string;
  readonly engine: string;
  readonly command: string;
  /** Updates of a training. */
  readonly steps: number;
  readonly scores: TagScores;
  readonly baseline: TagScores;
  readonly example: Tagged;
}

/** The published model. */
const PUBLISHED = { layers: 1, seed: 1, live: false } as const;

/** Milliseconds after the last key until the text is tagged. */
const TYPING_MS = 350;

export class PosTagger extends Demo<Settings> {
  readonly run = new TaggerRun();
  readonly record: TaggerRecord;
  text = $state(EXAMPLE);
  problem = $state.raw<TextProblem>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The last words that could be tagged. */
  readonly tagged = $derived.by((): Tagged => this.run.tagged ?? this.record.example);
  readonly scores = $derived.by((): TagScores => this.run.scores ?? this.record.scores);
  readonly live = $derived(this.run.scores !== undefined || this.run.tagged !== undefined);
  /** What tags now: a model that was trained here, or the published one. */
  readonly model = $derived.by(() => {
    const { plan, done, state } = this.run;
    return plan && done > 0 && state !== 'failed' ? { ...plan, live: true } : PUBLISHED;
  });
  readonly changed = $derived.by(() => {
    const { plan } = this.run;
    const asked = planOf(this.settings);
    return plan !== undefined && (plan.layers !== asked.layers || plan.seed !== asked.seed);
  });

  constructor(record: TaggerRecord) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
    this.record = record;
  }

  protected override dispose(): void {
    clearTimeout(this.#timer);
    super.dispose();
    this.run.dispose();
  }

  /** Follows the reader's typing. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.tag();
    }, TYPING_MS);
  }

  /** Tags the text, or says what is wrong with it; the last tags stay. */
  tag(): void {
    clearTimeout(this.#timer);
    const tokens = tokenise(this.text);
    this.problem = tokens.ok ? undefined : tokens.problem;
    if (tokens.ok) this.run.tag(tokens.sentences);
  }

  /** The model that tags now, with what it says of the text; of the example where the text cannot be tagged. */
  async hand(): Promise<{ text: string; tagger: HandedTagger }> {
    for (const text of [this.text, EXAMPLE]) {
      const tokens = tokenise(text);
      if (tokens.ok) return { text, tagger: await this.run.hand(tokens.sentences) };
    }
    throw new Error('there is no text');
  }

  /** Begins or resumes a training. */
  go(): void {
    if (this.run.state === 'paused') return this.run.resume();
    this.run.train(planOf(this.settings));
    this.tag();
  }

  /** One update: the first begins a training that is paused. */
  step(): void {
    if (this.run.state === 'paused') return this.run.step();
    if (this.run.state !== 'idle') return;
    this.go();
    this.run.pause();
  }

  /** What a shared key does now; false where it means nothing. */
  press(key: PlayKey): boolean {
    if (key === 'reset') this.run.reset();
    else if (key === 'step') this.step();
    else if (this.run.state === 'running' || this.run.state === 'starting') this.run.pause();
    else this.go();
    return true;
  }
}

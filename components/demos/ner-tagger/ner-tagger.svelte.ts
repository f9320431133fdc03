/** The state of the demo on a page: the reader's texts, the training, the chosen token, and what is shown. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { NerRun } from '#run/ner-run.svelte.ts';
import type { Locale } from '#site/locales.ts';
import { NER_EXAMPLES, type NerLanguage, type NerVariant, partsOf } from '#tasks/ner/languages.ts';
import { readText } from '#tasks/ner/tokenise.ts';
import type { HandedNer, NerPlan } from '#train/ner-protocol.ts';
import { type Analysis, analyse, deltaOf, readingOf } from './analysis.ts';
import {
  canSwitch,
  defaultsFor,
  DEMO_ID,
  type Part,
  queryWith,
  readSettings,
  type Settings,
  variantOf,
} from './demo.ts';
import { hasTokens } from './pieces.ts';
import { groupScores, type NerRecord, type RecordedReading } from './recorded.ts';
import type { LiveScores } from './scores.ts';
import { readTyped, type TypedProblem } from './typed.ts';

/** Milliseconds after the last key until the text is read. */
const TYPING_MS = 350;

/** Texts whose answers may still come. */
const REMEMBERED = 20;

/** Why what is shown is not what the settings ask for. */
export type Stale = 'text' | 'model' | 'language';

export class NerTagger extends Demo<Settings> {
  readonly run = new NerRun();
  #records = $state.raw<Readonly<Partial<Record<NerLanguage, NerRecord>>>>({});
  /** The record of the other language did not arrive. */
  missing = $state(false);
  /** What the reader wrote, by language: nothing of it is ever lost. */
  #written = $state.raw<Readonly<Partial<Record<NerLanguage, string>>>>({});
  /** Texts that were handed to the worker, the newest last. */
  #asked = $state.raw<readonly string[]>([]);
  problem = $state.raw<TypedProblem>();
  /** The chosen tag; undefined for the one that the token is given. */
  tag = $state<number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Of the language of the settings, and of the one before while that is on its way. */
  readonly record = $derived.by((): NerRecord => this.#recordShown());
  readonly text = $derived(this.#written[this.settings.model] ?? NER_EXAMPLES[this.settings.model]);
  readonly variant = $derived<NerVariant>(variantOf(this.settings) ?? 'full');

  /** What is shown, and the text that it is of. */
  readonly shown = $derived.by((): { reading: RecordedReading; text: string; live: boolean } => {
    const { reading, live } = this.run;
    const { language } = this.record;
    if (reading?.language !== language)
      return { reading: this.record.reading, text: this.record.text, live: false };
    const tokens = reading.sentences.flatMap((sentence) => sentence.tokens);
    // A newer text may be on its way.
    const text = this.#asked.findLast((one) => hasTokens(language, one, tokens));
    return { reading, text: text ?? tokens.join(' '), live };
  });
  readonly analyses = $derived.by((): readonly Analysis[] => {
    const { sentences, chain, variant } = this.shown.reading;
    const { crf } = partsOf(variant);
    return sentences.map((sentence) => analyse(readingOf(sentence, chain, crf)));
  });
  readonly tokens = $derived(this.analyses.reduce((sum, { tokens }) => sum + tokens.length, 0));
  /** The chosen token of the whole text, from 0. */
  readonly token = $derived.by((): number => {
    const { token } = this.settings;
    return token === 0 ? this.#firstName() : Math.min(token, this.tokens) - 1;
  });
  /** The sentence that holds it, and how many tokens stand before that. */
  readonly place = $derived.by((): { analysis: Analysis; offset: number } => {
    let offset = 0;
    for (const analysis of this.analyses) {
      if (this.token < offset + analysis.tokens.length) return { analysis, offset };
      offset += analysis.tokens.length;
    }
    throw new RangeError(`token must be 0…${this.tokens - 1}, got ${this.token}`);
  });
  readonly delta = $derived.by(() => {
    const { analysis, offset } = this.place;
    const t = this.token - offset;
    return deltaOf(analysis, t, this.tag ?? analysis.lattice.path[t] ?? 0);
  });
  readonly stale = $derived.by((): Stale | undefined => {
    if (this.record.language !== this.settings.model) return 'language';
    if (this.shown.reading.variant !== this.variant) return 'model';
    return this.shown.text === this.text ? undefined : 'text';
  });

  readonly plan = $derived.by((): NerPlan => {
    const { variant, record } = this;
    const { model, seed } = this.settings;
    return { language: model, variant, seed, ...record.plans[variant] };
  });
  /** The training that is shown is one that the settings no longer ask for. */
  readonly changed = $derived.by(() => {
    const { plan } = this.run;
    return (
      plan !== undefined &&
      (plan.language !== this.plan.language ||
        plan.variant !== this.plan.variant ||
        plan.seed !== this.plan.seed)
    );
  });
  /** Something of the reader's own training is shown. */
  readonly trained = $derived(
    this.run.plan !== undefined && this.run.plan.language === this.record.language,
  );

  /** F1 on held-out sentences after each epoch here. */
  readonly curve = $derived<readonly number[]>(
    this.trained ? this.run.epochs.map(({ heldOut }) => heldOut) : [],
  );
  /** Whose curves are drawn: the one trained here, else the chosen one. */
  readonly curveVariant = $derived<NerVariant>(
    this.trained && this.run.plan ? this.run.plan.variant : this.variant,
  );
  /** The same of the recorded trainings of the chosen variant. */
  readonly pastCurves = $derived(
    this.record.runs
      .filter(({ variant }) => variant === this.curveVariant)
      .map((run) => run.heldOut),
  );
  readonly epochs = $derived(
    this.trained && this.run.plan ? this.run.plan.epochs : this.plan.epochs,
  );
  /** Of the training here, once it is through. */
  readonly liveScores = $derived.by((): LiveScores | undefined => {
    const { plan, scores } = this.run;
    if (!this.trained || plan === undefined || scores === undefined) return undefined;
    return { variant: plan.variant, seed: plan.seed, scores: groupScores(scores) };
  });
  readonly live = $derived(this.shown.live || this.curve.length > 0);
  /** What reads the language that is shown now: a model that was trained here, or the published one. */
  readonly model = $derived.by(
    (): { language: NerLanguage; variant: NerVariant; seed: number; live: boolean } => {
      const { language, reading, seed } = this.record;
      const { plan, done, state } = this.run;
      return plan?.language === language && done > 0 && state !== 'failed'
        ? { language, variant: plan.variant, seed: plan.seed, live: true }
        : { language, variant: reading.variant, seed, live: false };
    },
  );

  constructor(locale: Locale, record: NerRecord) {
    super({
      id: DEMO_ID,
      defaults: defaultsFor(locale),
      read: (text, base) => readSettings(locale, text, base),
      query: (search, settings) => queryWith(locale, search, settings),
    });
    this.#records = { [record.language]: record };
  }

  override start(): () => void {
    const end = super.start();
    void this.#fetch();
    return end;
  }

  protected override dispose(): void {
    clearTimeout(this.#timer);
    super.dispose();
    this.run.dispose();
  }

  #recordShown(): NerRecord {
    const record = this.#records[this.settings.model] ?? Object.values(this.#records)[0];
    if (record === undefined) throw new Error('a page must carry the record of its language');
    return record;
  }

  #firstName(): number {
    let offset = 0;
    for (const { tokens, entities } of this.analyses) {
      if (entities[0]) return offset + entities[0].start;
      offset += tokens.length;
    }
    return 0;
  }

  /** Changes settings; another language has its own text and record. */
  override change(part: Partial<Settings>): void {
    const { model } = this.settings;
    super.change(part);
    if (this.settings.model === model) return;
    clearTimeout(this.#timer);
    this.problem = undefined;
    super.change({ token: 0 });
    this.tag = undefined;
    void this.#fetch();
    // What was written before is read again where the reader has asked for that once.
    if (this.#asked.length > 0 && this.#written[this.settings.model] !== undefined) this.tagText();
  }

  async #fetch(): Promise<void> {
    const { model } = this.settings;
    this.missing = false;
    if (this.#records[model]) return;
    try {
      const answer = await fetch(`/recorded/ner/${model}.json`);
      const record = (await answer.json()) as NerRecord;
      this.#records = { ...this.#records, [model]: record };
    } catch {
      this.missing = this.settings.model === model;
    }
  }

  /** Switches a part of the model on or off, where a variant has been recorded without it. */
  switchPart(part: Part): void {
    if (canSwitch(this.settings, part)) this.change({ [part]: !this.settings[part] });
  }

  /** Chooses a token of the whole text, from 0, and a tag; without one, the tag that it is given. */
  choose(token: number, tag?: number): void {
    this.tag = tag;
    this.change({ token: token + 1 });
  }

  /** Follows the reader's typing. */
  type(text: string): void {
    this.#written = { ...this.#written, [this.settings.model]: text };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.tagText();
    }, TYPING_MS);
  }

  /** Takes over a sentence to try. */
  take(text: string): void {
    this.type(text);
    this.tagText();
  }

  /** Reads the text, or says what is wrong with it; what was read last stays. */
  tagText(): void {
    clearTimeout(this.#timer);
    const { model } = this.settings;
    const { text } = this;
    const typed = readTyped(model, text);
    this.problem = typed.ok ? undefined : typed.problem;
    if (!typed.ok) return;
    if (this.shown.text !== text) {
      this.tag = undefined;
      super.change({ token: 0 });
    }
    this.#asked = [...this.#asked.slice(1 - REMEMBERED), text];
    this.run.read(model, typed.sentences);
  }

  /** The model that reads now, with what it says of the text that is shown. */
  async hand(): Promise<{ text: string; tagger: HandedNer }> {
    const { language } = this.record;
    const { text } = this.shown;
    const read = readText(language, text);
    if (!read.ok) throw new Error(read.problem.kind);
    return { text, tagger: await this.run.hand(language, read.sentences) };
  }

  /** Begins or resumes a training. */
  go(): void {
    if (this.run.state === 'paused') return this.run.resume();
    // First, so that the published model answers it while the training begins.
    this.tagText();
    this.run.train(this.plan);
  }

  /** One update; the first is that of a training which then stays paused. */
  step(): void {
    if (this.run.state === 'idle') {
      this.go();
      this.run.pause();
      this.run.step();
    } else if (this.run.state === 'paused') this.run.step();
  }

  /** What a shared key does now. */
  press(key: PlayKey): true {
    if (key === 'reset') this.run.reset();
    else if (key === 'step') this.step();
    else if (this.run.state === 'running' || this.run.state === 'starting') this.run.pause();
    else this.go();
    return true;
  }
}

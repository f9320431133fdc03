/** The state of one SSIM loss demo on a page: settings, the run, the reader's picture, and what is to be shown. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { PictureRun } from '#run/picture-run.svelte.ts';
import { halfSize, parsePhotograph, photographPath, toBytes, toUnit } from '#tasks/photographs.ts';
import {
  DEFAULTS,
  DEMO_ID,
  planOf,
  queryWith,
  readSettings,
  sameRun,
  type Settings,
} from './demo.ts';
import { type PictureProblem, readPicture } from './own-picture.ts';
import { fromBase64 } from './pictures.ts';
import { type Published, publishedFor } from './published.ts';
import { type Detail, detailPath, keyOf, pointOf, type Recording } from './recorded.ts';

/** What the page carries from the start. */
export interface Start {
  readonly recording: Recording;
  /** Details of the default settings' loss and of the same α with the other term. */
  readonly details: Readonly<Record<string, Detail>>;
  readonly published: readonly Published[];
  /** The cat, [128, 128], base64. */
  readonly picture: string;
}

const other = (term: Settings['term']): Settings['term'] =>
  term === 'literal' ? 'dissimilarity' : 'literal';

export class SsimLab extends Demo<Settings> {
  readonly recording: Recording;
  published = $state.raw<readonly Published[]>([]);
  readonly run = new PictureRun();
  #details = $state.raw<Readonly<Record<string, Detail>>>({});
  /** Details that have been asked for. */
  #asked: readonly string[] = [];
  /** [128, 128], 0…255. */
  picture = $state.raw<Uint8Array>() as Uint8Array;
  /** The name of the reader's own file, where one is shown. */
  ownName = $state<string>();
  problem = $state.raw<PictureProblem & { readonly name: string }>();
  /** A file that the site should have did not come. */
  missing = $state<string>();
  #ran = $state.raw<Settings>(DEFAULTS);
  /** The published model that the latest run began with. */
  #begun = $state.raw<Published>();

  /** The published model that Run shows. */
  readonly offered = $derived(
    this.settings.from === 'published' ? publishedFor(this.published, this.settings) : undefined,
  );
  /** The one that what is shown was, or goes on from. */
  readonly base = $derived(this.run.report?.before ? this.#begun : undefined);
  /** What is shown is a published model as it was published. */
  readonly untouched = $derived(
    this.run.report !== undefined &&
      this.run.report.before > 0 &&
      this.run.report.step === this.run.report.before,
  );

  readonly key = $derived(keyOf({ ...this.settings, range: Number(this.settings.range) }));
  readonly otherKey = $derived(
    keyOf({
      ...this.settings,
      term: other(this.settings.term),
      range: Number(this.settings.range),
    }),
  );
  /** Recorded for these very settings: the runs are of the cat. */
  readonly detail = $derived(this.#recordedCat ? this.#details[this.key] : undefined);
  readonly otherDetail = $derived(this.#recordedCat ? this.#details[this.otherKey] : undefined);
  readonly changed = $derived(this.run.state !== 'idle' && !sameRun(this.settings, this.#ran));
  readonly source = $derived(
    this.run.report ? (this.untouched ? 'published' : 'live') : this.detail ? 'recorded' : 'none',
  );
  /** The settings of what is shown. */
  readonly shown = $derived(this.run.report ? this.#ran : this.settings);
  /** The run’s end belongs beside the recorded ones: pixels of the cat. A model’s recorded ends are means of two photographs. */
  readonly comparable = $derived(
    this.shown.of === 'pixels' && this.shown.picture === 'cat' && this.ownName === undefined,
  );
  readonly target = $derived(this.run.report?.target ?? this.#sized(this.picture));
  /** The run’s curve, after that of the published model where both are of the cat. */
  readonly curve = $derived([
    ...(this.base && this.shown.picture === 'cat' && this.ownName === undefined
      ? this.base.curve.map(pointOf)
      : []),
    ...this.run.curve,
  ]);

  constructor({ recording, details, published, picture }: Start) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
    this.recording = recording;
    this.published = published;
    this.#details = details;
    this.picture = fromBase64(picture);
  }

  get #recordedCat(): boolean {
    return this.ownName === undefined && this.settings.picture === 'cat';
  }

  #sized(picture: Uint8Array): Uint8Array {
    return this.settings.of === 'pixels' ? toBytes(halfSize(toUnit(picture))) : picture;
  }

  override start(): () => void {
    const end = super.start();
    this.#load(this.settings, DEFAULTS);
    return end;
  }

  protected override dispose(): void {
    super.dispose();
    this.run.dispose();
  }

  override change(part: Partial<Settings>): void {
    const before = this.settings;
    super.change(part);
    if (part.picture !== undefined) this.ownName = this.problem = undefined;
    // What is in sight belongs to other settings; a training under way goes on with its own.
    if ((!this.run.active || this.untouched) && !sameRun(before, this.settings)) this.run.reset();
    this.#load(this.settings, before);
  }

  /** Fetches what settings need and the page has not. */
  #load(settings: Settings, before: Settings): void {
    if (settings.picture !== before.picture) void this.#loadPicture(settings.picture);
    if (!this.#recordedCat) return;
    for (const key of [this.key, this.otherKey]) {
      const known = this.recording.cells.some((cell) => keyOf(cell) === key);
      if (!known || this.#details[key] || this.#asked.includes(key)) continue;
      this.#asked = [...this.#asked, key];
      void this.#loadDetail(key);
    }
  }

  async #loadDetail(key: string): Promise<void> {
    try {
      const response = await fetch(detailPath(key));
      const detail = (await response.json()) as Detail;
      this.#details = { ...this.#details, [key]: detail };
    } catch {
      // The dots and the table stay; only the picture of that loss does not come.
      this.#asked = this.#asked.filter((asked) => asked !== key);
      this.missing = detailPath(key);
    }
  }

  async #loadPicture(id: Settings['picture']): Promise<void> {
    try {
      const response = await fetch(photographPath(id));
      const picture = parsePhotograph(new Uint8Array(await response.arrayBuffer()));
      if (this.settings.picture === id && this.ownName === undefined) this.picture = picture;
      this.missing = undefined;
    } catch {
      this.missing = photographPath(id);
    }
  }

  /** Takes the reader's own picture, or says what is wrong with it and keeps what was there. */
  async take(file: File): Promise<void> {
    const read = await readPicture(file);
    if (!(read instanceof Uint8Array)) {
      this.problem = { ...read, name: file.name };
      return;
    }
    this.problem = undefined;
    this.ownName = file.name;
    this.picture = read;
    this.run.reset();
  }

  /** Back from the reader's own picture to the photograph of the settings. */
  drop(): void {
    this.ownName = this.problem = undefined;
    this.run.reset();
    void this.#loadPicture(this.settings.picture);
  }

  #begin(paused: boolean): void {
    this.#ran = this.settings;
    this.#begun = this.offered;
    this.run.run(planOf(this.settings, this.picture, this.offered), paused);
  }

  /** Trains from new weights what the settings ask for. */
  trainNew(): void {
    this.change({ from: 'new' });
    this.go();
  }

  go(): void {
    if (this.run.state === 'paused' && !this.changed) this.run.resume();
    else this.#begin(false);
  }

  stepOnce(): void {
    if (this.run.state === 'paused') this.run.step();
    else if (this.run.state === 'idle') this.#begin(true);
  }

  reset(): void {
    this.run.reset();
  }

  /** What a shared key does now. */
  press(key: PlayKey): boolean {
    if (key === 'reset') this.reset();
    else if (key === 'step') this.stepOnce();
    else if (this.run.state === 'running' || this.run.state === 'starting') this.run.pause();
    else this.go();
    return true;
  }
}

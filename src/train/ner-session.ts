/**
 * Finds names in sentences and trains models that do. No worker API in here: orders come in through `receive`, and whatever
 * happens goes out through `post`. A sentence is read between two updates of a training.
 */
import { errorText } from '#engine/probe.ts';
import { checkDigest } from '#formats/digest.ts';
import { NER_FILES, type NerFiles, parseNerCorpus } from '#tasks/ner/corpus.ts';
import { nerFolder, type NerLanguage } from '#tasks/ner/languages.ts';
import { createNerProblem, type NerProblem } from '#tasks/ner/problem.ts';
import { NER_ENGINE, openNerEngine } from './ner-engine.ts';
import { type NerManifest, nerModelFolder, readNer } from './ner-file.ts';
import type { NerNews, NerOrder } from './ner-protocol.ts';
import { nerSpec, NerTagger } from './ner.ts';
import { OneTraining } from './one-training.ts';
import { fetchFile, type FileSource } from './site-file.ts';
import { type OnNerUpdate, scoreNer, trainNer, type Update } from './train-ner.ts';

/** Milliseconds between two reports of progress at least. */
const REPORT_MS = 100;

type Train = Extract<NerOrder, { type: 'train' }>;
type Read = Extract<NerOrder, { type: 'read' }>;
type Hand = Extract<NerOrder, { type: 'hand' }>;

/** A model that somebody trained elsewhere, and what is said of it. */
interface Published {
  readonly tagger: NerTagger;
  readonly manifest: NerManifest;
}

/** What is made once and then kept; a failure is not kept. */
class Kept<Key, Value> {
  readonly #made = new Map<Key, Promise<Value>>();
  readonly #make: (key: Key) => Promise<Value>;

  constructor(make: (key: Key) => Promise<Value>) {
    this.#make = make;
  }

  async get(key: Key): Promise<Value> {
    const making = this.#made.get(key) ?? this.#make(key);
    this.#made.set(key, making);
    try {
      return await making;
    } catch (error) {
      this.#made.delete(key); // the next order may have more luck
      throw error;
    }
  }
}

export class NerSession {
  readonly #post: (news: NerNews) => void;
  readonly #read: FileSource;
  readonly #device: Kept<'device', string>;
  readonly #problems = new Kept<NerLanguage, NerProblem>((language) => this.#loadProblem(language));
  readonly #published = new Kept<NerLanguage, Published>((language) =>
    this.#loadPublished(language),
  );
  #trained: { readonly language: NerLanguage; readonly tagger: NerTagger } | undefined;
  readonly #training = new OneTraining();

  /** `open` and `read`: how the engine, of which the device is told, and files are had, replaced by tests. */
  constructor(
    post: (news: NerNews) => void,
    open: () => Promise<string> = openNerEngine,
    read: FileSource = fetchFile,
  ) {
    this.#post = post;
    this.#device = new Kept(open);
    this.#read = read;
  }

  /** Follows an order. Never rejects: what goes wrong is posted. */
  async receive(order: NerOrder): Promise<void> {
    switch (order.type) {
      case 'read':
      case 'hand':
      case 'train':
        return this.#answer(order);
      case 'pause':
        return this.#training.pause();
      case 'resume':
        return this.#training.resume();
      case 'step':
        return this.#training.step();
      case 'forget':
        return this.#forget();
      default:
        order satisfies never;
    }
  }

  #forget(): void {
    // A training under way notices, and disposes of its model itself.
    if (!this.#training.active) this.#trained?.tagger.dispose();
    this.#trained = undefined;
    this.#training.end();
  }

  async #answer(order: Read | Hand | Train): Promise<void> {
    if (order.type === 'train') {
      this.#forget();
      this.#training.begin(order.id);
    }
    const { id } = order;
    const language = order.type === 'train' ? order.plan.language : order.language;
    let device: string;
    try {
      device = await this.#device.get('device');
    } catch (error) {
      return this.#fail(id, 'no-backend', error);
    }
    let problem: NerProblem;
    try {
      problem = await this.#problems.get(language);
    } catch (error) {
      return this.#fail(id, 'worker-failed', error);
    }
    try {
      if (order.type === 'train') await this.#train(order, problem, device);
      else if (order.type === 'hand') await this.#hand(order, problem);
      else await this.#answerRead(order);
    } catch (error) {
      this.#fail(id, error instanceof RangeError ? 'bad-plan' : 'worker-failed', error);
    }
  }

  #fail(id: number, reason: 'no-backend' | 'bad-plan' | 'worker-failed', error: unknown): void {
    if (this.#training.is(id)) {
      this.#training.end();
      this.#trained = undefined; // it was disposed of
    }
    this.#post({ type: 'failed', id, reason, detail: errorText(error) });
  }

  async #loadProblem(language: NerLanguage): Promise<NerProblem> {
    const names = ['templates', 'names', 'annotated'] as const;
    const read = async (name: (typeof names)[number]): Promise<[string, string]> => {
      const file = await this.#read(`${nerFolder(language)}/${NER_FILES[name]}`);
      return [name, new TextDecoder().decode(file)];
    };
    const files = Object.fromEntries(await Promise.all(names.map(read))) as unknown as NerFiles;
    return createNerProblem(parseNerCorpus(language, files));
  }

  async #loadPublished(language: NerLanguage): Promise<Published> {
    const folder = nerModelFolder(language);
    const [{ vocabulary }, weights, text] = await Promise.all([
      this.#problems.get(language),
      this.#read(`${folder}/weights.safetensors`),
      this.#read(`${folder}/manifest.json`),
    ]);
    const manifest = JSON.parse(new TextDecoder().decode(text)) as NerManifest;
    const { variant, seed, sha256 } = manifest;
    await checkDigest('weights.safetensors', weights, sha256);
    const spec = nerSpec(vocabulary, variant);
    return { tagger: new NerTagger(vocabulary, variant, readNer(spec, weights), seed), manifest };
  }

  /** The model that was trained last; with its manifest the published one. */
  async #current(language: NerLanguage): Promise<Published | { readonly tagger: NerTagger }> {
    const live = this.#trained?.language === language;
    const published = live ? undefined : await this.#published.get(language);
    // Looked up again: it may have been forgotten meanwhile. One whose training only began meanwhile knows nothing yet.
    const own = live && this.#trained?.language === language ? this.#trained : undefined;
    return own ?? published ?? (await this.#published.get(language));
  }

  async #answerRead({ id, language, sentences }: Read): Promise<void> {
    const current = await this.#current(language);
    const reading = current.tagger.read(sentences);
    this.#post({ type: 'read', id, reading, live: !('manifest' in current) });
  }

  async #hand({ id, language, sentences }: Hand, { vocabulary }: NerProblem): Promise<void> {
    const current = await this.#current(language);
    const { tagger } = current;
    const live = !('manifest' in current);
    this.#post({
      type: 'handed',
      id,
      tagger: {
        spec: tagger.spec,
        weights: tagger.weights,
        seed: tagger.seed,
        step: live ? tagger.updates : current.manifest.steps,
        live,
        engine: NER_ENGINE,
        words: [...vocabulary.words.keys()],
        letters: [...vocabulary.letters.keys()],
        reading: tagger.read(sentences),
      },
    });
  }

  async #train({ id, plan }: Train, problem: NerProblem, device: string): Promise<void> {
    const tagger = await trainNer(problem, plan, this.#watch(id, plan, device), (report) => {
      if (this.#training.is(id)) this.#post({ type: 'scored', id, ...report });
    });
    if (tagger === undefined) return;
    if (!this.#training.is(id)) return tagger.dispose();
    const scores = scoreNer(tagger, problem);
    this.#training.end();
    this.#post({ type: 'finished', id, scores });
  }

  /** Reports progress, lets newer orders in, and waits while the training is paused. */
  #watch(id: number, { language, epochs }: Train['plan'], device: string): OnNerUpdate {
    let reported = -Infinity;
    let losses: number[] = [];
    const report = ({ epoch, done, total }: Update, state: 'running' | 'paused'): void => {
      reported = performance.now();
      const loss = losses.reduce((sum, one) => sum + one, 0) / losses.length;
      losses = [];
      this.#post({ type: 'progress', id, device, epoch, epochs, done, total, loss, state });
    };
    return async (update) => {
      const { tagger, loss, done, total } = update;
      if (done > 0) losses.push(loss);
      const wanted = await this.#training.turn(id, () => {
        report(update, 'paused');
      });
      if (!wanted) return false;
      if (done > 0) this.#trained = { language, tagger };
      if (performance.now() - reported > REPORT_MS || done === total) report(update, 'running');
      return true;
    };
  }
}

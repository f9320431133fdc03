/**
 * Tags sentences and trains taggers. No worker API in here: orders come in through `receive`, and whatever happens goes out
 * through `post`. A sentence is tagged between two updates of a training.
 */
import type { Backend } from '#engine/backend.ts';
import { checkDigest } from '#formats/digest.ts';
import { errorText } from '#engine/probe.ts';
import { type Corpus, CORPUS_FILES, parseCorpus } from '#tasks/tagging/corpus.ts';
import { createVocabulary, keyOf, type Vocabulary } from '#tasks/tagging/features.ts';
import { OneTraining } from './one-training.ts';
import { openEngine } from './open-engine.ts';
import { fetchFile, type FileSource } from './site-file.ts';
import { readTagger, TAGGER_FOLDER, type TaggerManifest } from './tagger-file.ts';
import type { TaggerNews, TaggerOrder } from './tagger-protocol.ts';
import { Tagger, taggerSpec } from './tagger.ts';
import { scoreTagger, trainTagger } from './train-tagger.ts';

/** Milliseconds between two reports of progress at least. */
const REPORT_MS = 100;

type Train = Extract<TaggerOrder, { type: 'train' }>;
type Tag = Extract<TaggerOrder, { type: 'tag' }>;
type Hand = Extract<TaggerOrder, { type: 'hand' }>;

interface Ground {
  readonly backend: Backend;
  readonly corpus: Corpus;
  readonly vocabulary: Vocabulary;
}

export class TaggerSession {
  readonly #post: (news: TaggerNews) => void;
  readonly #open: () => Promise<Backend>;
  readonly #read: FileSource;
  #ground: Promise<Ground> | undefined;
  #published: Promise<Tagger> | undefined;
  #trained: Tagger | undefined;
  readonly #training = new OneTraining();

  /** `open` and `read`: how the engine and files are had, replaced by tests. */
  constructor(
    post: (news: TaggerNews) => void,
    open: () => Promise<Backend> = openEngine,
    read: FileSource = fetchFile,
  ) {
    this.#post = post;
    this.#open = open;
    this.#read = read;
  }

  /** Follows an order. Never rejects: what goes wrong is posted. */
  async receive(order: TaggerOrder): Promise<void> {
    switch (order.type) {
      case 'tag':
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
    if (!this.#training.active) this.#trained?.dispose();
    this.#trained = undefined;
    this.#training.end();
  }

  async #answer(order: Tag | Hand | Train): Promise<void> {
    if (order.type === 'train') {
      this.#forget();
      this.#training.begin(order.id);
    }
    const { id } = order;
    let ground: Ground;
    try {
      ground = await (this.#ground ??= this.#prepare());
    } catch (error) {
      this.#ground = undefined; // the next order may have more luck
      return this.#post({ type: 'failed', id, reason: 'no-backend', detail: errorText(error) });
    }
    try {
      if (order.type === 'tag') await this.#tag(order, ground);
      else if (order.type === 'hand') await this.#hand(order, ground);
      else await this.#train(order, ground);
    } catch (error) {
      const reason = error instanceof RangeError ? 'bad-plan' : 'worker-failed';
      this.#post({ type: 'failed', id, reason, detail: errorText(error) });
    }
  }

  async #prepare(): Promise<Ground> {
    const [backend, ...files] = await Promise.all([
      this.#open(),
      this.#read(CORPUS_FILES.sentences),
      this.#read(CORPUS_FILES.tags),
    ]);
    const [sentences = '', tags = ''] = files.map((file) => new TextDecoder().decode(file));
    const corpus = parseCorpus(sentences, tags);
    return { backend, corpus, vocabulary: createVocabulary(corpus.train) };
  }

  async #loadPublished({ backend, vocabulary }: Ground): Promise<Tagger> {
    const spec = taggerSpec(1);
    const [file, { sha256 }] = await Promise.all([
      this.#read(`${TAGGER_FOLDER}/weights.safetensors`),
      this.#manifest(),
    ]);
    await checkDigest('weights.safetensors', file, sha256);
    return Tagger.create(backend, spec, vocabulary, readTagger(spec, file));
  }

  /** The model that was trained last, or the published one. */
  async #current(ground: Ground): Promise<Tagger> {
    if (this.#trained !== undefined) return this.#trained;
    try {
      return await (this.#published ??= this.#loadPublished(ground));
    } catch (error) {
      this.#published = undefined;
      throw error;
    }
  }

  async #hand({ id, sentences }: Hand, ground: Ground): Promise<void> {
    const live = this.#trained !== undefined;
    const tagger = await this.#current(ground);
    // A copy, because an update may come between its weights and what it says.
    const { spec, seed, updates, weights } = tagger;
    const manifest = live ? undefined : await this.#manifest();
    const copy = await Tagger.create(ground.backend, spec, ground.vocabulary, weights, seed);
    const answers = (await copy.read(sentences)).flat();
    copy.dispose();
    this.#post({
      type: 'handed',
      id,
      tagger: {
        ...weights,
        spec,
        seed: manifest?.seed ?? seed,
        step: manifest?.steps ?? updates,
        live,
        engine: ground.backend.id,
        words: [...ground.vocabulary.words.keys()],
        answers,
      },
    });
  }

  async #manifest(): Promise<TaggerManifest> {
    const file = await this.#read(`${TAGGER_FOLDER}/manifest.json`);
    return JSON.parse(new TextDecoder().decode(file)) as TaggerManifest;
  }

  async #tag({ id, sentences }: Tag, ground: Ground): Promise<void> {
    const trained = this.#trained;
    const tagger = await this.#current(ground);
    const words = sentences.flat();
    const seen = words.map((word) => ground.vocabulary.counts.has(keyOf(word)));
    const answers = (await tagger.read(sentences)).flat();
    this.#post({
      type: 'tagged',
      id,
      tagged: { words, seen, answers },
      live: trained !== undefined,
    });
  }

  async #train({ id, plan }: Train, { backend, corpus, vocabulary }: Ground): Promise<void> {
    let reported = -Infinity;
    const report = (done: number, total: number, state: 'running' | 'paused'): void => {
      reported = performance.now();
      const { id: name, device } = backend;
      this.#post({ type: 'progress', id, backend: name, device, done, total, state });
    };
    const tagger = await trainTagger(
      backend,
      corpus,
      vocabulary,
      plan,
      async (one, done, total) => {
        const wanted = await this.#training.turn(id, () => {
          report(done, total, 'paused');
        });
        if (!wanted) return false;
        this.#trained = one;
        if (performance.now() - reported > REPORT_MS || done === total)
          report(done, total, 'running');
        return true;
      },
      async (one) => {
        const scores = await scoreTagger(one, corpus, 'test', vocabulary);
        if (this.#training.is(id)) this.#post({ type: 'scored', id, scores });
      },
    );
    if (tagger === undefined) return;
    if (!this.#training.is(id)) return tagger.dispose();
    this.#training.end();
    this.#post({ type: 'finished', id });
  }
}

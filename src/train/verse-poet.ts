/** A published model of verse that is ready to write: fetched, checked, and in an engine. */
import type { Backend, Trainer, TrainerState } from '#engine/backend.ts';
import { checkDigest } from '#formats/digest.ts';
import { parametersFromQuantised } from '#formats/quantised.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { parseTones, TONE_FILE, type ToneMark, toneMark, type ToneTable } from '#tasks/tones.ts';
import { TrainingText } from '#tasks/verse-copies.ts';
import { VERSE_MODELS, type VerseManifest } from '#tasks/verse-models.ts';
import {
  Alphabet,
  type Poem,
  poemsIn,
  splitPoems,
  VERSE_FILES,
  type VerseId,
} from '#tasks/verse.ts';
import type { FileSource } from './site-file.ts';

export interface Poet {
  readonly manifest: VerseManifest;
  readonly alphabet: Alphabet;
  readonly trainer: Trainer;
  /** As published, to return to. */
  readonly published: TrainerState;
  readonly text: TrainingText;
  /** Empty for psalms. */
  readonly tones: ToneTable;
}

const decode = (bytes: BufferSource): string => new TextDecoder().decode(bytes);

/** The tone of every character of a quatrain; nothing for psalms. */
export const tonesOf = ({ alphabet, tones }: Poet, lines: Poem): ToneMark[] =>
  alphabet.id === 'quatrains' ? [...lines.join('')].map((one) => toneMark(tones, one)) : [];

/** Rejects when a file does not come or is not what it should be. */
export async function openPoet(verse: VerseId, backend: Backend, read: FileSource): Promise<Poet> {
  const folder = `models/${VERSE_MODELS[verse]}`;
  const [about, weights, tones, ...texts] = await Promise.all([
    read(`${folder}/manifest.json`),
    read(`${folder}/weights.safetensors`),
    verse === 'quatrains' ? read(`data/${TONE_FILE}`) : undefined,
    ...VERSE_FILES[verse].map((file) => read(`data/${file}`)),
  ]);
  const manifest = JSON.parse(decode(about)) as VerseManifest;
  await checkDigest('weights.safetensors', weights, manifest.sha256);
  const trainer = await backend.createTrainer({
    spec: manifest.spec,
    parameters: parametersFromQuantised(manifest.spec, weights),
    optimizer: DEFAULT_OPTIMIZER,
  });
  return {
    manifest,
    alphabet: new Alphabet(verse, manifest.symbols),
    trainer,
    published: await trainer.save(),
    text: new TrainingText(verse, splitPoems(verse, poemsIn(verse, texts.map(decode))).train),
    tones: parseTones(tones === undefined ? '' : decode(tones)),
  };
}

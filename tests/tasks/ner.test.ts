/** Names: files that are refused say where and why, sentences are what they claim, and no test name is trained on. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BATCH_SIZE, nerBatch, nerEpoch } from '#tasks/ner/batches.ts';
import {
  fill,
  type Marked,
  nameKey,
  NER_FILES,
  type NerFiles,
  parseNerCorpus,
} from '#tasks/ner/corpus.ts';
import { generate } from '#tasks/ner/generate.ts';
import { NER_EXAMPLES, NER_LANGUAGES, nerFolder } from '#tasks/ner/languages.ts';
import { createNerProblem } from '#tasks/ner/problem.ts';
import { textOf } from '#tasks/ner/scores.ts';
import {
  BIO,
  type Entity,
  entitiesOf,
  ENTITY_TYPES,
  mayFollow,
  TAGS,
  tagsOf,
  typeOf,
} from '#tasks/ner/tags.ts';
import { NER_LIMITS, readText, tokensOf } from '#tasks/ner/tokenise.ts';
import { createNerVocabulary, UNKNOWN, wordKey } from '#tasks/ner/vocabulary.ts';

const FILES: NerFiles = {
  templates: [
    '# split, sentence',
    "train\t{PER} left {LOC}'s harbour for {LOC}.",
    'train\t{ORG} met {PER}.',
    'train\tNothing happened.',
    'held-out\t{PER} saw {ORG}.',
    'test\t{LOC} slept.',
    '',
  ].join('\n'),
  names: [
    'PER\ttrain\tAda Byron',
    'PER\ttrain\tBo',
    'LOC\ttrain\tYork',
    'LOC\ttrain\tNew York',
    'ORG\ttrain\tYork',
    'ORG\ttrain\tRed Star',
    'PER\theld-out\tCy',
    'ORG\theld-out\tDo & Co',
    'LOC\ttest\tFar Isle',
  ].join('\n'),
  annotated: "[PER Ada Byron] left [LOC New York]'s shore.\nNo name.\n",
};
const corpus = parseNerCorpus('en', FILES);
const words = (text: string) => tokensOf('en', text).map((token) => token.text);

describe('tokens', () => {
  test('of English: words, numbers, possessives apart, every mark by itself', () => {
    expect(words("O'Brien's co-op didn't pay 3.5m, said J. Ng’s “Mum”.")).toEqual(
      "O'Brien 's co - op didn't pay 3.5m , said J . Ng ’s “ Mum ” .".split(' '),
    );
  });

  test('of Chinese: every character, white space left out', () => {
    expect(tokensOf('zh', '他在 𠮷野家。').map(({ text }) => text)).toEqual([...'他在𠮷野家。']);
  });

  test.each(NER_LANGUAGES)('of %s lie where they say they do', (language) => {
    const text = `${NER_EXAMPLES.en} ${NER_EXAMPLES.zh}`;
    for (const { text: token, start, end } of tokensOf(language, text))
      expect(text.slice(start, end)).toBe(token);
  });

  test('sentences end after . ! ? and what closes them', () => {
    const split = (language: 'en' | 'zh', text: string) => {
      const read = readText(language, text);
      return read.ok ? read.sentences.map((tokens) => tokens.join(' ')) : read.problem;
    };
    expect(split('en', 'Mr. Ng went. "He said!" She (too). J. Ng left?')).toEqual([
      'Mr . Ng went .',
      '" He said ! "',
      'She ( too ) .',
      'J . Ng left ?',
    ]);
    expect(split('zh', '他走了。“走吧！”她说。')).toEqual([
      '他 走 了 。',
      '“ 走 吧 ！ ”',
      '她 说 。',
    ]);
  });

  test.each([
    [' \n', { kind: 'empty' }],
    ['a'.repeat(1001), { kind: 'too-long', characters: 1001 }],
    ['. '.repeat(201), { kind: 'too-many-tokens', tokens: NER_LIMITS.tokens + 1 }],
    ['x'.repeat(41), { kind: 'long-word', word: `${'x'.repeat(12)}…`, letters: 41 }],
    ['ab\ud800c', { kind: 'broken', place: 3 }],
  ])('%j is refused', (text, problem) => {
    expect(readText('en', text)).toEqual({ ok: false, problem });
  });
});

describe('tags', () => {
  test('and entities are the same thing', () => {
    const entities: Entity[] = [
      { type: 'PER', start: 0, end: 2 },
      { type: 'PER', start: 2, end: 3 },
      { type: 'ORG', start: 4, end: 7 },
    ];
    const tags = tagsOf(entities, 8);
    expect([...tags].map((tag) => TAGS[tag])).toEqual(
      'B-PER I-PER B-PER O B-ORG I-ORG I-ORG O'.split(' '),
    );
    expect(entitiesOf(tags)).toEqual(entities);
  });

  test('an I that nothing opened opens an entity', () => {
    const tag = (name: (typeof TAGS)[number]) => TAGS.indexOf(name);
    expect(entitiesOf([tag('I-LOC'), tag('I-LOC'), tag('I-ORG'), tag('O'), tag('I-PER')])).toEqual([
      { type: 'LOC', start: 0, end: 2 },
      { type: 'ORG', start: 2, end: 3 },
      { type: 'PER', start: 4, end: 5 },
    ]);
  });

  test('overlaps and stretches beyond the sentence are refused', () => {
    const one: Entity = { type: 'PER', start: 0, end: 2 };
    expect(() => tagsOf([one, { ...one, start: 1 }], 3)).toThrow('got 1…2');
    expect(() => tagsOf([one], 1)).toThrow('within 0…1, got 0…2');
  });

  test('BIO forbids an I at the start and after another type, nothing else', () => {
    TAGS.forEach((after, j) => {
      expect(typeOf(j)).toBe(after === 'O' ? undefined : after.slice(2));
      expect(BIO.start[j]).toBe(after.startsWith('I') ? -1e4 : 0);
      TAGS.forEach((before, i) => {
        const allowed = !after.startsWith('I') || before.slice(2) === after.slice(2);
        expect(mayFollow(i, j)).toBe(allowed);
        expect(BIO.transitions[i * TAGS.length + j]).toBe(allowed ? 0 : -1e4);
      });
    });
  });
});

describe('files', () => {
  test('are read: templates, names, marked sentences', () => {
    expect(corpus.templates.train).toHaveLength(3);
    expect(corpus.templates.train[0]).toEqual({
      texts: ['', ' left ', "'s harbour for ", '.'],
      slots: ['PER', 'LOC', 'LOC'],
    });
    expect(corpus.names.train.LOC).toEqual(['York', 'New York']);
    expect(corpus.annotated[0]).toEqual({
      tokens: words("Ada Byron left New York's shore."),
      entities: [
        { type: 'PER', start: 0, end: 2 },
        { type: 'LOC', start: 3, end: 5 },
      ],
    });
    expect(corpus.second).toBeUndefined();
  });

  test.each<[keyof NerFiles, string, string]>([
    ['templates', 'train {PER}', 'templates.txt, line 1: must be train | held-out | test'],
    [
      'templates',
      '#\ntrain\t{MISC} ran',
      'templates.txt, line 2: slots must be {PER} {LOC} {ORG}, got MISC',
    ],
    ['templates', 'train\t{PER ran', 'got {PER ran'],
    ['templates', 'train\tA.\ntest\tA.', 'templates.txt, line 2: must be new, got A. again'],
    ['names', 'PER\ttrain\t', 'names.txt, line 1: must be PER | LOC | ORG'],
    [
      'names',
      'PER\ttrain\tBo\nLOC\ttest\tBo',
      'names.txt, line 2: must be in one split, got Bo in train and test',
    ],
    ['names', 'PER\ttrain\tBo\nPER\ttrain\tBo', 'names.txt, line 2: must be new, got Bo again'],
    ['annotated', 'a\n[PER Bo', 'annotated.txt, line 2: brackets must be [TYPE name], not nested'],
    ['annotated', '[PER [LOC Bo]]', 'not nested'],
    [
      'annotated',
      '[MISC Bo] ran',
      'annotated.txt, line 1: must be [PER|LOC|ORG name], got [MISC Bo]',
    ],
    [
      'annotated',
      'Mc[PER Bo] ran',
      'annotated.txt, line 1: an entity must begin and end with a token, got Bo',
    ],
    ['second', 'Only one.', 'annotated-second.txt: must hold 2 sentences'],
    ['second', 'Ada Byron left.\nNo name.', 'annotated-second.txt, sentence 1: must read Ada'],
  ])('%s: %j is refused', (file, content, message) => {
    const parse = () => parseNerCorpus('en', { ...FILES, [file]: content });
    expect(parse).toThrow(RangeError);
    expect(parse).toThrow(message);
  });
});

describe('the generator', () => {
  const recipe = { templates: 'train', names: 'train', count: 9, seed: 4 } as const;
  const sentences = generate(corpus, recipe);

  test('fills every template equally often with names of its split and type', () => {
    expect(sentences).toHaveLength(9);
    expect(
      sentences.filter(({ tokens }) => tokens.join(' ') === 'Nothing happened .'),
    ).toHaveLength(3);
    for (const { tokens, entities } of sentences)
      for (const entity of entities)
        expect(corpus.names.train[entity.type]).toContain(textOf(entity, tokens));
  });

  test('is a function of its seed', () => {
    expect(generate(corpus, recipe)).toEqual(sentences);
    expect(generate(corpus, { ...recipe, seed: 5 })).not.toEqual(sentences);
  });

  test('uses no name twice in a sentence, and says what it lacks', () => {
    for (const { tokens, entities } of sentences) {
      const places = entities
        .filter(({ type }) => type === 'LOC')
        .map((one) => textOf(one, tokens));
      expect(new Set(places).size).toBe(places.length);
    }
    expect(() => generate(corpus, { ...recipe, names: 'test' })).toThrow('PER of test, got none');
    expect(() => fill('en', corpus.templates.train[1]!, ['Bo'])).toThrow('names must be 2, got 1');
  });
});

describe('vocabulary and batches', () => {
  const vocabulary = createNerVocabulary(corpus);

  test('count sources, not generated sentences', () => {
    expect(vocabulary.counts.get('york')).toBe(3);
    expect(vocabulary.words.has('york')).toBe(true);
    expect(vocabulary.counts.get('byron')).toBe(1);
    expect(vocabulary.words.has('byron')).toBe(false);
    expect(vocabulary.counts.has('x')).toBe(false); // no placeholder
    expect(wordKey('Year’s1987')).toBe("year's0000");
  });

  test('hold rows, tags, lengths and the letters of each different word once', () => {
    const batch = nerBatch(vocabulary, corpus.annotated);
    expect([batch.batchSize, batch.sequenceLength, ...batch.lengths]).toEqual([2, 8, 8, 3]);
    expect(batch.words[4 * 2]).toBe(vocabulary.words.get('york'));
    expect(batch.words[2 * 1]).toBe(UNKNOWN);
    expect([...batch.words].filter((row) => row === 0)).toHaveLength(5);
    expect(TAGS[batch.tags[4 * 2]!]).toBe('I-LOC');
    const { count, length, letters, of } = batch.spellings!;
    expect(count).toBe(10); // the full stop is there twice
    expect(of[2 * 2 + 1]).toBe(of[7 * 2]);
    const york = of[4 * 2]!;
    expect(
      [...letters.subarray(york * length, (york + 1) * length)].map((row) => row !== 0),
    ).toEqual(Array.from({ length }, (_, k) => k < 4));
    expect(() => nerBatch(vocabulary, [])).toThrow('1 sentence or more');
  });

  test('every epoch holds every sentence once, in an order of its own', () => {
    const train = generate(corpus, { templates: 'train', names: 'train', count: 70, seed: 1 });
    const shape = (epoch: number) =>
      [...nerEpoch(vocabulary, train, 3, epoch)].map(({ lengths }) => [...lengths]);
    expect(
      shape(1)
        .map(({ length }) => length)
        .toSorted(),
    ).toEqual([32, 32, 70 - 2 * BATCH_SIZE]);
    expect(shape(1).flat().toSorted()).toEqual(train.map(({ tokens }) => tokens.length).toSorted());
    expect([...nerEpoch(vocabulary, train, 3, 1)]).toEqual([...nerEpoch(vocabulary, train, 3, 1)]);
    expect([...nerEpoch(vocabulary, train, 3, 1)]).not.toEqual([
      ...nerEpoch(vocabulary, train, 3, 2),
    ]);
  });
});

describe.each(NER_LANGUAGES)('the data of %s', (language) => {
  const read = (file: keyof typeof NER_FILES) =>
    readFileSync(`public/${nerFolder(language)}/${NER_FILES[file]}`, 'utf8');
  const data = parseNerCorpus(language, {
    templates: read('templates'),
    names: read('names'),
    annotated: read('annotated'),
  });
  const problem = createNerProblem(data);
  const textsIn = (sentences: readonly Marked[]) =>
    new Set(
      sentences.flatMap(({ tokens, entities }) => entities.map((one) => textOf(one, tokens))),
    );

  test('has 200 annotated sentences or more, with all types, seen and unseen', () => {
    expect(data.annotated.length).toBeGreaterThanOrEqual(200);
    const found = data.annotated.flatMap(({ entities }) => entities.map(({ type }) => type));
    for (const type of ENTITY_TYPES)
      expect(found.filter((one) => one === type).length).toBeGreaterThan(20);
    const texts = [...textsIn(data.annotated)];
    const seen = texts.filter((text) => problem.test.seenNames.has(text));
    expect(seen.length).toBeGreaterThan(20);
    expect(texts.length - seen.length).toBeGreaterThan(20);
  });

  test('trains on no name and no template of a test', () => {
    const trained = textsIn(problem.train);
    const other = [...textsIn(problem.test.newNames), ...textsIn(problem.heldOut)];
    expect(other.filter((text) => trained.has(text))).toEqual([]);
    for (const type of ENTITY_TYPES)
      for (const name of [...data.names.test[type], ...data.names['held-out'][type]])
        expect(problem.test.seenNames.has(nameKey(language, name))).toBe(false);
    const known = [...textsIn(problem.test.knownNames)];
    expect(known.every((text) => problem.test.seenNames.has(text))).toBe(true);
    const skeleton = ({ tokens, entities }: Marked) =>
      tokens.filter((_, t) => entities.every(({ start, end }) => t < start || t >= end)).join(' ');
    const skeletons = new Set(problem.train.map(skeleton));
    const tests = [...problem.test.knownNames, ...problem.test.newNames, ...problem.heldOut];
    expect(tests.map(skeleton).filter((text) => text.length > 20 && skeletons.has(text))).toEqual(
      [],
    );
  });
});

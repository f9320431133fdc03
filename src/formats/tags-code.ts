/**
 * Python of the tagger: the page's own cutting of a text into words, and the features of a word, hashed. Exact: letters are
 * counted and hashed as UTF-16 units, white space and digits are JavaScript's.
 */
import type { ScriptWords } from './model-words.ts';
import type { PageWork } from './network.ts';
import { PYTHON_SPACE, pythonText } from './python-text.ts';

/** How the corpus opens a quotation. */
const QUOTE = '``';

const cutting = (words: ScriptWords): string => String.raw`${PYTHON_SPACE}
RULES = [  # ${words.rules}
    ("[‘’]", "'"),
    ("[“”]", '"'),
    ("[—–]", " -- "),
    (f'(^|[{SPACE}(\\[])"', r"\1 ${QUOTE} "),
    ('"', " '' "),
    (r"([,;:?!()\[\]])(?![0-9])", r" \1 "),
    (
        rf"\.(?=[{SPACE}]|\Z)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\b[A-Z]\.)",
        " . ",
    ),
    (rf"\.(?=[{SPACE}]*''[{SPACE}])", " ."),
]

def sentences(text):  # ${words.sentences}
    text = unicodedata.normalize("NFC", text)
    for pattern, replacement in RULES:
        text = re.sub(pattern, replacement, text, flags=re.ASCII)
    found, ended = [], True
    for word in re.split(f"[{SPACE}]+", text.strip(SPACE)):
        if ended and not (found and re.fullmatch(r"''|\)|[.!?]", word)):
            found.append([])
        found[-1].append(word)
        ended = bool(re.fullmatch("[.!?]", word)) or (ended and word == "''")
    return found`;

const features = (words: ScriptWords): string => `def units(text):  # ${words.units}
    return text.encode("utf-16-le")

def hashed(kind, part):  # FNV-1a
    value = 0x811C9DC5
    text = units(kind) + part
    for k in range(0, len(text), 2):
        value = (value ^ int.from_bytes(text[k : k + 2], "little")) * 0x01000193 & 0xFFFFFFFF
    return 1 + len(WORDS) + value % BUCKETS

def shape(word, first):
    kinds = [unicodedata.category(letter) for letter in word]
    if re.search("[0-9]", word):
        letters = 4
    elif not any(kind[0] == "L" for kind in kinds):
        letters = 3
    elif len(units(word)) > 2 and word == word.upper():
        letters = 2
    else:
        letters = int(kinds[0] == "Lu")
    return 1 + len(WORDS) + BUCKETS + letters * 4 + ("-" in word) * 2 + first

def features(word, first):  # ${words.features}
    key = word.lower()
    part = units(key)
    return [
        row_of.get(key, 0),
        hashed("1", part[-2:]),
        hashed("2", part[-4:]),
        hashed("3", part[-6:]),
        hashed("<2", part[:4]),
        hashed("<3", part[:6]),
        shape(word, first),
    ]

def probabilities(run, words):  # ${words.ofTags}
    rows = [features(word, place == 0) for place, word in enumerate(words)]
    logits = run(np.array([rows]))[0]
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

def tag(run, text):  # ${words.likeliestTags}
    return [
        (word, TAGS[best])
        for words in sentences(text)
        for word, best in zip(words, probabilities(run, words).argmax(axis=-1))
    ]`;

/** @throws RangeError for a word with a blank, which the list could not hold. */
export function tagsCode(
  { words: known, tags, buckets }: Extract<PageWork, { kind: 'tags' }>,
  words: ScriptWords,
): string {
  const blank = known.find((word) => /\s/.test(word) || word === '');
  if (blank !== undefined) throw new RangeError(`words must have no blanks, got "${blank}"`);
  const pieces = known.map((word, k) => (k === 0 ? word : ` ${word}`));
  return `TAGS = "${tags.join(' ')}".split()
BUCKETS = ${buckets}  # ${words.buckets}
${pythonText('WORDS', pieces, '.split()')}  # ${words.vocabulary}
row_of = {word: row for row, word in enumerate(WORDS, 1)}

${cutting(words)}

${features(words)}`;
}

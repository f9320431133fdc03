/**
 * Python and NumPy of the tagger of names, around its network: the page's own cutting of a text into sentences and tokens,
 * their rows in the tables, the CRF as in `#math/crf.ts`, and the names that tags make.
 */
import type { ScriptWords } from './model-words.ts';
import type { PageWork } from './network.ts';
import { PYTHON_SPACE, pythonText } from './python-text.ts';

type Names = Extract<PageWork, { kind: 'names' }>;

/** What is read of the file beside its texts: the scores between tags that were learned. */
export const namesReads = ({ forbidden }: Names): string[] =>
  forbidden === undefined
    ? []
    : [
        '    learned = {name: file.get_tensor(f"crf.{name}") for name in ("transitions", "start", "end")}',
      ];

/** Letters and marks count as `L`, numbers as `N`, but for the one letter that the pattern asks for. */
const wordsCode = (words: ScriptWords): string => String.raw`TOKEN = re.compile(  # ${words.rules}
    r"'s(?![LsN])|N+(?:[.,:]N+)*[Ls]*|[Ls]+(?:'(?!s(?![LsN]))[Ls]+)*|[^ ]"
)

def kind(character):  # ${words.kinds}
    if character in SPACE:
        return " "
    if character in "s.,:'":
        return character
    if character == "’":
        return "'"
    return {"L": "L", "M": "L", "N": "N"}.get(unicodedata.category(character)[0], "?")

def tokens(text):
    kinds = "".join(map(kind, text))
    return [text[match.start() : match.end()] for match in TOKEN.finditer(kinds)]`;

const charactersCode = (
  words: ScriptWords,
): string => `def tokens(text):  # ${words.characterTokens}
    return [character for character in text if character not in SPACE]`;

const sentencesCode = (words: ScriptWords): string => `ENDS = set(".!?。！？")
CLOSES = ENDS | set("”\\"'’)」』）》")
SHORT = set("Mr Mrs Ms Dr St Prof Jr Sr Mt".split())

def is_short(token):  # ${words.short}
    return token in SHORT or (len(token) == 1 and unicodedata.category(token) == "Lu")

def sentences(text):  # ${words.tokenLists}
    found, ended, before = [], True, ""
    for token in tokens(unicodedata.normalize("NFC", text)):
        closes = token in CLOSES and (
            token not in ('"', "'") or (found != [] and found[-1].count(token) % 2 == 1)
        )
        if not found or (ended and not closes):
            found.append([])
        found[-1].append(token)
        stop = token in ENDS and not (token == "." and is_short(before))
        ended, before = stop or (ended and closes), token
    return found`;

/** From tokens to what the network reads. */
function rowsCode(letters: boolean, words: ScriptWords): string {
  const key = `def key(word):  # ${words.wordKey}
    zeros = ("0" if unicodedata.category(one)[0] == "N" else one for one in word.lower())
    return "".join(zeros).replace("’", "'")`;
  const rows = letters
    ? `def rows(words):  # ${words.letterRows}
    longest = max(len(word) for word in words)
    return [
        [row_of.get(key(word), UNKNOWN)]
        + [letter_row_of.get(letter, UNKNOWN) for letter in word]
        + [0] * (longest - len(word))
        for word in words
    ]`
    : `def rows(words):
    return [row_of.get(key(word), UNKNOWN) for word in words]`;
  return `${key}

${rows}

def emissions(run, words):
    return run(np.array([rows(words)]))[0]`;
}

const crfCode = (
  forbidden: number,
  words: ScriptWords,
): string => `def forbidden(before, tag):  # ${words.forbidden}
    return ${forbidden} if tag[0] == "I" and before[1:] != tag[1:] else 0

transitions = learned["transitions"] + np.array([[forbidden(i, j) for j in TAGS] for i in TAGS])
start = learned["start"] + np.array([forbidden("O", tag) for tag in TAGS])
end = learned["end"]

def marginals(scores):  # ${words.forwardBackward}
    forward = [start + scores[0]]
    for row in scores[1:]:
        forward.append(row + np.logaddexp.reduce(forward[-1][:, None] + transitions, axis=0))
    backward = [end]
    for row in scores[:0:-1]:
        backward.append(np.logaddexp.reduce(transitions + row + backward[-1], axis=1))
    log_z = np.logaddexp.reduce(forward[-1] + end)
    return np.exp(np.array(forward) + np.array(backward[::-1]) - log_z)

def best_path(scores):  # ${words.viterbi}
    best, back = start + scores[0], []
    for row in scores[1:]:
        ways = best[:, None] + transitions
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [(best + end).argmax()]
    for before in reversed(back):
        path.append(before[path[-1]])
    return path[::-1]`;

const softmaxCode = (words: ScriptWords): string => `def marginals(scores):  # ${words.softmax}
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

def best_path(scores):
    return scores.argmax(axis=-1)`;

const entitiesCode = (words: ScriptWords): string => `def readings(run, text):  # ${words.readings}
    found = []
    for words in sentences(text):
        scores = emissions(run, words)
        found.append([scores, marginals(scores), np.eye(len(TAGS))[best_path(scores)]])
    return np.concatenate(found, axis=1)

def entities(path):  # ${words.entities}
    found = []
    for place, tag in enumerate(TAGS[number] for number in path):
        if tag[0] == "I" and found and found[-1][0] == tag[2:] and found[-1][2] == place:
            found[-1][2] += 1
        elif tag != "O":
            found.append([tag[2:], place, place + 1])
    return found

def names(run, text):  # ${words.namesOf}
    text, at, found = unicodedata.normalize("NFC", text), 0, []
    for words in sentences(text):
        places = []
        for word in words:
            at = text.index(word, at)
            places.append((at, at + len(word)))
            at += len(word)
        for kind_of_name, first, after in entities(best_path(emissions(run, words))):
            found.append((text[places[first][0] : places[after - 1][1]], kind_of_name))
    return found`;

/** @throws RangeError for a word with a blank, or for more than one character of it where tokens are characters. */
export function namesCode(page: Names, words: ScriptWords): string {
  const { tokens, letters, tags, forbidden } = page;
  const own = tokens === 'words';
  const fits = own ? /^\S+$/u : /^\S$/u;
  const wrong = page.words.find((word) => !fits.test(word));
  if (wrong !== undefined)
    throw new RangeError(
      `words must ${own ? 'have no blanks' : 'be single characters'}, got "${wrong}"`,
    );
  const known = own
    ? pythonText(
        'WORDS',
        page.words.map((word, k) => (k === 0 ? word : ` ${word}`)),
        '.split()',
      )
    : pythonText('WORDS', page.words);
  return [
    `TAGS = "${tags.join(' ')}".split()
UNKNOWN, FIRST = 1, 2  # ${words.firstRows}
${known}  # ${words.sources}
row_of = {word: row for row, word in enumerate(WORDS, FIRST)}`,
    ...(letters.length > 0
      ? [
          `${pythonText('LETTERS', letters)}
letter_row_of = {letter: row for row, letter in enumerate(LETTERS, FIRST)}`,
        ]
      : []),
    PYTHON_SPACE,
    own ? wordsCode(words) : charactersCode(words),
    sentencesCode(words),
    rowsCode(letters.length > 0, words),
    forbidden === undefined ? softmaxCode(words) : crfCode(forbidden, words),
    entitiesCode(words),
  ].join('\n\n');
}

/** Python of a character model: tokens, and the probabilities of what comes next. */
import type { ScriptWords } from './model-words.ts';
import type { PageWork } from './network.ts';
import { pythonText } from './python-text.ts';

export function charactersCode(
  { symbols, first, openings, least }: Extract<PageWork, { kind: 'characters' }>,
  words: ScriptWords,
): string {
  const lengths = Object.keys(openings ?? {});
  const [common = '', rare = ''] = lengths;
  const beginning =
    openings === undefined
      ? `    length, opening = ${least}, BREAK  # ${words.lineEnds}`
      : `    length = ${rare} if len(text.split("\\n")[0]) == ${rare} else ${common}
    opening = OPENINGS[length]  # ${words.opening}`;
  const table =
    openings === undefined
      ? ''
      : `OPENINGS = {${lengths.map((length) => `${length}: ${openings[Number(length)]}`).join(', ')}}\n`;
  return `${pythonText('SYMBOLS', symbols)}  # ${words.symbols}
BREAK, UNKNOWN, FIRST = 0, 1, ${first}  # ${words.firstCharacter}
${table}token_of = {symbol: token for token, symbol in enumerate(SYMBOLS)}

def probabilities(run, text):  # ${words.afterEach}
${beginning}
    tokens = [opening] + [token_of.get(symbol, UNKNOWN) for symbol in text]
    logits = run(np.array([tokens]))[0].copy()
    lines = [text[:place].split("\\n")[-1] for place in range(len(text) + 1)]
    logits[[len(line) < length for line in lines], BREAK] = -np.inf
    logits[:, BREAK + 1 : FIRST] = -np.inf
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

def next_characters(run, text, count=8):  # ${words.likeliest}
    last = probabilities(run, text)[-1]
    return [(SYMBOLS[token], round(float(last[token]), 4)) for token in np.argsort(-last)[:count]]`;
}

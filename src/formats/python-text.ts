/** Texts as Python writes them. Pure. */

/** Most characters of a line. */
const WIDTH = 100;

/** What JavaScript takes for white space, `\s`; Python has its own. */
export const PYTHON_SPACE = String.raw`SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)`;

/** A string literal. JSON's escapes mean the same in Python where no half of a surrogate pair stands alone. */
export const pythonString = (text: string): string => JSON.stringify(text);

/**
 * A name that is given a long text, in literals that Python joins.
 * @param pieces parts of the text that are not to be cut.
 */
export function pythonText(name: string, pieces: readonly string[], after = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && pythonString(line + piece).length > WIDTH - 4) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  if (line !== '') lines.push(line);
  return [`${name} = (`, ...lines.map((one) => `    ${pythonString(one)}`), `)${after}`].join('\n');
}

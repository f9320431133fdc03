/**
 * Short texts from front matter and claims with four marks, as HTML: `` `code` ``, `**weight**`, `==highlight==` and
 * `$h$`, a gate letter in its own hue. Everything else is escaped.
 */

const GATES = new Set(['i', 'f', 'g', 'o', 'c', 'h']);

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => `&#${String(c.charCodeAt(0))};`);

/** The text as HTML, safe to set. Marks that are not closed stay as they are. */
export function inlineHtml(text: string): string {
  return escape(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replace(/==([^=]+)==/g, '<mark>$1</mark>')
    .replace(/\$([A-Za-z])\$/g, (_, letter: string) =>
      GATES.has(letter)
        ? `<i class="var g${letter}">${letter}</i>`
        : `<i class="var">${letter}</i>`,
    );
}

/** A title as HTML: as above, and a word with a hyphen is not broken at it. */
export function titleHtml(text: string): string {
  return inlineHtml(text).replace(/[A-Za-z]+(?:-[A-Za-z]+)+/g, '<span class="nb">$&</span>');
}

/** The same text without its marks, for attributes, structured data and the clipboard. */
export function inlineText(text: string): string {
  return text.replace(/`([^`]+)`|\*\*([^*]+)\*\*|==([^=]+)==|\$([A-Za-z])\$/g, '$1$2$3$4');
}

/**
 * A Chinese title in phrases that should not be broken: cut after full-width punctuation. A text without such
 * punctuation is one phrase, so English comes back whole.
 */
export function phrasesOf(text: string): string[] {
  return text.match(/[^，。：；？！]+[，。：；？！”]*|[，。：；？！”]+/gu) ?? [text];
}

/**
 * Puts values into the places `{name}` of a text.
 * @throws RangeError naming a place that has no value.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`no value for {${name}} in “${text}”`);
    return String(value);
  });
}

/**
 * Tables that their reader can sort: a click on a column's name sorts by it, a second one the other way round. Without
 * a script the table stands as it was written.
 */

export type Direction = 'ascending' | 'descending';

/**
 * The order of rows by the texts of one column; numbers by value, other texts in the order of the language, ties as
 * they were. A text that begins with a number counts as that number.
 * @returns indices into `texts`
 */
export function order(texts: readonly string[], direction: Direction, language: string): number[] {
  const collator = new Intl.Collator(language);
  const numbers = texts.map((text) => parseFloat(text.replaceAll(',', '')));
  const numeric = numbers.every((number) => !Number.isNaN(number));
  const sign = direction === 'ascending' ? 1 : -1;
  return texts
    .map((_, index) => index)
    .sort((a, b) =>
      numeric
        ? sign * ((numbers[a] ?? 0) - (numbers[b] ?? 0))
        : sign * collator.compare(texts[a] ?? '', texts[b] ?? ''),
    );
}

/** Puts a button into the heads of the columns that a `[data-sortable]` box names (from 0, separated by commas). */
export function setUpSortable(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>('[data-sortable]')) {
    const columns = (box.dataset['sortable'] ?? '').split(',').map(Number);
    const heads = [...box.querySelectorAll<HTMLElement>('thead th')];
    for (const column of columns) {
      const head = heads[column];
      if (!head) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        sortBy(box, heads, column);
      });
    }
  }
}

function sortBy(box: HTMLElement, heads: readonly HTMLElement[], column: number): void {
  const direction: Direction = heads[column]?.ariaSort === 'ascending' ? 'descending' : 'ascending';
  for (const head of heads) head.removeAttribute('aria-sort');
  heads[column]?.setAttribute('aria-sort', direction);
  const body = box.querySelector('tbody');
  const rows = [...(body?.rows ?? [])];
  const texts = rows.map((row) => row.cells[column]?.textContent.trim() ?? '');
  body?.append(
    ...order(texts, direction, document.documentElement.lang).flatMap((index) => rows[index] ?? []),
  );
}

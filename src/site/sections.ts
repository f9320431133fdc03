/** The sections of the site in reading order. A section is the folder an article lies in: `content/<locale>/<section>/`. */
import type { Locale } from './locales.ts';

/** A section's folder. */
export type SectionId = 'inside' | 'depth' | 'frameworks' | 'applications' | 'about';

/** A section: the folder's name and what the reader sees. */
export interface Section {
  readonly id: SectionId;
  readonly name: Readonly<Record<Locale, string>>;
}

/** Fixed order; pages show only those that hold articles. */
export const SECTIONS: readonly Section[] = [
  { id: 'inside', name: { en: 'Inside an LSTM', 'zh-cn': 'LSTM 内部' } },
  { id: 'depth', name: { en: 'Depth', 'zh-cn': '层数' } },
  { id: 'frameworks', name: { en: 'PyTorch and Keras', 'zh-cn': 'PyTorch 与 Keras' } },
  { id: 'applications', name: { en: 'At work', 'zh-cn': '应用' } },
  { id: 'about', name: { en: 'About the site', 'zh-cn': '关于本站' } },
];

/**
 * The section with this id.
 * @throws RangeError naming the id and the known ones.
 */
export function sectionOf(id: string): Section {
  const found = SECTIONS.find((section) => section.id === id);
  if (found === undefined)
    throw new RangeError(
      `section must be one of ${SECTIONS.map((s) => s.id).join(', ')}, got ${id}`,
    );
  return found;
}

/**
 * Zip files through fflate, with a limit in front of every allocation: the sizes that the directory claims are what is
 * allocated, so a file of a kilobyte that claims a gigabyte is refused, and one that unpacks to more than it claims is
 * damaged.
 */
import { FormatError } from './format-error.ts';
import { LARGEST_FILE } from './recognised.ts';

/** Most entries, and most that a zip may unpack to, in bytes. */
const LIMITS = { entries: 64, bytes: LARGEST_FILE } as const;

/**
 * Unpacks the entries that are wanted; the names of all are given.
 * @throws FormatError when the file is damaged or beyond a limit.
 */
export async function readZip(
  file: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<{ entries: ReadonlyMap<string, Uint8Array>; names: readonly string[] }> {
  const { unzipSync } = await import('fflate');
  const names: string[] = [];
  let bytes = 0;
  const claimed = new Map<string, number>();
  try {
    const unpacked = unzipSync(file, {
      filter({ name, originalSize }) {
        if (names.push(name) > LIMITS.entries)
          throw new FormatError('limit', 'entries of the zip file', `at most ${LIMITS.entries}`);
        if (!wanted(name)) return false;
        bytes += originalSize;
        if (!(bytes <= LIMITS.bytes))
          throw new FormatError('limit', 'unpacked size', `at most ${LIMITS.bytes} bytes`, bytes);
        claimed.set(name, originalSize);
        return true;
      },
    });
    const entries = new Map(Object.entries(unpacked));
    for (const [name, { length }] of entries)
      if (length !== claimed.get(name))
        throw new FormatError('structure', `size of ${name}`, `${claimed.get(name)} bytes`, length);
    return { entries, names };
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw new FormatError('structure', 'the zip file', 'readable', words);
  }
}

/** Packs entries without compressing them: weights hardly shrink. */
export async function writeZip(entries: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  return zipSync(Object.fromEntries(entries), { level: 0 });
}

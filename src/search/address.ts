/** Which addresses a result may lead to. */

/**
 * The address as a path of this site (`/depth/…/#costs`), or null if it leads anywhere else: another host,
 * `javascript:`, `data:`, a protocol-relative `//host`, or no address at all. Never throws.
 */
export function ownPath(address: string): string | null {
  if (!address.startsWith('/')) return null;
  try {
    const own = 'https://own.invalid';
    const url = new URL(address, own);
    return url.origin === own ? `${url.pathname}${url.search}${url.hash}` : null;
  } catch {
    return null;
  }
}

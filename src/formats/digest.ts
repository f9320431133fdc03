/** Is a file the one that was published? */

/**
 * Rejects with an Error that names the file when its bytes are not those of the digest.
 * @param sha256 in hexadecimal.
 */
export async function checkDigest(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  sha256: string,
): Promise<void> {
  // Absent where the page was not served securely; then the shapes are all that is checked.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== sha256) throw new Error(`${file}: sha256 must be ${sha256}, got ${found}`);
}

/** Files of the site, for workers. */

/** Reads a file below the site's root. Rejects when it is not there. */
export type FileSource = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** From the server that the worker came from. */
export const fetchFile: FileSource = async (path) => {
  const answer = await fetch(`/${path}`);
  if (!answer.ok) throw new Error(`/${path}: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
};

/** Serves the built site for tools that need a URL. */
import { preview } from 'astro';

/**
 * @param {number} port
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function servePreview(port) {
  const server = await preview({
    root: process.cwd(),
    logLevel: 'error',
    server: { port, host: '127.0.0.1' },
  });
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
}

/** What each recorded loss made of its picture, fetched by the demo when its reader chooses that loss. */
import type { APIRoute } from 'astro';
import { FILES } from '#components/demos/ssim-loss/files.ts';
import { detailOf, keysOf } from '#components/demos/ssim-loss/recorded.ts';

export const getStaticPaths = () => keysOf(FILES).map((key) => ({ params: { key } }));

export const GET: APIRoute = ({ params }) =>
  Response.json(detailOf(FILES, params['key'] ?? '') ?? null);

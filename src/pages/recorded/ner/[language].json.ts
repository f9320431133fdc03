/** The record of each language of the name tagger, fetched by the demo when its reader chooses the other language. */
import type { APIRoute } from 'astro';
import { recordFor, RECORDED_LANGUAGES } from '#components/demos/ner-tagger/files.ts';
import { packed } from '#components/demos/ner-tagger/recorded.ts';

export const getStaticPaths = () =>
  RECORDED_LANGUAGES.map((language) => ({ params: { language } }));

export const GET: APIRoute = ({ params }) => {
  const language = RECORDED_LANGUAGES.find((id) => id === params['language']);
  return new Response(language ? packed(recordFor(language)) : 'null', {
    headers: { 'content-type': 'application/json' },
  });
};

/** The recorded forecasts of each series, fetched by the demo when its reader chooses the series. */
import type { APIRoute } from 'astro';
import { packed } from '#components/demos/forecast/recorded.ts';
import { recordFor, RECORDED_SERIES } from '#components/demos/forecast/recorded-files.ts';

export const getStaticPaths = () => RECORDED_SERIES.map((series) => ({ params: { series } }));

export const GET: APIRoute = ({ params }) => {
  const series = RECORDED_SERIES.find((id) => id === params['series']);
  return new Response(series ? packed(recordFor(series)) : 'null', {
    headers: { 'content-type': 'application/json' },
  });
};

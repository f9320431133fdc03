/** The recorded forecasts of each series, fetched by the demo when its reader chooses the series. */
import type { APIRoute } from 'astro';
import { packed } from '#components/demos/forecast/recorded.ts';
import { recordFor } from '#components/demos/forecast/recorded-files.ts';
import { SERIES_IDS } from '#tasks/forecast/series.ts';

export const getStaticPaths = () => SERIES_IDS.map((series) => ({ params: { series } }));

export const GET: APIRoute = ({ params }) => {
  const series = SERIES_IDS.find((id) => id === params['series']) ?? SERIES_IDS[0];
  return new Response(packed(recordFor(series)), {
    headers: { 'content-type': 'application/json' },
  });
};

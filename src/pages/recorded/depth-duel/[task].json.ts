/** The recorded duel of each task, fetched by the demo when its reader chooses the task; `null` where there is none. */
import type { APIRoute } from 'astro';
import { recordFor } from '#components/demos/depth-duel/recorded-files.ts';
import { packRecord } from '#components/demos/depth-duel/recorded.ts';
import { FACTS } from '#tasks/facts.ts';
import type { TaskId } from '#tasks/task.ts';

export const getStaticPaths = () => Object.keys(FACTS).map((task) => ({ params: { task } }));

export const GET: APIRoute = ({ params }) => {
  const record = recordFor(params['task'] as TaskId);
  return Response.json(record ? packRecord(record) : null);
};

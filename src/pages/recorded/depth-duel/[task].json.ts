/** The recorded duel of each task, fetched by the demo when its reader chooses the task; `null` where there is none. */
import type { APIRoute } from 'astro';
import { recordFor } from '#components/demos/depth-duel/recorded-files.ts';
import { packRecord } from '#components/demos/depth-duel/recorded.ts';
import { TASK_IDS } from '#components/demos/depth-duel/tasks.ts';

export const getStaticPaths = () => TASK_IDS.map((task) => ({ params: { task } }));

export const GET: APIRoute = ({ params }) => {
  const task = TASK_IDS.find((id) => id === params['task']);
  const record = task && recordFor(task);
  return Response.json(record ? packRecord(record) : null);
};

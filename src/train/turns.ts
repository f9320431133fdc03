/** Which arms train at the same time, and the wait for all of them. */

/** Teams that train at once, as many as it takes to give each worker a model; one after the other on a single one. */
export function takeTurns<Team extends { readonly models: readonly unknown[] }>(
  teams: readonly Team[],
  workers: number,
): Team[][] {
  const turns: Team[][] = [];
  let room = 0;
  for (const team of teams) {
    const last = turns.at(-1);
    if (last !== undefined && room > 0) last.push(team);
    else {
      turns.push([team]);
      room = workers;
    }
    room -= team.models.length;
  }
  return turns;
}

/**
 * Waits until all have settled, so that nobody goes on behind the back of what comes next.
 * @throws the first error.
 */
export async function allOf(work: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work))
    if (outcome.status === 'rejected') throw outcome.reason;
}

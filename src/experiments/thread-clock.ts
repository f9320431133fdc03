/** A clock that stands still while other programs have the processor. */

/**
 * Processor time of this thread, in milliseconds; in a Node that cannot tell (before 23.9), time on the wall.
 * Only differences mean anything.
 */
export function threadMilliseconds(): number {
  const usage = process.threadCpuUsage as typeof process.threadCpuUsage | undefined;
  if (usage === undefined) return performance.now();
  const { user, system } = usage();
  return (user + system) / 1000;
}

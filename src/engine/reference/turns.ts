/** Turns for the event loop, between updates that hold up the thread. */

/** Milliseconds of computing after which waiting messages and timers get their turn. */
const TURN_MS = 30;

/**
 * Lets the event loop run once. A message rather than a timer, because browsers stretch repeated timers to 4 ms, and
 * rather than a promise, because those run before any message or timer does.
 */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A function to await between updates: it gives the event loop a turn when the last one is 30 ms ago. */
export function createBreather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN_MS) return;
    await eventLoopTurn();
    last = performance.now();
  };
}

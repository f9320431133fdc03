/** The recorded comparison of engines, for the components that print it in articles. */
import recorded from '#components/demos/engine-bench/recorded.json' with { type: 'json' };
import type { RecordedBench } from '#components/demos/engine-bench/recorded.ts';

// JSON is typed by what it happens to hold; `tests/demos/engine-bench.test.ts` checks what it must hold.
export const RECORD = recorded as unknown as RecordedBench;

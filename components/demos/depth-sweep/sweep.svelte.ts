/** The state of one depth sweep on a page: settings, the reader's run, and what is to be shown. */
import { TrainingDemo } from '#components/demos/training-demo.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import { DEMO_ID } from './cells.ts';
import { change, DEFAULTS, planOf, type Settings } from './demo.ts';
import type { SweepRecording } from './recorded.ts';

export class Sweep extends TrainingDemo<Settings> {
  readonly recording: SweepRecording;
  readonly plan = $derived(planOf(this.settings));
  /** The curves of the reader's run; empty before its first measurement. */
  readonly live = $derived(this.series.filter(({ points }) => points.length > 0));
  /** Is a run of the reader's shown? */
  readonly isLive = $derived(
    this.run.plan !== undefined && !(this.run.state === 'failed' && this.live.length === 0),
  );
  /** Every model of the reader's run has finished. */
  readonly complete = $derived(this.run.state === 'finished');

  constructor(recording: SweepRecording) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith, change });
    this.recording = recording;
  }
}

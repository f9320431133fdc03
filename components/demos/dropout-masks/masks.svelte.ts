/** The state of the dropout masks on a page: settings, and the masks and counts that follow from them. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import {
  DEFAULTS,
  DEMO_ID,
  MOST_UPDATES,
  queryWith,
  readSettings,
  type Settings,
  SHAPE,
} from './demo.ts';
import { type Counts, countsOf, type Framework, type Place, placesOf } from './masks.ts';

export const FRAMEWORKS = ['pytorch', 'keras'] as const satisfies Framework[];
type Both<Value> = Readonly<Record<Framework, Value>>;

export class Masks extends Demo<Settings> {
  readonly places: Both<readonly Place[]> = $derived.by(() => ({
    pytorch: placesOf('pytorch', this.settings),
    keras: placesOf('keras', this.settings),
  }));
  readonly counts: Both<Counts> = $derived.by(() => ({
    pytorch: countsOf(this.places.pytorch, this.settings.step),
    keras: countsOf(this.places.keras, this.settings.step),
  }));

  constructor() {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
  }

  /** The masks of the next update; after the last comes the first again. */
  nextUpdate(): void {
    this.change({ update: (this.settings.update % MOST_UPDATES) + 1 });
  }

  /** S is the next update, 0 the first settings; there is nothing to run. */
  press(key: PlayKey): boolean {
    if (key === 'step') this.nextUpdate();
    else if (key === 'reset') this.change(DEFAULTS);
    else return false;
    return true;
  }

  /** Moves the marked step. @param step any; out of range it changes nothing */
  scrub(step: number | undefined): void {
    if (step === undefined || step < 1 || step > SHAPE.steps) return;
    if (step !== this.settings.step) this.change({ step });
  }
}

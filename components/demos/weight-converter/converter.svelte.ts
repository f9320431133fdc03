/** The state of one converter on a page: its settings, the reader's own file, and the conversion. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import type { FileFacts } from '#formats/convert-protocol.ts';
import { FormatError } from '#formats/format-error.ts';
import { checkTarget } from '#formats/layout.ts';
import { LAYOUTS } from '#formats/layouts.ts';
import { layoutOf } from '#formats/targets.ts';
import { Conversion } from '#run/conversion.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import { baseName, DEFAULTS, DEMO_ID, exampleAddress, EXAMPLES, type Settings } from './demo.ts';

export class Converter extends Demo<Settings> {
  readonly conversion = new Conversion();
  /** The reader's file; undefined while an example is shown. */
  file = $state.raw<File>();
  /** Counts fetches of examples, so that a late one is not taken for the latest. */
  #fetch = 0;

  /** What is known of what is shown; undefined while a file of the reader's is read, or could not be. */
  readonly facts: FileFacts | undefined = $derived.by(() =>
    this.file ? this.conversion.facts : EXAMPLES[this.settings.example].facts,
  );
  /** The layer that is drawn, from 1; the file may have fewer than is set. */
  readonly layer: number = $derived.by(() =>
    Math.min(this.settings.layer, this.facts?.form.layers.length ?? 1),
  );
  /** Why the target cannot hold this stack. */
  readonly misfit: string | undefined = $derived.by(() => this.#misfit());

  constructor() {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
  }

  protected override dispose(): void {
    super.dispose();
    this.conversion.dispose();
  }

  override change(part: Partial<Settings>): void {
    const before = this.settings;
    super.change(part);
    if (this.settings.example !== before.example || (part.example && this.file)) {
      this.file = undefined;
      this.reset();
    }
    if (this.settings.target !== before.target) this.conversion.forget();
  }

  /** Takes a file of the reader's and reads it. */
  open(file: File): void {
    this.#fetch++;
    this.file = file;
    this.conversion.read(file);
  }

  /** Converts and checks; an example is fetched first. */
  async run(): Promise<void> {
    const { conversion, settings, file } = this;
    if (this.misfit !== undefined || conversion.active) return;
    if (file) return conversion.convert(settings.target, baseName(file.name));
    const fetching = ++this.#fetch;
    const name = EXAMPLES[settings.example].file;
    if (conversion.facts === undefined) {
      try {
        const answer = await fetch(exampleAddress(settings.example));
        if (!answer.ok) throw new Error(`${name}: ${answer.status} ${answer.statusText}`);
        const blob = await answer.blob();
        if (fetching !== this.#fetch) return;
        conversion.read(blob);
      } catch (error) {
        if (fetching === this.#fetch)
          conversion.missed(error instanceof Error ? error.message : String(error));
        return;
      }
    }
    conversion.convert(settings.target, baseName(name));
  }

  /** Forgets the reader's file, what was read and what came of it. */
  reset(): void {
    this.#fetch++;
    this.file = undefined;
    this.conversion.clear();
  }

  /** What a shared key does now; true when it meant something. */
  press(key: PlayKey): boolean {
    if (key === 'step') return false;
    if (key === 'reset') this.reset();
    else void this.run();
    return true;
  }

  #misfit(): string | undefined {
    if (this.facts === undefined) return undefined;
    try {
      checkTarget(this.facts.form, LAYOUTS[layoutOf(this.settings.target)]);
      return undefined;
    } catch (error) {
      if (error instanceof FormatError) return error.message;
      throw error;
    }
  }
}

/**
 * A conversion as components see it: the file that was read, and what it became. One worker reads one file and converts
 * it as often as wanted; a new file gets a new worker, so that nothing of a bad one is left.
 */
import type { ConvertNews, FileFacts } from '#formats/convert-protocol.ts';
import type { Refusal } from '#formats/format-error.ts';
import type { TargetId } from '#formats/targets.ts';
import { type ConvertClient, type ConvertEvents, startConvertWorker } from './convert-client.ts';

export type ConversionFailure = Refusal | 'worker-failed' | 'worker-silent' | 'not-fetched';

/** What a file became. */
export interface ConversionResult {
  readonly target: TargetId;
  readonly name: string;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly difference: number;
}

export class Conversion {
  state = $state<'idle' | 'reading' | 'ready' | 'converting' | 'done' | 'failed'>('idle');
  /** Of the file that was read last. */
  facts = $state.raw<FileFacts>();
  result = $state.raw<ConversionResult>();
  failure = $state.raw<{ readonly reason: ConversionFailure; readonly detail: string }>();

  readonly #start: (events: ConvertEvents) => ConvertClient;
  #client: ConvertClient | undefined;
  #id = 0;
  /** The file, until a worker that was ended has been replaced. */
  #file: Blob | undefined;
  /** What to convert to as soon as the file has been read. */
  #next: { target: TargetId; name: string } | undefined;

  /** `start`: how the worker is had; replaced by tests only. */
  constructor(start: (events: ConvertEvents) => ConvertClient = startConvertWorker) {
    this.#start = start;
  }

  get active(): boolean {
    return this.state === 'reading' || this.state === 'converting';
  }

  /** Reads a file in place of any other. */
  read(file: Blob): void {
    this.dispose();
    this.#file = file;
    this.facts = this.result = this.failure = this.#next = undefined;
    this.state = 'reading';
    this.#id++;
    try {
      this.#client = this.#start({
        message: (news) => {
          this.#receive(news);
        },
        failed: (reason, detail) => {
          this.#client = undefined;
          this.#fail(reason, detail);
        },
      });
    } catch (error) {
      return this.#fail('worker-failed', error instanceof Error ? error.message : String(error));
    }
    this.#client.send({ id: this.#id, type: 'read', file });
  }

  /**
   * Converts the file that was read, or is being read; nothing without one.
   * @param name of the new file, without its ending.
   */
  convert(target: TargetId, name: string): void {
    if (this.#file === undefined) return;
    if (this.#client === undefined || this.facts === undefined) {
      // A worker that was ended knows the file no more.
      if (this.state !== 'reading') this.read(this.#file);
      this.#next = { target, name };
      return;
    }
    this.result = this.failure = undefined;
    this.state = 'converting';
    this.#client.send({ id: ++this.#id, type: 'convert', target, name });
  }

  /** Forgets a result, because what is wanted has changed. */
  forget(): void {
    if (this.state === 'converting') this.#id++;
    this.result = this.failure = undefined;
    if (this.facts) this.state = 'ready';
  }

  /** Forgets everything. */
  clear(): void {
    this.dispose();
    this.#id++;
    this.facts = this.result = this.failure = this.#file = this.#next = undefined;
    this.state = 'idle';
  }

  /** Gives up a file that could not be fetched. */
  missed(detail: string): void {
    this.clear();
    this.#fail('not-fetched', detail);
  }

  /** Ends the worker; to be called when the component goes. */
  dispose(): void {
    this.#client?.dispose();
    this.#client = undefined;
  }

  #receive(news: ConvertNews): void {
    if (news.id !== this.#id) return;
    switch (news.type) {
      case 'working':
        return;
      case 'recognised': {
        this.facts = news.facts;
        this.state = 'ready';
        const next = this.#next;
        this.#next = undefined;
        if (next) this.convert(next.target, next.name);
        return;
      }
      case 'converted':
        this.result = news;
        this.state = 'done';
        return;
      case 'refused':
        return this.#fail(news.reason, news.detail);
    }
  }

  #fail(reason: ConversionFailure, detail: string): void {
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}

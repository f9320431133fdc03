/** What a page knows of its tagger: the words that were tagged last, and the training under way. */
import type { BackendId } from '#engine/backend.ts';
import type { TagScores } from '#tasks/tagging/scores.ts';
import type {
  HandedTagger,
  Tagged,
  TaggerAsk,
  TaggerNews,
  TaggerPlan,
} from '#train/tagger-protocol.ts';
import { ReaderRun } from './reader-run.svelte.ts';
import type { RunState } from './training-run.svelte.ts';
import { startTagger } from './worker-scripts.ts';

export class TaggerRun extends ReaderRun<TaggerPlan, TaggerAsk, TaggerNews> {
  tagged = $state.raw<Tagged>();
  /** After the latest epoch of the training here. */
  scores = $state.raw<TagScores>();
  backend = $state<BackendId>();

  constructor() {
    super(startTagger);
  }

  tag(sentences: readonly (readonly string[])[]): void {
    this.ask((id) => ({ type: 'tag', id, sentences }));
  }

  /** The model as it would tag, with what it says of some sentences. Rejects with an Error, its text in English. */
  async hand(sentences: readonly (readonly string[])[]): Promise<HandedTagger> {
    const order = { type: 'hand', id: this.nextId(), sentences } as const;
    return (await this.worker.ask(order, 'handed')).tagger;
  }

  protected override clear(state: RunState): void {
    super.clear(state);
    this.scores = undefined;
  }

  protected override receive(news: TaggerNews): void {
    switch (news.type) {
      case 'tagged':
        this.tagged = news.tagged;
        return this.answered(news.live);
      case 'progress':
        this.backend = news.backend;
        return this.progress(news);
      case 'scored':
        this.scores = news.scores;
        return this.again();
      case 'finished':
        this.state = 'finished';
        return this.again();
      case 'handed':
        return; // it was asked for, and heard elsewhere
      case 'failed':
        return this.fail(news.reason, news.detail);
      default:
        news satisfies never;
    }
  }
}

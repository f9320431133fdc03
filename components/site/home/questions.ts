/**
 * Which of the readers' questions in the articles' front matter stand on the home page.
 *
 * An article lists several wordings of one question for the search; the page shows one for each answering section.
 */
import { plainText } from '#site/headings.ts';

/** The part of an article that is needed to choose. */
export interface Asked {
  /** Address without language prefix, `depth/single-vs-two-layer`; its first part is the section. */
  readonly page: string;
  readonly questions: readonly { readonly q: string; readonly anchor?: string | undefined }[];
}

/** A question and where it is answered. */
export interface Question {
  readonly q: string;
  readonly page: string;
  readonly section: string;
  /** Id of the heading that answers; absent when the whole article does. */
  readonly anchor?: string;
}

/**
 * At most `limit` questions, the first wording for each section of an article. The articles take turns, so that
 * every article is there before one appears a second time.
 */
export function chooseQuestions(articles: readonly Asked[], limit: number): Question[] {
  const queues = articles.map(({ page, questions }) => {
    const first = new Map<string, Question>();
    for (const { q, anchor } of questions) {
      const key = anchor ?? '';
      const question = { q, page, section: page.split('/')[0] ?? '' };
      if (!first.has(key))
        first.set(key, anchor === undefined ? question : { ...question, anchor });
    }
    return [...first.values()];
  });
  const chosen: Question[] = [];
  for (let turn = 0; queues.some((queue) => turn < queue.length); turn++)
    for (const queue of queues) {
      const question = queue[turn];
      if (question !== undefined && chosen.length < limit) chosen.push(question);
    }
  return chosen;
}

const ENGLISH_QUESTION = /^(what|why|how|when|where|which|who|is|are|do|does|should|can|will)\b/i;
const CHINESE_QUESTION =
  /[吗呢]|什么|怎么|怎样|如何|为何|哪|谁|几|多少|是否|是不是|会不会|要不要|还是/u;

/** A question as readers type it, set as a sentence: a capital to begin with and a question mark where it asks. */
export function asSentence(q: string): string {
  const sentence = q.charAt(0).toUpperCase() + q.slice(1);
  if (/[?？.。!！]$/u.test(sentence)) return sentence;
  if (ENGLISH_QUESTION.test(sentence)) return `${sentence}?`;
  return CHINESE_QUESTION.test(sentence) ? `${sentence}？` : sentence;
}

/** The text of the heading with this id in an MDX body; nothing when there is none. */
export function headingAt(body: string, id: string): string | undefined {
  for (const [, found, inner = ''] of body.matchAll(
    /<h[2-4]\s+id="([^"]+)"[^>]*>([\s\S]*?)<\/h[2-4]>/g,
  ))
    if (found === id) return plainText(inner);
  return undefined;
}

/**
 * The words of asking, as data: they say what kind of answer is wanted, not what about. They are read for the intent
 * and then left out of the search, where every one of them would have to stand in the text.
 */
import type { Locale } from '#site/locales.ts';

/** What kind of answer a question asks for. */
export const INTENTS = ['compare', 'amount', 'why', 'how', 'define', 'check', 'choose'] as const;
export type Intent = (typeof INTENTS)[number];

/** First match wins, so the more telling patterns stand first. */
export const INTENT_PATTERNS: readonly (readonly [Intent, RegExp])[] = [
  [
    'compare',
    /\b(?:difference|differ|compare|comparison|compared|versus|vs)\b|区别|差别|差异|不同|对比|比较|相比|哪个好|哪个强/,
  ],
  ['amount', /\bhow (?:many|much|big|large|long|far)\b|多少|几倍|多大|多久|几个|几层/],
  ['why', /\b(?:why|how come|what causes?)\b|为什么|为何|为啥|怎么会|原因/],
  [
    'choose',
    /\b(?:which|should i|should we|choose|better)\b|怎么选|该选|选哪|还是|该用|哪种|要不要/,
  ],
  [
    'define',
    /\b(?:what (?:is|are|exactly|does .+ mean)|meaning|definition|define)\b|是什么|什么是|什么意思|指什么|含义|定义/,
  ],
  ['choose', /\bor\b/],
  ['how', /\bhow (?:do|does|to|can|is|are)\b|\bways? to\b|怎么|如何|怎样|怎么办/],
  [
    'check',
    /^(?:is|are|was|were|does|do|did|can|could|will|would|has|have)\b|[吗么]\??$|是否|能不能|会不会|有没有|是不是|可不可以|能否/,
  ],
];

/** Phrases cut from the query before it is read, longest first within a language. */
export const STOP_PHRASES: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'what is the difference between',
    "what's the difference between",
    'what are the differences between',
    'difference between',
    'is it true that',
    'what exactly',
    'what happens',
    'how come',
    'how many',
    'how much',
    'why does my',
    'why do my',
    'why is my',
    'why did my',
    'do i need',
    'can i',
    'can someone',
    'should i',
    'which one',
    'what does',
    'mean',
  ],
  'zh-cn': [
    '有什么区别',
    '有什么不同',
    '有什么差别',
    '有何区别',
    '有啥区别',
    '的区别',
    '的差别',
    '的不同',
    '的差异',
    '区别',
    '差别',
    '差异',
    '是什么意思',
    '什么意思',
    '是什么',
    '什么是',
    '指什么',
    '怎么办',
    '怎么解决',
    '为什么',
    '为何',
    '为啥',
    '怎么会',
    '怎么',
    '怎样',
    '如何',
    '是不是',
    '能不能',
    '会不会',
    '有没有',
    '要不要',
    '可不可以',
    '是否',
    '能否',
    '到底',
    '究竟',
    '反而',
    '一定要',
    '请问',
    '我的',
    '这里的',
    '别人',
    '多少',
    '哪个',
    '哪种',
    '什么',
    '还是',
    '相比',
    '对比',
    '比较',
    '可以',
    '需要',
    '应该',
    '以后',
    '之后',
    '的时候',
    '正常',
  ],
};

/** Words that say nothing about the subject. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and or but if of in on at to from for with by as into over than then that this these those it its ' +
    'is are was were be been being am do does did doing done has have had can could will would shall should may might must ' +
    'i me my we us our you your he she they them their who whom which what when where why how whether not no nor so too very ' +
    'just only also any some all each both either more most less least much many few other another such same own ' +
    'get got go goes going give make makes made use uses used using want need there here about between vs versus compare compared ' +
    "difference differences different differ one ones two number numbers thing things way ways site become becomes became happen happens work works really actually exactly true normal best good someone anyone something anything i'm it's don't doesn't " +
    '的 了 吗 呢 吧 啊 么 和 与 跟 及 或 在 是 有 会 能 要 就 都 也 还 再 又 把 被 让 给 对 从 到 里 上 下 中 个 们 这 那 我 你 他 它 ' +
    '将 用 用来 其 之 以 为 所 而 且 但 不 没 没有 很 更 最 点 些 一 一个 一样 时 后 前 来 去 做 得 地 着 过 呀 哪 几 如果 因为 所以 这个 那个 这些 那些 不变'
  ).split(' '),
);

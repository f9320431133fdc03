/** Chinese words of the depth guide. */
import type { GuideStrings } from './strings.ts';

export const zhCn: GuideStrings = {
  name: '我的情况该用几层？',
  instruction: '回答四个问题，下面就会说接下来该训练什么，以及为什么。',
  questions: {
    task: '模型要做的事',
    data: '训练序列',
    latency: '什么时候要答案',
    symptom: '目前的情况',
  },
  task: {
    next: '预测后面几步，或者生成',
    label: '给词、句子、录音打标签',
    map: '翻译、语音转写',
  },
  data: { small: '不到 1,000 条', medium: '1,000 至 100,000 条', large: '100,000 条以上' },
  latency: { loose: '可以晚一点', strict: '每一步都要立刻给出' },
  symptom: {
    nothing: '还没开始训练',
    underfits: '训练误差一直降不下来',
    overfits: '训练集上好，验证集上差',
    forgets: '隔得远的信息用不上',
    unstable: '加层之后变差了，或者不稳定',
  },
  headline: ({ layers, bothWays }) => {
    const ways = bothWays ? '双向' : '';
    if (layers === 1) return `先训练一层${ways} LSTM。`;
    if (layers === 2) return `训练两层${ways} LSTM，与参数量相同的一层相比。`;
    return `逐层加到四层${ways} LSTM，配上残差连接。`;
  },
  advice: {
    baseline: '先胜过不用网络的办法：照搬上一个值、线性模型、n 元计数、最常见的标签。',
    rate: '就这个层数专门调学习率：适合一种层数的学习率，换一种层数可能就训不动。',
    clip: '裁剪梯度范数，比如裁到 1。',
    'forget-bias': '记忆长短由遗忘门决定：偏置从 1 或 2 开始，或者取依赖跨度的对数。层数先别动。',
    dropout: '在层与层之间、输出层之前用 dropout，大小由验证集来定。',
    fewer: '先减层，再谈修补：一层的成绩是衡量其他一切的尺子。',
    wider: '先多加些单元。加宽不会让依次等待的运算链变长。',
    second: '再加第二层，两边的参数量要相同。',
    deep: '一次加一层，加到四层为止；据报告，普通堆叠再往上就很差。',
    residual: '从第二层起，把每层的输入加到它的输出上。',
    'both-ways': '作答之前整条序列已经在手，让第二个方向从末尾读起。',
    'one-way': '只用一个方向：倒着读要么得等到结尾，要么会读到正要预测的东西。',
    latency: '每多一层，答案就要多等一次运算，请把它算进时限里。',
    compare: '数据相同，多跑几个种子再比较，并且允许结论是“没有差异”。',
  },
  reading: {
    'forget-bias': { page: 'depth/gradients-in-time-and-depth', text: '梯度：沿时间与沿层' },
    fewer: { page: 'depth/when-depth-hurts', text: '加层什么时候有害' },
    second: { page: 'depth/single-vs-two-layer', text: '单层与双层' },
    residual: { page: 'depth/when-depth-hurts', text: '加层什么时候有害' },
    'both-ways': { page: 'depth/two-layer-vs-bidirectional', text: '双层与双向' },
    compare: { page: 'depth/equal-parameters', text: '参数量相同' },
  },
  rule: '这是经验法则，全文列在下面；它没有见过你的数据。',
};

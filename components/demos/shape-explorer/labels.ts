/** Names of the settings that are the frameworks' own, the same in both languages. */
import type { Settings } from './demo.ts';

const both = (name: string) => ({ pytorch: name, keras: name });

/** A size has its letter beside it. */
export const ARGUMENTS = {
  inputSize: { pytorch: 'input_size, I', keras: 'x.shape[-1], I' },
  hiddenSize: { pytorch: 'hidden_size, H', keras: 'units, U' },
  bias: { pytorch: 'bias', keras: 'use_bias' },
  batchFirst: both('batch_first'),
  bidirectional: both('bidirectional'),
  projSize: both('proj_size, P'),
  dropout: both('dropout'),
  states: both('h_0, c_0'),
  returnSequences: both('return_sequences'),
  returnState: both('return_state'),
  goBackwards: both('go_backwards'),
  unitForgetBias: both('unit_forget_bias'),
  activation: both('activation'),
  recurrentActivation: both('recurrent_activation'),
} as const satisfies Partial<Record<keyof Settings, Record<'pytorch' | 'keras', string>>>;

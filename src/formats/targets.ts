/** What weights can be converted to: a kind of file, and the layout in it. */
import type { LayoutId } from './layouts.ts';

export const TARGET_IDS = [
  'keras',
  'keras-weights',
  'pytorch',
  'onnx',
  'tfjs',
  'coreml',
  'webnn',
  'webnn-ifgo',
  'cudnn',
] as const;
export type TargetId = (typeof TARGET_IDS)[number];

export const layoutOf = (target: TargetId): LayoutId =>
  target === 'keras-weights' ? 'keras' : target;

/** The backends that the benchmark compares: the site's, and stock TensorFlow.js on WebGL. */
import { BACKEND_LOADERS, type BackendLoaders } from './loaders.ts';

export const BENCHMARK_LOADERS: BackendLoaders = {
  ...BACKEND_LOADERS,
  'tfjs-webgl': async () => (await import('./tfjs/webgl.ts')).createWebglBackend(),
};

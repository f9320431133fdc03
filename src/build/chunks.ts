/**
 * Which modules a page loads together. Left alone, the bundler makes a chunk of every set of modules that the same demos
 * share: some forty files of half a kilobyte on a page with a demo, each with its own names to import and nothing for
 * its compression to learn from.
 *
 * A group takes along whatever its modules import. It may cost a page a module that it does not use, so a group holds
 * what nearly all demos of its kind use. Words stay apart: a page loads one language.
 */

/** A group of `rolldownOptions.output.codeSplitting`; the first that a module fits takes it. */
const group = (name: string, index: number, modules: readonly string[]) => ({
  name,
  priority: 100 - index,
  test: new RegExp(`(${modules.map((path) => path.replaceAll('.', '\\.')).join('|')})`),
});

const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  // Every page loads what imports on demand; a page without a demo, nothing below.
  ['preload', ['vite/preload-helper', 'rolldown/runtime']],
  ['svelte', ['/node_modules/svelte/', '/node_modules/@astrojs/svelte/', '/node_modules/clsx/']],
  // All that the race of the engines uses, and every other demo nearly all of.
  [
    'frame',
    [
      '/components/controls/DemoShell.svelte',
      '/components/controls/announcer.svelte.ts',
      '/components/controls/Failure.svelte',
      '/src/train/watched-worker.ts',
      '/src/viz/format.ts',
    ],
  ],
  [
    'controls',
    [
      '/components/controls/(DemoTools|PlayBar|Choice|Segmented|Stepper|Slider).svelte',
      '/components/charts/ChartFrame.svelte',
      '/components/demos/demo.svelte.ts',
      '/src/run/time-left.ts',
    ],
  ],
  // Numbers of many runs, which the demos show that train, that compare or that read a recorded table.
  ['scores', ['/src/math/statistics.ts', '/src/model/canonical.ts', '/src/viz/(series|strip).ts']],
  [
    'training',
    [
      '/src/run/training-run.svelte.ts',
      '/src/tasks/facts.ts',
      '/components/controls/(RunNotices.svelte|trained-models.ts)',
      '/components/demos/training-demo.svelte.ts',
    ],
  ],
  [
    'axes',
    [
      '/node_modules/d3-array/',
      '/src/viz/(axis|labels).ts',
      '/components/charts/(ArmMark.svelte|arm-look.ts)',
    ],
  ],
];

/** For `vite.build.rolldownOptions.output`. */
export const codeSplitting = {
  groups: GROUPS.map(([name, modules], index) => group(name, index, modules)),
};

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserDependencies } from './src/build/browser-dependencies.ts';
import { chromiumLaunch } from './tests/chromium.mjs';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte()],
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**'],
          testTimeout: 60_000,
          // One process for many files: loading the same modules a hundred times took a third of the time.
          isolate: false,
        },
      },
      {
        plugins: [svelte()],
        optimizeDeps: { include: browserDependencies },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          env: { WHOLE_SUITE: process.env['WHOLE_SUITE'] ?? '' },
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunch({ gpu: true }) }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});

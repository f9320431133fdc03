import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './tests/chromium.mjs';

const port = Number(process.env['E2E_PORT'] ?? 4399);
const baseURL = `http://127.0.0.1:${port}`;

/** Tests of the built site. `gpu` has WebGPU on a software adapter, `no-gpu` has none, as most test machines. */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 3,
  timeout: 90_000,
  // A browser whose compositor stands still, as one in some hundreds does, is started again; the list names such tests.
  retries: 1,
  // A guard against hanging only: the other worker may be training models on both cores.
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: { baseURL, browserName: 'chromium' },
  projects: [
    // Minutes of training that give way to the other tests: beside them, not in the place of one.
    {
      name: 'soak',
      testMatch: '**/soak.spec.ts',
      workers: 1,
      use: { launchOptions: chromiumLaunch({ gpu: false }) },
    },
    {
      name: 'no-gpu',
      testIgnore: ['**/*.gpu.spec.ts', '**/soak.spec.ts'],
      workers: 2,
      use: { launchOptions: chromiumLaunch({ gpu: false }) },
    },
    {
      name: 'gpu',
      testMatch: '**/*.gpu.spec.ts',
      workers: 1,
      use: { launchOptions: chromiumLaunch({ gpu: true }) },
    },
  ],
  webServer: {
    command: `astro preview --port ${port} --host 127.0.0.1`,
    url: baseURL,
    reuseExistingServer: false,
  },
});

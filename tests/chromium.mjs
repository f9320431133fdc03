/** Where Chromium is and how the tests start it. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium: the system's, else the one Playwright downloaded; undefined where there is none. */
export function findChromium() {
  return [...CANDIDATES, chromium.executablePath()].find((path) => path && existsSync(path));
}

/** Keeps the browser from calling out: these tests talk to this machine only. */
const QUIET = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** WebGPU on SwiftShader, a software adapter: the same on every machine. */
const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/**
 * Launch options for Playwright.
 * @param {{ gpu: boolean }} options `gpu: false` gives a browser whose `requestAdapter()` is null.
 */
export function chromiumLaunch({ gpu }) {
  return {
    executablePath: findChromium() ?? chromium.executablePath(),
    args: gpu ? [...QUIET, ...SOFTWARE_GPU] : QUIET,
  };
}

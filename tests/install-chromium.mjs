/**
 * Sees to it that a Chromium is there for the browser tests: the one of the system, else one from the system's
 * package manager, else Playwright's own download. Plain JavaScript, since it may run before Node can strip types.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';

const run = (command, args) => execFileSync(command, args, { stdio: 'inherit' });

/** Is this a Debian machine on which we may install packages? */
const canUseApt = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Chinese text in a page without a Chinese font is boxes; the screenshots need one. */
const hasChineseFont = () => {
  try {
    return execFileSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    return false;
  }
};

if (canUseApt() && (findChromium() === undefined || !hasChineseFont())) {
  try {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk', 'fontconfig']);
  } catch (error) {
    process.stderr.write(`apt-get did not install Chromium: ${error.message}\n`);
  }
}
if (findChromium() === undefined) run('npx', ['playwright', 'install', 'chromium']);

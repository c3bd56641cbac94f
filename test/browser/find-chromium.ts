/** Finds the installed Chromium. */
import { spawnSync } from 'node:child_process';

/** Throws where there is none, since a test that cannot look has not passed. */
export function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const paths = names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim());
  const found = paths.find((path) => path !== '');
  if (found === undefined) throw new Error('install Chromium first; on Debian: apt-get install chromium');
  return found;
}

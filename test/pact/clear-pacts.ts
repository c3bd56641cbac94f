/** Pact merges into the file that it finds: what is no longer tested would stay in it. */
import { rmSync } from 'node:fs';

export function setup(): void {
  const folder = process.env['PACT_FOLDER'];
  if (folder !== undefined) rmSync(`${folder}/console-regions.json`, { force: true });
}

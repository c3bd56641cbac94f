/** Contracts for the command line to choke on, each in a folder of its own. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An empty folder, which is removed with all that the tests write. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'docpact-cli-'));
}

/** The repository's contract and its scenarios, copied, with files changed or added; gives the contract's folder. */
export function copyContract(changes: Readonly<Record<string, (text: string) => string>> = {}): string {
  const folder = makeFolder();
  for (const name of ['contracts', 'mocks']) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, change(readText(file)));
  }
  return join(folder, 'contracts');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Replaces text that must be there. */
export function replacing(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`the contract has no ${from}`);
    return text.replace(from, to);
  };
}

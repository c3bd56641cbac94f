/** The scripts of the page: the built files, or the sources with their types taken out. Their addresses are laid out as their files are. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';

const extension = extname(import.meta.url);
const kept = new Map<string, string>();

/** The script that the page begins with. */
export const entryScript: string = `mock/client/main${extension}`;

/** A script by its path below src/, as JavaScript; undefined where there is none that is for the page. */
export function clientScript(name: string): string | undefined {
  if (!/^(?:mock\/client|language)\/[a-z-]+\.[jt]s$/.test(name) || !name.endsWith(extension)) return undefined;
  const known = kept.get(name);
  if (known !== undefined) return known;
  try {
    const text = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    const script = extension === '.ts' ? stripTypes(text) : text;
    kept.set(name, script);
    return script;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Node warns that this is new; whoever works on docpact itself knows. */
function stripTypes(text: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = emitWarning;
  }
}

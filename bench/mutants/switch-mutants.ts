/**
 * Loaded before everything else by each process that tests start: says of each mutant whether it is on. Only the one in `DOCPACT_MUTANT` is;
 * where there is none, it writes down which test file reached which mutant.
 */
import { appendFileSync } from 'node:fs';

declare global {
  var $mutant: ((id: number) => boolean) | undefined;
  /** The test file that runs in this process. */
  var $testFile: string | undefined;
}

const { DOCPACT_MUTANT: active, DOCPACT_REACHED: log, DOCPACT_TEST_FILE: parent } = process.env;
const reached = new Map<string, Set<number>>();

if (active !== undefined) {
  const wanted = Number(active);
  globalThis.$mutant = (id) => id === wanted;
} else if (log !== undefined) {
  globalThis.$mutant = (id) => {
    const file = globalThis.$testFile ?? parent;
    if (file === undefined) return false;
    let known = reached.get(file);
    if (!known) reached.set(file, (known = new Set()));
    if (!known.has(id)) {
      known.add(id);
      appendFileSync(log, `${id} ${file}\n`);
    }
    return false;
  };
}

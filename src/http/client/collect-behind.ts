/** Asks V8 to collect behind large bodies: left to itself, it lets half a gigabyte of them come together where the machine has many. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of bodies between two collections, and the least of a body that counts: smaller ones are what V8 is made for. */
const COLLECTED = 8 * 1024 * 1024;
const LEAST = 64 * 1024;

let passed = 0;

/** To be called when a body of so many bytes, and what was made of it, is needed no more. */
export function collectBehind(bytes: number): void {
  if (bytes < LEAST) return;
  passed += bytes;
  if (passed < COLLECTED) return;
  passed = 0;
  collect ??= findCollector();
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

type Collector = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;
let collect: Collector | undefined;

/** What `--expose-gc` would give, without that anybody has to ask for it. */
function findCollector(): Collector {
  setFlagsFromString('--expose-gc');
  const found = runInNewContext('gc') as Collector;
  setFlagsFromString('--no-expose-gc');
  return found;
}

/** Runs for every test file. */
import { afterAll } from 'vitest';
import { endFile } from './file-ends.ts';

// The command line runs in this process as often as tests ask for it, and listens to these each time.
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.setMaxListeners(0);

afterAll(endFile);

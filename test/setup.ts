/** Runs for every test file. */
import { afterAll } from 'vitest';
import { endFile } from './file-ends.ts';

afterAll(endFile);

/** Runs before each test file: what is reached from here on, in this process and in those that it starts, is reached by that file. */
import { expect } from 'vitest';

globalThis.$testFile = expect.getState().testPath;
process.env['DOCPACT_TEST_FILE'] = globalThis.$testFile;

/** The right server in Python, where there is a Python. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startProgram, type ForeignServer } from './start-program.ts';

const script = fileURLToPath(new URL('right-server.py', import.meta.url));

/** Python 3.9 is the oldest that knows all that the server uses. */
const isThere = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0;

export const pythonServer: ForeignServer = {
  language: 'Python',
  ...(isThere ? {} : { missing: 'Python 3.9 or newer is not on this machine' }),
  start: () => startProgram('python3', [script]),
};

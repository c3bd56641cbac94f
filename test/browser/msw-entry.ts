/** What an application would have in its entry, for the test that bundles it. */
import { setupWorker } from 'msw/browser';
import { handlers } from '../../mocks/index.ts';

Object.assign(globalThis, { ready: setupWorker(...handlers({ seed: 7 })).start({ quiet: true }) });

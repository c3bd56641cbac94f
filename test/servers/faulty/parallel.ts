/** Requests at the same moment get in each other's way. */
import { crash, sleep } from '../change-stages.ts';
import { created, times, withOnly } from '../probe/step.ts';
import type { Change, Reply } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const pair = () => [[created(withOnly('desc')), created(withOnly('desc'))]];
const faults: Fault[] = [
  [
    'last-for-all',
    'Two at the same moment both get the answer to the later one.',
    (right) => {
      let current = {};
      return {
        build: async (body, call) => {
          current = body;
          await sleep(25);
          return right.build(current, call);
        },
      };
    },
    pair(),
  ],
  [
    'crossed',
    'Two at the same moment get each other’s answers.',
    (right) => {
      let waiting: ((answer: Record<string, unknown>) => void) | undefined;
      let first: Record<string, unknown> = {};
      return {
        build: async (body, call) => {
          const own = await right.build(body, call);
          if (waiting !== undefined) {
            waiting(own);
            waiting = undefined;
            return first;
          }
          first = own;
          return Promise.race([
            new Promise<typeof own>((resolve) => (waiting = resolve)),
            sleep(40).then(() => ((waiting = undefined), own)),
          ]);
        },
      };
    },
    pair(),
  ],
  ['busy-500', 'While a request is worked on, another fails with 500.', busy(crash), pair()],
  [
    'busy-503',
    'While a request is worked on, another is answered with 503.',
    busy(() => ({ ...crash(), status: 503 })),
    pair(),
  ],
  [
    'busy-429',
    'While a request is worked on, another is answered with 429.',
    busy(() => ({ ...crash(), status: 429 })),
    pair(),
  ],
  [
    'busy-refused',
    'While a request is worked on, another is refused.',
    busy(() => ({
      status: 400,
      reason: 'other',
      body: { msg: 'busy' },
      headers: { 'content-type': 'application/json' },
    })),
    pair(),
  ],
  ['four-at-most', 'Of more than four requests at the same moment some fail with 500.', busy(crash, 4), [times(12)]],
];

function busy(answer: () => Reply, most = 1): Change {
  return (right) => {
    let working = 0;
    return {
      admit: async (call) => {
        if (working >= most) return answer();
        working += 1;
        await sleep(40);
        working -= 1;
        return right.admit(call);
      },
    };
  };
}

export const parallel: FaultyServer[] = defineFaults('parallel', faults);

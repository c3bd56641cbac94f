/** An identifier is given twice. */
import { createHash, randomInt } from 'node:crypto';
import { changeAnswer, sleep } from '../change-stages.ts';
import { created, full, minimal, refused, times } from '../probe/step.ts';
import type { Body } from '../region-members.ts';
import type { Call, Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const idFrom = (make: (body: Body, call: Call) => string): Change =>
  changeAnswer((answer, body, call) => ({ ...answer, region_id: make(body, call) }));
const hash = (value: unknown): string => createHash('md5').update(String(value)).digest('hex');
const created12 = () => times(12);
const count = ({ memory }: Call): number => memory.answers.length;
/** Two that differ in nothing but the name. */
const twins = () => {
  const body = full();
  return [created(body), created({ ...body, region_name: `${String(body['region_name'])}-twin` })];
};
const twoWith = (changes: Body) => [created(minimal(changes)), created(minimal(changes))];

const fresh: Fault[] = [
  ['constant', 'region_id is always the same.', idFrom(() => '8f14e45f-ceea-467f-a5d6-0b8f3c1e2a01'), twoWith({})],
  ['constant-zero', 'region_id is always "0".', idFrom(() => '0'), twoWith({})],
  [
    'clock-second',
    'region_id is the second of the clock.',
    idFrom(() => String(Math.floor(Date.now() / 1000))),
    times(3),
  ],
  [
    'clock-tenth',
    'region_id is the tenth of a second of the clock.',
    idFrom(() => String(Math.floor(Date.now() / 100))),
    created12(),
  ],
  [
    'clock-hundredth',
    'region_id is the hundredth of a second of the clock.',
    idFrom(() => String(Math.floor(Date.now() / 10))),
    [times(40)],
  ],
  ['alternating', 'region_id is one of two, in turn.', idFrom((_, call) => `region-${count(call) % 2}`), times(3)],
  ...[5, 10, 25].map((size): Fault => [
    `repeats-after-${size}`,
    `region_id repeats after ${size} creations.`,
    idFrom((_, call) => `region-${count(call) % size}`),
    times(size + 1),
  ]),
  ['one-of-a-hundred', 'region_id is drawn from a hundred.', idFrom(() => String(randomInt(100))), times(60)],
  [
    'first-byte',
    'region_id is the first byte of a uuid.',
    changeAnswer((answer) => ({ ...answer, region_id: String(answer['region_id']).slice(0, 2) })),
    times(80),
  ],
  ...(['url', 'wsurl', 'httpdomain', 'tcpdomain', 'region_alias'] as const).map((member): Fault => [
    `hash-of-${member}`,
    `region_id is a hash of ${member}.`,
    idFrom((body) => hash(body[member])),
    twoWith({ [member]: minimal()[member] }),
  ]),
  ['hash-of-desc', 'region_id is a hash of desc.', idFrom((body) => hash(body['desc'])), twoWith({})],
  [
    'hash-of-all-but-name',
    'region_id is a hash of all members but the name.',
    idFrom((body) => hash(JSON.stringify({ ...body, region_name: '' }))),
    twins(),
  ],
  [
    'hash-of-short-name',
    'region_id is a hash of the first four letters of the name.',
    idFrom((body) => hash(String(body['region_name']).slice(0, 4))),
    [created(minimal({ region_name: 'shanghai-1' })), created(minimal({ region_name: 'shanghai-2' }))],
  ],
  [
    'case-folded-name',
    'region_id is the name in lower case.',
    idFrom((body) => String(body['region_name']).toLowerCase()),
    [created(minimal({ region_name: 'East' })), created(minimal({ region_name: 'east' }))],
  ],
  [
    'length-of-name',
    'region_id is the length of the name.',
    idFrom((body) => String(String(body['region_name']).length)),
    [created(minimal({ region_name: 'abc' })), created(minimal({ region_name: 'xyz' }))],
  ],
  [
    'by-scope',
    'region_id counts within a scope.',
    (right) => {
      const counts = new Map<unknown, number>();
      return {
        build: async (body, call) => {
          const next = (counts.get(body['scope']) ?? 0) + 1;
          counts.set(body['scope'], next);
          return { ...(await right.build(body, call)), region_id: String(next) };
        },
      };
    },
    [created(minimal({ scope: 'private' })), created(minimal({ scope: 'public' }))],
  ],
  [
    'racing',
    'Two at the same moment get the same region_id.',
    (right) => ({
      build: async (body, call) => {
        const region_id = String(count(call));
        await sleep(25);
        return { ...(await right.build(body, call)), region_id };
      },
    }),
    [[created(), created()]],
  ],
  [
    'reused-after-refusal',
    'After a refusal the last region_id is given again.',
    (right) => {
      let last = 0;
      return {
        refuse: (reason, message) => {
          last = Math.max(0, last - 1);
          return right.refuse(reason, message);
        },
        build: async (body, call) => ({ ...(await right.build(body, call)), region_id: String((last += 1)) }),
      };
    },
    [created(), refused(), created()],
  ],
];

export const freshness: FaultyServer[] = defineFaults('fresh', fresh);

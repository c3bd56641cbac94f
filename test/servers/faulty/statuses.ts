/** Another status than the documented one. */
import { changeReply } from '../change-stages.ts';
import { created, duplicate, minimal, raw, refused } from '../probe/step.ts';
import type { Reason } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const taken = minimal();

const families: readonly (readonly [reason: Reason, what: string, statuses: readonly number[], probe: Fault[3]])[] = [
  ['created', 'A creation', [200, 202, 203, 204, 206, 302, 400, 401, 403, 404, 409, 422, 500, 501, 503], [created()]],
  [
    'invalid',
    'A refusal of an invalid member',
    [200, 202, 302, 401, 403, 404, 405, 406, 409, 412, 415, 422, 500, 503],
    [refused()],
  ],
  [
    'duplicate',
    'A refusal of a taken name',
    [200, 202, 403, 404, 409, 422, 500, 503],
    [created(taken), duplicate(taken)],
  ],
  ['malformed', 'A refusal of what is no JSON', [200, 404, 415, 422, 500], [raw('{"region_name": ')]],
];

const replaced = families.flatMap(([reason, what, statuses, probe]) =>
  statuses.map((status): Fault => [
    `${reason}-${status}`,
    `${what} is answered with ${status}.`,
    changeReply(reason, (reply) => ({ ...reply, status })),
    probe,
  ]),
);

const disguised: Fault[] = [
  [
    'fail-as-201',
    'A refusal is answered with 201 and the body of a refusal.',
    changeReply('invalid', (reply) => ({ ...reply, status: 201 })),
    [refused()],
  ],
  [
    'duplicate-as-201',
    'A refusal of a taken name is answered with 201 and the body of a refusal.',
    changeReply('duplicate', (reply) => ({ ...reply, status: 201 })),
    [created(taken), duplicate(taken)],
  ],
  [
    '200-with-code',
    'A refusal is answered with 200 and the status in its body.',
    changeReply('invalid', (reply) => ({ ...reply, status: 200, body: { code: 400, msg: 'invalid' } })),
    [refused()],
  ],
  [
    'redirect-after-creation',
    'A creation is answered with 303 and where to look.',
    changeReply('created', (reply) => ({
      ...reply,
      status: 303,
      headers: { ...reply.headers, location: '/openapi/v2/manage/regions/1' },
    })),
    [created()],
  ],
];

/** Wrong for one kind of invalid request only. */
const single = (
  [
    ['missing-422', 'A request that lacks a member is answered with 422.', /missing/, 422, refused()],
    ['type-422', 'A member of the wrong type is answered with 422.', /wrong type/, 422, refused(minimal({ url: [] }))],
    ['type-500', 'A member of the wrong type is answered with 500.', /wrong type/, 500, refused(minimal({ url: [] }))],
    ['missing-500', 'A request that lacks a member is answered with 500.', /missing/, 500, refused()],
    [
      'status-type-500',
      'status of the wrong type is answered with 500.',
      /^status/,
      500,
      refused(minimal({ status: 'x' })),
    ],
    [
      'name-missing-500',
      'A request without region_name is answered with 500.',
      /^region_name is missing/,
      500,
      refused({ ...minimal(), region_name: undefined }),
    ],
    ['desc-type-500', 'desc of the wrong type is answered with 500.', /^desc/, 500, refused(minimal({ desc: {} }))],
    [
      'key-file-type-500',
      'key_file of the wrong type is answered with 500.',
      /^key_file/,
      500,
      refused(minimal({ key_file: [] })),
    ],
  ] as const
).map(([name, sentence, flaw, status, step]): Fault => [
  name,
  sentence,
  changeReply('invalid', (reply) => (flaw.test(JSON.stringify(reply.body).slice(8)) ? { ...reply, status } : reply)),
  [step],
]);

export const statuses: FaultyServer[] = defineFaults('status', [...replaced, ...disguised, ...single]);

/** A member of the answer is absent, or of another type than documented. */
import { changeAnswer, changeMember, dropMember } from '../change-stages.ts';
import { created, full, minimal } from '../probe/step.ts';
import { answered, nullable, optional, promised, required, submitted } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const otherTypes: Readonly<Record<string, (value: unknown) => unknown>> = {
  number: (value) => (typeof value === 'string' ? value.length : 7),
  boolean: () => true,
  array: (value) => [value],
  object: (value) => ({ value }),
};

const absent = promised.map((name): Fault => [
  `${name}-absent`,
  `The answer lacks ${name}.`,
  dropMember(name),
  [created(full())],
]);

const unechoed = optional
  .filter((name) => name !== 'status')
  .map((name): Fault => [
    `${name}-not-answered`,
    `${name} was submitted and is not in the answer.`,
    dropMember(name, (body) => name in body),
    [created(full())],
  ]);

const mistyped = answered.flatMap((name) =>
  Object.entries(otherTypes).map(([type, change]): Fault => [
    `${name}-${type}`,
    `${name} is answered as ${type}.`,
    changeMember(name, change),
    [created(full())],
  ]),
);

const nulls = answered
  .filter((name) => !nullable.includes(name))
  .map((name): Fault => [
    `${name}-null`,
    `${name} is answered as null.`,
    changeMember(name, () => null),
    [created(full())],
  ]);

/** Null where null is allowed, but a text was submitted: certificates kept to oneself. */
const hidden = nullable
  .filter((name) => name !== 'token')
  .flatMap((name): Fault[] => [
    [
      `${name}-hidden`,
      `${name} was submitted and is answered as null.`,
      changeMember(name, () => null),
      [created(full())],
    ],
    [
      `${name}-masked`,
      `${name} is answered as stars.`,
      changeMember(name, (value) => (value === null ? null : '******')),
      [created(full())],
    ],
  ]);

const empty = ['region_id', ...submitted].map((name): Fault => [
  `${name}-empty`,
  `${name} is answered empty.`,
  changeMember(name, () => ''),
  [created(full()), created(full())],
]);

const whenUnsent = (name: string, value: unknown) => changeMember(name, (old, body) => (name in body ? old : value));

/** Wrong only where the member was not submitted. */
const unsent: Fault[] = [
  ['scope-default-null', 'scope is null when not submitted.', whenUnsent('scope', null), [created()]],
  ['desc-default-null', 'desc is null when not submitted.', whenUnsent('desc', null), [created()]],
  ['status-default-null', 'status is null when not submitted.', whenUnsent('status', null), [created()]],
  ['status-default-integer', 'status is the integer 0 when not submitted.', whenUnsent('status', 0), [created()]],
  [
    'status-default-absent',
    'status is absent when not submitted.',
    dropMember('status', (body) => !('status' in body)),
    [created()],
  ],
  ['cert_file-default-false', 'cert_file is false when not submitted.', whenUnsent('cert_file', false), [created()]],
  ['ssl_ca_cert-default-object', 'ssl_ca_cert is {} when not submitted.', whenUnsent('ssl_ca_cert', {}), [created()]],
  ['desc-default-array', 'desc is [] when not submitted.', whenUnsent('desc', []), [created()]],
];

const shapes: Fault[] = [
  [
    'status-unconverted',
    'status is answered as the integer that was sent.',
    changeMember('status', Number),
    [created(full())],
  ],
  [
    'region_id-serial-number',
    'region_id is a number that grows.',
    (right) => {
      let last = 0;
      return { build: async (body, call) => ({ ...(await right.build(body, call)), region_id: (last += 1) }) };
    },
    [created()],
  ],
  ['wrapped-in-data', 'The answer is wrapped in {data}.', changeAnswer((data) => ({ data })), [created()]],
  [
    'wrapped-in-envelope',
    'The answer is wrapped in {code, msg, bean}.',
    changeAnswer((bean) => ({ code: 200, msg: 'ok', bean })),
    [created()],
  ],
  [
    'only-the-id',
    'The answer has nothing but region_id.',
    changeAnswer(({ region_id }) => ({ region_id })),
    [created()],
  ],
  [
    'camel-case',
    'Members are named in camelCase.',
    changeAnswer((answer) =>
      rename(answer, (name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())),
    ),
    [created()],
  ],
  [
    'upper-case',
    'Members are named in capitals.',
    changeAnswer((answer) => rename(answer, (name) => name.toUpperCase())),
    [created()],
  ],
  [
    'required-only',
    'Only the required members are answered, even if others were submitted.',
    changeAnswer((answer) => pick(answer, ['region_id', ...required, 'status'])),
    [created(full())],
  ],
  [
    'submitted-only',
    'Only what was submitted is answered, without status where none was.',
    changeAnswer((answer, body) => pick(answer, ['region_id', ...Object.keys(body)])),
    [created(minimal())],
  ],
];

function rename(answer: object, change: (name: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [change(name), value]));
}

function pick(answer: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in answer).map((name) => [name, answer[name]]));
}

export const answerTypes: FaultyServer[] = [
  ...defineFaults('answer-absent', [...absent, ...unechoed]),
  ...defineFaults('answer-type', mistyped),
  ...defineFaults('answer-null', [...nulls, ...hidden]),
  ...defineFaults('answer-empty', empty),
  ...defineFaults('answer-default', unsent),
  ...defineFaults('answer-shape', shapes),
];

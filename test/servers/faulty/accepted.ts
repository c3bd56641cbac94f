/** A request that the document forbids is accepted: a member is missing, null, or of another type, and read as something else. */
import { readAs } from '../change-stages.ts';
import { full, refused, without } from '../probe/step.ts';
import { isObject, required, submitted, type Body } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

/** `fix` of the member's value instead of the value itself; undefined leaves it out. */
function readMember(name: string, fix: (value: unknown) => unknown) {
  return readAs((body) => {
    if (!isObject(body)) return body;
    const value = fix(body[name]);
    return value === undefined ? without(body, name) : { ...body, [name]: value };
  });
}

interface Coercion {
  verb: string;
  applies: (value: unknown) => boolean;
  text: (value: unknown) => unknown;
  sample: unknown;
}

const coercions: Readonly<Record<string, Coercion>> = {
  number: { verb: 'is taken as a number', applies: (value) => typeof value === 'number', text: String, sample: 5 },
  boolean: {
    verb: 'is taken as a boolean',
    applies: (value) => typeof value === 'boolean',
    text: String,
    sample: true,
  },
  null: { verb: 'is taken as null', applies: (value) => value === null, text: () => '', sample: null },
  array: {
    verb: 'is taken as an array',
    applies: Array.isArray,
    text: (value) => (value as unknown[]).join(','),
    sample: ['a', 'b'],
  },
  object: {
    verb: 'is taken as an object',
    applies: isObject,
    text: (value) => JSON.stringify(value),
    sample: { a: 1 },
  },
};

const probe = (changes: Body) => [refused(full(changes))];

const coerced = submitted
  .filter((name) => name !== 'status')
  .flatMap((name) =>
    Object.entries(coercions).map(([type, { verb, applies, text, sample }]): Fault => [
      `${name}-${type}`,
      `${name} ${verb}.`,
      readMember(name, (value) => (applies(value) ? text(value) : value)),
      probe({ [name]: sample }),
    ]),
  );

const statusFix = (applies: (value: unknown) => boolean, integer: (value: unknown) => number | undefined) =>
  readMember('status', (value) => (applies(value) ? integer(value) : value));
const isNumeric = (value: unknown): boolean => typeof value === 'string' && /^\d+$/.test(value);
const isFraction = (value: unknown): boolean => typeof value === 'number' && !Number.isInteger(value);

const statuses: Fault[] = [
  ['status-numeric-text', 'status is taken as a text of digits.', statusFix(isNumeric, Number), probe({ status: '1' })],
  [
    'status-text',
    'status is taken as any text.',
    statusFix(
      (value) => typeof value === 'string' && !isNumeric(value),
      () => 0,
    ),
    probe({ status: 'running' }),
  ],
  [
    'status-empty-text',
    'status is taken as an empty text.',
    statusFix(
      (value) => value === '',
      () => 0,
    ),
    probe({ status: '' }),
  ],
  [
    'status-fraction-cut',
    'status is taken with a fraction, which is cut off.',
    statusFix(isFraction, (value) => Math.trunc(Number(value))),
    probe({ status: 1.5 }),
  ],
  [
    'status-fraction-rounded',
    'status is taken with a fraction and rounded.',
    statusFix(isFraction, (value) => Math.round(Number(value))),
    probe({ status: 0.5 }),
  ],
  [
    'status-true',
    'status is taken as a boolean.',
    statusFix((value) => typeof value === 'boolean', Number),
    probe({ status: true }),
  ],
  [
    'status-false-only',
    'status is taken as false.',
    statusFix(
      (value) => value === false,
      () => 0,
    ),
    probe({ status: false }),
  ],
  [
    'status-null',
    'status is taken as null.',
    statusFix(
      (value) => value === null,
      () => undefined,
    ),
    probe({ status: null }),
  ],
  ['status-array', 'status is taken as an array.', statusFix(Array.isArray, () => 1), probe({ status: [1] })],
  ['status-object', 'status is taken as an object.', statusFix(isObject, () => 1), probe({ status: { value: 1 } })],
];

const missing = required.map((name): Fault => [
  `${name}-missing`,
  `A request without ${name} is accepted.`,
  readMember(name, (value) => (value === undefined ? '' : value)),
  [refused(without(full(), name))],
]);

const all = (value: unknown, fix: (body: Body) => Body) => readAs((body) => (isObject(body) ? fix(body) : value));
const fillIn = (body: Body): Body => ({
  ...Object.fromEntries(required.map((name) => [name, `${name} ${Object.keys(body).length}`])),
  ...body,
});

/** The name that makes the difference is none of a single member. */
const together: Fault[] = [
  [
    'all-missing',
    'An empty object is accepted.',
    readAs((body) => (isObject(body) && Object.keys(body).length === 0 ? fillIn(body) : body)),
    [refused({})],
  ],
  [
    'any-missing',
    'Required members that are missing are filled in.',
    all(undefined, fillIn),
    [refused(without(full(), 'url'))],
  ],
  [
    'any-null',
    'Members that are null are dropped or filled in.',
    all(undefined, (body) => fillIn(Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)))),
    [refused(full({ url: null }))],
  ],
  [
    'any-number',
    'Numbers are taken for texts everywhere.',
    all(undefined, (body) =>
      Object.fromEntries(
        Object.entries(body).map(([name, value]) => [
          name,
          typeof value === 'number' && name !== 'status' ? String(value) : value,
        ]),
      ),
    ),
    [refused(full({ url: 5 }))],
  ],
  [
    'optional-null',
    'Optional members that are null are dropped.',
    all(undefined, (body) =>
      Object.fromEntries(
        Object.entries(body).filter(
          ([name, value]) => value !== null || (required as readonly string[]).includes(name),
        ),
      ),
    ),
    [refused(full({ desc: null }))],
  ],
];

export const accepted: FaultyServer[] = [
  ...defineFaults('accepted-missing', [...missing, ...together]),
  ...defineFaults('accepted-type', [...coerced, ...statuses]),
];

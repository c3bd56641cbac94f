/** An answer carries over what is not its own: from an earlier request, or from members that are the server's to give. */
import { changeAnswer } from '../change-stages.ts';
import { created, either, full, minimal, refused, times } from '../probe/step.ts';
import { certificates, isObject, submitted, type Body } from '../region-members.ts';
import type { Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

/** Answers with one that was given before, as a cache does. */
function answerFrom(
  index: (length: number) => number,
  when: (answers: readonly Body[]) => boolean = () => true,
): Change {
  return (right) => ({
    build: async (body, call) => {
      const own = await right.build(body, call);
      const { answers } = call.memory;
      return when(answers) ? (answers[index(answers.length)] ?? own) : own;
    },
  });
}

/** What was submitted once is answered until it is submitted again. */
function keep(name: string): Change {
  return (right) => {
    let kept: unknown;
    return {
      build: async (body, call) => {
        const answer = await right.build(body, call);
        if (name in body) kept = answer[name];
        return name in body || kept === undefined ? answer : { ...answer, [name]: kept };
      },
    };
  };
}

const leaked = () => [created(), created(full()), created()];

const carried: Fault[] = [
  ['previous-answer', 'The previous answer is given.', answerFrom((length) => length - 1), times(2)],
  ['first-answer', 'The first answer is given for ever.', answerFrom(() => 0), times(2)],
  [
    'every-fifth-previous',
    'Every fifth creation gets the previous answer.',
    answerFrom(
      (length) => length - 1,
      (answers) => answers.length % 5 === 4,
    ),
    times(5),
  ],
  [
    'previous-values',
    'The answer has the values of the previous request, with its own identifier.',
    (right) => {
      let previous: Body | undefined;
      return {
        build: async (body, call) => {
          const values = previous ?? body;
          previous = body;
          return right.build(values, call);
        },
      };
    },
    times(2),
  ],
  ...submitted.map((name): Fault => [
    `previous-${name}`,
    `${name} of the previous request is answered.`,
    (right) => {
      let previous: Body | undefined;
      return {
        build: async (body, call) => {
          const answer = await right.build(body, call);
          const value = previous?.[name];
          previous = answer;
          return value === undefined || !(name in body) ? answer : { ...answer, [name]: value };
        },
      };
    },
    [created(full({ scope: 'private', status: 1 })), created(full())],
  ]),
];

const leaks: Fault[] = [
  ...['desc', ...certificates].map((name): Fault => [
    `kept-${name}`,
    `${name} of an earlier request is answered where none is submitted.`,
    keep(name),
    leaked(),
  ]),
  ...['scope', 'status'].map((name): Fault => [
    `kept-${name}`,
    `${name} of an earlier request is answered where none is submitted.`,
    keep(name),
    leaked(),
    'rare',
  ]),
  [
    'kept-all',
    'Every member of an earlier request is the default of the next.',
    (right) => {
      let kept: Body = {};
      return { build: (body, call) => right.build((kept = { ...kept, ...body }), call) };
    },
    leaked(),
  ],
  [
    'kept-after-refusal',
    'Members of a refused request are answered with the next.',
    (right) => {
      let kept: Body = {};
      return {
        validate: (value, call) => {
          const flaw = right.validate(value, call);
          if (flaw !== undefined && isObject(value) && typeof value['desc'] === 'string')
            kept = { desc: value['desc'] };
          return flaw;
        },
        build: (body, call) => right.build({ ...kept, ...body }, call),
      };
    },
    [refused(full({ url: 5, desc: 'of a refused one' })), created(), created(minimal({ desc: 'of a refused one' }))],
  ],
];

const unknown = (extra: Body) => [either(minimal(extra))];
const known: readonly string[] = submitted;
const takeOver = (isTaken: (name: string, value: unknown) => boolean): Change =>
  changeAnswer((answer, body) => ({
    ...answer,
    ...Object.fromEntries(
      Object.entries(body).filter(([name, value]) => !known.includes(name) && isTaken(name, value)),
    ),
  }));

const takenOver: Fault[] = [
  [
    'unknown',
    'An unknown member is answered as well.',
    takeOver((name) => name !== 'region_id' && name !== 'token'),
    unknown({ colour: 'blue' }),
  ],
  [
    'unknown-nested',
    'An unknown member is answered if it is an object.',
    takeOver((_, value) => isObject(value)),
    unknown({ labels: { tier: 'gold' } }),
  ],
  [
    'unknown-array',
    'An unknown member is answered if it is an array.',
    takeOver((_, value) => Array.isArray(value)),
    unknown({ tags: ['a', 'b'] }),
    'rare',
  ],
  [
    'region_id',
    'region_id is taken from the request.',
    takeOver((name, value) => name === 'region_id' && typeof value === 'string'),
    unknown({ region_id: 'chosen-by-the-client' }),
  ],
  [
    'token',
    'token is taken from the request.',
    takeOver((name, value) => name === 'token' && typeof value === 'string'),
    unknown({ token: 'chosen-by-the-client' }),
  ],
  [
    'region_id-any',
    'region_id is taken from the request, of any type.',
    takeOver((name) => name === 'region_id'),
    unknown({ region_id: 7 }),
  ],
  [
    'token-any',
    'token is taken from the request, of any type.',
    takeOver((name) => name === 'token'),
    unknown({ token: 7 }),
    'rare',
  ],
];

export const carriedOver: FaultyServer[] = [
  ...defineFaults('carried-over', [...carried, ...leaks]),
  ...defineFaults('taken-over', takenOver),
];

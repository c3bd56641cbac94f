/** What is no body for the operation is accepted, or brings the server down. */
import { created, minimal, raw, type Step } from '../probe/step.ts';
import type { Call, Change, Stages } from '../right-server.ts';
import { crash } from '../change-stages.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

type Test = (source: Buffer) => boolean;

/** What becomes of a body that the test knows. */
const effects: Readonly<Record<string, readonly [verb: string, make: (isOdd: Test) => Change]>> = {
  fails: ['fails with 500', (isOdd) => onSource(isOdd, () => ({ finish: crash }))],
  accepted: ['is accepted', (isOdd) => onSource(isOdd, () => ({ parse: () => minimal() }))],
  unanswered: ['is never answered', (isOdd) => onSource(isOdd, () => ({ send: () => undefined }))],
  'empty-201': [
    'is answered with 201 and nothing',
    (isOdd) => onSource(isOdd, () => ({ finish: (reply) => ({ ...reply, status: 201 }), serialise: () => '' })),
  ],
};

/** Other stages for the calls whose body is odd. */
function onSource(isOdd: Test, change: Change): Change {
  return (right) => {
    const odd = { ...right, ...change(right) };
    const calls = new WeakSet<Call>();
    let current = right;
    const stagesOf = (call: Call): Stages => (calls.has(call) ? odd : right);
    return {
      read: async (call) => {
        const chunks = await right.read(call);
        if (isOdd(Buffer.concat(chunks))) calls.add(call);
        current = stagesOf(call);
        return chunks;
      },
      decode: (chunks) => (current.parse === right.parse ? right.decode(chunks) : ''),
      parse: (text) => current.parse(text),
      finish: (reply, call) => {
        current = stagesOf(call);
        return current.finish(reply, call);
      },
      serialise: (reply) => current.serialise(reply),
      send: (payload, reply, call) => stagesOf(call).send(payload, reply, call),
    };
  };
}

const isText =
  (pattern: RegExp): Test =>
  (source) =>
    pattern.test(source.toString());

function isNoJson(source: Buffer): boolean {
  try {
    JSON.parse(source.toString());
    return false;
  } catch {
    return source.length > 0;
  }
}

const isJson =
  (type: (value: unknown) => boolean): Test =>
  (source) =>
    !isNoJson(source) && source.length > 0 && type(JSON.parse(source.toString()));
const truncated = JSON.stringify(minimal()).slice(0, -1);
const invalidUtf8 = Buffer.from(JSON.stringify(minimal()).replace('Region', '\xff\xfe'), 'latin1');
const body = minimal();
const twice = JSON.stringify(body).replace('{', '{"url":"https://other.example.com",');
const deep = JSON.stringify(minimal()).replace('{', `{"deep":${'['.repeat(2000)}${']'.repeat(2000)},`);

interface Row {
  what: string;
  isOdd: Test;
  step: Step;
  effects: readonly string[];
}

const all = ['fails', 'accepted', 'unanswered', 'empty-201'];
const rows: Readonly<Record<string, Row>> = {
  empty: { what: 'An empty body', isOdd: (source) => source.length === 0, step: raw(''), effects: all },
  null: { what: 'The body null', isOdd: isText(/^null$/), step: raw('null'), effects: all },
  array: { what: 'An array', isOdd: isJson(Array.isArray), step: raw('[]'), effects: all.slice(0, 2) },
  'array-of-one': {
    what: 'An array of a valid body',
    isOdd: isText(/^\[\{/),
    step: raw(`[${JSON.stringify(minimal())}]`),
    effects: all.slice(0, 2),
  },
  text: {
    what: 'A JSON text',
    isOdd: isJson((value) => typeof value === 'string'),
    step: raw('"region"'),
    effects: all.slice(0, 2),
  },
  number: {
    what: 'A number',
    isOdd: isJson((value) => typeof value === 'number'),
    step: raw('7'),
    effects: all.slice(0, 2),
  },
  boolean: {
    what: 'A boolean',
    isOdd: isJson((value) => typeof value === 'boolean'),
    step: raw('true'),
    effects: all.slice(0, 2),
  },
  'empty-object': {
    what: 'An empty object',
    isOdd: isText(/^\{\s*\}$/),
    step: { expected: 'refused', body: {} },
    effects: all,
  },
  malformed: { what: 'A body that is no JSON', isOdd: isNoJson, step: raw('{"region_name": '), effects: all },
  'cut-short': {
    what: 'A valid body without its last brace',
    isOdd: isText(/^\{[^}]*$/),
    step: raw(truncated),
    effects: all.slice(0, 2),
  },
  form: { what: 'A form', isOdd: isText(/^\w+=/), step: raw('region_name=a&url=b'), effects: all.slice(0, 2) },
  'invalid-utf-8': {
    what: 'A body of invalid UTF-8',
    isOdd: (source) => source.toString().includes('\uFFFD'),
    step: raw(invalidUtf8, 'refused', { also: [201] }),
    effects: ['fails', 'unanswered'],
  },
  'duplicate-member': {
    what: 'A member that is there twice',
    isOdd: isText(/"url":.*"url":/s),
    step: { ...raw(twice, 'either'), body: {} },
    effects: ['fails', 'unanswered'],
  },
  deep: {
    what: 'A body of 2,000 levels',
    isOdd: isText(/\[{500}/),
    step: raw(deep, 'either'),
    effects: ['fails', 'unanswered'],
  },
};

const faults = Object.entries(rows).flatMap(([row, { what, isOdd, step, effects: names }]) =>
  names.flatMap((name): Fault[] => {
    const [verb, make] = effects[name] ?? [];
    return verb === undefined || make === undefined
      ? []
      : [[`${row}-${name}`, `${what} ${verb}.`, make(isOdd), [step]]];
  }),
);

/** What is no JSON leaves something behind. */
const after: Fault[] = [
  [
    'malformed-breaks-next',
    'After a body that is no JSON the next request fails.',
    (right) => {
      let broken = false;
      return {
        refuse: (reason, message) => {
          broken = reason === 'malformed';
          return right.refuse(reason, message);
        },
        admit: (call) => {
          if (!broken) return right.admit(call);
          broken = false;
          return crash();
        },
      };
    },
    [raw('{'), created()],
  ],
  [
    'malformed-closes-server',
    'After a body that is no JSON nothing is answered any more.',
    (right) => {
      let down = false;
      return {
        refuse: (reason, message) => {
          down ||= reason === 'malformed';
          return right.refuse(reason, message);
        },
        admit: (call) => (down && call.memory.requests > 0 ? new Promise<never>(() => undefined) : right.admit(call)),
      };
    },
    [raw('{'), created()],
  ],
];

export const oddBodies: FaultyServer[] = defineFaults('odd-body', [...faults, ...after]);

/** The law of unique, broken in each way: not kept, kept for too little, or for too much. */
import { lawClauseId } from '../../../contract/clause/clause.ts';
import { valueAt } from '../../../contract/json-pointer.ts';
import type { ValueLaw } from '../../../contract/laws.ts';
import type { RequestValues } from '../../../contract/operation.ts';
import { evaluateExpression } from '../../../contract/runtime-expression.ts';
import { formatMember } from '../../../contract/schema/violation.ts';
import { nameOf, type ProbedOperation } from '../../probe/probed-operation.ts';
import type { Probe } from '../../probe/probes.ts';
import { type Call, type Handle, isSuccess, valuesOf } from '../../serve/call.ts';
import type { RightServer } from '../../serve/right-server.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';
import { uniqueProbes } from '../unique-probes.ts';

/** When a value counts as taken, by the values that were taken before it, the latest last. */
type Taken = (value: unknown, before: readonly unknown[]) => boolean;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const alike =
  (fold: (text: string) => string): Taken =>
  (value, before) =>
    before.some((each) => fold(String(each)) === fold(String(value)));
const unless =
  (free: (text: string) => boolean): Taken =>
  (value, before) =>
    !free(String(value)) && before.some((each) => same(each, value));

/** As it should be. */
const taken: Taken = (value, before) => value !== undefined && before.some((each) => same(each, value));

const comparisons: readonly [name: string, sentence: string, taken: Taken][] = [
  ['never', 'takes a value again', () => false],
  ['last-only', 'knows the last value only', (value, before) => same(before.at(-1), value)],
  [
    'last-three',
    'knows the last three values only',
    (value, before) => before.slice(-3).some((each) => same(each, value)),
  ],
  [
    'last-twenty',
    'knows the last twenty values only',
    (value, before) => before.slice(-20).some((each) => same(each, value)),
  ],
  ['first-only', 'knows the first value only', (value, before) => same(before[0], value)],
  ['case-folded', 'takes values for one that differ in case', alike((text) => text.toLowerCase())],
  ['trimmed', 'takes values for one that differ in blanks at their ends', alike((text) => text.trim())],
  ['prefix', 'compares the first eight characters', alike((text) => text.slice(0, 8))],
  ['suffix', 'compares the last four characters', alike((text) => text.slice(-4))],
  [
    'contained',
    'refuses a value that begins with one that is taken',
    (value, before) => before.some((each) => String(value).startsWith(String(each))),
  ],
  [
    'contains',
    'refuses a value that a taken one begins with',
    (value, before) => before.some((each) => String(each).startsWith(String(value))),
  ],
  ['by-length', 'compares the length', alike((text) => String(text.length))],
  [
    'without-marks',
    'takes values for one that differ in accents',
    alike((text) => text.normalize('NFD').replace(/\p{Mn}/gu, '')),
  ],
  ['composed', 'takes values for one that differ in their normal form', alike((text) => text.normalize('NFC'))],
  ['wide', 'takes values for one that differ in width', alike((text) => text.normalize('NFKC'))],
  ['ascii', 'compares the ASCII characters only', alike((text) => text.replace(/[^\0-\x7f]/g, ''))],
  ['no-separators', 'takes values for one that differ in separators', alike((text) => text.replace(/[-_. ]/g, ''))],
  ['no-zeros', 'takes values for one that differ in leading zeros', alike((text) => text.replace(/^0+/, ''))],
  ['not-ascii', 'takes a value again that has characters beyond ASCII', unless((text) => /[^\0-\x7f]/.test(text))],
  ['not-upper', 'takes a value again that has upper-case letters', unless((text) => /[A-Z]/.test(text))],
  ['not-quoted', 'takes a value again that has a quote', unless((text) => /['"]/.test(text))],
  ['not-long', 'takes a long value again', unless((text) => text.length > 40)],
  ['everything', 'refuses every second creation', (_, before) => before.length > 0],
];

export const unique: ListFaults = (probed) =>
  probed.operation.laws.unique.flatMap((law) => [
    ...comparisons.map(([name, sentence, kept]) => draft(probed, law, { name, sentence, taken: kept })),
    ...otherMembers(probed, law),
    ...inTime(probed, law),
  ]);

interface Way {
  name: string;
  sentence: string;
  taken: Taken;
  /** What is compared; the law's own member where absent. */
  key?: (values: RequestValues) => unknown;
  /** Whether a refused request takes its value too. */
  reserves?: boolean;
  /** Whether a refused duplicate frees its value. */
  frees?: boolean;
  /** Whether it looks, waits, and takes only then. */
  races?: boolean;
}

function draft(probed: ProbedOperation, law: ValueLaw, way: Way): FaultDraft {
  const name = formatMember(law.of.tokens);
  return {
    id: `${name}:${way.name}`,
    clause: lawClauseId(probed.operation.id, 'unique', [law.of.in, ...law.of.tokens]),
    sentence: `${way.sentence} (${name})`,
    probes: (): Probe[] => uniqueProbes(probed, law),
    wrap: (server) => keepOwn(server, law, way),
  };
}

/** Another member is taken once, beside the right one or in its place. */
function otherMembers(probed: ProbedOperation, law: ValueLaw): FaultDraft[] {
  return probed.members
    .filter(({ unique: own, at }) => !own && at.length === 2)
    .flatMap(({ at }) => {
      const key = (values: RequestValues): unknown => valueAt(values, at);
      const own = (values: RequestValues): unknown => evaluateExpression(law.of, values);
      return [
        draft(probed, law, {
          name: `on ${nameOf(at)}`,
          sentence: `lets ${nameOf(at)} be taken once instead`,
          taken,
          key,
        }),
        draft(probed, law, {
          name: `and ${nameOf(at)}`,
          sentence: `takes a value again with another ${nameOf(at)}`,
          taken,
          key: (values) => [own(values), key(values)],
        }),
      ];
    });
}

function inTime(probed: ProbedOperation, law: ValueLaw): FaultDraft[] {
  return [
    draft(probed, law, {
      name: 'reserved-by-refused',
      sentence: 'lets a refused request take its value',
      taken,
      reserves: true,
    }),
    draft(probed, law, {
      name: 'freed-by-duplicate',
      sentence: 'frees a value when a duplicate is refused',
      taken,
      frees: true,
    }),
    draft(probed, law, { name: 'racing', sentence: 'looks first and takes later', taken, races: true }),
  ];
}

/** A server with a memory of its own for taken values. */
function keepOwn(server: RightServer, law: ValueLaw, way: Way): Handle {
  const before: unknown[] = [];
  const keyOf = way.key ?? ((values: RequestValues) => evaluateExpression(law.of, values));
  return async (call: Call) => {
    const key = keyOf(valuesOf(call));
    const reply = await server.forgetful(call);
    if (!isSuccess(reply)) {
      if (way.reserves && key !== undefined && call.body.kind !== 'refused') before.push(key);
      return reply;
    }
    if (key !== undefined && way.taken(key, before)) {
      if (way.frees)
        before.splice(
          before.findIndex((each) => same(each, key)),
          1,
        );
      return server.refuse(call, { reason: `${formatMember(law.of.tokens)} is taken` });
    }
    if (way.races) await new Promise((resolve) => setTimeout(resolve, 2));
    if (key !== undefined) before.push(key);
    return reply;
  };
}

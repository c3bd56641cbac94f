/** The law of fresh, broken in each way: an identifier that comes again. */
import { createHash } from 'node:crypto';
import { lawClauseId } from '../../../contract/clause/clause.ts';
import { setAt, valueAt } from '../../../contract/json-pointer.ts';
import type { ValueLaw } from '../../../contract/laws.ts';
import { formatMember } from '../../../contract/schema/violation.ts';
import { nameOf, type ProbedOperation } from '../../probe/probed-operation.ts';
import { inOrder, validProbe } from '../../probe/probes.ts';
import { type Call, type Handle, isSuccess, valuesOf, withBody } from '../../serve/call.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';

/** The identifier that is given, of all right ones so far, the own one last. */
type Choice = (own: readonly unknown[], call: Call) => unknown;

const ways: readonly [name: string, sentence: string, choose: Choice][] = [
  ['constant', 'always the same', (own) => own[0]],
  ['previous', 'that of the answer before', (own) => own.at(-2) ?? own.at(-1)],
  ['by-second', 'the same for a whole second', bySecond()],
  ['of-ten', 'one of ten', (own) => own[(own.length - 1) % 10]],
  ['of-fifty', 'one of fifty', (own) => own[(own.length - 1) % 50]],
  ['of-two-hundred', 'one of two hundred', (own) => own[(own.length - 1) % 200]],
  ['every-seventh', 'every seventh time that of the answer before', (own) => own.at(own.length % 7 === 0 ? -2 : -1)],
  ['first-again', 'the first again after thirty', (own) => own[own.length === 30 ? 0 : own.length - 1]],
];

export const fresh: ListFaults = (probed) =>
  probed.operation.laws.fresh.flatMap((law) => [
    ...ways.map(([name, sentence, choose]) => draft(probed, law, { name, sentence, choose })),
    ...probed.members
      .filter(({ unique, at }) => !unique && at.length === 2)
      .map(({ at }) =>
        draft(probed, law, {
          name: `by ${nameOf(at)}`,
          sentence: `a hash of ${nameOf(at)}`,
          choose: (own, call) => hashed(own.at(-1), valueAt(valuesOf(call), at)),
        }),
      ),
  ]);

interface Way {
  name: string;
  sentence: string;
  choose: Choice;
}

function draft(probed: ProbedOperation, law: ValueLaw, { name, sentence, choose }: Way): FaultDraft {
  const member = formatMember(law.of.tokens);
  return {
    id: `${member}:${name}`,
    clause: lawClauseId(probed.operation.id, 'fresh', [law.of.in, ...law.of.tokens]),
    sentence: `gives as ${member} ${sentence}`,
    probes: () => [
      validProbe(probed),
      inOrder(Array.from({ length: 220 }, () => probed.make('minimal'))),
      twins(probed),
    ],
    wrap: ({ handle }) => identify(handle, law, choose),
  };
}

/** Requests that have all but what is unique in common. */
function twins(probed: ProbedOperation) {
  const first = probed.make('full');
  const unique = probed.members.filter((member) => member.unique);
  const second = probed.make('full');
  return inOrder([
    first,
    ...probed.change(
      'full',
      probed.members
        .filter((member) => !member.unique && member.at.length === 2)
        .map(({ at }) => ({ at, value: valueAt(first, at) })),
    ),
    ...(unique.length === 0 ? [second] : []),
  ]);
}

function identify(handle: Handle, { of }: ValueLaw, choose: Choice): Handle {
  const own: unknown[] = [];
  return async (call) => {
    const reply = await handle(call);
    const right = valueAt(reply.body, of.tokens);
    if (!isSuccess(reply) || right === undefined) return reply;
    own.push(right);
    const body = structuredClone(reply.body) as Record<string, unknown>;
    setAt(body, of.tokens, choose(own, call));
    return withBody(reply, body);
  };
}

function bySecond(): Choice {
  const given = new Map<number, unknown>();
  return (own) => {
    const second = Math.floor(performance.now() / 1_000);
    if (own.length === 1) given.clear();
    const known = given.get(second) ?? own.at(-1);
    given.set(second, known);
    return known;
  };
}

/** Of the type of a right one; the same for the same value. */
function hashed(right: unknown, value: unknown): unknown {
  const digest = createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex');
  if (typeof right === 'number') return Number.parseInt(digest.slice(0, 8), 16);
  return typeof right === 'string' ? right.replace(/[\da-f]/g, (_, index: number) => digest[index % 64] ?? '0') : right;
}

/** Stability: the same kind of request, again and again, on one connection and on new ones, after refusals, side by side. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { heedsBody } from '../../../contract/operation.ts';
import { isJson } from '../../../contract/operation/body-format.ts';
import type { Case, Step } from '../case.ts';
import { changeValues } from '../change-values.ts';
import type { Member } from '../list-members.ts';
import { makeCase, type PlanContext, stepOf } from '../plan-context.ts';
import type { MadeRequest } from '../request-maker.ts';
import { rival, taken, uniqueLaws } from './unique-law.ts';

export function stabilityCases(context: PlanContext): Case[] {
  const { depth } = context;
  if (depth === 'quick') return [repeatCase(context, { id: 'one-connection', count: 5, connection: 'one' })];
  return [
    repeatCase(context, { id: 'new-connections', count: 6, connection: 'new' }),
    afterRefusalsCase(context),
    carryOverCase(context),
    ...Array.from({ length: 3 }, (_, index) => sideBySideCase(context, index)),
  ];
}

interface Repetition {
  id: string;
  count: number;
  connection: Case['connection'];
}

function repeatCase(context: PlanContext, { id, count, connection }: Repetition): Case {
  const made = Array.from({ length: count }, (_, index) => context.maker.make(index % 2 === 0 ? 'minimal' : 'full'));
  return stabilityCase(context, {
    id,
    sentence: `repeated ${count} times (${id.replace('-', ' ')})`,
    made,
    connection,
  });
}

function stabilityCase(
  context: PlanContext,
  {
    id,
    sentence,
    made,
    connection,
  }: { id: string; sentence: string; made: readonly MadeRequest[]; connection: Case['connection'] },
): Case {
  const steps = made.map(({ values }) => stepOf(context, values));
  return makeCase(context, {
    id: `stability/${id}`,
    sentence,
    steps,
    tokens: made.map(({ token }) => token),
    connection,
  });
}

/** Refusals of two sorts, each followed by a request that must succeed, all on one connection. */
function afterRefusalsCase(context: PlanContext): Case {
  const { operation, members, maker } = context;
  const required = members.find(isPlainlyRequired);
  const made = Array.from({ length: 8 }, () => maker.make('minimal'));
  const steps = made.map(({ values }, index): Step => {
    if (index % 2 === 1) return stepOf(context, values);
    if (required && index % 4 === 0) return stepOf(context, changeValues(values, [{ at: required.at, remove: true }]));
    return heedsBody(operation) && isJson(operation.body?.contents[0]?.mediaType ?? '')
      ? { values, form: { raw: Buffer.from('{"') }, expect: 'refusal' }
      : stepOf(context, values);
  });
  return makeCase(context, {
    id: 'stability/after-refusals',
    sentence: 'that follows a refused one',
    steps,
    tokens: made.map(({ token }) => token),
    connection: 'one',
  });
}

/** Without a part of its path a request is none to this operation. */
function isPlainlyRequired({ optional, unique, at }: Member): boolean {
  return !optional && !unique && at.length === 2 && at[0] !== 'path';
}

/** How often a request with all members is followed by one without the optional ones. */
const ROUNDS = 8;

/**
 * All members, accepted and then refused, and twice none of the optional ones, on one connection and alone on the server:
 * nothing of the first two may come back with the others, and what the very first has taken is still taken at the end.
 */
function carryOverCase(context: PlanContext): Case {
  const { maker, members } = context;
  const required = members.find(isPlainlyRequired);
  const markedFull = (turn: number): MadeRequest => {
    const full = maker.make('full');
    return { ...full, values: withMarkers(context, full, turn) };
  };
  const refusedFull = ({ at }: Member, turn: number): MadeRequest => {
    const full = markedFull(turn);
    return { ...full, values: changeValues(full.values, [{ at, remove: true }]) };
  };
  const made = Array.from({ length: ROUNDS }, (_, round) => [
    markedFull(round),
    ...(required ? [refusedFull(required, round + 1)] : []),
    maker.make('minimal'),
    maker.make('minimal'),
  ]).flat();
  const [first] = made as [MadeRequest, ...MadeRequest[]];
  const last = uniqueLaws(context).map((law) => ({ law, made: rival(law, first) }));
  return makeCase(context, {
    id: 'stability/carry-over',
    sentence: 'that follows many others',
    aims: last.map(({ law }) => law.clause),
    steps: [
      ...made.map(({ values }) => stepOf(context, values)),
      ...last.map(({ law, made: { values } }) => taken(law, values)),
    ],
    tokens: [...made, ...last.map((each) => each.made)].map(({ token }) => token),
    connection: 'one',
    phase: 'last',
  });
}

/** Texts that only this request has in every member that may hold any; in the others one of their values after the other. */
function withMarkers(
  { members, valuesOf }: PlanContext,
  { values, token }: MadeRequest,
  round: number,
): MadeRequest['values'] {
  const changes = members
    .filter(({ unique }) => !unique)
    .flatMap(({ at }) => {
      const choices = valuesOf.get(at.join('/')) ?? [];
      if (choices.some(({ label }) => label === 'mixed case')) return [{ at, value: `Mark-${at.at(-1)}-${token}` }];
      const choice = choices[round % choices.length];
      return choice ? [{ at, value: choice.write(valueAt(values, at), token) }] : [];
    });
  return changeValues(values, changes);
}

/** Different requests at the same moment: none may get the answer of another. */
function sideBySideCase(context: PlanContext, index: number): Case {
  const made = Array.from({ length: 6 }, (_, position) => context.maker.make(position % 2 === 0 ? 'full' : 'minimal'));
  return stabilityCase(context, {
    id: `side-by-side:${index + 1}`,
    sentence: 'sent at the same moment as others',
    made,
    connection: 'together',
  });
}

/** Every clause of the request broken alone, and some broken together. */
import { setAt, valueAt } from '../../../contract/json-pointer.ts';
import { bodyNode, parameterKey, type RequestValues } from '../../../contract/operation.ts';
import { type BrokenFixture, brokenFixtures } from '../../../fixture/breakage/broken-fixtures.ts';
import { NoValueError } from '../../../fixture/draw/no-value.ts';
import type { Case } from '../case.ts';
import { type Change, changeValues } from '../change-values.ts';
import { clauseAbout, type PlanContext, singleCase, stepOf } from '../plan-context.ts';
import type { MadeRequest } from '../request-maker.ts';

/** A breakage of one part of the request. */
interface PlacedBreakage {
  id: string;
  at: readonly string[];
  keyword: string;
  change: Change;
  /** The whole part, broken so; undefined where the part itself is missing. */
  broken?: unknown;
}

/** None where the server takes no valid request: what it refuses then shows nothing. */
export function invalidCases(context: PlanContext): Case[] {
  if (context.base === undefined) return [];
  const breakages = listBreakages(context);
  const [firsts = [], ...others] = inRounds(breakages);
  const alone = (some: readonly PlacedBreakage[]) => some.map((breakage) => breakCase(context, [breakage]));
  const rest = context.depth === 'quick' ? [] : [...togetherCases(context, breakages), ...alone(others.flat())];
  return [...alone(firsts), ...rest].filter((each) => each !== undefined);
}

function listBreakages(context: PlanContext): PlacedBreakage[] {
  const { operation } = context;
  const body = bodyNode(operation);
  const inBody = body ? fixturesOf(context, body).map((fixture) => place(fixture, ['body'])) : [];
  const inParameters = operation.parameters.flatMap((parameter) => {
    const { in: part, node, required } = parameter;
    const at = [part, parameterKey(parameter)];
    const missing = { id: `${at.join('/')}/required`, at, keyword: 'required', change: { at, remove: true } } as const;
    return [
      ...(required && part !== 'path' ? [missing] : []),
      ...fixturesOf(context, node).map((fixture) => place(fixture, at)),
    ];
  });
  return [...inBody, ...inParameters];
}

function fixturesOf(
  { contract, fixture, seed }: PlanContext,
  node: Parameters<typeof brokenFixtures>[1],
): BrokenFixture[] {
  try {
    return brokenFixtures(contract, node, { ...fixture, direction: 'request', seed });
  } catch (error) {
    // Where no valid value was found, none can be broken.
    if (!(error instanceof NoValueError)) throw error;
    return [];
  }
}

function place({ id, clause, change, value }: BrokenFixture, at: readonly string[]): PlacedBreakage {
  return {
    id: at[0] === 'body' ? id : `${at.join('/')}/${id}`,
    at: [...at, ...clause.at],
    keyword: clause.keyword,
    change: { ...change, at: [...at, ...change.at] },
    broken: setIn(at, value),
  };
}

/** The value where `at` leads, and nothing else. */
function setIn(at: readonly string[], value: unknown): object {
  const whole = {};
  setAt(whole, at, value);
  return whole;
}

/** One breakage of each clause, then a second one of each that has one, and so on. */
function inRounds(breakages: readonly PlacedBreakage[]): PlacedBreakage[][] {
  const rounds: PlacedBreakage[][] = [];
  for (const ofClause of Map.groupBy(breakages, ({ at, keyword }) => `${at.join('/')} ${keyword}`).values())
    for (const [round, breakage] of ofClause.entries()) (rounds[round] ??= []).push(breakage);
  return rounds;
}

/** The smallest request that the server takes, broken so; undefined where the text on the wire would not be. */
function breakCase(context: PlanContext, breakages: readonly PlacedBreakage[]): Case | undefined {
  const minimal = context.maker.make(context.base ?? 'minimal');
  const fresh = breakages.map((breakage) => refresh(context, breakage, minimal));
  const made = breakAll(context, fresh, minimal);
  if (stepOf(context, made.values).expect !== 'refusal') return undefined;
  const id = `invalid/${breakages.map((each) => each.id).join('+')}`;
  const sentence = `with ${fresh.map((each) => describe(each)).join(' and ')}`;
  const aims = breakages.length === 1 ? breakages.map(({ at, keyword }) => clauseAbout(context, at, keyword)) : [];
  return singleCase(context, { id, sentence, aims }, made);
}

/** What may be taken once is fresh in its wrong types too: who took 1 for "1" would refuse it the next time as taken. */
function refresh({ members }: PlanContext, breakage: PlacedBreakage, { values, token }: MadeRequest): PlacedBreakage {
  const { at, keyword, change } = breakage;
  const isUnique = members.some((member) => member.unique && member.at.join('/') === at.join('/'));
  if (!isUnique || keyword !== 'type' || !('value' in change) || change.at.length !== at.length) return breakage;
  const { value } = change;
  if (typeof value === 'number' && value !== 0)
    return {
      ...breakage,
      change: { ...change, value: Number.isInteger(value) ? Number(token) : Number(`${token}.5`) },
    };
  return Array.isArray(value) && value.length > 0
    ? { ...breakage, change: { ...change, value: [valueAt(values, at)] } }
    : breakage;
}

/** Longest value that a sentence repeats, in characters of its JSON. */
const LONGEST_VALUE = 40;

function describe({ at, keyword, id, change }: PlacedBreakage): string {
  const name = at.slice(1).join('/') || `the ${at[0]}`;
  if (keyword === 'required') return `${name} missing`;
  const value = 'value' in change && change.at.join('/') === at.join('/') ? JSON.stringify(change.value) : undefined;
  if (value !== undefined && value.length <= LONGEST_VALUE) return `${value} as ${name}`;
  const variant = id.split(':')[1];
  return variant === undefined ? `${name} against its ${keyword}` : `${name} against its ${keyword} (${variant})`;
}

/** Breaks a request with required members only; what a change needs beside them comes from one with all. */
function breakAll({ maker }: PlanContext, breakages: readonly PlacedBreakage[], minimal: MadeRequest): MadeRequest {
  const full = maker.make('full');
  let { values } = minimal;
  for (const { change, broken } of breakages) {
    values = withPart(values, change.at);
    for (let length = 2; length < change.at.length; length += 1) {
      const at = change.at.slice(0, length);
      if (valueAt(values, at) !== undefined) continue;
      // The names in a map are drawn anew each time: one that no other request has comes from the broken value itself.
      const value = valueAt(full.values, at) ?? valueAt(broken, at);
      values = changeValues(values, [{ at, value }]);
    }
    values = changeValues(values, [change]);
  }
  return { values, token: minimal.token };
}

function withPart(values: RequestValues, [part = 'body']: readonly string[]): RequestValues {
  return part in values ? values : { ...values, [part]: {} };
}

/** All required members missing; breakages of different members side by side. */
function togetherCases(context: PlanContext, breakages: readonly PlacedBreakage[]): (Case | undefined)[] {
  const missing = breakages.filter(({ keyword, at }) => keyword === 'required' && at.length === 2 && at[0] === 'body');
  const mixed = breakages.filter(({ at }, index) => at.length === 2 && index % 7 === 0);
  const pairs = mixed.flatMap((first, index) => {
    const second = mixed[index + 1];
    return second && second.at[1] !== first.at[1] ? [breakCase(context, [first, second])] : [];
  });
  return [...(missing.length > 1 ? [breakCase(context, missing)] : []), ...pairs.slice(0, 10)];
}

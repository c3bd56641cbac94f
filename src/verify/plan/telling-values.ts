/** Values that show what becomes of them: texts that are long, marked up or beyond ASCII, both booleans, every name of an enum, more items than one. */
import { valueAt } from '../../contract/json-pointer.ts';
import { walkPossible } from '../../contract/schema/walk-schema.ts';
import { changeValidly } from './change-validly.ts';
import type { Member } from './list-members.ts';
import type { PlanContext } from './plan-context.ts';
import type { MadeRequest } from './request-maker.ts';
import type { ValidValue } from './valid-values.ts';

/** By round, by their labels: the first that a member may have. */
const texts: readonly (readonly RegExp[])[] = [
  [/^markup$/, /^double quotes$/],
  [/^accents$/, /^cjk$/],
  [/^\d{2,} times a$/, /^mixed case$/],
];

/** The round whose texts show how an answer is coded. */
export const BEYOND_ASCII = 1;

/** How many such requests show all that they can. */
export const TELLING_ROUNDS: number = texts.length;

/** A request with all members whose values are telling; those of a format or a pattern are as they are drawn: servers write them in ways of their own. */
export function tellingRequest(context: PlanContext, round: number): MadeRequest {
  const { contract, operation, maker, members, valuesOf } = context;
  const made = maker.make('full');
  let { values } = made;
  for (const [position, member] of members.entries()) {
    const base = valueAt(values, member.at);
    const choices = valuesOf.get(member.at.join('/')) ?? [];
    const choice = member.at[0] === 'body' && choose(context, member, { base, choices, round, position });
    if (!choice) continue;
    const change = { at: member.at, value: choice.write(base, made.token) };
    values = changeValidly({ contract, operation, values }, change) ?? values;
  }
  return { ...made, values };
}

interface Choosing {
  base: unknown;
  choices: readonly ValidValue[];
  round: number;
  position: number;
}

function choose(
  context: PlanContext,
  member: Member,
  { base, choices, round, position }: Choosing,
): ValidValue | undefined {
  const named = (pattern: RegExp): ValidValue[] => choices.filter(({ label }) => pattern.test(label));
  const turn = (some: readonly ValidValue[]): ValidValue | undefined => some[(round + position) % some.length];
  if (Array.isArray(base)) return named(/^more items$/)[0];
  if (typeof base === 'boolean') return turn(named(/^(?:true|false)$/));
  if (typeof base === 'number') return turn(named(/^-?\d/));
  if (typeof base !== 'string') return undefined;
  const listed = named(/^"/);
  if (listed.length > 0) return turn(listed);
  return hasForm(context, member) ? undefined : texts[round]?.flatMap(named)[0];
}

function hasForm({ contract }: PlanContext, { node }: Member): boolean {
  return [...walkPossible(contract.document, node)].some(({ schema }) => 'format' in schema || 'pattern' in schema);
}

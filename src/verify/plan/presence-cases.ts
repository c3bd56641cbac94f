/** Which optional members are there: none, all, each alone, all but each. */
import { changeValues } from '../change-values.ts';
import type { Case } from '../case.ts';
import type { Member } from '../list-members.ts';
import { singleCase, type PlanContext } from './plan-context.ts';

/** `none` and `all` first: they are the most telling requests of all. */
export function presenceCases(context: PlanContext): Case[] {
  const { maker, members, depth } = context;
  const optional = members.filter((member) => member.optional && !isInside(member, members));
  const cases = [
    singleCase(context, { id: 'presence/none', sentence: 'with required members only' }, maker.make('minimal')),
    singleCase(context, { id: 'presence/all', sentence: 'with all members' }, maker.make('full')),
  ];
  if (depth === 'quick') return cases;
  for (const member of optional) {
    const name = member.at.slice(1).join('/');
    cases.push(
      singleCase(
        context,
        { id: `presence/only:${name}`, sentence: `with ${name} alone beside the required members` },
        keepOnly(context, optional, member),
      ),
    );
    cases.push(
      singleCase(
        context,
        { id: `presence/without:${name}`, sentence: `with all members but ${name}` },
        leaveOut(context, member),
      ),
    );
  }
  return cases;
}

/** Whether an outer member that may be absent holds this one. */
export function isInside(member: Member, members: readonly Member[]): boolean {
  const at = member.at.join('/');
  return members.some((other) => other.optional && at.startsWith(`${other.at.join('/')}/`));
}

function keepOnly({ maker }: PlanContext, optional: readonly Member[], kept: Member) {
  const { values, token } = maker.make('full');
  const removed = optional.filter((member) => member !== kept).map(({ at }) => ({ at, remove: true as const }));
  return { values: changeValues(values, removed), token };
}

function leaveOut({ maker }: PlanContext, { at }: Member) {
  const { values, token } = maker.make('full');
  return { values: changeValues(values, [{ at, remove: true }]), token };
}

/** Which optional members are there: none, all, each alone, all but each. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { changeValues } from '../change-values.ts';
import type { Case } from '../case.ts';
import type { Member } from '../list-members.ts';
import type { MadeRequest } from '../request-maker.ts';
import { singleCase, type PlanContext } from '../plan-context.ts';

/** The first of them, `none` and `all`, are the most telling requests of all. */
export const PROBES = 2;

export function presenceCases(context: PlanContext): Case[] {
  const { maker, members, depth } = context;
  const optional = members.filter((member) => member.optional && !isInside(member, members));
  const cases = [
    singleCase(context, { id: 'presence/none', sentence: 'with required members only' }, maker.make('minimal')),
    singleCase(context, { id: 'presence/all', sentence: 'with all members' }, makeMarked(context)),
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

/** With texts that no other request has in the optional members: a server that keeps the first for a default gives itself away. */
function makeMarked({ maker, members, valuesOf }: PlanContext): MadeRequest {
  const { values, token } = maker.make('full');
  const changes = members
    .filter(({ optional, unique }) => optional && !unique)
    .flatMap(({ at }) => {
      const marked = valuesOf.get(at.join('/'))?.find(({ label }) => label === 'mixed case');
      return marked ? [{ at, value: marked.write(valueAt(values, at), token) }] : [];
    });
  return { values: changeValues(values, changes), token };
}

/** Whether an outer member that may be absent holds this one. */
export function isInside(member: Member, members: readonly Member[]): boolean {
  const at = member.at.join('/');
  return members.some((other) => other.optional && at.startsWith(`${other.at.join('/')}/`));
}

function keepOnly(context: PlanContext, optional: readonly Member[], kept: Member): MadeRequest {
  const { values, token } = makeMarked(context);
  const removed = optional.filter((member) => member !== kept).map(({ at }) => ({ at, remove: true as const }));
  return { values: changeValues(values, removed), token };
}

function leaveOut(context: PlanContext, { at }: Member): MadeRequest {
  const { values, token } = makeMarked(context);
  return { values: changeValues(values, [{ at, remove: true }]), token };
}

/** Texts a little longer than what storage often holds: a server may refuse them, but what it accepts comes back whole. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { zoneOf } from '../../../contract/zone-of.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import type { Member } from '../list-members.ts';
import { openCase, type PlanContext } from '../plan-context.ts';

/** Where columns and fields end: in characters, or in bytes. */
const edges = [255, 256, 1_000, 4_000, 65_535] as const;

/** One byte a character, and three. */
const fillers = [
  { id: 'characters', filler: 'a', size: 1 },
  { id: 'bytes', filler: '字', size: 3 },
] as const;

/** From here on each member is tried by itself: together they would be a body that many servers do not take. */
const ALONE_FROM = 65_535;

/** Most members that are tried one by one. */
const ALONE = 2;

/** For operations whose answers repeat a text of the request. */
export function longTextCases(context: PlanContext): Case[] {
  const { operation, members, maker } = context;
  const echoed = new Set(operation.laws.echo.map(({ from }) => [from.in, ...from.tokens].join('/')));
  const sample = maker.make('full').values;
  const texts = members.filter(({ at, isFile }) => {
    return at[0] === 'body' && !isFile && echoed.has(at.join('/')) && typeof valueAt(sample, at) === 'string';
  });
  if (texts.length === 0) return [];
  const alone = texts.slice(0, ALONE).map((member) => [member]);
  return edges.flatMap((edge) => {
    const groups = edge < ALONE_FROM ? [texts] : alone;
    return groups.flatMap((group) =>
      fillers.flatMap(({ id, filler, size }) => longCase(context, group, { edge, id, filler, size })),
    );
  });
}

interface Length {
  edge: number;
  id: string;
  filler: string;
  size: number;
}

/** None where the document forbids such a text in every member. */
function longCase(context: PlanContext, group: readonly Member[], { edge, id, filler, size }: Length): Case[] {
  const { contract, operation, maker } = context;
  const { values: made, token } = maker.make('full');
  const text = token + filler.repeat(Math.ceil((edge + 1 - token.length) / size));
  let values = made;
  const changed: string[] = [];
  for (const { at } of group) {
    const next = changeValues(values, [{ at, value: text }]);
    if (zoneOf(contract, operation, next) === 'invalid') continue;
    values = next;
    changed.push(at.slice(1).join('/'));
  }
  if (changed.length === 0) return [];
  const [first = ''] = changed;
  const name = changed.length > 1 ? 'its texts' : first;
  const sentence = `with ${name} longer than ${edge} ${id}`;
  return [openCase(context, { id: `long:${changed.join('+')}:${edge}:${id}`, sentence, token }, { values })];
}

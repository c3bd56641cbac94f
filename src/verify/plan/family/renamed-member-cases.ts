/** Members whose names are spelt in another way. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { openCase, singleCase, type PlanContext } from '../plan-context.ts';

/** A member's name in another spelling is another member: its own is missing, and what it brings is unknown. */
export function renamedMemberCases(context: PlanContext): Case[] {
  const inBody = context.members.filter(({ at }) => at.length === 2 && at[0] === 'body');
  const missing = inBody
    .filter(({ optional }) => !optional)
    .flatMap(({ at }) => spellingsOf(at[1] ?? '').map((spelling) => renamedCase(context, at, spelling)));
  const optional = inBody.filter((member) => member.optional).map(({ at }) => at[1] ?? '');
  const unknown = [capitalize, (name: string) => name.toUpperCase()].map((spell) =>
    unknownCase(context, optional, spell),
  );
  return [...missing, ...(optional.length > 0 ? unknown : [])];
}

/** Other ways to write a name: `SIZE_UNIT`, `sizeUnit`. */
function spellingsOf(name: string): string[] {
  const camel = name.replace(/[_-]+(\p{L})/gu, (_, letter: string) => letter.toUpperCase());
  return [...new Set([name.toUpperCase(), camel])].filter((spelling) => spelling !== name);
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function renamedCase(context: PlanContext, at: readonly string[], spelling: string): Case {
  const { values, token } = context.maker.make('minimal');
  const changed = changeValues(values, [
    { at, remove: true },
    { at: ['body', spelling], value: valueAt(values, at) },
  ]);
  return singleCase(
    context,
    { id: `invalid/renamed:${spelling}`, sentence: `with ${spelling} for ${at[1]}` },
    { values: changed, token },
  );
}

function unknownCase(context: PlanContext, names: readonly string[], spell: (name: string) => string): Case {
  const { values, token } = context.maker.make('minimal');
  const marker = `docpact-unknown-${token}`;
  const other = names.map(spell).filter((spelling, index) => spelling !== names[index]);
  const changed = changeValues(
    values,
    other.map((name) => ({ at: ['body', name], value: marker })),
  );
  const [first = ''] = other;
  const sentence = `with optional members spelt otherwise (${first})`;
  return openCase(context, { id: `renamed:${first}`, sentence, token }, { values: changed, foreign: [marker] });
}

/** Members that the document does not know, or not by this spelling: they may be refused or ignored, and must not come back. */
import { isSchemaObject } from '../../../contract/schema.ts';
import { memberNames } from '../../../contract/schema/walk-schema.ts';
import { valueAt } from '../../../contract/json-pointer.ts';
import { type RequestValues, successResponses } from '../../../contract/operation.ts';
import type { Case, Step } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { judgeRequest } from '../../../contract/zone-of.ts';
import { clauseAbout, makeCase, openCase, type PlanContext, singleCase, stepOf } from '../plan-context.ts';

interface Unknown {
  id: string;
  sentence: string;
  /** The members, whose values hold the marker. */
  members: (marker: string) => Record<string, unknown>;
}

const unknowns: readonly Unknown[] = [
  { id: 'plain', sentence: 'with an unknown member', members: (marker) => ({ docpact_unknown: marker }) },
  {
    id: 'nested',
    sentence: 'with unknown members that hold others',
    members: (marker) => ({ docpact_unknown: { a: [marker, 1, null] }, docpact_unknown_list: [marker, 1, null] }),
  },
  {
    id: 'prototype',
    sentence: 'with members named __proto__ and constructor',
    members: (marker) =>
      JSON.parse(`{"__proto__": {"docpact": "${marker}"}, "constructor": "${marker}"}`) as Record<string, unknown>,
  },
];

/** The valid request with members that are nobody's, or only the answer's. */
export function unknownMemberCases(context: PlanContext): Case[] {
  const { maker } = context;
  const { body } = maker.make('minimal').values;
  if (!isSchemaObject(body)) return [];
  const names = answerOnlyMembers(context);
  const answered: Unknown = {
    id: 'answer',
    sentence: 'with members that only the answer has',
    members: (marker) => Object.fromEntries(names.map((name) => [name, marker])),
  };
  return [...unknowns, ...(names.length > 0 ? [answered] : [])].map(({ id, sentence, members }) => {
    const { values, token } = maker.make('minimal');
    const marker = `docpact-unknown-${token}`;
    const changes = Object.entries(members(marker)).map(([name, value]) => ({ at: ['body', name], value }));
    const changed = changeValues(values, changes);
    return foreignCase(context, { id: `unknown:${id}`, sentence, token }, { values: changed, marker });
  });
}

/** Keywords by which a document says which members there may be. */
const forbidding: ReadonlySet<string> = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'maxProperties',
]);

/** May be refused or ignored; must be refused where the document forbids what it does not name. */
function foreignCase(
  context: PlanContext,
  { id, sentence, token }: { id: string; sentence: string; token: string },
  { values, marker }: { values: RequestValues; marker: string },
): Case {
  const step = { ...stepOf(context, values), foreign: [marker] };
  const { violations } = judgeRequest(context.contract, context.operation, values);
  const [violation] = violations;
  // Parsers that heed their own safety leave such a member out before anybody sees it; what is only read may be left out, too.
  const isForbidden = violations.every(({ keyword }) => forbidding.has(keyword)) && id !== 'unknown:prototype';
  if (step.expect !== 'refusal' || !isForbidden)
    return openCase(context, { id, sentence, token }, { values, foreign: [marker] });
  const isShown = violation !== undefined && context.base !== undefined;
  const aims = isShown ? [clauseAbout(context, ['body'], violation.keyword)] : [];
  return makeCase(context, { id: `invalid/${id}`, sentence, aims, steps: [step], tokens: [token] });
}

/** An identifier that the request brings, twice: whoever takes it over gives it twice, against the law of fresh. */
export function chosenIdentifierCases(context: PlanContext): Case[] {
  const { maker, operation } = context;
  const names = operation.laws.fresh.flatMap(({ of }) =>
    of.in === 'body' && of.tokens.length === 1 ? [...of.tokens] : [],
  );
  const unknown = names.filter((name) => answerOnlyMembers(context).includes(name));
  if (unknown.length === 0 || !isSchemaObject(maker.make('minimal').values.body)) return [];
  const [first, second] = [maker.make('minimal'), maker.make('minimal')];
  const changes = unknown.map((name) => ({ at: ['body', name], value: `docpact-chosen-${first.token}` }));
  return [
    makeCase(context, {
      id: 'open/unknown:identifier',
      sentence: 'that brings the identifier of another',
      steps: [first, second].map(({ values }): Step => ({
        values: changeValues(values, changes),
        form: {},
        expect: 'either',
      })),
      tokens: [first.token, second.token],
    }),
  ];
}

function answerOnlyMembers({ operation, contract, members }: PlanContext): string[] {
  const known = new Set(members.map(({ at }) => at[1]));
  const nodes = successResponses(operation).flatMap(({ contents }) =>
    contents.flatMap(({ node }) => (node ? [node] : [])),
  );
  const names = nodes.flatMap((node) => memberNames(contract.document, node));
  return [...new Set(names)].filter((name) => !known.has(name));
}

/** A member's name in another spelling is another member: its own is missing, and what it brings is unknown. */
export function renamedMemberCases(context: PlanContext): Case[] {
  const inBody = context.members.filter(({ at }) => at.length === 2 && at[0] === 'body');
  const missing = inBody
    .filter(({ optional }) => !optional)
    .flatMap(({ at }) => spellingsOf(at[1] ?? '').flatMap((spelling) => renamedCases(context, at, spelling)));
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

/** None where the request has no such member: in a map, each has names of its own. */
function renamedCases(context: PlanContext, at: readonly string[], spelling: string): Case[] {
  const { values, token } = context.maker.make('minimal');
  if (valueAt(values, at) === undefined) return [];
  const changed = changeValues(values, [
    { at, remove: true },
    { at: ['body', spelling], value: valueAt(values, at) },
  ]);
  return [
    singleCase(
      context,
      {
        id: `invalid/renamed:${spelling}`,
        sentence: `with ${spelling} for ${at[1]}`,
        // Of what is always refused nobody knows why.
        aims: context.base === undefined ? [] : [clauseAbout(context, at, 'required')],
      },
      { values: changed, token },
    ),
  ];
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
  return foreignCase(context, { id: `renamed:${first}`, sentence, token }, { values: changed, marker });
}

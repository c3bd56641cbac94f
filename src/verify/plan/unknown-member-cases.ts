/** Members that the document does not know: they may be refused or ignored, and must not come back. */
import { successResponses } from '../../contract/operation.ts';
import { walkPossible } from '../../contract/schema/walk-schema.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { openCase, type PlanContext } from './plan-context.ts';

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

export function unknownMemberCases(context: PlanContext): Case[] {
  const { maker } = context;
  const { body } = maker.make('minimal').values;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
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
    return openCase(context, { id: `unknown:${id}`, sentence, token }, { values: changed, foreign: [marker] });
  });
}

function answerOnlyMembers({ operation, contract, members }: PlanContext): string[] {
  const known = new Set(members.map(({ at }) => at[1]));
  const nodes = successResponses(operation).flatMap(({ contents }) =>
    contents.flatMap(({ node }) => (node ? [node] : [])),
  );
  const names = nodes.flatMap((node) =>
    [...walkPossible(contract.document, node)].flatMap(({ schema }) =>
      isSchemaObject(schema['properties']) ? Object.keys(schema['properties']) : [],
    ),
  );
  return [...new Set(names)].filter((name) => !known.has(name));
}

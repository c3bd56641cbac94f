/** What the document leaves open: outside the expected domain, unknown members, other content types. Either answer is right if it conforms. */
import { valueAt } from '../../contract/json-pointer.ts';
import { openFixtures } from '../../fixture/broken-fixtures.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { makeCase, stepOf, type PlanContext } from './plan-context.ts';

export function openCases(context: PlanContext): Case[] {
  const { depth } = context;
  if (depth === 'quick') return unknownCases(context).slice(0, 1);
  return [...unexpectedCases(context), ...unknownCases(context), ...mediaTypeCases(context)];
}

function unexpectedCases(context: PlanContext): Case[] {
  const { contract, operation, fixture, seed, maker } = context;
  const node = operation.body?.contents[0]?.node;
  if (!node) return [];
  const fixtures = openFixtures(contract, node, { ...fixture, direction: 'request', seed });
  return fixtures
    .filter(({ clause }) => !/roperties/.test(clause.keyword))
    .map(({ id, change, clause }) => {
      const { values, token } = maker.make('full');
      const changed = changeValues(values, [{ ...change, at: ['body', ...change.at] }]);
      const step = { ...stepOf(context, changed), expect: 'either' as const };
      const sentence = `with ${clause.at.join('/')} outside what is expected of its ${clause.keyword}`;
      return makeCase(context, { id: `open/${id}`, sentence, steps: [step], tokens: [token] });
    });
}

/** Members that the document does not know: plain, nested, named like members of the answer, or in another case. */
function unknownCases(context: PlanContext): Case[] {
  const { maker, operation } = context;
  if (valueAt(maker.make('minimal').values, ['body']) === undefined) return [];
  const marker = (token: string) => `docpact-unknown-${token}`;
  const known = new Set(context.members.map(({ at }) => at[1]));
  const answered = answerMembers(context).filter((name) => !known.has(name));
  const odd: [id: string, sentence: string, members: (token: string) => Record<string, unknown>][] = [
    ['plain', 'with an unknown member', (token) => ({ docpact_unknown: marker(token) })],
    [
      'nested',
      'with an unknown member that holds others',
      (token) => ({ docpact_unknown: { a: [marker(token), 1, null] } }),
    ],
    [
      'prototype',
      'with a member named __proto__',
      (token) =>
        JSON.parse(`{"__proto__": {"docpact": "${marker(token)}"}, "constructor": "${marker(token)}"}`) as Record<
          string,
          unknown
        >,
    ],
    [
      'answer',
      'with members that only the answer has',
      (token) => Object.fromEntries(answered.map((name) => [name, marker(token)])),
    ],
  ];
  return odd
    .map(([id, sentence, members]) => {
      const { values, token } = maker.make('minimal');
      const extra = Object.entries(members(token)).map(([name, value]) => ({ at: ['body', name], value }));
      const step = {
        ...stepOf(context, changeValues(values, extra)),
        expect: 'either' as const,
        foreign: [marker(token)],
      };
      return makeCase(context, { id: `open/unknown:${id}`, sentence: `${sentence}`, steps: [step], tokens: [token] });
    })
    .filter(({ steps }) => steps[0] && operation.body !== undefined);
}

function answerMembers({ operation, contract }: PlanContext): string[] {
  const nodes = operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ contents }) => contents.flatMap(({ node }) => (node ? [node] : [])));
  return nodes.flatMap(({ schema }) => {
    const name =
      typeof schema === 'object'
        ? String(schema['$ref'] ?? '')
            .split('/')
            .at(-1)
        : undefined;
    const target = name ? contract.schemas.get(name)?.schema : schema;
    return typeof target === 'object' ? Object.keys((target['properties'] as object | undefined) ?? {}) : [];
  });
}

const otherTypes: [id: string, contentType: string | null][] = [
  ['text', 'text/plain'],
  ['form', 'application/x-www-form-urlencoded'],
  ['xml', 'application/xml'],
  ['none', null],
  ['garbage', 'x'],
];

function mediaTypeCases(context: PlanContext): Case[] {
  if (!context.operation.body) return [];
  return otherTypes.map(([id, contentType]) => {
    const { values, token } = context.maker.make('minimal');
    const step = { values, form: { contentType }, expect: 'either' as const, allow: [415, 400] };
    const sentence = contentType === null ? 'without a content type' : `with the content type ${contentType}`;
    return makeCase(context, { id: `open/content-type:${id}`, sentence, steps: [step], tokens: [token] });
  });
}

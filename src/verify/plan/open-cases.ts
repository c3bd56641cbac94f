/** What the document leaves open: outside the expected domain, unknown members, other content types. Either answer is right if it conforms. */
import { valueAt } from '../../contract/json-pointer.ts';
import { openFixtures } from '../../fixture/broken-fixtures.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { makeCase, stepOf, type PlanContext } from './plan-context.ts';

export function openCases(context: PlanContext): Case[] {
  const { depth } = context;
  if (depth === 'quick') return unknownCases(context).slice(0, 1);
  return [...unexpectedCases(context), ...unknownCases(context), ...mediaTypeCases(context), ...numberCases(context)];
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
      (token) => ({ docpact_unknown: { a: [marker(token), 1, null] }, docpact_unknown_list: [marker(token), 1, null] }),
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

const otherTypes: [id: string, contentType: string | null, body?: string][] = [
  ['text', 'text/plain'],
  ['form', 'application/x-www-form-urlencoded', 'a=1&b=2'],
  [
    'multipart',
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
  ],
  ['xml', 'application/xml', '<a>1</a>'],
  ['other-charset', 'application/json; charset=iso-8859-1'],
  ['none', null],
  ['garbage', 'x'],
];

/** HTTP itself offers 415 and 406 here. A body of another type is not what the values say: nothing can be compared. */
function mediaTypeCases(context: PlanContext): Case[] {
  if (!context.operation.body) return [];
  const types = otherTypes.map(([id, contentType, body]) => {
    const { values: made, token } = context.maker.make('minimal');
    const { body: _, ...bare } = made;
    const values = body === undefined && id !== 'other-charset' ? made : bare;
    const raw = Buffer.from(body ?? JSON.stringify(made.body));
    const step = { values, form: { contentType, raw }, expect: 'either' as const, allow: [415, 400] };
    const sentence = contentType === null ? 'without a content type' : `with the content type ${contentType}`;
    return makeCase(context, { id: `open/content-type:${id}`, sentence, steps: [step], tokens: [token] });
  });
  const accepts = ['text/html', 'application/xml', 'x'].map((accept) => {
    const { values, token } = context.maker.make('minimal');
    const step = { values, form: { headers: { accept } }, expect: 'either' as const, allow: [406, 400] };
    return makeCase(context, {
      id: `open/accept:${accept}`,
      sentence: `that accepts ${accept} only`,
      steps: [step],
      tokens: [token],
    });
  });
  return [...types, ...accepts];
}

const oddNumbers = [-1, 2 ** 31, 2 ** 40, 1e20];

/** Numbers that a server may not be able to hold. */
function numberCases(context: PlanContext): Case[] {
  const { maker, members } = context;
  const sample = maker.make('full').values;
  const numeric = members.filter(({ at }) => typeof valueAt(sample, at) === 'number');
  return numeric.flatMap(({ at }) =>
    oddNumbers.map((value) => {
      const { values, token } = maker.make('full');
      const step = stepOf(context, changeValues(values, [{ at, value }]));
      const open = { ...step, expect: step.expect === 'refusal' ? step.expect : ('either' as const) };
      const name = at.slice(1).join('/');
      return makeCase(context, {
        id: `open/number:${name}:${value}`,
        sentence: `with ${value} as ${name}`,
        steps: [open],
        tokens: [token],
      });
    }),
  );
}

/** Checks of conduct: what was sent comes back, what nobody knows does not, and the inside of the server stays inside. */
import { isDeepStrictEqual } from 'node:util';
import { lawClauseId } from '../../contract/clause/clause.ts';
import type { Contract } from '../../contract/contract.ts';
import { formatPointer, valueAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { isJson } from '../../contract/operation/body-format.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import { findMember, walkPossible } from '../../contract/schema/walk-schema.ts';
import { quoteBody, shorten } from '../../http/display/describe-exchange.ts';
import { statusClause } from './answer-clause.ts';
import { type Check, isSuccess, type StepOutcome } from './outcome.ts';

/** The law of echo: what was sent comes back. What had to be refused has no right answer to compare with. */
export const echoBroken: Check = (outcome) => {
  const { operation, step, json } = outcome;
  if (!json || step.expect === 'refusal' || !isSuccess(outcome)) return [];
  return operation.laws.echo.flatMap(({ from, to, as }) => {
    const sent = evaluateExpression(from, step.values);
    const wanted = convert(sent, as);
    const actual = valueAt(json.value, to);
    if (sent === undefined || isDeepStrictEqual(actual, wanted)) return [];
    return [
      {
        clause: lawClauseId(operation.id, 'echo', ['body', ...to]),
        message: `${formatMember(to)} does not come back as it was sent`,
        expected: shorten(JSON.stringify(wanted)),
        actual: actual === undefined ? `no ${formatPointer(to)}` : shorten(JSON.stringify(actual)),
        at: to,
      },
    ];
  });
};

/** What only a member brought that the document does not know does not come back, unless where the document has a place for it. */
export const leak: Check = (outcome) => {
  const { step, exchange } = outcome;
  const { response } = exchange;
  if (!response || !isSuccess(outcome)) return [];
  return (step.foreign ?? []).flatMap((foreign) => {
    const place = findLeak(outcome, foreign);
    if (place === undefined) return [];
    return [
      {
        clause: statusClause(outcome),
        message: `what a member brought that the document does not know comes back in ${place}`,
        expected: `an answer without ${JSON.stringify(foreign)}`,
        actual: quoteBody(response),
      },
    ];
  });
};

/** Where a text comes back in the answer, and neither the request's side of the document nor the answer's has anything for it. */
function findLeak({ contract, documented, exchange, json, tooDeep }: StepOutcome, foreign: string): string | undefined {
  if (tooDeep) return undefined;
  if (!json) return exchange.response?.body.toString().includes(foreign) ? 'an answer that is not JSON' : undefined;
  const node = documented?.contents.find((content) => content.node && isJson(content.mediaType))?.node;
  // A document that says nothing of what is in the answer leaves it free.
  if (!node || !namesMembers(contract, node)) return undefined;
  const place = placesOf(json.value, foreign).find((at) => !findMember(contract.document, node, at));
  return place && `${formatMember(place)}, which it does not know either`;
}

function namesMembers({ document }: Contract, node: SchemaNode): boolean {
  return [...walkPossible(document, node)].some(({ schema }) => 'properties' in schema || 'items' in schema);
}

/** The places of a value, down to the texts that hold `wanted`; nothing is made for the others, of which there may be a million. */
function placesOf(value: unknown, wanted: string): string[][] {
  const places: string[][] = [];
  const at: (string | number)[] = [];
  look(value);
  return places;

  function look(part: unknown): void {
    if (typeof part === 'string') {
      if (part.includes(wanted)) places.push(at.map(String));
    } else if (Array.isArray(part)) {
      for (let index = 0; index < part.length; index += 1) lookBelow(part[index], index);
    } else if (typeof part === 'object' && part !== null) {
      for (const name in part) lookBelow((part as Record<string, unknown>)[name], name);
    }
  }

  function lookBelow(part: unknown, name: string | number): void {
    at.push(name);
    look(part);
    at.pop();
  }
}

/** An answer shows nothing of the inside of the server. */
export const stackTrace: Check = (outcome) => {
  const { response } = outcome.exchange;
  if (!response) return [];
  const text = readEscapes(response.body.subarray(0, SEARCHED).toString());
  if (!hints.test(text) || !traces.some((trace) => trace.test(text))) return [];
  return [
    {
      clause: statusClause(outcome),
      message: 'the answer shows a stack trace',
      expected: 'an answer for the client',
      actual: quoteBody(response),
    },
  ];
};

/** What every trace has: most answers hold none of it, and are searched but once. */
const hints = /Traceback|File "|\bat |java\.lang|goroutine|:in |panicked|#0 /;

/** How stack traces begin, or what lines of them look like. Each is linear: what repeats is bounded. */
const traces: readonly RegExp[] = [
  /Traceback \(most recent call last\)/,
  /File "[^"\n]{1,300}\.py", line \d{1,7}/,
  // Node: at name (file:1:2), at file:1:2
  /^\s{0,20}at [^\n]{1,200}\([^\n()]{1,200}:\d{1,7}(?::\d{1,7})?\)/m,
  /^\s{0,20}at (?:file:\/\/|node:|\/)\S{1,300}:\d{1,7}:\d{1,7}/m,
  // .NET: at Name.Space.Method(Type name) in file:line 3; without files, two such lines
  /^\s{0,20}at [\w$.<>`[\]]{3,200}\([^\n()]{0,200}\) in [^\n]{1,300}:line \d{1,7}/m,
  /^\s{0,20}at [\w$<>`]{1,80}\.[\w$.<>`[\]]{1,200}\([^\n()]{0,200}\)\s{1,24}at [\w$<>`]{1,80}\.[\w$.<>`[\]]{1,200}\(/m,
  /\bjava\.lang\.\w{1,80}(?:Exception|Error)\b/,
  /goroutine \d{1,9} \[/,
  /\.(?:rb|go|rs|php):\d{1,7}:in /,
  /thread '[^'\n]{1,100}' panicked at/,
  /(?:Fatal error|Stack trace):[^\n]{0,200}\n?#0 /,
];

/** Longest part of a body that is searched, in characters. */
const SEARCHED = 64 * 1024;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** A text inside JSON as it is without: its lines are lines. */
function readEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\([nrt"/\\])/g, (_, character: string) => escapes[character] ?? character);
}

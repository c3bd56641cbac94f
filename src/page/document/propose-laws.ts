/** Proposes laws for operations that make or change one thing: what their answers repeat, and the identifier that they give. */
import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../contract/contract.ts';
import { formatPointer, valueAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { plainText } from '../../contract/name-text.ts';
import { heedsBody, type Operation, successResponses } from '../../contract/operation.ts';
import { findThing } from '../../contract/resource/find-thing.ts';
import { inferEchoes, type InferredEcho } from '../../contract/resource/infer-echoes.ts';
import { identityTokens } from '../../contract/resource/origin.ts';
import { nounOf, segmentsOf } from '../../contract/resource/path-shape.ts';
import { evaluateExpression, formatExpression } from '../../contract/runtime-expression.ts';
import type { SchemaNode, SchemaObject } from '../../contract/schema.ts';
import { findMember, memberNames } from '../../contract/schema/walk-schema.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import type { PageDiagnostics } from '../diagnostic/page-diagnostics.ts';
import { readSource } from './page-places.ts';

interface ProposeOptions {
  diagnostics: PageDiagnostics;
  /** The file of a page, by the name that `x-source` has for it. */
  files: ReadonlyMap<string, string>;
}

/** Writes them into the documents, which are alike, as inferred, so that they break nobody; tells how many operations got some. */
export function proposeLaws(
  contract: Contract,
  documents: readonly SchemaObject[],
  { diagnostics, files }: ProposeOptions,
): number {
  let proposed = 0;
  for (const operation of contract.operations) {
    const { echo, fresh } = lawsFor(contract, operation);
    if (echo.length + fresh.length === 0) continue;
    const laws = {
      inferred: true,
      ...(echo.length > 0 ? { echo: Object.fromEntries(echo.map(writeEcho)) } : {}),
      ...(fresh.length > 0 ? { fresh: fresh.map((tokens) => `$response.body#${formatPointer(tokens)}`) } : {}),
    };
    proposed += 1;
    const items = documents.map((document) => valueAt(document, ['paths', operation.path, operation.method]));
    for (const item of items) Object.assign(item as SchemaObject, { 'x-laws': laws });
    const { name, line } = readSource(plainText((items[0] as SchemaObject)['x-source']));
    diagnostics.on(files.get(name) ?? name)('proposed-laws', {
      line,
      found: `${operation.method.toUpperCase()} ${operation.path}`,
      taken: [
        ...(echo.length > 0 ? [`repeats ${countNoun(echo.length, 'member')} of its request`] : []),
        ...fresh.map((tokens) => `gives ${tokens.at(-1)}`),
      ].join(', '),
    });
  }
  return proposed;
}

function writeEcho({ to, from, as }: InferredEcho): [string, unknown] {
  const source = formatExpression(from);
  const [only = ''] = to;
  return [
    to.length === 1 && !only.startsWith('/') ? only : formatPointer(to),
    as === undefined ? source : { from: source, as },
  ];
}

/** None where the answer is about something else: it repeats less than half of what is sent. */
function lawsFor(contract: Contract, operation: Operation): { echo: InferredEcho[]; fresh: string[][] } {
  const nothing = { echo: [], fresh: [] };
  const sent = heedsBody(operation) ? operation.body?.contents[0]?.node : undefined;
  const shown = successResponses(operation)[0]?.contents[0]?.node;
  const at = shown && findThing(contract, shown);
  const thing = at && findMember(contract.document, shown, at);
  if (!sent || !thing) return nothing;
  const held = findMember(contract.document, sent, findThing(contract, sent) ?? []) ?? sent;
  const names = memberNames(contract.document, held);
  const inferred = inferEchoes(contract, operation, shown);
  const repeated = inferred.filter(({ from }) => from.in === 'body');
  if (repeated.length === 0 || repeated.length * 2 < names.length) return nothing;
  const echo = inferred.filter((law) => !isDenied(contract, operation, law));
  return { echo, fresh: givenTo(contract, operation, { thing, at, echo }) };
}

/** Whether an exchange on the page shows another value there; what a generator of pages writes for any text, whole or cut, is none. */
function isDenied({ scenarios }: Contract, { id }: Operation, { to, from, as }: InferredEcho): boolean {
  return (scenarios.get(id) ?? []).some(({ request, response }) => {
    const sent = evaluateExpression(from, request);
    const shown = valueAt(response.body, to);
    if (response.status >= 300 || sent === undefined) return false;
    return !(typeof shown === 'string' && 'string'.startsWith(shown)) && !isDeepStrictEqual(shown, convert(sent, as));
  });
}

/** The identifier of what a POST makes, where the request does not name it. */
function givenTo(
  contract: Contract,
  { method, path }: Operation,
  { thing, at, echo }: { thing: SchemaNode; at: readonly string[]; echo: readonly InferredEcho[] },
): string[][] {
  const segments = segmentsOf(path);
  if (method !== 'post' || segments.at(-1)?.names.length !== 0) return [];
  const repeated = new Set(echo.map(({ to }) => to.at(-1)));
  const [own] = identityTokens(contract, thing, { parameter: 'id', noun: nounOf(segments) });
  return own?.length === 1 && !repeated.has(own[0]) ? [[...at, ...own]] : [];
}

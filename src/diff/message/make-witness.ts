/** Makes messages that show a change: the smallest request that is right, with what is asked of it in it. */
import type { Contract } from '../../contract/contract.ts';
import { plainText } from '../../contract/name-text.ts';
import {
  contentOf,
  type Operation,
  type Parameter,
  parameterKey,
  type RequestValues,
} from '../../contract/operation.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { Credentials } from '../../http/client/credentials.ts';
import { buildRequest } from '../../http/client/build-request.ts';
import { variableOf, writeCurl } from '../../http/display/write-curl.ts';
import type { Witness } from '../change.ts';
import { bySize } from '../schema/find-witness.ts';
import type { WitnessSide } from '../schema/witness-side.ts';
import type { OperationSide } from './contract-pair.ts';

/** What a request has beside what it must have. */
export type Given =
  | { in: 'body'; value: unknown; mediaType?: string }
  | { in: Parameter['in']; name: string; value: unknown };

/** The smallest request that is right by the side, with what is given; undefined where none can be made. */
export function makeRequest(
  { contract, operation }: OperationSide,
  side: WitnessSide,
  given?: Given,
): Extract<Witness, { message: 'request' }> | undefined {
  const values = smallestRequest(operation, side, given);
  if (!values) return undefined;
  return { message: 'request', right: 'old', values, curl: writeLine(contract, operation, values) };
}

function smallestRequest(operation: Operation, side: WitnessSide, given?: Given): RequestValues | undefined {
  const values: Record<'path' | 'query' | 'header' | 'cookie', Record<string, unknown>> = {
    path: {},
    query: {},
    header: {},
    cookie: {},
  };
  for (const parameter of operation.parameters) {
    const { in: place, name, required, node } = parameter;
    const isGiven = given !== undefined && given.in === place && 'name' in given && given.name === name;
    if (!required && !isGiven) continue;
    const value = isGiven && given.value !== undefined ? given.value : firstRight(side, node);
    if (value === undefined) return undefined;
    values[place][parameterKey(parameter)] = value;
  }
  const request: RequestValues = Object.fromEntries(
    Object.entries(values).filter(([, members]) => Object.keys(members).length > 0),
  );
  const isBody = given?.in === 'body';
  if (!isBody && !operation.body?.required) return request;
  const content = contentOf(operation, isBody ? given.mediaType : undefined);
  const body = isBody && given.value !== undefined ? given.value : content?.node ? firstRight(side, content.node) : 'a';
  if (body === undefined) return undefined;
  return { ...request, body, ...(isBody && given.mediaType !== undefined ? { mediaType: given.mediaType } : {}) };
}

/** The smallest value that the schema takes, of those that are drawn. */
export function firstRight(side: WitnessSide, node: SchemaNode): unknown {
  const isRight = (value: unknown) => value !== '' && value !== null && side.accepts([node], value, 'expected');
  return bySize(side.draw([node])).find(isRight) ?? bySize(side.draw([node], true)).find(isRight);
}

function writeLine(contract: Contract, operation: Operation, values: RequestValues): string {
  try {
    const request = buildRequest(operation, { values, form: {} }, { contract, base: baseOf(contract), headers: {} });
    const { names, markers } = placeholdersFor(operation);
    const lets = new Credentials({ schemes: markers, headers: {} }).apply(request, operation);
    return writeCurl(lets, new Set(), { variables: names });
  } catch {
    // Bytes that the kit cannot write have no line; the values still show what is meant.
    return '';
  }
}

/** For each scheme that the operation demands, a variable of the shell by its name; none where it is open to everyone. */
function placeholdersFor({ security }: Operation): { names: Map<string, string>; markers: Record<string, string> } {
  const isOpen = security.some((demands) => demands.length === 0);
  const schemes = isOpen ? [] : [...new Set(security.flat().map(({ scheme }) => scheme))];
  const marked = schemes.map((scheme, index) => [scheme, `docpactcredential${index}x`] as const);
  return {
    names: new Map(marked.map(([scheme, marker]) => [marker, variableOf(scheme)])),
    markers: Object.fromEntries(marked),
  };
}

function baseOf({ document }: Contract): string {
  const [server] = Array.isArray(document['servers']) ? document['servers'] : [];
  const url = isSchemaObject(server) ? plainText(server['url'] ?? '') : '';
  if (URL.canParse(url) && !url.includes('{')) return url.replace(/\/$/, '');
  return `http://127.0.0.1:8080${url.startsWith('/') ? url.replace(/\/$/, '') : ''}`;
}

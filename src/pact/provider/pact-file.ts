/** Reads pact files (specifications 2 to 4), as far as a verification has to know them before Pact does. */
import { readDocument, type SourceDocument } from '../../contract/document/read-document.ts';
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { ContractError, describePlace, type Place, UsageError } from '../../errors.ts';
import type { JsonObject, ProviderState } from '../consumer/interaction.ts';
import { ANYTHING } from '../consumer/matcher.ts';

export interface PactFile {
  file: string;
  consumer: string;
  provider: string;
  /** In the order in which Pact verifies them. */
  interactions: readonly PactInteraction[];
}

export interface PactInteraction {
  description: string;
  states: readonly ProviderState[];
  method: string;
  path: string;
  /** The consumer does not demand it yet: it may fail (specification 4). */
  pending: boolean;
  /** The answer's. */
  status: number;
  body: unknown;
  /** By Pact's path into the answer's body: the rules that stand for the value there, in words. */
  rules: Readonly<Record<string, string>>;
  /** By path: the expression that a provider state gives the value for. */
  expressions: Readonly<Record<string, string>>;
  place: Place;
}

/** What tells an interaction from those of all other pacts. */
export function interactionId({ consumer }: Pick<PactFile, 'consumer'>, { description }: PactInteraction): string {
  return `${consumer}.${description}`;
}

/** Throws a ContractError with the place for text that is no JSON, a UsageError for what is no pact of HTTP. */
export function readPactFile(file: string): PactFile {
  const source = readDocument(file);
  const { value } = source;
  const interactions = isSchemaObject(value) ? value['interactions'] : undefined;
  if (!isSchemaObject(value) || !Array.isArray(interactions)) {
    if (isSchemaObject(value) && Array.isArray(value['messages']))
      throw new UsageError(`${file} is a pact of messages; docpact verifies HTTP only`, { hint: forMessages });
    throw new UsageError(`${file} is not a pact file: it has no list of interactions`, {
      hint: 'Pact writes such files when a consumer’s tests run; name one with --pact.',
    });
  }
  const read = interactions.map((each: unknown, index) => readInteraction(source, each, index));
  const described = new Set<string>();
  for (const { description, states, place } of read) {
    const key = JSON.stringify([description, states]);
    if (described.has(key)) throw new ContractError(`two interactions are described as "${description}"`, { place });
    described.add(key);
  }
  return { file, consumer: nameOf(value, 'consumer'), provider: nameOf(value, 'provider'), interactions: read };
}

const forMessages = "Pact's own verifier is for messages; keep them in a pact file of their own.";

function nameOf(pact: JsonObject, role: 'consumer' | 'provider'): string {
  const party = pact[role];
  return isSchemaObject(party) && typeof party['name'] === 'string' ? party['name'] : role;
}

function readInteraction(source: SourceDocument, raw: unknown, index: number): PactInteraction {
  const place = source.placeOf(`/interactions/${index}/description`);
  const { description, request, response, type } = isSchemaObject(raw) ? raw : {};
  if (type !== undefined && type !== 'Synchronous/HTTP') {
    throw new UsageError(
      `${describePlace(place)}: this interaction is ${plainText(type)}; docpact verifies HTTP only`,
      {
        hint: forMessages,
      },
    );
  }
  if (
    !isSchemaObject(raw) ||
    !isSchemaObject(request) ||
    !isSchemaObject(response) ||
    typeof description !== 'string'
  ) {
    throw new ContractError('an interaction needs a description, a request and a response', { place });
  }
  return {
    description,
    states: readStates(raw),
    method: plainText(request['method'] ?? 'GET').toUpperCase(),
    path: plainText(request['path'] ?? '/'),
    pending: raw['pending'] === true,
    status: Number(plainText(response['status'] ?? 200)),
    body: contentOf(response['body']),
    rules: mapPaths(response['matchingRules'], ({ matchers }) =>
      Array.isArray(matchers) ? [...new Set(matchers.map(nameRule))].join('; ') : undefined,
    ),
    expressions: mapPaths(response['generators'], ({ type: kind, expression }) =>
      kind === 'ProviderState' ? plainText(expression) : undefined,
    ),
    place,
  };
}

function readStates({ providerState, providerStates }: JsonObject): ProviderState[] {
  if (typeof providerState === 'string') return [{ name: providerState, parameters: {} }];
  const states = Array.isArray(providerStates) ? providerStates.filter(isSchemaObject) : [];
  return states.map(({ name, params }) => ({
    name: plainText(name),
    parameters: isSchemaObject(params) ? params : {},
  }));
}

/** Of specification 4, the content of the body; before that, the body itself. */
export function contentOf(body: unknown): unknown {
  return isSchemaObject(body) && 'content' in body && 'contentType' in body ? body['content'] : body;
}

/** What is said of each path into the body. */
function mapPaths(of: unknown, read: (said: JsonObject) => string | undefined): Record<string, string> {
  const entries = saidOfBody(of).map(([path, said]) => [path, isSchemaObject(said) ? read(said) : undefined]);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Specification 2 has one rule for a path, and writes it as `$.body.a`. */
function saidOfBody(of: unknown): [path: string, said: unknown][] {
  if (!isSchemaObject(of)) return [];
  if (isSchemaObject(of['body'])) return Object.entries(of['body']);
  return Object.entries(of)
    .filter(([path]) => path.startsWith('$.body'))
    .map(([path, rule]) => [path.replace('$.body', '$'), { matchers: [rule] }]);
}

/** The rule by which any value will do, in words. */
export const anything = 'anything';

function nameRule(rule: unknown): string {
  const { match, regex } = isSchemaObject(rule) ? rule : {};
  if (regex === ANYTHING) return anything;
  if (regex !== undefined) return `matches ${plainText(regex)}`;
  return match === 'type' ? 'same type' : plainText(match);
}

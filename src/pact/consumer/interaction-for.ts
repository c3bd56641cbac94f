/** Makes an interaction of a scenario: what a consumer's test has its client send, and what it relies on in the answer. */
import type { Contract, Scenario } from '../../contract/contract.ts';
import { formatPointer, parsePointer, valueAt } from '../../contract/json-pointer.ts';
import { type Content, type Operation, responseFor } from '../../contract/operation.ts';
import { UsageError } from '../../errors.ts';
import { writeBody } from '../../http/value/body.ts';
import { writeHeaders } from '../../http/value/parameter.ts';
import { charactersOf } from '../../http/value/text.ts';
import { boundEchoes, nullablePlaces, requiredPart, restoreEchoes } from './answer-part.ts';
import { applyBindings } from './bindings.ts';
import { findScenario, type FoundScenario, type ScenarioDraft } from './find-scenario.ts';
import type { Interaction, ProviderState, WrittenText } from './interaction.ts';
import { matcherFor } from './matcher-for.ts';
import { matching, found as rule, sameType, sameValue } from './matcher.ts';
import { boundPath, queryTexts } from './request-line.ts';
import { scenarioStates } from './scenario-states.ts';
import { stateName, subjectOf } from './state-name.ts';
import { escapeText } from './text-rules.ts';

export interface InteractionOptions {
  /**
   * Optional members of the answer that the consumer needs, as names or JSON Pointers: `token`, `/owner/name`. Required
   * ones, and those that repeat what was sent, are relied on anyway. Whether there is a value is the provider's to decide,
   * so each becomes a provider state: "token is null in the answer", "token is given in the answer".
   */
  relyOn?: readonly string[];
}

/**
 * The interaction of `scenario`: one of the contract's (`'created-minimal'`, or `'addThing/created-minimal'`), or a
 * consumer's own. Throws a UsageError for what the contract does not promise.
 *
 * @example
 * const created = interactionFor(contract, 'created-minimal');
 * await addInteraction(pact, created).executeTest(async ({ url }) => { … });
 */
export function interactionFor(
  contract: Contract,
  scenario: string | Scenario | ScenarioDraft,
  { relyOn = [] }: InteractionOptions = {},
): Interaction {
  const { operation, found } = findScenario(contract, scenario);
  const given = found.given.map((each) => findGiven(contract, operation, each));
  const { states, bindings } = scenarioStates({ operation, scenario: found, given });
  const { path, query, body } = found.request;
  const content = operation.body?.contents[0];
  const sent = body === undefined ? undefined : writeOther(contract, content, body);
  const members = relyOn.map((name) => (name.startsWith('/') ? parsePointer(name) : [name]));
  const answer = expectAnswer(contract, { operation, scenario: found, members });
  return {
    description: found.description,
    states: [...states, ...answer.decided.map((tokens) => answerState(found, tokens))],
    request: {
      method: operation.method.toUpperCase(),
      path: boundPath(operation, path, bindings),
      query: applyBindings(queryTexts(operation, query), bindings, sameType) as Record<string, unknown>,
      headers: { ...boundaryHeader(sent), ...writeHeaders(operation, found.request) },
      ...(body === undefined ? {} : { body: applyBindings(body, bindings, sameValue) }),
      mediaType: content?.wireType ?? 'application/json',
      ...(sent ? { written: sent } : {}),
    },
    response: {
      status: found.response.status,
      headers: { ...mediaTypeHeader(answer), ...found.response.headers },
      ...(answer.body === undefined ? {} : { body: applyBindings(answer.body, bindings, sameType) }),
      mediaType: answer.mediaType,
      ...(answer.written ? { written: answer.written } : {}),
    },
  };
}

/** The bytes of a body that is no JSON, as a client sends them. */
function writeOther(contract: Contract, content: Content | undefined, value: unknown): WrittenText | undefined {
  if (!content || content.format === 'json') return undefined;
  const { bytes, contentType } = writeBody(value, { contract, content });
  return { bytes: charactersOf(bytes), contentType };
}

/** Each client has a boundary of its own. */
function boundaryHeader(written: WrittenText | undefined): Record<string, unknown> {
  if (!written?.contentType.startsWith('multipart/')) return {};
  return { 'Content-Type': matching(written.contentType, [rule('\\Amultipart/form-data;\\s*boundary=.*\\z')]) };
}

/** A bare name is of the same operation. */
function findGiven(contract: Contract, { id }: Operation, given: string | ScenarioDraft): FoundScenario {
  const isBare = typeof given === 'string' && !given.includes('/');
  return findScenario(contract, isBare ? `${id}/${given}` : given);
}

interface Answering {
  operation: Operation;
  scenario: ScenarioDraft;
  /** What is relied on beside what the document promises. */
  members: readonly (readonly string[])[];
}

interface ExpectedAnswer {
  body?: unknown;
  mediaType: string;
  written?: WrittenText;
  /** Members of which the provider decides whether they have a value. */
  decided: readonly (readonly string[])[];
}

function expectAnswer(contract: Contract, { operation, scenario, members }: Answering): ExpectedAnswer {
  const { status, body } = scenario.response;
  const [content] = responseFor(operation, status)?.contents ?? [];
  const { node, wireType: mediaType = 'application/json' } = content ?? {};
  if (body === undefined) return { mediaType, decided: [] };
  if (!node) return { body, mediaType, decided: [] };
  if (content && content.format !== 'text' && content.format !== 'json') {
    const part = requiredPart(contract, node, { body, kept: members });
    const written = writeOther(contract, content, part);
    return { body, mediaType, decided: [], ...(written ? { written } : {}) };
  }
  const echoes = status < 300 ? boundEchoes(operation.laws.echo, scenario.request) : [];
  const echoed = echoes.map(({ to }) => to);
  const part = requiredPart(contract, node, { body, kept: [...members, ...echoed] });
  const places = [...members, ...nullablePlaces(contract, node, part)].filter((tokens) => !includes(echoed, tokens));
  return {
    body: restoreEchoes(matcherFor(contract, node, part), echoes, body),
    mediaType,
    decided: places.filter((tokens, index) => !includes(places.slice(0, index), tokens)),
  };
}

/** Names of media types have no case, and any parameters may follow (RFC 9110, 8.3.1); Pact's own comparison knows neither. */
function mediaTypeHeader({ body, mediaType }: ExpectedAnswer): Record<string, unknown> {
  if (body === undefined) return {};
  const pattern = rule(`(?i:\\A${escapeText(mediaType)}\\s*(?:;.*)?\\z)`);
  return { 'Content-Type': matching(mediaType, [pattern]) };
}

function includes(all: readonly (readonly string[])[], tokens: readonly string[]): boolean {
  return all.some((each) => formatPointer(each) === formatPointer(tokens));
}

function answerState({ description, response }: ScenarioDraft, tokens: readonly string[]): ProviderState {
  const value = valueAt(response.body, tokens);
  const subject = subjectOf(tokens);
  if (value === undefined)
    throw new UsageError(`"${description}": the answer has no ${subject} that could be relied on`, {
      hint: 'Write the member into the body of the response.',
    });
  return { name: stateName(value === null ? 'null' : 'given', subject), parameters: {} };
}

/** Hands an interaction to Pact. */
import type { Pact } from '@pact-foundation/pact';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { PactError, UsageError } from '../../errors.ts';
import { splitParts } from '../../http/value/multipart.ts';
import { decodeCharacters, writeText } from '../../http/value/text.ts';
import { anyValues, type PlacedRules } from './any-values.ts';
import type { Interaction, WrittenText } from './interaction.ts';
import { ANYTHING, found, isMatcher, type Rule, sameValue } from './matcher.ts';

/** Of each pact under way, what was said under which description. */
const described = new WeakMap<object, Map<string, string>>();

type Unready = ReturnType<Pact['addInteraction']>;
type Ready = ReturnType<ReturnType<Unready['withRequest']>['willRespondWith']>;
type MockServer = Parameters<Parameters<Ready['executeTest']>[0]>[0];

/**
 * Adds `interaction` to the pact; the test itself follows with `.executeTest(…)`, which must be awaited or returned.
 * It rejects with a PactError where Pact's mock server cannot listen on the port that it was given.
 * Throws a UsageError for a description that another interaction has: Pact would keep only the last of them.
 */
export function addInteraction(pact: Pick<Pact, 'addInteraction'>, interaction: Interaction): Ready {
  const { description, states, request, response } = interaction;
  checkDescription(pact, interaction);
  let draft: Unready = pact.addInteraction();
  for (const { name, parameters } of states) draft = draft.given(name, parameters as Parameters<Unready['given']>[1]);
  const ready = draft
    .uponReceiving(description)
    .withRequest(request.method, request.path as string, (builder) => {
      builder.query(request.query as Parameters<typeof builder.query>[0]);
      builder.headers(request.headers as Parameters<typeof builder.headers>[0]);
      addBody(bodyOf(builder, 'withRequestBody'), request);
    })
    .willRespondWith(response.status, (builder) => {
      builder.headers(response.headers as Parameters<typeof builder.headers>[0]);
      const body = bodyOf(builder, 'withResponseBody');
      addBody(body, response);
      for (const each of response.written ? anyValues(response.written) : []) body.matchingRules({ body: each });
    });
  return { executeTest: (test) => executeTest(ready, test) };
}

/** Where the port is taken, Pact runs the test all the same, with a port that none is, and then hides why it failed. */
async function executeTest<T>(ready: Ready, test: (server: MockServer) => Promise<T>): Promise<T | undefined> {
  let failure: PactError | undefined;
  try {
    return await ready.executeTest(async (server) => {
      if (server.port <= LAST_PORT) return test(server);
      failure = new PactError("Pact's mock server cannot listen: its port is taken, or is none", {
        hint: 'Leave "port" out of the options of Pact, and any free one is taken.',
      });
      throw failure;
    });
  } catch (error) {
    throw failure ?? error;
  }
}

const LAST_PORT = 65_535;

function checkDescription(pact: object, interaction: Interaction): void {
  const known = described.get(pact) ?? new Map<string, string>();
  const content = JSON.stringify(interaction);
  const other = known.get(interaction.description);
  if (other !== undefined && other !== content) {
    throw new UsageError(`two interactions are described as "${interaction.description}"`, {
      hint: 'Pact would keep only the last of them; say what sets them apart.',
    });
  }
  described.set(pact, known.set(interaction.description, content));
}

/** Of Pact's builders of requests and answers. */
interface BodyBuilder {
  jsonBody(body: unknown): unknown;
  body(mediaType: string, body: Buffer): unknown;
  textBody: AddText;
  matchingRules(rules: { body: PlacedRules }): unknown;
}

/** JSON with its matchers; any other as one text, of which only patterns can be demanded. */
function addBody(builder: BodyBuilder, part: { body?: unknown; mediaType: string; written?: WrittenText }): void {
  const { body, mediaType, written } = part;
  if (body === undefined) return;
  if (isJson(mediaTypeOf(mediaType))) return void builder.jsonBody(body);
  const text = written ? decodeCharacters(written.bytes) : writeText(plainOf(body));
  const contentType = written?.contentType ?? mediaType;
  if (text === undefined || text.includes('\0'))
    addBytes(builder, Buffer.from(written?.bytes ?? '', 'latin1'), contentType);
  else builder.textBody(text, contentType);
  if (isSchemaObject(body) && isMatcher(body)) builder.matchingRules({ body: { path: '$', rules: patternsOf(body) } });
}

type AddText = (text: string, contentType: string) => unknown;

/** Pact's builders have words for JSON, XML and bytes, whose type they look for in the bytes; the interaction beneath takes any text. */
function bodyOf(builder: Omit<BodyBuilder, 'textBody'>, method: 'withRequestBody' | 'withResponseBody'): BodyBuilder {
  const { interaction } = builder as unknown as { interaction: Record<typeof method, AddText> };
  return {
    jsonBody: (body) => builder.jsonBody(body),
    body: (mediaType, body) => builder.body(mediaType, body),
    matchingRules: (rules) => builder.matchingRules(rules),
    textBody: (text, contentType) => interaction[method](text, contentType),
  };
}

/** Of a form in parts each is compared by itself, and not by the type of the whole. */
function addBytes(builder: BodyBuilder, bytes: Buffer, contentType: string): void {
  builder.body(contentType, bytes);
  const parts = splitParts(bytes.toString('latin1'), contentType) ?? [];
  if (parts.length === 0) return;
  const rules = parts.map(({ name }) => ({ path: `$.${name}`, rules: [sameValue] }));
  for (const each of rules) builder.matchingRules({ body: each });
}

/** The example, without its matchers. */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (!isSchemaObject(value)) return value;
  if (isMatcher(value)) return plainOf(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainOf(member)]));
}

/** A text has no type of JSON; without a pattern any text will do. */
function patternsOf(matcher: { 'pact:matcher:type': unknown }): Rule[] {
  const rules = [matcher['pact:matcher:type']].flat() as Rule[];
  const patterns = rules.filter(({ regex }) => regex !== undefined);
  return patterns.length === 0 ? [found(ANYTHING)] : patterns;
}

/** Decides as Prism's negotiator does, in a few lines that run anywhere. That both decide alike is a test. */
import { isSchemaObject, type SchemaObject } from '../../contract/schema.ts';
import { chooseMediaType } from '../../http/value/media-type.ts';
import type { Engine, EngineChoice, EngineOperation, EngineOptions, EngineOutcome } from './engine.ts';

interface Content {
  mediaType: string;
  hasSchema: boolean;
  examples: { key: string; value: unknown }[];
}

interface Response {
  code: string;
  contents: Content[];
}

/** The engine for places where Prism cannot run. */
export const plainEngine: Engine = {
  readOperation(document) {
    const [item] = Object.values(document['paths'] as SchemaObject);
    const operation = Object.values(item as SchemaObject).find(isSchemaObject);
    const responses = Object.entries((operation?.['responses'] ?? {}) as SchemaObject);
    return { responses: responses.map(([code, response]) => ({ code, contents: readContents(response) })) };
  },
  negotiateAnswer: (operation, options) => negotiate(responsesOf(operation), options),
  negotiateRefusal(operation, statuses) {
    const responses = responsesOf(operation);
    const exact = statuses.map((status) => findResponse(responses, status)).find((response) => response !== undefined);
    const response = exact ?? findDefault(responses, statuses[0]);
    if (!response) return refuse('no refusal is documented');
    const example = response.contents.find(({ examples }) => examples.length > 0);
    if (example) return choose(response, example, example.examples[0]);
    const content = response.contents.find(({ hasSchema }) => hasSchema);
    return content ? choose(response, content) : { _tag: 'Right', right: { code: response.code } };
  },
};

function responsesOf({ responses }: EngineOperation): Response[] {
  return responses as unknown as Response[];
}

function readContents(response: unknown): Content[] {
  const contents = isSchemaObject(response) && isSchemaObject(response['content']) ? response['content'] : {};
  return Object.entries(contents).map(([mediaType, media]) => {
    const { schema, example, examples } = isSchemaObject(media) ? media : ({} as SchemaObject);
    const named = Object.entries(isSchemaObject(examples) ? examples : {}).map(([key, each]) => ({
      key,
      value: isSchemaObject(each) ? each['value'] : undefined,
    }));
    return {
      mediaType,
      hasSchema: schema !== undefined,
      examples: [...(example === undefined ? [] : [{ key: 'default', value: example }]), ...named],
    };
  });
}

function negotiate(responses: readonly Response[], options: EngineOptions): EngineOutcome {
  const usual = (): EngineOutcome => {
    const response = findUsual(responses);
    return response ? answerWith(response, options) : refuse('no answer is documented');
  };
  const { code } = options;
  if (!code) return usual();
  const response = findResponse(responses, String(code)) ?? findDefault(responses, String(code));
  if (!response) return refuse(`${code} is not documented`, 404);
  const outcome = answerWith(response, options);
  if (outcome._tag === 'Right') return outcome;
  const other = usual();
  return other._tag === 'Right' ? other : refuse(other.left.message);
}

function answerWith(response: Response, options: EngineOptions): EngineOutcome {
  const { contents } = response;
  const { mediaTypes = [] } = options;
  if (mediaTypes.length === 0) {
    const offered = contents.map(({ mediaType }) => mediaType);
    const best = offered.includes('*/*') ? '*/*' : chooseMediaType(['application/json', '*/*'], offered);
    const content = contents.find(({ mediaType }) => mediaType === best);
    if (!content) return { _tag: 'Right', right: { code: response.code, mediaType: 'text/plain', bodyExample: {} } };
    return pick(response, content, options);
  }
  const best = chooseMediaType(
    mediaTypes,
    contents.map(({ mediaType }) => mediaType),
  );
  const content = contents.find(({ mediaType }) => mediaType === best);
  if (content) return pick(response, content, options, content.mediaType === '*/*' ? 'text/plain' : content.mediaType);
  const empty = contents.length === 0 || response.code === '204' || mediaTypes.some((each) => each.includes('*/*'));
  return empty ? { _tag: 'Right', right: { code: response.code } } : refuse('no such media type', 406);
}

function pick(
  response: Response,
  content: Content,
  { exampleKey, dynamic }: EngineOptions,
  mediaType: string = content.mediaType,
): EngineOutcome {
  const shown = { ...content, mediaType };
  if (exampleKey) {
    const example = content.examples.find(({ key }) => key === exampleKey);
    return example ? choose(response, shown, example) : refuse(`there is no example ${exampleKey}`, 404);
  }
  if (!dynamic) return choose(response, shown, content.examples[0]);
  return content.hasSchema ? choose(response, shown) : refuse('there is no schema to make an answer of');
}

function choose({ code }: Response, { mediaType }: Content, example?: { value: unknown }): EngineOutcome {
  const right: EngineChoice = { code, mediaType, ...(example ? { bodyExample: { value: example.value } } : {}) };
  return { _tag: 'Right', right };
}

function refuse(message: string, status?: number): EngineOutcome {
  return { _tag: 'Left', left: Object.assign(new Error(message), status === undefined ? {} : { status }) };
}

/** The lowest success, else the default, else the first. */
function findUsual(responses: readonly Response[]): Response | undefined {
  const successes = responses.filter(({ code }) => /^2(?:\d\d|XX)$/.test(code));
  const [lowest] = successes.sort((a, b) => (a.code < b.code ? -1 : 1));
  const found = lowest ?? findDefault(responses, '200') ?? responses[0];
  return found && { ...found, code: found.code.replace(/XX$/, '00') };
}

function findResponse(responses: readonly Response[], status: string): Response | undefined {
  const exact = responses.find(({ code }) => code.toLowerCase() === status);
  const range = exact ?? responses.find(({ code }) => code === `${status.charAt(0)}XX`);
  return range && { ...range, code: status };
}

function findDefault(responses: readonly Response[], status = '200'): Response | undefined {
  const found = responses.find(({ code }) => code === 'default');
  return found && { ...found, code: status };
}

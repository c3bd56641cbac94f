/** Checks of a body: its content type, its JSON, its schema. */
import type { Content } from '../../contract/operation.ts';
import { quoteBody, shorten } from '../../http/display/describe-exchange.ts';
import { fitsRange, isJson, mediaTypeOf } from '../../http/value/media-type.ts';
import { answerClause } from './answer-clause.ts';
import type { Check, StepOutcome } from './outcome.ts';

/** The content type is not the documented one. */
export const contentType: Check = (outcome) => {
  const { documented, exchange } = outcome;
  const contents = documentedContents(outcome);
  if (!documented || contents.length === 0 || claimedContent(outcome)) return [];
  const header = [exchange.response?.headers['content-type'] ?? []].flat().join(', ');
  return [
    {
      clause: answerClause(outcome, documented, { at: ['body'], kind: 'media-type' }),
      message: header === '' ? 'the answer does not say what type it is' : `the answer is ${shorten(header)}`,
      expected: contents.map(({ mediaType }) => mediaType).join(' or '),
      actual: header === '' ? 'no content-type' : shorten(header),
    },
  ];
};

/** The body should be JSON and is none. */
export const notJson: Check = (outcome) => {
  const { documented, exchange, json } = outcome;
  const { response } = exchange;
  if (json || !response || !documented || !judgedContent(outcome)) return [];
  const empty = response.body.length === 0;
  return [
    {
      clause: answerClause(outcome, documented, { at: ['body'], kind: 'media-type' }),
      message: empty ? 'the answer is empty' : 'the answer is not JSON',
      expected: 'a JSON text',
      actual: empty ? 'nothing' : quoteBody(response),
    },
  ];
};

/** The body does not obey the schema of its status. */
export const bodySchema: Check = (outcome) => {
  const { contract, documented, exchange, json } = outcome;
  const { response } = exchange;
  const node = judgedContent(outcome)?.node;
  if (!json || !node || !response || !documented) return [];
  const view = { direction: 'response', demand: 'documented' } as const;
  return contract.validators.violations(node, json.value, view).map(({ at, keyword, message }) => ({
    clause: answerClause(outcome, documented, { at: ['body', ...at.map(itemAsList)], kind: keyword }),
    message: message.replace(/^the value/, 'the answer'),
    expected: `a body that obeys the schema of ${documented.status}`,
    actual: quoteBody(response),
  }));
};

/** Clauses speak of every item of a list. */
function itemAsList(token: string): string {
  return /^\d+$/.test(token) ? '[]' : token;
}

/** The content by which a body is judged, if it is JSON: the claimed one, else the first. */
export function judgedContent(outcome: StepOutcome): Content | undefined {
  const content = claimedContent(outcome) ?? documentedContents(outcome)[0];
  return content?.node && isJson(content.mediaType) ? content : undefined;
}

/** The content whose media type the answer has; spelling and parameters are the server's choice. */
function claimedContent(outcome: StepOutcome): Content | undefined {
  const [header, ...others] = [outcome.exchange.response?.headers['content-type'] ?? []].flat();
  if (header === undefined || others.length > 0) return undefined;
  const charset = charsetOf(header);
  const unicode = charset === undefined || charset === 'utf-8' || charset === 'utf8';
  return documentedContents(outcome).find(({ mediaType }) => {
    const wanted = mediaTypeOf(mediaType);
    return fitsRange(mediaTypeOf(header), wanted) && (unicode || !isJson(wanted));
  });
}

function charsetOf(header: string): string | undefined {
  const [, ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  return parameters
    .find((each) => each.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
}

/** The contents that the document has for the answer; none where a body is not to be judged. */
function documentedContents({ documented, exchange, operation }: StepOutcome): readonly Content[] {
  return !exchange.response || !documented || operation.method === 'head' ? [] : documented.contents;
}

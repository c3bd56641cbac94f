/** Checks of a body: its content type, whether it can be read, its schema. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { contentViolations, whyUnjudged } from '../../contract/content-violations.ts';
import { type BodyFormat, mediaTypeOf } from '../../contract/operation/body-format.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import type { Violation } from '../../contract/schema/violation.ts';
import { quoteBody, shorten } from '../../http/display/describe-exchange.ts';
import { formatForReading } from '../../http/value/body.ts';
import { answerClause } from './answer-clause.ts';
import type { Check, StepOutcome } from './outcome.ts';

/** The content type is not the documented one. */
export const contentType: Check = (outcome) => {
  const { documented, exchange } = outcome;
  if (!documented || !outcome.content || outcome.claimed) return [];
  const header = [exchange.response?.headers['content-type'] ?? []].flat().join(', ');
  return [
    {
      clause: answerClause(outcome, documented, { at: ['body'], kind: 'media-type' }),
      message: header === '' ? 'the answer does not say what type it is' : `the answer is ${shorten(header)}`,
      expected: documented.contents.map(({ mediaType }) => mediaType).join(' or '),
      actual: header === '' ? 'no content-type' : shorten(header),
    },
  ];
};

/** What is said of a body that is not of its format. */
const names: Readonly<Partial<Record<BodyFormat, string>>> = {
  json: 'JSON',
  xml: 'XML',
  form: 'a form',
  parts: 'a form in parts',
  'json-lines': 'JSON, line by line',
  'json-sequence': 'JSON, text by text',
};

/** The body should be JSON, or of another format, and is none. */
export const notJson: Check = (outcome) => {
  const { documented, exchange, json, content, claimed, tooDeep } = outcome;
  const { response } = exchange;
  if (json || tooDeep || !response || !documented || !content) return [];
  const name = names[formatOfAnswer(outcome)];
  if (name === undefined) return [];
  const empty = response.body.length === 0;
  // Where no schema asks for a value there may be none; what comes under a media type is of it.
  if (!content.node && !content.itemNode && (empty || claimed !== true)) return [];
  return [
    {
      clause: answerClause(outcome, documented, { at: ['body'], kind: 'media-type' }),
      message: empty ? 'the answer is empty' : `the answer is not ${name}`,
      expected: name === 'JSON' ? 'a JSON text' : name,
      actual: empty ? 'nothing' : quoteBody(response),
    },
  ];
};

/** The body does not obey the schema of its status. */
export const bodySchema: Check = (outcome) => {
  const { contract, documented, exchange, json, content } = outcome;
  const { response } = exchange;
  if (!json || !content || !response || !documented || !isBodyJudged(outcome)) return [];
  const violations = contentViolations(contract, { content, value: json.value }, documentedAnswer);
  const broken = tellingOf(violations).map(({ at, keyword, message }) => ({
    clause: answerClause(outcome, documented, { at: ['body', ...at.map(itemAsList)], kind: keyword }),
    message: message.replace(/^the value/, 'the answer'),
    expected: `a body that obeys the schema of ${documented.status}`,
    actual: quoteBody(response, at),
    at,
  }));
  return [...broken, ...problemStatus(outcome)];
};

/** Of a member that may also be null, and is not, what is wrong with it tells all: not that it is no null, and not that it is neither. */
function tellingOf(violations: readonly Violation[]): readonly Violation[] {
  const nulls = violations.filter(isNoNull).filter(({ at }) => {
    const own = violations.filter((each) => isWithin(each, at));
    const isNeither = own.some((each) => isUnion(each) && each.at.length === at.length);
    return isNeither && own.some((each) => !isUnion(each) && !isNoNull(each));
  });
  const isSaid = (each: Violation): boolean =>
    (isUnion(each) || isNoNull(each)) && nulls.some(({ at }) => each.at.length === at.length && isWithin(each, at));
  return violations.filter((each) => !isSaid(each));
}

function isWithin({ at }: Violation, top: readonly string[]): boolean {
  return top.every((token, index) => at[index] === token);
}

function isUnion({ keyword }: Violation): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

function isNoNull({ keyword, message }: Violation): boolean {
  return keyword === 'type' && / must be null\b/.test(message);
}

/** The member `status` of a problem repeats the answer's own (RFC 9457, 3.1.2). */
function problemStatus({ documented, exchange, json, ...outcome }: StepOutcome): ReturnType<Check> {
  const { response } = exchange;
  const [type] = [response?.headers['content-type'] ?? ''].flat();
  if (!response || !documented || mediaTypeOf(type ?? '') !== 'application/problem+json') return [];
  const status = isSchemaObject(json?.value) ? json.value['status'] : undefined;
  if (typeof status !== 'number' || status === response.status) return [];
  return [
    {
      clause: answerClause(outcome, documented, { at: ['body', 'status'], kind: 'type' }),
      message: `the problem says status ${status}, and the answer has ${response.status}`,
      expected: `${response.status}, as the answer itself (RFC 9457, 3.1.2)`,
      actual: quoteBody(response),
    },
  ];
}

/** Whether the answer has a body that could be held against its schema. */
export function isBodyJudged(outcome: StepOutcome): boolean {
  return outcome.json !== undefined && outcome.content !== undefined && formatOfAnswer(outcome) !== 'opaque';
}

/** Why the body was not judged although it could be read; undefined where it was. */
export function unjudgedBody(outcome: StepOutcome): string | undefined {
  const { contract, content, json, tooDeep } = outcome;
  if (tooDeep) return 'an answer that nests so deep is not judged';
  if (!json || !content || !isBodyJudged(outcome)) return undefined;
  return whyUnjudged(contract, { content, value: json.value }, documentedAnswer);
}

function formatOfAnswer({ content, exchange }: StepOutcome): BodyFormat {
  const [header] = [exchange.response?.headers['content-type'] ?? []].flat();
  return formatForReading({ content, contentType: header ?? content?.wireType ?? '' });
}

/** Clauses speak of every item of a list. */
function itemAsList(token: string): string {
  return /^\d+$/.test(token) ? '[]' : token;
}

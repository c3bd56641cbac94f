/** The body: of the documented type, JSON where that is JSON, and valid against the schema of its status. */
import type { Content } from '../../contract/operation.ts';
import { answerClause, type Finding, type Judge, type JudgedStep } from '../finding.ts';
import { quoteBody, shorten } from '../quote-body.ts';

export const judgeBody: Judge = (judged) => {
  const { documented, exchange, operation } = judged;
  const { response } = exchange;
  if (!response || !documented || operation.method === 'head') return [];
  const { contents } = documented;
  if (contents.length === 0) return [];
  const content = contentFor(judged, contents);
  const typed = content ? [] : [wrongType(judged, contents)];
  const [first] = contents;
  return [...typed, ...valueFindings(judged, content ?? first)];
};

/** The documented content whose media type the answer has; spelling and parameters are the server's choice. */
function contentFor({ exchange }: JudgedStep, contents: readonly Content[]): Content | undefined {
  const header = [exchange.response?.headers['content-type'] ?? []].flat();
  if (header.length !== 1 || header[0] === undefined) return undefined;
  const [type = '', ...parameters] = header[0].split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((each) => each.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  return contents.find(({ mediaType }) => {
    const wanted = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const unicode = !isJson(wanted) || charset === undefined || charset === 'utf-8' || charset === 'utf8';
    return (
      unicode &&
      (wanted === type || wanted === '*/*' || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1))))
    );
  });
}

function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType);
}

function wrongType(judged: JudgedStep, contents: readonly Content[]): Finding {
  const { documented, exchange } = judged;
  const header = [exchange.response?.headers['content-type'] ?? []].flat().join(', ');
  return {
    kind: 'content-type',
    clause: documented ? answerClause(judged, documented, 'body.media-type') : '',
    message: header === '' ? 'the answer does not say what type it is' : `the answer is ${shorten(header)}`,
    expected: contents.map(({ mediaType }) => mediaType).join(' or '),
    actual: header === '' ? 'no content-type' : shorten(header),
  };
}

function valueFindings(judged: JudgedStep, content: Content | undefined): Finding[] {
  const { contract, documented, exchange, json } = judged;
  const { response } = exchange;
  if (!content?.node || !documented || !response || !isJson(content.mediaType.toLowerCase())) return [];
  if (!json) {
    const empty = response.body.length === 0;
    return [
      {
        kind: 'not-json',
        clause: answerClause(judged, documented, 'body.media-type'),
        message: empty ? 'the answer is empty' : 'the answer is not JSON',
        expected: 'a JSON text',
        actual: empty ? 'nothing' : quoteBody(response),
      },
    ];
  }
  const violations = contract.validators.violations(content.node, json.value, {
    direction: 'response',
    demand: 'documented',
  });
  return violations.map(({ at, keyword, message }) => ({
    kind: 'body-schema',
    clause: answerClause(
      judged,
      documented,
      ['body', ...at.map((token) => (/^\d+$/.test(token) ? '[]' : token)), keyword].join('.'),
    ),
    message: `${message.replace(/^the value/, 'the answer')}`,
    expected: `a body that obeys the schema of ${documented.status}`,
    actual: quoteBody(response),
  }));
}

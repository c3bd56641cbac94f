/** An answer shows nothing of the inside of the server. */
import { quoteBody } from '../../http/display/describe-exchange.ts';
import { type Judge, statusClause } from '../finding.ts';

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

export const stackTrace: Judge = (judged) => {
  const { response } = judged.exchange;
  if (!response) return [];
  const text = readEscapes(response.body.subarray(0, SEARCHED).toString());
  if (!traces.some((trace) => trace.test(text))) return [];
  return [
    {
      kind: 'stack-trace',
      clause: statusClause(judged),
      message: 'the answer shows a stack trace',
      expected: 'an answer for the client',
      actual: quoteBody(response),
    },
  ];
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** A text inside JSON as it is without: its lines are lines. */
function readEscapes(text: string): string {
  return text.replaceAll(/\\([nrt"/\\])/g, (_, character: string) => escapes[character] ?? character);
}

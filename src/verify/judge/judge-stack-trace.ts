/** An answer shows nothing of the inside of the server. */
import { statusClause, type Judge } from '../finding.ts';
import { quoteBody } from '../quote-body.ts';

/** How stack traces begin, or what a line of them looks like. Each is linear. */
const traces: readonly RegExp[] = [
  /Traceback \(most recent call last\)/,
  /File "[^"\n]{1,300}\.py", line \d{1,7}/,
  /(?:^|\n|\\n)\s{0,20}at [^\n]{1,200}\((?:[^\n()]{1,200}):\d{1,7}(?::\d{1,7})?\)/,
  /(?:^|\n|\\n)\s{0,20}at (?:[\w$.<>]{1,200})\([\w$]{1,100}\.(?:java|kt|scala|cs):\d{1,7}\)/,
  /(?:^|\n|\\n)\s{0,20}at (?:file:\/\/|node:|\/)[^\s]{1,300}:\d{1,7}:\d{1,7}/,
  /goroutine \d{1,9} \[/,
  /\.(?:rb|go|rs|php):\d{1,7}:in /,
  /thread '[^'\n]{1,100}' panicked at/,
  /(?:PHP )?(?:Fatal error|Stack trace):[^\n]{0,200}(?:\n|\\n)?#0 /,
  /\bjava\.lang\.\w{1,80}(?:Exception|Error)\b/,
];

/** Longest part of a body that is searched, in characters. */
const SEARCHED = 64 * 1024;

export const judgeStackTrace: Judge = (judged) => {
  const { response } = judged.exchange;
  if (!response) return [];
  const text = response.body.subarray(0, SEARCHED).toString();
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

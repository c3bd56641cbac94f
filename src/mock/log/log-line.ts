/** One line a request: method, path, status, time, and what was wrong. */
import { styleText } from 'node:util';
import { shortenText } from '../../http/display/shorten-text.ts';
import { visibleLine } from '../../http/display/visible-text.ts';
import type { SeenExchange } from './exchange-log.ts';
import { concealed, type Concealer } from './conceal.ts';

type Told = Pick<SeenExchange, 'method' | 'url' | 'headers' | 'fault' | 'problems' | 'duration'> & {
  answer: Pick<SeenExchange['answer'], 'status' | 'reasons' | 'doubts' | 'scenario'>;
};

/** `POST /things 400 0.4 ms  size must be integer, not "1"` */
export function formatLogLine(exchange: Told, concealer: Concealer): string {
  const { method, url, answer, fault, problems, duration } = exchange;
  const { status, doubts, reasons, scenario } = answer;
  const whose = doubts.length > 0 ? 'open: ' : problems ? 'client: ' : '';
  const broken = (problems ?? []).map(({ message }) => `upstream: ${message}`);
  const colour = fault === 'reset' || status >= 500 || broken.length > 0 ? 'red' : status >= 400 ? 'yellow' : 'green';
  const code = styleText(colour, fault === 'reset' ? 'reset' : String(status), { stream: process.stderr });
  const remarks = [
    fault === undefined ? '' : `fault: ${fault}`,
    scenario === undefined ? '' : `scenario: ${scenario}`,
    reasons.length === 0 || fault === 'reset' || fault === 'unavailable' ? '' : `${whose}${reasons.join('; ')}`,
    ...broken,
  ];
  const told = remarks.filter((text) => text !== '').join('; ');
  const hide = concealer.hiderFor(exchange);
  const show = (text: string): string =>
    visibleLine(shortenText(hide ? hide(shortenText(text, 4 * LONGEST)) : concealed, LONGEST));
  const remark = told === '' ? '' : `  ${show(told)}`;
  return `${method} ${show(concealer.hideTarget(url))} ${code} ${duration.toFixed(1)} ms${remark}`;
}

/** Longest part of a line that a client determines, in characters. */
const LONGEST = 500;

/** Collects lines and writes those of one turn together: a write a request would be the dearest part of it. */
export function createLineLog(stream: NodeJS.WritableStream): (line: string) => void {
  let waiting: string[] = [];
  return (line) => {
    waiting.push(line);
    if (waiting.length > 1) return;
    setImmediate(() => {
      stream.write(`${waiting.join('\n')}\n`);
      waiting = [];
    });
  };
}

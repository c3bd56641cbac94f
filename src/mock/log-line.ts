/** One line a request: method, path, status, time, and what was wrong. */
import { styleText } from 'node:util';
import type { Answer } from './respond.ts';

export interface LoggedExchange {
  method: string;
  url: string;
  answer: Pick<Answer, 'status' | 'reasons' | 'refused'>;
  /** Milliseconds. */
  duration: number;
}

/** `POST /things 400 0.4 ms  size must be integer, not "1"` */
export function formatLogLine({ method, url, answer, duration }: LoggedExchange): string {
  const { status, refused } = answer;
  const colour = status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
  const reasons = shorten(answer.reasons.join('; '));
  const remark = reasons === '' ? '' : `  ${refused ? '' : 'open: '}${reasons}`;
  const code = styleText(colour, String(status), { stream: process.stderr });
  return `${method} ${printable(shorten(url))} ${code} ${duration.toFixed(1)} ms${printable(remark)}`;
}

/** Longest part of a line that a client determines, in characters. */
const LONGEST = 500;

function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).toWellFormed()}…`;
}

/** What a client sent may not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}

/** Collects lines and writes those of one turn together: a write a request would be the dearest part of it. */
export function createLog(stream: NodeJS.WritableStream): (line: string) => void {
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

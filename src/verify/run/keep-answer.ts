/** What is kept of an answer once it was judged: a run sees thousands, and memory holds few large ones. */
import { isWideInteger } from '../../contract/wide-integer.ts';
import { collectBehind } from '../../http/client/collect-behind.ts';
import type { Exchange } from '../../http/client/exchange.ts';
import type { StepOutcome } from '../check/outcome.ts';

/** Largest answer that is kept whole, and what is kept of a larger one, in bytes. */
const LARGEST_KEPT = 512 * 1024;
const BEGINNING = 16 * 1024;

/** Whether an answer is cut as soon as it was judged. */
export function isLargeAnswer({ response }: Exchange): boolean {
  return (response?.body.length ?? 0) > LARGEST_KEPT;
}

/** The beginning of the answer, and of its value what later requests may be made of. */
export function cutAnswer<Outcome extends StepOutcome>({ json, ...outcome }: Outcome): Omit<Outcome, 'json'> {
  const { response } = outcome.exchange;
  if (!response) return outcome;
  const body = Buffer.from(response.body.subarray(0, BEGINNING));
  return {
    ...outcome,
    ...(json ? { gist: gistOf(json.value) } : {}),
    exchange: { ...outcome.exchange, response: { ...response, body } },
  };
}

/** Frees the bytes of a large answer, of which nobody has another view, and, behind some of them, what was made of them. */
export function releaseAnswer(exchange: Exchange): void {
  const body = exchange.response?.body;
  if (!body || !isLargeAnswer(exchange)) return;
  const { length } = body;
  if (body.buffer instanceof ArrayBuffer) body.buffer.transfer(0);
  collectBehind(length);
}

/** Most parts of a value that are kept, most items of a list, and the longest text among them. */
const PARTS = 200;
const ITEMS = 20;
const LONGEST_TEXT = 1_000;

/** A part of `value` with the same places: what stands outermost and first. */
function gistOf(value: unknown): unknown {
  let left = PARTS;
  const open: Record<string, unknown>[] = [];
  const shallow = (each: unknown): unknown => {
    if (typeof each === 'string') return each.length > LONGEST_TEXT ? undefined : each;
    if (typeof each !== 'object' || each === null || isWideInteger(each)) return each;
    const copy = Array.isArray(each)
      ? each.slice(0, Math.min(left, ITEMS))
      : Object.fromEntries(firstMembers(each, left));
    left -= Object.keys(copy).length;
    open.push(copy as Record<string, unknown>);
    return copy;
  };
  const gist = shallow(value);
  for (let next = open.shift(); next !== undefined; next = open.shift())
    for (const name of Object.keys(next)) next[name] = shallow(next[name]);
  return gist;
}

function firstMembers(value: object, count: number): [string, unknown][] {
  const members: [string, unknown][] = [];
  for (const name in value) {
    if (members.length >= count) break;
    members.push([name, (value as Record<string, unknown>)[name]]);
  }
  return members;
}

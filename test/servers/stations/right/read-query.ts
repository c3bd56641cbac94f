/** The query of a request, held against what its operation takes. */
import type { Call } from './call.ts';
import { readTime, type Flaw } from './validate.ts';

export type Check = (text: string) => string | undefined;

export function integer(minimum: number, maximum: number): Check {
  return (text) => {
    const isFine = /^-?(0|[1-9][0-9]*)$/.test(text) && Number(text) >= minimum && Number(text) <= maximum;
    return isFine ? undefined : `must be an integer from ${minimum} to ${maximum}`;
  };
}

export function number(minimum: number, maximum: number): Check {
  return (text) => {
    const isNumber = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(text);
    return isNumber && Number(text) >= minimum && Number(text) <= maximum
      ? undefined
      : `must be a number from ${minimum} to ${maximum}`;
  };
}

export function oneOf(...values: readonly string[]): Check {
  return (text) => (values.includes(text) ? undefined : `must be one of ${values.join(', ')}`);
}

export function pattern(source: RegExp): Check {
  return (text) => (source.test(text) ? undefined : `must match ${source.source}`);
}

export function longest(length: number): Check {
  return (text) => ([...text].length <= length ? undefined : `must have at most ${length} characters`);
}

export const time: Check = (text) => (readTime(text) === undefined ? 'must be a date-time' : undefined);

export function findQueryFlaws(call: Call, checks: Readonly<Record<string, Check>>): Flaw[] {
  const flaws: Flaw[] = [];
  for (const name of new Set(call.query.keys())) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const values = call.query.getAll(name);
    const message = check
      ? values.length > 1 && call.policy.repeatedParameter === 'refuse'
        ? 'must come once'
        : check(values[0] ?? '')
      : call.policy.unknownParameters === 'refuse'
        ? 'is not a known parameter'
        : undefined;
    if (message !== undefined) flaws.push({ path: name, message });
  }
  return flaws;
}

export function queryNumber(call: Call, name: string, otherwise: number): number {
  const text = call.query.get(name);
  return text === null ? otherwise : Number(text);
}

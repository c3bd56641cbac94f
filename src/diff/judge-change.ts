/** Whom a change breaks: who obeyed the old contract and cannot get along under the new one, which allows less, or more. */
import { isDeepStrictEqual } from 'node:util';
import type { Clause } from '../contract/clause/clause.ts';
import { compareNumbers, isExactNumber } from '../contract/wide-integer.ts';
import type { Breaks } from './change.ts';

/** What a change does to what is allowed; both where some values are allowed no more and others are allowed now. */
type Strictness = 'tighter' | 'looser' | 'both';

const nobody: Breaks = { callers: false, providers: false };

/** What is asked of requests binds callers, and servers have to refuse the others; what is asked of answers binds servers, and callers rely on it. */
export function judgeStrictness({ subject, kind }: Pick<Clause, 'subject' | 'kind'>, change: Strictness): Breaks {
  const tighter = change !== 'looser';
  const looser = change !== 'tighter';
  if (subject === 'request' || kind === 'unique') return { callers: tighter, providers: true };
  return { callers: looser, providers: tighter };
}

/** A status that is new is one that callers do not know; one that is gone is one that servers may give no more. */
export function judgeStatus(kind: 'gone' | 'new'): Breaks {
  return kind === 'new' ? { callers: true, providers: false } : { callers: false, providers: true };
}

/** A part of a message that comes or goes as a whole. */
export function judgePart({ subject, kind }: Pick<Clause, 'subject' | 'kind'>, change: 'gone' | 'new'): Breaks {
  const demanded = kind === 'required' || kind === 'body';
  if (change === 'gone') return { callers: true, providers: false };
  if (subject === 'request') return { callers: demanded, providers: true };
  return demanded ? { callers: false, providers: true } : nobody;
}

/** How the value of a clause of `kind` changes what is allowed; undefined where it does not. */
export function compareStrictness(kind: string, old: unknown, now: unknown): Strictness | undefined {
  if (isDeepStrictEqual(old, now)) return undefined;
  if (kind === 'type') return compareSets(typesIn(old), typesIn(now));
  if (kind === 'enum') return compareSets(textsIn(old), textsIn(now));
  if (kind === 'security') return compareDemands(old as readonly Demands[], now as readonly Demands[]);
  if (kind === 'media-type') return compareSets(new Set(String(old).split(' or ')), new Set(String(now).split(' or ')));
  if (!isExactNumber(old) || !isExactNumber(now)) return 'both';
  const order = compareNumbers(now, old);
  if (/^(?:max|exclusiveMax)/.test(kind)) return order < 0 ? 'tighter' : 'looser';
  if (/^(?:min|exclusiveMin)/.test(kind)) return order > 0 ? 'tighter' : 'looser';
  return 'both';
}

/** What one alternative of the security of an operation demands, each with the scopes that it needs. */
export type Demands = readonly (readonly [credential: string, scopes: readonly string[]])[];

function compareDemands(old: readonly Demands[], now: readonly Demands[]): Strictness | undefined {
  const lost = old.some((sent) => !now.some((demands) => isMet(demands, sent)));
  const gained = now.some((sent) => !old.some((demands) => isMet(demands, sent)));
  if (lost && gained) return 'both';
  if (lost) return 'tighter';
  return gained ? 'looser' : undefined;
}

/** Whether who has what `sent` names is let in. */
function isMet(demands: Demands, sent: Demands): boolean {
  return demands.every(([credential, scopes]) =>
    sent.some(([own, owned]) => own === credential && scopes.every((scope) => owned.includes(scope))),
  );
}

/** Every integer is a number. */
function typesIn(value: unknown): Set<string> {
  const types = [value].flat().map(String);
  return new Set(types.includes('number') ? [...types, 'integer'] : types);
}

function textsIn(value: unknown): Set<string> {
  return new Set([value].flat().map((each) => JSON.stringify(each)));
}

function compareSets(old: ReadonlySet<string>, now: ReadonlySet<string>): Strictness | undefined {
  const lost = [...old].some((each) => !now.has(each));
  const gained = [...now].some((each) => !old.has(each));
  if (lost && gained) return 'both';
  if (lost) return 'tighter';
  return gained ? 'looser' : undefined;
}

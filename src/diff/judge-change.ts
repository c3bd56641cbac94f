/** Whom a change breaks: who obeyed the old contract and cannot get along under the new one. */
import type { Clause } from '../contract/clause/clause.ts';
import type { Breaks } from './change.ts';
import type { Strictness } from './strictness.ts';

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

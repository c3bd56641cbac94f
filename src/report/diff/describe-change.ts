/** A change in words. */
import type { Breaks, Change, Witness } from '../../diff/change.ts';

/** `breaks callers`, `may break callers`, `breaks callers and providers`, `breaks nobody` */
export function describeBreaks({ breaks, mayBreak }: Pick<Change, 'breaks' | 'mayBreak'>): string {
  const certain = whom(breaks);
  const doubtful = mayBreak && whom(mayBreak);
  if (certain === undefined) return doubtful === undefined ? 'breaks nobody' : `may break ${doubtful}`;
  return doubtful === undefined ? `breaks ${certain}` : `breaks ${certain}, may break ${doubtful}`;
}

function whom({ callers, providers }: Breaks): string | undefined {
  if (callers && providers) return 'callers and providers';
  return callers ? 'callers' : providers ? 'providers' : undefined;
}

/** The clause's id, as the new side has it where it has one. */
export function changedId({ old, new: now }: Change): string {
  return (now ?? old)?.id ?? '';
}

export function isBreaking({ severity }: Change): boolean {
  return severity === 'error';
}

/** What the message that shows a change is: right before, or right now. */
export function describeWitness(witness: Witness): { label: string; text: string } {
  const { message, right } = witness;
  if (message === 'request') {
    const label = right === 'old' ? 'was right' : 'is right';
    return { label, text: witness.curl === '' ? JSON.stringify(witness.values) : witness.curl };
  }
  const { status, headers, body } = witness;
  const shown = [status, ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)];
  const text = [shown.join(' '), ...(body === undefined ? [] : [JSON.stringify(body)])].join(' ');
  return { label: right === 'old' ? 'was right' : 'may come', text };
}

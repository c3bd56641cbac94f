/** A change in words. */
import type { Breaks, Change } from '../../diff/change.ts';

/** `breaks callers`, `breaks callers and providers`, `breaks nobody` */
export function describeBreaks({ callers, providers }: Breaks): string {
  if (callers && providers) return 'breaks callers and providers';
  if (callers) return 'breaks callers';
  return providers ? 'breaks providers' : 'breaks nobody';
}

/** The clause's id, as the new side has it where it has one. */
export function changedId({ old, new: now }: Change): string {
  return (now ?? old)?.id ?? '';
}

export function isBreaking({ severity }: Change): boolean {
  return severity === 'error';
}

/** What a document announces of what will be gone: that it is deprecated, and until when it stays. */
import type { SchemaObject } from '../contract/schema.ts';

/** `early` before the day of its `x-sunset`. */
export type Announcement = 'none' | 'early' | 'announced';

/** What was announced of a part that is gone. */
export function announcementOf({ deprecated, 'x-sunset': sunset }: SchemaObject): Announcement {
  if (deprecated !== true) return 'none';
  return dayOf(sunset) > Date.now() ? 'early' : 'announced';
}

/** Whether what stays deprecated may go sooner than callers were told: its day is earlier, or there is none any more. */
export function isSooner(old: SchemaObject, now: SchemaObject): boolean {
  if (old['deprecated'] !== true || now['deprecated'] !== true) return false;
  const [before, after] = [dayOf(old['x-sunset']), dayOf(now['x-sunset'])];
  return !Number.isNaN(before) && !(after >= before);
}

function dayOf(sunset: unknown): number {
  return typeof sunset === 'string' ? Date.parse(sunset) : Number.NaN;
}

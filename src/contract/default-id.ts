/** A stable name for an operation that its document left unnamed. */
import type { Method } from './operation.ts';

/** `get /a/{b}/c` -> `getAByBC` */
export function defaultId(method: Method, path: string): string {
  const words = path
    .replaceAll('{', 'by-')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

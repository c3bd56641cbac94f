/** Tells whether a code block is an operation's request line. */
import type { Fence } from './block.ts';
import { isRequestLine } from './request-line.ts';
import { sectionOf } from './section.ts';

/** By its title, or since a request line is all that it holds. */
export function isRequestFence({ title, text }: Fence): boolean {
  if (title !== '' && sectionOf(title) === 'request-line') return true;
  return text.length < 4000 && isRequestLine(text.trim());
}

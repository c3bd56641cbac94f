/** Errors as a person at a terminal reads them. */
import { DocpactError } from '../errors.ts';

/** What is wrong and what to do; the stack only when `debug` asks for it. */
export function formatError(error: unknown, { debug }: { debug: boolean }): string {
  const known = error instanceof DocpactError || isTooDeep(error);
  const message = isTooDeep(error) ? TOO_DEEP : error instanceof Error ? error.message : String(error);
  const lines = [known ? `docpact: ${message}` : `docpact: this is a bug in docpact: ${message}`];
  if (error instanceof DocpactError && error.hint !== undefined) lines.push(error.hint);
  if (!known && !debug) lines.push('Run it again with --debug and report what it prints.');
  if (debug && error instanceof Error) lines.push(error.stack ?? '', ...causeOf(error));
  return lines.join('\n');
}

const TOO_DEEP = 'the document nests its schemas, or refers from one to the next, deeper than docpact can go';

/** The stack is as deep as what is gone through. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

function causeOf({ cause }: Error): string[] {
  if (cause === undefined) return [];
  return [`caused by ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`];
}

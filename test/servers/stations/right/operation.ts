/** What one documented operation asks of a request, and what it does. */
import { problem, type Call, type Reply } from './call.ts';
import type { BodyRule } from './read-body.ts';
import type { Check } from './read-query.ts';

export interface Operation {
  id: string;
  method: string;
  /** With `{name}` for what differs. */
  path: string;
  /** Needs no key. */
  open?: true;
  /** Documents `default` in place of most refusals. */
  byDefault?: true;
  query?: Readonly<Record<string, Check>>;
  body?: BodyRule;
  /** The refusal where something that the path names does not exist. */
  find?: (call: Call) => Reply | undefined;
  act: (call: Call, value: unknown) => Reply;
}

/** 404, or 410 where it was there and the document allows to say so. */
export function missing(call: Call, path: string): Reply {
  const isGone = call.policy.removed === 410 && call.byDefault && call.state.removed.has(path);
  return problem(isGone ? 410 : 404, `there is no ${path}`);
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

export function locate(call: Call, path: string): string {
  const { location } = call.policy;
  if (location === 'absolute') return `${call.origin}${path}`;
  // What is below `/a/b` is `b/c` for it, since a reference is resolved against the folder.
  return location === 'nearest' ? path.slice(call.path.lastIndexOf('/') + 1) : path;
}

/** The optional members that may be null, as this server writes them when there is nothing in them. */
export function writeEmpty(
  call: Call,
  body: Record<string, unknown>,
  names: readonly string[],
): Record<string, unknown> {
  if (call.policy.empty === 'as-sent') return body;
  const filled = { ...Object.fromEntries(names.map((name) => [name, null])), ...body };
  if (call.policy.empty === 'null') return filled;
  return Object.fromEntries(Object.entries(filled).filter(([name, value]) => value !== null || !names.includes(name)));
}

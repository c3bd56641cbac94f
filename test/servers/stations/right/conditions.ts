/** ETags, and what If-Match and If-None-Match make of them (RFC 9110, 13.1). */
import { header, problem, type Call, type Reply } from './call.ts';
import type { Entry } from './state.ts';

/** `part` is what the answer says beside the entry itself. */
export function tagOf(call: Call, entry: Entry, part = ''): string {
  return call.policy.writeTag(`r${entry.revision}${part}`);
}

function listTags(text: string): string[] {
  return text.match(/(?:W\/)?"[^"]*"|\*/g) ?? [];
}

/** The refusal, where the request is meant for another version. */
export function refuseChanged(call: Call, tag: string): Reply | undefined {
  const wanted = header(call, 'if-match');
  if (wanted === undefined || wanted.trim() === '*') return undefined;
  // If-Match asks for the strong comparison; whoever gives out weak tags only has nothing else to compare.
  return listTags(wanted).includes(tag) ? undefined : problem(412, 'it was changed since, or is another');
}

/** 304, where the caller has this version. */
export function notModified(call: Call, tag: string): Reply | undefined {
  const had = header(call, 'if-none-match');
  if (had === undefined) return undefined;
  const same = had.trim() === '*' || listTags(had).some((each) => each.replace('W/', '') === tag.replace('W/', ''));
  return same ? { status: 304, headers: { etag: tag } } : undefined;
}

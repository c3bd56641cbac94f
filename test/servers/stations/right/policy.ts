/** What the document leaves to whoever writes the server, and how the plain right server decides it. */

export interface Policy {
  /** Members that no schema knows, where it does not forbid them. */
  unknownMembers: 'ignore' | 'refuse';
  unknownParameters: 'ignore' | 'refuse';
  order: 'existence-first' | 'validation-first';
  /** Whether a stranger without a key learns what exists. */
  key: 'first' | 'after-existence';
  /** For a station that is no number. */
  oddNumber: 404 | 422;
  /** Where `default` covers every refusal. */
  invalidByDefault: 400 | 422;
  malformedByDefault: 400 | 422;
  unknownMethod: 405 | 404 | 501;
  /** For what was there and is removed, where `default` covers it. */
  removed: 404 | 410;
  /** At most so many come where the document allows fewer than asked for. */
  pageCap: number;
  weakTags: boolean;
  location: 'relative' | 'absolute';
  /** Optional members without a value. */
  empty: 'as-sent' | 'null' | 'absent';
  firstStation: number;
  makeUuid: (uuid: string) => string;
  /** How the server writes the time. */
  writeTime: (now: Date) => string;
  /** A cursor that it did not give out. */
  oddCursor: 'any' | 'refuse';
  /** An alert on a station that does not exist. */
  noSuchStation: 422 | 404;
  /** A list of alerts on a station that does not exist. */
  alertsOfNone: 'empty' | 404;
  /** More than one value of a parameter that has one. */
  repeatedParameter: 'refuse' | 'first';
}

export const plainPolicy: Policy = {
  unknownMembers: 'ignore',
  unknownParameters: 'ignore',
  order: 'existence-first',
  key: 'first',
  oddNumber: 422,
  invalidByDefault: 422,
  malformedByDefault: 400,
  unknownMethod: 405,
  removed: 404,
  pageCap: 100,
  weakTags: false,
  location: 'relative',
  empty: 'as-sent',
  firstStation: 1,
  makeUuid: (uuid) => uuid,
  writeTime: (now) => now.toISOString(),
  oddCursor: 'any',
  noSuchStation: 422,
  alertsOfNone: 'empty',
  repeatedParameter: 'refuse',
};

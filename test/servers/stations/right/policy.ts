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
  /** An ETag of what tells one version from the others. */
  writeTag: (version: string) => string;
  /** `nearest` is relative to the path of the request, without what both have in common. */
  location: 'path' | 'absolute' | 'nearest';
  /** Optional members without a value. */
  empty: 'as-sent' | 'null' | 'absent';
  /** The number of the next station; the last one is 0 at first. */
  nextStation: (last: number) => number;
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
  /** Where the document names no order. */
  listOrder: 'oldest-first' | 'newest-first';
  /** A body without a type. */
  missingType: 'refuse' | 'read';
  byteOrderMark: 'refuse' | 'skip';
  /** JSON in more than so many arrays and objects is refused. */
  deepest: number;
  /** HEAD where only GET is documented. */
  undocumentedHead: 'answer' | 'refuse';
  /** A slash at the end of a path. */
  lastSlash: 'other-path' | 'ignore';
  /** Times of a request, as they are kept. */
  keepTime: (text: string) => string;
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
  writeTag: (version) => `"${version}"`,
  location: 'path',
  empty: 'as-sent',
  nextStation: (last) => last + 1,
  makeUuid: (uuid) => uuid,
  writeTime: (now) => now.toISOString(),
  oddCursor: 'any',
  noSuchStation: 422,
  alertsOfNone: 'empty',
  repeatedParameter: 'refuse',
  listOrder: 'oldest-first',
  missingType: 'refuse',
  byteOrderMark: 'refuse',
  deepest: Infinity,
  undocumentedHead: 'answer',
  lastSlash: 'other-path',
  keepTime: (text) => text,
};

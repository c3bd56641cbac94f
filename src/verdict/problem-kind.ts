/** The kinds of problem, most severe first, each with what it means and what to do. A kind without its prose does not compile. */

export type ProblemKind =
  | 'connection-lost'
  | 'no-answer'
  | 'bad-framing'
  | 'too-large'
  | 'server-error'
  | 'nesting-limit'
  | 'redirected'
  | 'unauthorized'
  | 'not-found'
  | 'refuses-everything'
  | 'refused-valid'
  | 'accepted-invalid'
  | 'undocumented-status'
  | 'invalid-request'
  | 'not-json'
  | 'content-type'
  | 'body-schema'
  | 'echo-broken'
  | 'duplicate-accepted'
  | 'distinct-refused'
  | 'identifier-repeated'
  | 'not-kept'
  | 'not-listed'
  | 'not-gone'
  | 'found-elsewhere'
  | 'changed-unasked'
  | 'page-broken'
  | 'condition-ignored'
  | 'leak'
  | 'unstable'
  | 'stack-trace';

/** What each kind means, for people. */
export const problemKinds: Readonly<Record<ProblemKind, string>> = {
  'connection-lost': 'The connection broke before the answer was complete.',
  'no-answer': 'No answer came within the time limit.',
  'bad-framing': 'What came is not HTTP, or its length is not what it says.',
  'too-large': 'The answer, or what it unpacks to, is larger than is read.',
  'server-error': 'The server answered 5xx: it failed instead of answering.',
  'nesting-limit': 'The server fails on JSON that is nested deeply, in place of refusing it; its parser has a limit.',
  redirected: 'The server sends the request elsewhere; redirects are not followed.',
  unauthorized: 'Every answer is 401 or 403: pass credentials with --header.',
  'not-found': 'Every answer is 404: the path, or the base URL, is wrong.',
  'refuses-everything': 'Every valid request is refused.',
  'refused-valid': 'A request that the document allows is refused.',
  'accepted-invalid': 'A request that the document forbids is accepted.',
  'undocumented-status': 'The status is none that the document names for this.',
  'invalid-request': 'The client sent what the document forbids, and was refused as it should be.',
  'not-json': 'The body is not JSON.',
  'content-type': 'The content type is not the documented one.',
  'body-schema': 'The body does not obey the schema of its status.',
  'echo-broken': 'The answer does not repeat what was sent.',
  'duplicate-accepted': 'A value that may be taken once was taken twice.',
  'distinct-refused': 'A value that is not taken was refused as if it were.',
  'identifier-repeated': 'An identifier was given twice.',
  'not-kept': 'What was created, replaced or changed is not read back.',
  'not-listed': 'A list lacks what is there, or has what was not asked for.',
  'not-gone': 'What was removed is still there.',
  'found-elsewhere': 'A thing is found below another one than its own.',
  'changed-unasked': 'A request changed what it did not name, or what it must not change.',
  'page-broken':
    'Pages overlap, leave something out, are not of the size or the order that was asked for, or count wrongly.',
  'condition-ignored': 'If-Match or If-None-Match is not heeded, or an ETag does not tell versions apart.',
  leak: 'An answer holds what another request, or an unknown member, brought.',
  unstable: 'The same request is answered now one way, now another.',
  'stack-trace': 'An answer shows the inside of the server.',
};

/** Most severe first. */
export const severityOrder: readonly ProblemKind[] = Object.keys(problemKinds) as ProblemKind[];

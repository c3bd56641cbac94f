/** The answer's bytes are right; where they begin and end is not, or they never come. */
import { writeRaw } from '../change-stages.ts';
import { created, full, type Step } from '../probe/step.ts';
import type { Change, Reason } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { forBoth } from './both-answers.ts';

const head = (lines: readonly string[], reason = 'created') =>
  [
    `HTTP/1.1 ${reason === 'created' ? '201 Created' : '400 Bad Request'}`,
    'content-type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n');
const answer = (
  lines: (length: number) => readonly string[],
  reason: Reason = 'created',
  body: (payload: Buffer) => string | Buffer = (payload) => payload,
): Change =>
  writeRaw(reason, (payload) =>
    Buffer.concat([Buffer.from(head(lines(payload.length), reason)), Buffer.from(body(payload))]),
  );
const length = (extra: number) => (size: number) => [`content-length: ${size + extra}`];
const chunk = (payload: Buffer, size = payload.length) => `${size.toString(16)}\r\n${payload.toString()}\r\n`;
const one: readonly Step[] = [created()];

const frames: Fault[] = [
  ...forBoth((reason, what, probe) => [
    `${reason}-length-too-long`,
    `${what} announces more bytes than come, then the end.`,
    answer(length(10), reason),
    probe,
  ]),
  ...forBoth((reason, what, probe) => [
    `${reason}-length-too-short`,
    `${what} announces fewer bytes than come.`,
    answer(length(-10), reason),
    probe,
  ]),
  [
    'length-in-characters',
    'The length is counted in characters, not in bytes.',
    writeRaw('created', (payload) =>
      Buffer.concat([Buffer.from(head([`content-length: ${payload.toString().length}`])), payload]),
    ),
    [created(full({ desc: '上海数据中心' }))],
  ],
  [
    'length-too-long-kept',
    'More bytes are announced than come, and the connection stays.',
    writeRaw('created', (payload) => Buffer.concat([Buffer.from(head(length(10)(payload.length))), payload]), false),
    one,
  ],
  ['length-garbage', 'The length is no number.', answer(() => ['content-length: many']), one],
  ['lengths-differ', 'Two lengths are announced.', answer((size) => [...length(0)(size), ...length(3)(size)]), one],
  [
    'length-and-chunks',
    'A length is announced for a body in chunks.',
    answer(
      (size) => [...length(0)(size), 'transfer-encoding: chunked'],
      'created',
      (payload) => `${chunk(payload)}0\r\n\r\n`,
    ),
    one,
    'rare',
  ],
  [
    'chunk-too-long',
    'A chunk is shorter than it says.',
    answer(
      () => ['transfer-encoding: chunked'],
      'created',
      (payload) => `${chunk(payload, payload.length + 7)}0\r\n\r\n`,
    ),
    one,
  ],
  [
    'last-chunk-lost',
    'The last chunk never comes, but the end does.',
    answer(
      () => ['transfer-encoding: chunked'],
      'created',
      (payload) => chunk(payload),
    ),
    one,
  ],
  [
    'chunked-uncalled',
    'The body is in chunks and called whole.',
    answer(
      () => ['connection: close'],
      'created',
      (payload) => `${chunk(payload)}0\r\n\r\n`,
    ),
    one,
  ],
  ['chunked-called', 'The body is whole and called chunked.', answer(() => ['transfer-encoding: chunked']), one],
  [
    'head-cut-short',
    'The head is cut short.',
    writeRaw('created', () => 'HTTP/1.1 201 Created\r\ncontent-type: appl'),
    one,
  ],
  [
    'body-never-comes',
    'The body is announced and never comes.',
    writeRaw('created', (payload) => head(length(0)(payload.length)), false),
    one,
  ],
  ['no-status-line', 'There is no head before the body.', writeRaw('created', (payload) => payload), one],
  [
    'invalid-header',
    'A header has a line feed in its name.',
    writeRaw('created', (payload) =>
      Buffer.concat([Buffer.from(head(['x bad\n name', ...length(0)(payload.length)])), payload]),
    ),
    one,
    'rare',
  ],
];

const silence: Fault[] = [
  ...forBoth((reason, what, probe) => [
    `${reason}-no-answer`,
    `${what} is never answered.`,
    (right) => ({
      send: (payload, reply, call) => (reply.reason === reason ? undefined : right.send(payload, reply, call)),
    }),
    probe,
  ]),
  ...forBoth((reason, what, probe) => [
    `${reason}-dropped`,
    `${what} is answered by the end of the connection.`,
    writeRaw(reason, () => ''),
    probe,
  ]),
  ...forBoth((reason, what, probe) => [
    `${reason}-reset`,
    `${what} is answered by a reset.`,
    (right) => ({
      send: (payload, reply, call) =>
        reply.reason === reason ? void call.request.socket.resetAndDestroy() : right.send(payload, reply, call),
    }),
    probe,
  ]),
  [
    'duplicate-no-answer',
    'The refusal of a taken name is never written.',
    (right) => ({
      send: (payload, reply, call) => (reply.reason === 'duplicate' ? undefined : right.send(payload, reply, call)),
    }),
    takenTwice(),
  ],
];

function takenTwice(): readonly Step[] {
  const step = created();
  return [step, { ...step, expected: 'refused', duplicate: true }];
}

export const framing: FaultyServer[] = [...defineFaults('framing', frames), ...defineFaults('silence', silence)];

/** The answer is called what it is not, or is in other bytes than UTF-8. */
import { gzipSync } from 'node:zlib';
import { changeReply, combine, writeAs } from '../change-stages.ts';
import { created, full } from '../probe/step.ts';
import type { Change, Reason } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { forBoth } from './both-answers.ts';

const headers = (reason: Reason, change: Record<string, string>) =>
  changeReply(reason, (reply) => ({ ...reply, headers: change }));
const type = (reason: Reason, value: string) => headers(reason, { 'content-type': value });
const mediaTypes = [
  'text/html',
  'text/plain',
  'text/plain; charset=utf-8',
  'application/xml',
  'application/octet-stream',
  'application/vnd.api+json',
  'text/json',
  'json',
  'application/x-www-form-urlencoded',
  '*/*',
];

const types: Fault[] = [
  ...mediaTypes.map((value, index): Fault => [
    `created-${value.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'any'}`,
    `A creation is answered as ${value}.`,
    type('created', value),
    [created()],
    index > 5 ? 'rare' : undefined,
  ]),
  ['created-none', 'A creation is answered without a content type.', headers('created', {}), [created()]],
  ['created-empty', 'A creation is answered with an empty content type.', type('created', ''), [created()], 'rare'],
  [
    'created-latin1-called',
    'A creation is answered in UTF-8 and called latin1.',
    type('created', 'application/json; charset=iso-8859-1'),
    [created(full({ desc: '上海' }))],
  ],
];

/** A text in other bytes than UTF-8, called what it is or not. */
const charsets: Fault[] = [
  [
    'latin1',
    'The answer is in latin1.',
    writeAs('created', (payload) => Buffer.from(payload.toString(), 'latin1')),
    [created(full({ desc: 'Zürich' }))],
  ],
  [
    'latin1-called',
    'The answer is in latin1 and says so.',
    combine(
      type('created', 'application/json; charset=iso-8859-1'),
      writeAs('created', (payload) => Buffer.from(payload.toString(), 'latin1')),
    ),
    [created(full({ desc: 'Zürich' }))],
  ],
  [
    'utf-16',
    'The answer is in UTF-16 and says so.',
    combine(
      type('created', 'application/json; charset=utf-16le'),
      writeAs('created', (payload) => Buffer.from(payload.toString(), 'utf16le')),
    ),
    [created()],
  ],
  [
    'cesu-8',
    'Emoji are written as two surrogates of three bytes each.',
    writeAs('created', (payload) => cesu(payload.toString())),
    [created(full({ desc: '🚀' }))],
  ],
  [
    'utf-8-twice',
    'The answer is in UTF-8 of UTF-8.',
    writeAs('created', (payload) => Buffer.from(payload.toString('latin1'))),
    [created(full({ desc: '上海' }))],
  ],
  ...forBoth((reason, what, probe) => [
    `${reason}-byte-order-mark`,
    `${what} is answered with a byte order mark.`,
    writeAs(reason, (payload) => `\uFEFF${payload.toString()}`),
    probe,
  ]),
];

function cesu(text: string): Buffer {
  const unit = (code: number) => Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
  return Buffer.concat(
    [...text].flatMap((letter) =>
      letter.length === 2 ? [0, 1].map((index) => unit(letter.charCodeAt(index))) : [Buffer.from(letter)],
    ),
  );
}

const offered = [created(full(), { headers: { 'accept-encoding': 'gzip' } })];
const coded =
  (change: (payload: Buffer) => Buffer, called: string | undefined): Change =>
  (right) => ({
    send: (payload, reply, call) => {
      if (!/gzip/.test(String(call.request.headers['accept-encoding']))) return right.send(payload, reply, call);
      return right.send(
        change(Buffer.from(payload)),
        called === undefined ? reply : { ...reply, headers: { ...reply.headers, 'content-encoding': called } },
        call,
      );
    },
  });

const coding: Fault[] = [
  [
    'gzip-broken',
    'Where gzip is offered, its last bytes are wrong.',
    coded((payload) => Buffer.concat([gzipSync(payload).subarray(0, -8), Buffer.alloc(8)]), 'gzip'),
    offered,
  ],
  [
    'gzip-truncated',
    'Where gzip is offered, it is cut short.',
    coded((payload) => gzipSync(payload).subarray(0, -20), 'gzip'),
    offered,
  ],
  [
    'gzip-called',
    'Where gzip is offered, the answer is called gzip and is not.',
    coded((payload) => payload, 'gzip'),
    offered,
  ],
  [
    'gzip-uncalled',
    'Where gzip is offered, the answer is gzip and not called so.',
    coded(gzipSync, undefined),
    offered,
  ],
  ['gzip-empty', 'Where gzip is offered, the answer is empty.', coded(() => Buffer.alloc(0), 'gzip'), offered],
  [
    'gzip-twice',
    'Where gzip is offered, it is applied twice and named once.',
    coded((payload) => gzipSync(gzipSync(payload)), 'gzip'),
    offered,
  ],
  [
    'gzip-unasked',
    'The answer is gzip even where only identity is accepted.',
    (right) => ({
      send: (payload, reply, call) =>
        right.send(gzipSync(payload), { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' } }, call),
    }),
    [created(full(), { headers: { 'accept-encoding': 'identity' } })],
    'rare',
  ],
];

export const encodings: FaultyServer[] = [
  ...defineFaults('media-type', types),
  ...defineFaults('encoding', charsets),
  ...defineFaults('coding', coding),
];

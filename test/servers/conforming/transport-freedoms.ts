/** How an answer may travel. */
import { gzipSync, brotliCompressSync } from 'node:zlib';
import { changeReply, combine, sleep, writeRaw } from '../change-stages.ts';
import type { Change, Stages } from '../right-server.ts';
import type { Freedom } from './answer-freedoms.ts';

const type = (value: string): Change =>
  changeReply('any', (reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': value } }));
const addHeaders = (headers: Record<string, string>): Change =>
  changeReply('any', (reply) => ({ ...reply, headers: { ...reply.headers, ...headers } }));

/** In pieces, whose end is marked by HTTP's own chunks. */
function pieces(size: number, pause = 0): Change {
  return () => ({
    send: (payload, { status, headers }, { response }) => {
      const bytes = Buffer.from(payload);
      response.writeHead(status, headers);
      void (async () => {
        for (let at = 0; at < bytes.length; at += size) {
          response.write(bytes.subarray(at, at + size));
          if (pause > 0) await sleep(pause);
        }
        response.end();
      })();
    },
  });
}

function coded(name: string, compress: (payload: Buffer) => Buffer): Change {
  const isAccepted = (list: string): boolean =>
    list.split(',').some((item) => item.trim() === name || item.trim().startsWith(`${name};q=1`));
  return (right) => ({
    send: (payload, reply, call) =>
      reply.headers['content-encoding'] === undefined &&
      isAccepted(String(call.request.headers['accept-encoding'] ?? ''))
        ? right.send(
            compress(Buffer.from(payload)),
            { ...reply, headers: { ...reply.headers, 'content-encoding': name, vary: 'accept-encoding' } },
            call,
          )
        : right.send(payload, reply, call),
  });
}

const before =
  (act: (...args: Parameters<Stages['send']>) => void): Change =>
  (right) => ({
    send: (...args) => {
      act(...args);
      right.send(...args);
    },
  });

const slow =
  (milliseconds: (count: number) => number): Change =>
  (right) => ({
    build: async (body, call) => {
      await sleep(milliseconds(call.number));
      return right.build(body, call);
    },
  });

const head = (status: number, lines: readonly string[], version = '1.1'): string =>
  [`HTTP/${version} ${status} ${status === 201 ? 'Created' : 'Bad Request'}`, ...lines, '', ''].join('\r\n');
const rawStatus = (payload: Buffer): number => (payload.toString().includes('"region_id"') ? 201 : 400);
const whole = (lines: readonly string[], version?: string): Change =>
  writeRaw('any', (payload) => Buffer.concat([Buffer.from(head(rawStatus(payload), lines, version)), payload]));

/** Freedoms that go together with all others. */
export const transportFreedoms: readonly Freedom[] = [
  ['charset', 'The content type names its charset.', type('application/json; charset=utf-8')],
  [
    'charset-upper-case',
    'The content type names its charset in capitals, without a blank.',
    type('application/json;charset=UTF-8'),
  ],
  ['charset-quoted', 'The content type names its charset in quotes.', type('application/json; charset="utf-8"')],
  ['type-upper-case', 'The content type is in capitals.', type('Application/JSON; Charset=UTF-8')],
  ['chunked', 'Answers are in chunks.', pieces(Infinity)],
  ['small-chunks', 'Answers are in chunks of seven bytes, which cut characters.', pieces(7)],
  ['halting-chunks', 'Answers halt between their chunks.', pieces(150, 5)],
  ['gzip', 'Answers are gzip where that is accepted.', coded('gzip', gzipSync)],
  ['brotli', 'Answers are brotli where that is accepted.', coded('br', brotliCompressSync)],
  ['slow', 'Creations take 50 to 150 milliseconds.', slow((count) => 50 + ((count * 37) % 100))],
  ['slow-sometimes', 'Every twentieth creation takes 400 milliseconds.', slow((count) => (count % 20 === 0 ? 400 : 0))],
  [
    'more-headers',
    'Answers have more headers.',
    addHeaders({
      'set-cookie': 'session=abc; HttpOnly',
      etag: '"1"',
      location: '/openapi/v2/manage/regions/1',
      'cache-control': 'no-store',
      'x-request-id': '7',
      server: 'gunicorn',
      'strict-transport-security': 'max-age=60',
      'access-control-allow-origin': '*',
      'content-language': 'zh-CN',
      'x-long': 'x'.repeat(4000),
    }),
  ],
  ['closing', 'Every connection ends after its answer.', addHeaders({ connection: 'close' })],
  [
    'closing-after-refusal',
    'A connection ends after a refusal.',
    changeReply('any', (reply) =>
      reply.status === 400 ? { ...reply, headers: { ...reply.headers, connection: 'close' } } : reply,
    ),
  ],
  [
    'closing-after-three',
    'A connection ends after three answers, and says so.',
    changeReply('any', (reply, { onConnection }) =>
      onConnection % 3 === 0 ? { ...reply, headers: { ...reply.headers, connection: 'close' } } : reply,
    ),
  ],
  [
    'continue-unasked',
    'A 100 comes before every answer, though nobody asked.',
    before((_, __, { response }) => response.writeContinue()),
  ],
  [
    'early-hints',
    'A 103 comes before every answer.',
    before((_, __, { response }) => response.writeEarlyHints({ link: '</style.css>; rel=preload' })),
  ],
  ['processing', 'A 102 comes before every answer.', before((_, __, { response }) => response.writeProcessing())],
  ['no-date', 'Answers have no date.', before((_, __, { response }) => void (response.sendDate = false))],
  [
    'short-keep-alive',
    'Idle connections end after little more than a second, as announced.',
    combine(
      addHeaders({ connection: 'keep-alive', 'keep-alive': 'timeout=1' }),
      before((_, __, { request }) => void request.socket.setTimeout(1500)),
    ),
  ],
];

/** Freedoms that write all of an answer themselves. */
export const wholeFreedoms: readonly Freedom[] = [
  ['http-1-0', 'Answers are HTTP/1.0 and end with their connection.', whole(['Content-Type: application/json'], '1.0')],
  [
    'end-of-connection',
    'Answers have no length: they end with their connection.',
    whole(['content-type: application/json', 'connection: close']),
  ],
  [
    'headers-spelt-oddly',
    'Headers are in capitals, with and without blanks.',
    writeRaw('any', (payload) =>
      Buffer.concat([
        Buffer.from(
          head(rawStatus(payload), [
            'CONTENT-TYPE:application/json',
            `cOnTeNt-LeNgTh:   ${payload.length}  `,
            'CONNECTION: close',
          ]),
        ),
        payload,
      ]),
    ),
  ],
  [
    'no-reason-phrase',
    'The status line has no reason.',
    writeRaw('any', (payload) =>
      Buffer.concat([
        Buffer.from(
          head(rawStatus(payload), [
            'content-type: application/json',
            'connection: close',
            `content-length: ${payload.length}`,
          ]).replace(/ (Created|Bad Request)/, ' '),
        ),
        payload,
      ]),
    ),
  ],
  [
    'chunk-extensions',
    'Chunks have extensions.',
    writeRaw(
      'any',
      (payload) =>
        `${head(rawStatus(payload), ['content-type: application/json', 'transfer-encoding: chunked', 'connection: close'])}${payload.length.toString(16).toUpperCase()};sum=1\r\n${payload.toString()}\r\n0;last\r\n\r\n`,
    ),
  ],
  [
    'trailers',
    'Answers have trailers.',
    () => ({
      send: (payload, { status, headers }, { response }) => {
        response.writeHead(status, { ...headers, trailer: 'server-timing' });
        response.write(payload);
        response.addTrailers({ 'server-timing': 'db;dur=1' });
        response.end();
      },
    }),
  ],
];

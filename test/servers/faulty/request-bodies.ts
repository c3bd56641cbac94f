/** A legal body in chunks, or of some size, is not read as it was sent. */
import { admitUnless } from '../change-stages.ts';
import { created, full, minimal, type Step } from '../probe/step.ts';
import type { Body } from '../region-members.ts';
import type { Call, Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

/** A body in pieces: in the middle of a character where there is one. */
function inChunks(body: Body): Step[] {
  const bytes = Buffer.from(JSON.stringify(body));
  const middle = bytes.findIndex((byte) => byte > 127);
  const at = middle === -1 ? bytes.length >> 1 : middle + 1;
  return [created(body, { wire: [bytes.subarray(0, at), bytes.subarray(at)] })];
}

const isChunked = ({ request }: Call): boolean => /chunked/.test(request.headers['transfer-encoding'] ?? '');
const big = (length: number) => [created(full({ cert_file: 'M'.repeat(length) }))];
const limited = (size: number, status: number): Change =>
  admitUnless(({ request }) => Number(request.headers['content-length'] ?? 0) > size, status);
/** A body is cut into pieces as by a reader with a small buffer. */
const pieces = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

const bodies: Fault[] = [
  ['chunked-refused', 'A body in chunks is refused with 411.', admitUnless(isChunked, 411), inChunks(minimal())],
  [
    'chunked-ignored',
    'A body in chunks counts as no body.',
    (right) => ({ read: async (call) => (isChunked(call) ? [] : right.read(call)) }),
    inChunks(minimal()),
  ],
  [
    'chunked-first-only',
    'Of a body in chunks the first is read.',
    (right) => ({ read: async (call) => (await right.read(call)).slice(0, isChunked(call) ? 1 : undefined) }),
    inChunks(minimal()),
  ],
  [
    'chunked-last-only',
    'Of a body in chunks the last is read.',
    (right) => ({ read: async (call) => (await right.read(call)).slice(isChunked(call) ? -1 : 0) }),
    inChunks(minimal()),
  ],
  [
    'chunked-length-missed',
    'A body in chunks waits for its length.',
    (right) => ({ read: async (call) => (isChunked(call) ? new Promise<never>(() => undefined) : right.read(call)) }),
    inChunks(minimal()),
  ],
  [
    'chunks-decoded-apart',
    'Every chunk is decoded on its own.',
    () => ({ decode: (chunks) => chunks.map(String).join('') }),
    inChunks(full({ desc: '上海' })),
  ],
  [
    'blocks-of-1000-decoded-apart',
    'Every 1,000 bytes are decoded on their own.',
    () => ({ decode: (chunks) => pieces(Buffer.concat(chunks), 1000).map(String).join('') }),
    [created(full({ desc: `a${'数'.repeat(199)}`, cert_file: `${'数'.repeat(1000)}` }))],
  ],
  [
    'blocks-of-8192-decoded-apart',
    'Every 8,192 bytes are decoded on their own.',
    () => ({ decode: (chunks) => pieces(Buffer.concat(chunks), 8192).map(String).join('') }),
    [created(full({ cert_file: '数'.repeat(8000), key_file: `a${'据'.repeat(8000)}` }))],
  ],
  [
    'first-segment',
    'Of a long body the first 1,460 bytes are read.',
    (right) => ({ read: async (call) => [Buffer.concat(await right.read(call)).subarray(0, 1460)] }),
    big(3000),
  ],
  [
    'first-8192',
    'Of a long body the first 8,192 bytes are read.',
    (right) => ({ read: async (call) => [Buffer.concat(await right.read(call)).subarray(0, 8192)] }),
    big(12_000),
  ],
  [
    'segments-swapped',
    'The third and the fourth KiB of a body change places.',
    (right) => ({
      read: async (call) => {
        const [a, b, c, d, ...rest] = pieces(Buffer.concat(await right.read(call)), 1024);
        return [a, b, d, c, ...rest].filter((piece) => piece !== undefined);
      },
    }),
    [created(full({ cert_file: Array.from({ length: 1200 }, (_, index) => index).join(',') }))],
  ],
  ['4-kib-refused', 'A body of more than 4 KiB is refused with 413.', limited(4096, 413), big(6000)],
  ['8-kib-refused', 'A body of more than 8 KiB is refused with 400.', limited(8192, 400), big(12_000)],
  ['16-kib-refused', 'A body of more than 16 KiB is refused with 413.', limited(16_384, 413), big(20_000)],
  ['16-kib-fails', 'A body of more than 16 KiB fails with 500.', limited(16_384, 500), big(20_000)],
  ['32-kib-refused', 'A body of more than 32 KiB is refused with 413.', limited(32_768, 413), big(40_000)],
  ['64-kib-refused', 'A body of more than 64 KiB is refused with 413.', limited(65_536, 413), big(70_000), 'rare'],
];

export const requestBodies: FaultyServer[] = defineFaults('request-body', bodies);

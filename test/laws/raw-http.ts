/** A client below HTTP: writes bytes to a socket and reads what comes back, whatever either of them is. */
import { connect, type Socket } from 'node:net';

/** An answer as it stands on the wire. */
export interface RawAnswer {
  status: number;
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** What became of the bytes; `silent` means that neither the awaited answers nor the end of the connection came. */
export interface RawOutcome {
  answers: readonly RawAnswer[];
  end: 'answered' | 'closed' | 'silent';
}

export interface RawSending {
  /** Written one after the other, with a pause between two. */
  parts: readonly (string | Buffer)[];
  /** Sends FIN after the last part; else the connection stays open. */
  halfClose?: boolean;
  /** How many final answers are awaited. */
  awaited?: number;
  /** Answers to HEAD have no body, whatever their headers announce. */
  bodiless?: boolean;
  /** Milliseconds after which the server counts as silent. */
  patience?: number;
}

/** Sends bytes to the server at `url` and waits for the answers, the end of the connection or the end of patience. */
export async function sendRaw(url: string, sending: RawSending): Promise<RawOutcome> {
  const { parts, halfClose = false, awaited = 1, bodiless = false, patience = 5000 } = sending;
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  const received: Buffer[] = [];
  const read = () =>
    readAnswers(Buffer.concat(received), { bodiless, closed: socket.readableEnded || socket.destroyed });
  const ended = new Promise<RawOutcome['end']>((resolve) => {
    const timer = setTimeout(() => resolve('silent'), patience);
    const settle = (end: RawOutcome['end']): void => {
      clearTimeout(timer);
      resolve(end);
    };
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      if (read().length >= awaited) settle('answered');
    });
    socket.on('end', () => settle(read().length >= awaited ? 'answered' : 'closed'));
    // A server may refuse to read on: what it said before counts.
    socket.on('error', () => settle(read().length >= awaited ? 'answered' : 'closed'));
    socket.on('close', () => settle(read().length >= awaited ? 'answered' : 'closed'));
  });
  await Promise.race([writeParts(socket, parts, halfClose), ended]);
  const end = await ended;
  const answers = read();
  socket.destroy();
  return { answers, end };
}

async function writeParts(socket: Socket, parts: readonly (string | Buffer)[], halfClose: boolean): Promise<void> {
  socket.setNoDelay(true);
  for (const [index, part] of parts.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    if (!socket.writable) return;
    socket.write(part);
  }
  if (halfClose) socket.end();
}

interface Reading {
  bodiless: boolean;
  closed: boolean;
}

/** The final answers in `bytes` that are complete; interim ones (1xx) are passed over. */
function readAnswers(bytes: Buffer, reading: Reading): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const split = rest.indexOf('\r\n\r\n');
    if (split < 0) break;
    const [statusLine = '', ...lines] = rest.subarray(0, split).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1] ?? 0);
    const headers = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const body = readBody(rest.subarray(split + 4), { status, headers, ...reading });
    if (!body) break;
    if (status === 0 || status >= 200) answers.push({ status, headers, body: body.text });
    rest = rest.subarray(split + 4 + body.length);
  }
  return answers;
}

interface Head extends Reading {
  status: number;
  headers: ReadonlyMap<string, string>;
}

/** Undefined while more is to come. */
function readBody(
  bytes: Buffer,
  { status, headers, bodiless, closed }: Head,
): { text: string; length: number } | undefined {
  if (bodiless || status < 200 || status === 204 || status === 304) return { text: '', length: 0 };
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(bytes);
  const announced = headers.get('content-length');
  if (announced === undefined) return closed ? { text: bytes.toString('utf8'), length: bytes.length } : undefined;
  const length = Number(announced);
  return bytes.length < length ? undefined : { text: bytes.subarray(0, length).toString('utf8'), length };
}

function readChunks(bytes: Buffer): { text: string; length: number } | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { text: Buffer.concat(chunks).toString('utf8'), length: next };
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}

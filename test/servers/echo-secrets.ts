/** A server that sends back what is secret in each request, in every coding, and what finds a secret in a text in any of them. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { whenFileEnds } from '../file-ends.ts';

type Coding = (text: string) => unknown;

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const octets = (text: string): string[] => Buffer.from(text).toString('hex').match(/../g) ?? [];
const halves = (text: string): string[] => [text.slice(0, 9), text.slice(9)];
const everyByte = (text: string, write: (unit: number) => string): string =>
  Array.from(Buffer.from(text), (byte) => write(byte)).join('');

/** How a server may write what it was sent: as a value of JSON. */
export const codings: Readonly<Record<string, Coding>> = {
  'as it is': (text) => text,
  'in JSON': (text) => JSON.stringify({ text }),
  'in a URL': encodeURIComponent,
  'in a URL that escapes all': (text) => octets(text).join('%').replace(/^/, '%'),
  'in base64': base64,
  'in base64 among others': (text) => base64(`you sent "${text}"!`),
  'in base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
  'in base64 over lines': (text) => base64(`{"you":"${text}"}`).replaceAll(/.{12}/g, '$&\n'),
  'in base64 twice': (text) => base64(base64(text)),
  'in hexadecimal': (text) => octets(text).join(''),
  'in hexadecimal with colons': (text) => octets(text).join(':'),
  'in large letters': (text) => text.toUpperCase(),
  'in small letters': (text) => text.toLowerCase(),
  'over lines': (text) => halves(text).join('\r\n\t'),
  'in items': halves,
  'in items of lists': (text) => halves(text).map((half) => [half]),
  'in members': (text) => ({ ...halves(text) }),
  'in members beside numbers': (text) => halves(text).map((part, n) => ({ n, part, last: n > 0 })),
  'letter by letter': (text) => [...text],
  'in a name': (text) => ({ [text]: true }),
  'in elements': (text) => `<p>${halves(text).join('</p><p>')}</p>`,
  'in entities': (text) => everyByte(text, (byte) => `&#${byte};`),
  'in escapes': (text) => everyByte(text, (byte) => String.raw`\u00${byte.toString(16)}`),
  'in a list of bytes': (text) => [...Buffer.from(text)],
  'as a buffer': (text) => Buffer.from(text),
  'in bytes by their numbers': (text) => ({ ...Buffer.from(text) }),
  'in a list of octets': (text) => octets(text).map((octet) => `0x${octet}`),
  'in binary': (text) => everyByte(text, (byte) => `${byte.toString(2).padStart(8, '0')} `),
};

/** A token, and what a server makes of a password in Basic; from Basic both, since it has it decoded. */
function secretsIn({ headers }: IncomingMessage): string[] {
  const given = Object.entries(headers).filter(([name]) => /auth|key|token|cookie/.test(name));
  return given.flatMap(([, value]) => {
    const [, last = ''] = /(\S+)$/.exec(String(value)) ?? [];
    const decoded = Buffer.from(last, 'base64').toString();
    return /^[ -~]+:[ -~]+$/.test(decoded) ? [last, decoded, decoded.replace(/^.*?:/, '')] : [last];
  });
}

export interface EchoOptions {
  status?: number | ((request: IncomingMessage) => number);
  /** Which of the codings it writes; all of them unless given. */
  only?: readonly string[];
  headers?: (secrets: readonly string[], request: IncomingMessage) => Readonly<Record<string, string>>;
  /** The body; JSON with every coding unless given. */
  body?: (secrets: readonly string[], request: IncomingMessage) => unknown;
}

/** Its base URL; it is closed when the test file is through. */
export async function echoSecrets({ status = 500, only, headers, body }: EchoOptions = {}): Promise<string> {
  const server: Server = createServer((request, response) => {
    request.resume();
    const secrets = secretsIn(request);
    const chosen = Object.entries(codings).filter(([name]) => only === undefined || only.includes(name));
    const [first = ''] = secrets;
    response.writeHead(typeof status === 'number' ? status : status(request), first, {
      'content-type': 'application/json',
      'x-you-sent': secrets.join(' '),
      [`x-${first.replaceAll(/[^\w-]/g, '-')}`]: 'a name',
      ...headers?.(secrets, request),
    });
    const echoed = secrets.map((secret) => chosen.map(([, write]) => write(secret)));
    response.end(JSON.stringify(body ? body(secrets, request) : { msg: secrets.join(), echoed }));
  });
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenFileEnds(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Letters of a secret that no text may have in a row: a shorter piece is what a text that was cut off may end with. */
const TELLING = 8;

const numbers = (text: string, of: RegExp, base: number): string =>
  (text.match(of) ?? []).map((digits) => String.fromCharCode(Number.parseInt(digits, base) % 0x1_00_00)).join('');

/** The text as anybody might read it who looks for a secret. */
function readings(text: string): string[] {
  const plain = text.replaceAll(/\\n|\s|[\\\u200B]/g, '');
  const unnamed = plain.replaceAll(/"\d{1,3}":/g, '');
  const bare = [
    plain,
    plain.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    plain.replaceAll(/u00([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    plain.replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCharCode(Number(digits))),
    numbers(unnamed, /(?<![\d.])\d{2,3}(?![\d.])/g, 10),
    numbers(plain, /[01]{8}/g, 2),
    ...(plain.replaceAll(/0x|[:",-]/g, '').match(/[\da-f]{16,}/gi) ?? []).flatMap((run) =>
      [run, run.slice(1)].map((digits) => Buffer.from(digits, 'hex').toString('latin1')),
    ),
  ];
  const runs = [...plain.matchAll(/[\w+/-]{11,}/g)].flatMap(([run]) => [0, 1, 2, 3].map((from) => run.slice(from)));
  const decoded = runs.map((run) => Buffer.from(run, 'base64').toString('latin1'));
  return [...bare, ...decoded, ...decoded.flatMap((once) => Buffer.from(once, 'base64').toString('latin1'))];
}

/** The pieces of the secrets that a text shows, however it writes them. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
  const read = readings(text).flatMap((reading) => {
    const letters = reading.toLowerCase();
    return [letters, letters.replaceAll(/[^a-z\d]/g, '')];
  });
  return secrets.flatMap((secret) => {
    const letters = secret.toLowerCase();
    const pieces = Array.from({ length: letters.length - TELLING + 1 }, (_, at) => letters.slice(at, at + TELLING));
    return pieces.filter((piece) => read.some((reading) => reading.includes(piece)));
  });
}

/** Reads the body of a request: its bytes within bounds, then the value that they stand for. */
import type { IncomingMessage } from 'node:http';

/** A body that cannot be judged, with the status that says why. */
export interface Refusal {
  status: 400 | 413 | 415;
  message: string;
}

/** `mediaType` is the documented one that the body was read as. */
export type Body =
  | { kind: 'absent' }
  | { kind: 'value'; value: unknown; mediaType?: string }
  | ({ kind: 'refused' } & Refusal);

/** Largest body, in bytes. */
const LARGEST_BODY: number = 1024 * 1024;

/** Deepest nesting of arrays and objects. */
const DEEPEST = 100;

/** How long a client may keep a body that it began to itself, in milliseconds. */
const PATIENCE = 700;

/** The bytes of a request's body; refused when it is too large, or stops short of its announced length. */
export function readBytes(stream: IncomingMessage): Promise<Buffer | Refusal> {
  const announced = Number(stream.headers['content-length'] ?? 0);
  if (announced > LARGEST_BODY) return Promise.resolve(tooLarge());
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (result: Buffer | Refusal): void => {
      reads.delete(read);
      stream.off('data', take);
      resolve(result);
    };
    const read: Read = { touched: performance.now(), giveUp: () => settle(cutShort(length, announced)) };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      read.touched = performance.now();
      if (length > LARGEST_BODY) {
        stream.resume();
        settle(tooLarge());
      }
    };
    stream.on('data', take);
    stream.once('end', () => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    stream.once('error', read.giveUp);
    watch(read);
  });
}

/** A body that is being read. */
interface Read {
  /** When the last of it came. */
  touched: number;
  giveUp: () => void;
}

const reads = new Set<Read>();
let timer: NodeJS.Timeout | undefined;

/** One timer for all reads: a timer for each would be a good part of what a request costs. */
function watch(read: Read): void {
  reads.add(read);
  timer ??= setInterval(() => {
    const latest = performance.now() - PATIENCE;
    for (const each of reads) if (each.touched < latest) each.giveUp();
    if (reads.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }, PATIENCE / 4).unref();
}

function tooLarge(): Refusal {
  return { status: 413, message: `the body is larger than ${LARGEST_BODY} bytes` };
}

function cutShort(length: number, announced: number): Refusal {
  const share = announced > 0 ? `${length} of ${announced} bytes` : `${length} bytes`;
  return { status: 400, message: `the body was cut short: ${share} came` };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The value of a body in a media type: JSON is parsed, other text stays text, other bytes are a character each. */
export function parseBody(bytes: Buffer, mediaType: string): Body {
  if (bytes.length === 0) return { kind: 'absent' };
  if (!isText(mediaType)) return { kind: 'value', value: bytes.toString('latin1') };
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { kind: 'refused', status: 400, message: 'the body is not valid UTF-8' };
  }
  return isJson(mediaType) ? parseJson(text) : { kind: 'value', value: text };
}

function isText(mediaType: string): boolean {
  return isJson(mediaType) || mediaType.startsWith('text/') || /[/+](xml|x-www-form-urlencoded|yaml)$/.test(mediaType);
}

export function isJson(mediaType: string): boolean {
  return /^application\/(json|[^;]+\+json)$/i.test(mediaType) || mediaType === 'text/json';
}

function parseJson(text: string): Body {
  if (text.trim() === '') return { kind: 'absent' };
  if (isTooDeep(text)) {
    return { kind: 'refused', status: 400, message: `the body nests deeper than ${DEEPEST} levels` };
  }
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'refused', status: 400, message: `the body is not valid JSON: ${reasonOf(error as SyntaxError)}` };
  }
}

/** V8 quotes the whole text in some messages: what it says of the place is enough. */
function reasonOf(error: SyntaxError): string {
  return error.message.replace(/, "?\.{0,3}[\s\S]*(?=is not valid JSON)/, ' ').replace(/ is not valid JSON$/, '');
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

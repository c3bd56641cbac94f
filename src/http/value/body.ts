/** The value that the bytes of a body stand for. */

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

/** Deepest nesting of arrays and objects. */
const DEEPEST = 100;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/** The value of a body in a media type: JSON is parsed, other text stays text, other bytes are a character each. */
export function parseBody(bytes: Uint8Array, mediaType: string): Body {
  if (bytes.length === 0) return { kind: 'absent' };
  if (!isText(mediaType)) return { kind: 'value', value: latin1.decode(bytes) };
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

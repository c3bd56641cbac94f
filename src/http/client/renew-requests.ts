/** Requests that were sent, to be sent again: with new texts in place of those that are taken by now. */
import type { SentRequest } from './exchange.ts';

/** What stands in place of each text. */
export type Replacements = ReadonlyMap<string, string>;

/** The same requests, with the same new texts in all of them: in their URLs and in their bodies. */
export function renewRequests(requests: readonly SentRequest[], replacements: Replacements): SentRequest[] {
  return requests.map(({ url, body, ...rest }) => ({
    ...rest,
    url: replaceTexts(url, replacements),
    body: body && replaceBytes(body, replacements),
  }));
}

/** Byte for byte: a body that is no UTF-8 must stay as broken as it is. */
export function replaceBytes(bytes: Buffer, replacements: Replacements): Buffer {
  const written = new Map([...replacements].map(([old, renewed]) => [latin1(old), latin1(renewed)]));
  return Buffer.from(replaceTexts(bytes.toString('latin1'), written), 'latin1');
}

/** The bytes of a text in UTF-8, a character each. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** All at once, so that a new text is not taken for an old one. */
export function replaceTexts(text: string, replacements: Replacements): string {
  let replaced = '';
  for (let index = 0; index < text.length;) {
    const old = [...replacements.keys()].find((each) => text.startsWith(each, index));
    replaced += old === undefined ? text[index] : replacements.get(old);
    index += old === undefined ? 1 : old.length;
  }
  return replaced;
}

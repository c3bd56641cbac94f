/** A request that was sent, to be sent again: what a state made fresh is made fresh anew, since it is taken by now. */
import type { Outgoing } from './exchanged.ts';
import type { MakeFresh } from './fresh-value.ts';
import type { JsonObject } from './interaction.ts';

export function renewRequest(request: Outgoing, values: JsonObject, makeFresh: MakeFresh): Outgoing {
  const texts = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (request.body === undefined || texts.length === 0) return request;
  const body = texts.reduce(
    (text, [name, value]) => text.replaceAll(quoted(value), () => quoted(makeFresh(name, value))),
    request.body.toString(),
  );
  return { ...request, headers: withoutLength(request.headers), body: Buffer.from(body) };
}

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

function withoutLength({ 'content-length': _, ...headers }: Outgoing['headers']): Outgoing['headers'] {
  return headers;
}

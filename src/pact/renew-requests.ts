/** Requests that were sent, to be sent again: what a state made fresh is made fresh anew, since it is taken by now. */
import type { Outgoing } from './exchanged.ts';
import type { MakeFresh } from './fresh-value.ts';
import type { JsonObject } from './interaction.ts';

export interface Renewal {
  /** What the states gave. */
  values: JsonObject;
  /** What the pact has in their place. */
  examples: JsonObject;
  makeFresh: MakeFresh;
}

/** The same requests, with the same new values in all of them. */
export function renewRequests(requests: readonly Outgoing[], { values, examples, makeFresh }: Renewal): Outgoing[] {
  const fresh = Object.entries(values)
    .filter(([name, value]) => typeof value === 'string' && Object.hasOwn(examples, name))
    .map(([name, value]) => [JSON.stringify(value), JSON.stringify(makeFresh(name, examples[name]))] as const);
  return requests.map(({ headers, body, ...request }) => {
    const { 'content-length': _, 'accept-encoding': __, ...shown } = headers;
    const text = fresh.reduce((all, [old, renewed]) => all.replaceAll(old, () => renewed), body?.toString() ?? '');
    return { ...request, headers: shown, body: body && Buffer.from(text) };
  });
}

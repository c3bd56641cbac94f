/** A request of the table, and what every right server answers. */

/** The body of a request: JSON, bytes or text as they are, or a form in parts. */
export type Sent = { json: unknown } | { text: string | Buffer } | { parts: readonly Part[] };

export interface Part {
  name: string;
  content: string | Buffer;
  file?: string;
  type?: string;
}

export interface Ask {
  /** Method and path; `{name}` stands for what an earlier answer gave. */
  ask: string;
  sent?: Sent;
  /** The media type; that of the body unless given, none where it is empty. */
  type?: string;
  headers?: Readonly<Record<string, string>>;
  /** The key; a known one unless given, none where it is empty. */
  key?: string;
  /** One of these, where the order of two checks is the server's own. */
  status: number | readonly number[];
  /** What the JSON of the answer has, at least. */
  has?: unknown;
  /** Members that it must not have. */
  lacks?: readonly string[];
  /** Names for what the answer gives: a member, or a header as `@name`. */
  keep?: Readonly<Record<string, string>>;
  /** Not held against the document: it says nothing of this request. */
  beyond?: true;
  /** The document leaves whether it succeeds: a server of another mind answers otherwise, and is right, too. */
  open?: true;
}

/** Requests in their order, and what they show. */
export interface Story {
  sentence: string;
  asks: readonly Ask[];
}

export const json = (value: unknown): Sent => ({ json: value });
export const text = (value: string | Buffer): Sent => ({ text: value });

/** A network, a station of it and a sensor, under names of the story's own. */
export function begin(slug: string): Ask[] {
  return [
    { ask: 'POST /networks', sent: json({ slug, name: slug, country: 'AT' }), status: 201 },
    {
      ask: `POST /networks/${slug}/stations`,
      sent: json({ name: 'Peak', location: { lat: 47.1, lon: 12.5 } }),
      status: 201,
      keep: { station: 'id' },
    },
    {
      ask: 'PUT /stations/{station}/sensors/TH-1234',
      sent: json({ kind: 'thermometer', unit: '°C' }),
      status: 201,
    },
  ];
}

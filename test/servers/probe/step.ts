/** One request of a probe and what a right server makes of it. */
import { optional, type Body } from '../region-members.ts';

/** `either`: accepted or refused, as long as the answer conforms. `one-of-many`: of those sent together, one is accepted. */
export type Expected = 'created' | 'refused' | 'either' | 'one-of-many';

export interface Step {
  expected: Expected;
  /** What is sent, as the judge understands it; undefined where it is no JSON object. */
  body?: Body;
  /** The bytes on the wire, where they are not `JSON.stringify(body)`; several are sent as chunks. */
  wire?: readonly (string | Buffer)[];
  /** Null leaves out a header that is otherwise sent. */
  headers?: Readonly<Record<string, string | null>>;
  /** Refused because the name is taken, not for its form. */
  duplicate?: true;
  /** Statuses that are right beside those of `expected`. */
  also?: readonly number[];
}

let counter = 0;

/** The required members, as a valid request has them; the name is a new one. */
export function minimal(changes: Body = {}): Body {
  counter += 1;
  return {
    region_name: `region-${counter}`,
    region_alias: `Region No. ${counter}`,
    url: `https://api-${counter}.example.com:8443`,
    wsurl: `wss://ws-${counter}.example.com:6060`,
    httpdomain: `apps-${counter}.example.com`,
    tcpdomain: `203.0.113.${counter % 256}`,
    ...changes,
  };
}

/** Every member, as a valid request has them. */
export function full(changes: Body = {}): Body {
  return { ...minimal(), ...optionalValues(), ...changes };
}

/** The required members and those optional ones that are named. */
export function withOnly(...names: readonly (typeof optional)[number][]): Body {
  const values = optionalValues();
  return minimal(Object.fromEntries(names.map((name) => [name, values[name]])));
}

function optionalValues(): Record<(typeof optional)[number], unknown> {
  const pem = (label: string) => `-----BEGIN ${label}-----\n${label.length}${counter}+/aZ=\n-----END ${label}-----\n`;
  return {
    scope: 'public',
    status: 2,
    desc: `about ${counter}`,
    ssl_ca_cert: pem('CA'),
    cert_file: pem('CERTIFICATE'),
    key_file: pem('PRIVATE KEY'),
  };
}

export function without(body: Body, ...names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

type Extras = Omit<Step, 'expected' | 'body'>;

export const created = (body: Body = minimal(), extras: Extras = {}): Step => ({
  expected: 'created',
  body,
  ...extras,
});
export const refused = (body: Body = without(minimal(), 'url'), extras: Extras = {}): Step => ({
  expected: 'refused',
  body,
  ...extras,
});
export const either = (body: Body, extras: Extras = {}): Step => ({ expected: 'either', body, ...extras });
export const duplicate = (body: Body): Step => ({ expected: 'refused', body, duplicate: true });
/** A body that is no JSON object: refused, or left open. */
export const raw = (wire: string | Buffer, expected: Expected = 'refused', extras: Extras = {}): Step => ({
  expected,
  wire: [wire],
  ...extras,
});
/** The same step, so many times; the names are new ones. */
export const times = (count: number, make: () => Step = created): Step[] => Array.from({ length: count }, make);

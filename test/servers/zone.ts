/** How much the document demands of a request: an independent reading of its schema and of its expected domain. */
import { findFlaw, submitted, type Body } from './region-members.ts';

export type Zone = 'valid' | 'open' | 'invalid';

const text = (pattern: RegExp, longest: number) => (value: unknown) =>
  pattern.test(String(value)) && [...String(value)].length <= longest;
const anything = () => true;
const name = text(/^\S(.*\S)?$/u, 64);
const uri = (scheme: string) => text(new RegExp(`^${scheme}s?://[^/][!#$%&'()*+,./0-9:;=?@A-Z_a-z~[\\]-]*$`), 256);
const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

const expected: Readonly<Record<(typeof submitted)[number], (value: unknown) => boolean>> = {
  region_name: name,
  region_alias: name,
  url: uri('http'),
  wsurl: uri('ws'),
  httpdomain: text(/^\S+$/u, 256),
  tcpdomain: text(new RegExp(`^${octet}(\\.${octet}){3}$`), 15),
  scope: (value) => value === 'private' || value === 'public',
  status: (value) => [0, 1, 2, 3].includes(Number(value)),
  desc: text(/^/, 200),
  ssl_ca_cert: anything,
  cert_file: anything,
  key_file: anything,
};

/** The zone of a body that is sent in the usual form. */
export function zoneOf(body: Body): Zone {
  if (findFlaw(body) !== undefined) return 'invalid';
  const known: readonly string[] = submitted;
  const isExpected =
    Object.keys(body).every((member) => known.includes(member)) &&
    submitted.every((member) => !(member in body) || expected[member](body[member]));
  return isExpected ? 'valid' : 'open';
}

/** Valid requests for the operation that the tests use, made of plain random values: nothing of the kit has a hand in them. */

export const path = '/openapi/v2/manage/regions';

export interface Region extends Record<string, unknown> {
  region_name: string;
  region_alias: string;
  url: string;
  wsurl: string;
  httpdomain: string;
  tcpdomain: string;
}

export const required = ['httpdomain', 'region_alias', 'region_name', 'tcpdomain', 'url', 'wsurl'] as const;
export const optional = ['cert_file', 'desc', 'key_file', 'scope', 'ssl_ca_cert', 'status'] as const;

const letters = [...'abcXYZ019-_.~!"\'\\/<>&%{}[]:;,é ß¥数据中心上海北京🌏👩‍🚀'];
const hostLetters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

let counter = 0;

/** A valid request whose name no other has; optional members are there or not, as chance will have it. */
export function randomRegion(random: () => number): Region {
  counter += 1;
  const index = (count: number) => Math.floor(random() * count);
  const pick = <Item>(items: readonly Item[]): Item => items[index(items.length)] as Item;
  const text = (longest: number) => `a${Array.from({ length: index(longest - 1) }, () => pick(letters)).join('')}z`;
  const host = () => `${Array.from({ length: 1 + index(20) }, () => pick(hostLetters)).join('')}.example`;
  const region: Region = {
    region_name: `${text(40)}${counter}`,
    region_alias: text(60),
    url: `${pick(['http', 'https'])}://${host()}:${1 + index(65_535)}/${pick(['', 'a', 'a/b?c=d'])}`,
    wsurl: `${pick(['ws', 'wss'])}://${host()}`,
    httpdomain: host(),
    tcpdomain: Array.from({ length: 4 }, () => index(256)).join('.'),
  };
  const choices: Record<(typeof optional)[number], () => unknown> = {
    cert_file: () => text(100),
    desc: () => pick(['', text(190)]),
    key_file: () => text(1000),
    scope: () => pick(['private', 'public']),
    ssl_ca_cert: () => pick(['', text(100)]),
    status: () => pick([0, 1, 2, 3]),
  };
  for (const name of optional) if (random() < 0.5) region[name] = choices[name]();
  return region;
}

/** A small valid request, with `changes`; its name is one that no other has. */
export function plainRegion(changes: Readonly<Record<string, unknown>> = {}): Region {
  counter += 1;
  return {
    region_name: `plain-${counter}`,
    region_alias: '测试机房',
    url: 'https://api.test.example:8443',
    wsurl: 'wss://ws.test.example:6060',
    httpdomain: 'apps.test.example',
    tcpdomain: '192.0.2.1',
    ...changes,
  };
}

/** Formats of texts and numbers: what each standard takes, and what it does not. */
import { describe, expect, it } from 'vitest';
import { loadFaker } from '../../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../../src/fixture/compile-generator.ts';
import { oneOperation, takes } from './wire-kit.ts';

const cases: Readonly<Record<string, { right: unknown[]; wrong: unknown[] }>> = {
  'media-range': {
    right: ['text/*', '*/*', 'application/json', 'text/html; q=0.5', 'a/b;c="d e"'],
    wrong: ['text', '*/json', 'a b/c', '/x', 'text/', 'a/b;', 'a/b;c'],
  },
  'sf-binary': { right: [':YWJj:', '::'], wrong: ['YWJj', ':a b:', ':'] },
  'sf-boolean': { right: ['?0', '?1'], wrong: ['true', '?2', '1', '?10'] },
  'sf-decimal': { right: [1.5, -0.25, 999_999_999_999.999], wrong: [1e12, -1e12] },
  'sf-integer': { right: [0, -42, 999_999_999_999_999], wrong: [1e15, 1.5] },
  'sf-string': { right: ['"abc"', String.raw`"a\"b"`, '""'], wrong: ['abc', '"a', '"é"', String.raw`"a\b"`, '"a"b"'] },
  'sf-token': { right: ['abc', '*a/b:c', 'A1'], wrong: ['1a', '"a"', '', 'a b'] },
  date: { right: ['2024-02-29', '0001-01-01'], wrong: ['2023-02-29', '2024-13-01', '2024-1-1', '20240101'] },
  'date-time': {
    right: ['2024-01-01T00:00:00Z', '2024-01-01t00:00:00.123z', '2024-01-01T00:00:00+08:00', '1998-12-31T23:59:60Z'],
    wrong: [
      '2024-01-01T00:00:00+0800',
      '2024-01-01T00:00:00+08',
      '2024-01-01T00:00:00-2223',
      '2024-01-01T00:00:00',
      '2024-01-01T24:00:00Z',
      '1998-12-31T22:59:60Z',
      '2024-01-01',
    ],
  },
  time: {
    right: ['00:00:00Z', '23:59:60Z', '12:00:00.5-08:00'],
    wrong: ['12:00:00', '12:00:00+0800', '12:00:00-2223'],
  },
  duration: {
    right: ['P1Y2M3DT4H5M6S', 'P1W', 'PT1H', 'P1D', 'PT36H', 'P4DT12H30M5S'],
    wrong: ['P1Y2D', 'PT1H2S', 'P', 'PT', 'P1', '1D', 'P1W2D', 'P1YT'],
  },
  email: {
    right: [
      'a@example.com',
      '"joe bloggs"@example.com',
      'joe@[127.0.0.1]',
      'joe@[IPv6:::1]',
      'root@localhost',
      "o'h@a.b",
    ],
    wrong: ['a', '@a', 'a@', '.a@b.c', 'a..b@c.d', 'a@-b.c', 'a@b..c', 'a b@c.d', 'joe@[300.0.0.1]', 'ü@a.b'],
  },
  'idn-email': { right: ['실례@실례.테스트', 'a@b.c', 'ü@ü.de'], wrong: ['a', '@ü', 'ü ü@a.b'] },
  hostname: {
    right: ['example.com', 'a', '1a.b-c', 'xn--bcher-kva.example', `${'a'.repeat(63)}.b`],
    wrong: ['example.', '-a.b', 'a-.b', 'a..b', '', 'a_b', `${'a'.repeat(64)}.b`, 'bücher.example'],
  },
  'idn-hostname': { right: ['bücher.example', '실례.테스트', 'a.b'], wrong: ['-a', 'a b', '〮a', 'a..b', 'ab--c', ''] },
  ipv4: { right: ['127.0.0.1', '255.255.255.255'], wrong: ['256.0.0.1', '1.2.3', '01.2.3.4', '1.2.3.4.', '1.2.3.4.5'] },
  ipv6: {
    right: ['::', '::1', 'a:b:c:d:e:f:1:2', '::ffff:1.2.3.4', '1::', '2001:db8::8a2e:370:7334'],
    wrong: ['1:2:3:4:5:6:7', ':::', '1::2::3', '12345::', '::1.2.3', 'fe80::1%eth0', '1:2:3:4:5:6:7:8:9', ':1'],
  },
  uri: {
    right: ['http://ex.com:80/a?b=c#d', 'urn:a:b', 'mailto:a@b.c', 'http://[::1]/', 'file:///a', 'http://a/%20', 'a:'],
    wrong: [
      'http://ex.com:port/',
      '/a',
      'http://a b',
      'http://a/"',
      'http://[::z]/',
      'a',
      'http://ü.de',
      '//a',
      '1a:b',
    ],
  },
  'uri-reference': {
    right: ['/a/b', 'a', '?b', '#c', '', '//a/b', '../a'],
    wrong: ['/x"y', 'a b', '/<', '%zz', '\\a', 'ü'],
  },
  iri: { right: ['http://ü.de/ä?ö#ß', 'http://a/'], wrong: ['/ä', 'http://a b/', 'http://ex.com:port/', '<a:b>'] },
  'iri-reference': { right: ['/ä', 'ä', '#ö'], wrong: ['/x"y', 'a b', '\\ä'] },
  'uri-template': { right: ['/a/{b}', '{?a,b*}', '{+x:3}'], wrong: ['/a/{b', '{}', '/a b', '{a b}'] },
  uuid: {
    right: ['123e4567-e89b-12d3-a456-426614174000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    wrong: [
      'urn:uuid:123e4567-e89b-12d3-a456-426614174000',
      '123e4567e89b12d3a456426614174000',
      'g23e4567-e89b-12d3-a456-426614174000',
    ],
  },
  'json-pointer': { right: ['', '/a/b', '/~0~1'], wrong: ['a', '/~2', '#/a'] },
  'relative-json-pointer': { right: ['0', '1/a', '2#', '0+1/a'], wrong: ['/a', '-1', '01', '+1'] },
  regex: { right: ['^a$', String.raw`\p{L}`], wrong: ['(', String.raw`\Z`, '[a'] },
  byte: { right: ['', 'YQ==', 'YWJj'], wrong: ['YQ', 'Y===', 'a-b_', 'YQ==\n'] },
  base64url: { right: ['YQ', 'a-b_', 'YQ=='], wrong: ['a+b/', 'Y'] },
  'http-date': { right: ['Sun, 06 Nov 1994 08:49:37 GMT'], wrong: ['Mon, 06 Nov 1994 08:49:37 GMT', '1994-11-06'] },
  char: { right: ['a', '字', '\u{20bb7}'], wrong: ['', 'ab'] },
  int8: { right: [-128, 127], wrong: [128, 1.5] },
  int16: { right: [-32_768, 32_767], wrong: [32_768] },
  int32: { right: [2_147_483_647, -2_147_483_648], wrong: [2_147_483_648, -2_147_483_649, 0.5] },
  int64: { right: [2 ** 53, -(2 ** 63)], wrong: [2 ** 63, 1e19, 0.5] },
  uint8: { right: [0, 255], wrong: [-1, 256] },
  uint32: { right: [0, 4_294_967_295], wrong: [-1, 4_294_967_296] },
  float: { right: [3.4e38, 0.1], wrong: [3.5e38, -3.5e38] },
  double: { right: [1.7e308, 0.1], wrong: [] },
};

const faker = await loadFaker('en');

describe.each(Object.entries(cases))('the format %s', (format, { right, wrong }) => {
  const type = typeof right[0];
  const contract = oneOperation(takes('application/json', { schema: { type, format } }));
  const node = contract.operations[0]?.body?.contents[0]?.node;
  if (!node) throw new Error('there is no schema');
  const accepts = (value: unknown) =>
    contract.validators.accepts(node, value, { direction: 'request', demand: 'documented' });

  it('takes what its standard takes', () => {
    expect(right.filter((value) => !accepts(value))).toEqual([]);
    expect(wrong.filter(accepts)).toEqual([]);
  });

  it('is drawn as its standard has it', () => {
    const generator = compileGenerator(contract, node, { faker, locale: 'en', direction: 'request' });
    const drawn = Array.from({ length: 40 }, (_, index) => generator.generate({ seed: 3, index }));
    expect(drawn.filter((value) => !accepts(value))).toEqual([]);
    expect(new Set(drawn).size).toBeGreaterThan(1);
  });
});

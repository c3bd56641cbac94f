/** Content types in any legal spelling are right; others, and bodies that are none, are told. */
import { describe, expect, it } from 'vitest';
import { checks } from '../../../src/verify/check/check-exchange.ts';
import { answered, region } from './answered.ts';

const kindsFor = (answer: Parameters<typeof answered>[0]): string[] =>
  (['content-type', 'not-json', 'body-schema'] as const).flatMap((kind) =>
    checks[kind](answered({ body: JSON.stringify(region), ...answer })).map(({ clause }) => `${kind} ${clause}`),
  );
const typed = (type: string) => kindsFor({ headers: { 'content-type': type } });

describe('a content type', () => {
  it.each([
    'application/json',
    'application/json;charset=utf-8',
    'application/json; charset=utf-8',
    'application/json ; charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json;charset=utf8',
    'Application/JSON',
    'APPLICATION/JSON; CHARSET=UTF-8',
    'application/json; profile="https://example.com/a;b"',
    'application/json;',
    'application/json; version=2; charset=utf-8',
    ' application/json',
  ])('may be written %j', (type) => {
    expect(typed(type)).toEqual([]);
  });

  it.each([
    'text/html',
    'text/plain; charset=utf-8',
    'application/problem+json',
    'application/jsonp',
    'application/json; charset=iso-8859-1',
    'application/json, application/json',
    'json',
    '',
  ])('may not be %j', (type) => {
    expect(typed(type)).toContain('content-type addRegion.response.201.body.media-type');
  });

  it('may not come twice', () => {
    expect(kindsFor({ headers: { 'content-type': ['application/json', 'text/html'] } })).toContain(
      'content-type addRegion.response.201.body.media-type',
    );
  });
});

describe('a body', () => {
  it.each([
    ['empty', ''],
    ['HTML', '<p>no</p>'],
    ['cut off', '{"region_id": "1'],
    ['of two values', '{}{}'],
    ['that begins with a byte order mark', `\uFEFF${JSON.stringify(region)}`],
    ['with a NaN', JSON.stringify(region).replace('"1"', 'NaN')],
    ['nested a million deep', '['.repeat(1_000_000)],
  ])('is not JSON where it is %s', (_, body) => {
    expect(kindsFor({ body })).toEqual(['not-json addRegion.response.201.body.media-type']);
  });

  it('is not JSON where it is no UTF-8', () => {
    expect(kindsFor({ body: Buffer.from(JSON.stringify({ ...region, desc: 'ü' }), 'latin1') })).toEqual([
      'not-json addRegion.response.201.body.media-type',
    ]);
  });

  it.each([
    ['more members', { ...region, extra: { a: [1] } }],
    ['nulls where they may be', { ...region, token: null, ssl_ca_cert: null }],
  ])('may have %s', (_, body) => {
    expect(kindsFor({ body: JSON.stringify(body) })).toEqual([]);
  });

  it('is held against the schema of its own status', () => {
    expect(kindsFor({ status: 400, body: '{"msg":"no"}', expect: 'refusal' })).toEqual([]);
    expect(kindsFor({ status: 400, body: JSON.stringify(region), expect: 'refusal' })).toEqual([
      'body-schema addRegion.response.400.body.msg.required',
    ]);
  });

  it('names the clause of the member that is wrong', () => {
    expect(kindsFor({ body: JSON.stringify({ ...region, status: 0 }) })).toEqual([
      'body-schema addRegion.response.201.body.status.type',
    ]);
  });
});

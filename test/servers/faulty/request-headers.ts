/** The same request with other legal headers is not understood. */
import { admitUnless, changeReply } from '../change-stages.ts';
import { created, either, full, minimal, type Step } from '../probe/step.ts';
import type { Call } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const header = ({ request }: Call, name: string): string => String(request.headers[name] ?? '');
const withHeaders = (headers: NonNullable<Step['headers']>) => [created(full(), { headers })];

const headers: Fault[] = [
  [
    'charset',
    'A content type with a charset is refused.',
    admitUnless((call) => /charset/.test(header(call, 'content-type')), 415),
    withHeaders({ 'content-type': 'application/json; charset=utf-8' }),
  ],
  [
    'charset-as-400',
    'A content type with a charset is refused with 400.',
    admitUnless((call) => /charset/.test(header(call, 'content-type')), 400),
    withHeaders({ 'content-type': 'application/json; charset=utf-8' }),
  ],
  [
    'charset-upper-case',
    'A charset in capitals is refused.',
    admitUnless((call) => /UTF-8/.test(header(call, 'content-type')), 415),
    withHeaders({ 'content-type': 'application/json;charset=UTF-8' }),
  ],
  [
    'no-charset',
    'A content type without a charset is refused.',
    admitUnless((call) => !/charset/.test(header(call, 'content-type')), 415),
    withHeaders({}),
  ],
  [
    'no-charset-mojibake',
    'A body whose charset is not named is read as latin1.',
    (right) => {
      let charset = false;
      return {
        admit: (call) => {
          charset = /charset/.test(header(call, 'content-type'));
          return right.admit(call);
        },
        decode: (chunks) => (charset ? right.decode(chunks) : Buffer.concat(chunks).toString('latin1')),
      };
    },
    [created(full({ desc: '上海' }))],
  ],
  [
    'content-type-upper-case',
    'A content type in capitals is refused.',
    admitUnless((call) => /JSON/.test(header(call, 'content-type')), 415),
    withHeaders({ 'content-type': 'Application/JSON' }),
    'rare',
  ],
  [
    'accept-any',
    'Accept: */* is refused.',
    admitUnless((call) => header(call, 'accept') === '*/*', 406),
    withHeaders({ accept: '*/*' }),
  ],
  [
    'accept-absent',
    'A request without Accept is refused.',
    admitUnless((call) => header(call, 'accept') === '', 406),
    withHeaders({ accept: null }),
  ],
  [
    'accept-absent-fails',
    'A request without Accept fails with 500.',
    admitUnless((call) => header(call, 'accept') === '', 500),
    withHeaders({ accept: null }),
  ],
  [
    'accept-absent-html',
    'A request without Accept is answered as HTML.',
    changeReply('any', (reply, call) =>
      header(call, 'accept') === '' ? { ...reply, headers: { 'content-type': 'text/html' } } : reply,
    ),
    withHeaders({ accept: null }),
  ],
  [
    'accept-any-html',
    'Accept: */* is answered as HTML.',
    changeReply('any', (reply, call) =>
      header(call, 'accept') === '*/*' ? { ...reply, headers: { 'content-type': 'text/html' } } : reply,
    ),
    withHeaders({ accept: '*/*' }),
  ],
  [
    'accept-json',
    'Accept: application/json is refused.',
    admitUnless((call) => header(call, 'accept') === 'application/json', 406),
    withHeaders({}),
  ],
  [
    'accept-list',
    'A list of media types in Accept is refused.',
    admitUnless((call) => /,/.test(header(call, 'accept')), 406),
    withHeaders({ accept: 'application/json, text/plain, */*' }),
    'rare',
  ],
  [
    'gzip-offered',
    'A request that offers gzip is refused.',
    admitUnless((call) => /gzip/.test(header(call, 'accept-encoding')), 406),
    withHeaders({ 'accept-encoding': 'gzip' }),
  ],
  [
    'gzip-not-offered',
    'A request that does not offer gzip is refused.',
    admitUnless((call) => !/gzip/.test(header(call, 'accept-encoding')), 406),
    withHeaders({}),
  ],
  [
    'other-type-fails',
    'Another content type fails with 500.',
    admitUnless((call) => !/json/i.test(header(call, 'content-type')), 500),
    [either(minimal(), { headers: { 'content-type': 'text/plain' }, also: [415] })],
  ],
  [
    'no-type-fails',
    'A request without a content type fails with 500.',
    admitUnless((call) => header(call, 'content-type') === '', 500),
    [either(minimal(), { headers: { 'content-type': null }, also: [415] })],
  ],
  [
    'no-type-unanswered',
    'A request without a content type is never answered.',
    (right) => ({
      admit: (call) => (header(call, 'content-type') === '' ? new Promise<never>(() => undefined) : right.admit(call)),
    }),
    [either(minimal(), { headers: { 'content-type': null }, also: [415] })],
  ],
  [
    'accept-html-fails',
    'Accept: text/html fails with 500.',
    admitUnless((call) => header(call, 'accept') === 'text/html', 500),
    [created(full(), { headers: { accept: 'text/html' }, also: [406] })],
    'rare',
  ],
  [
    'user-agent-absent',
    'A request without User-Agent is refused.',
    admitUnless((call) => header(call, 'user-agent') === '', 403),
    withHeaders({}),
    'rare',
  ],
];

export const requestHeaders: FaultyServer[] = defineFaults('request-header', headers);

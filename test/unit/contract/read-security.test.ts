import { expect, test } from 'vitest';
import type { SecurityDemand } from '../../../src/contract/operation.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

const securitySchemes = {
  head: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'Key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'Session' },
  basic: { type: 'http', scheme: 'Basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  digest: { type: 'http', scheme: 'Digest' },
  oauth: { type: 'oauth2', flows: {} },
  openid: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com' },
  certificate: { type: 'mutualTLS' },
};

function securityOf(own: object, global: object = {}): readonly (readonly SecurityDemand[])[] {
  const document = { ...documentWith(true, true, own), ...global, components: { securitySchemes } };
  const [operation] = loadContract(writeContract({ 'openapi.yaml': document })).operations;
  return operation?.security ?? [];
}

test('every scheme of OpenAPI has its place in a request', () => {
  const security = Object.keys(securitySchemes).map((name) => ({ [name]: [] }));
  const read = securityOf({ security }).map(([demand]) => [demand?.scheme, demand?.kind, demand?.at, demand?.word]);
  const authorization = { in: 'header', name: 'authorization' };
  expect(read).toEqual([
    ['head', 'apiKey', { in: 'header', name: 'x-key' }, undefined],
    ['query', 'apiKey', { in: 'query', name: 'Key' }, undefined],
    ['cookie', 'apiKey', { in: 'cookie', name: 'Session' }, undefined],
    ['basic', 'http', authorization, 'basic'],
    ['bearer', 'http', authorization, 'bearer'],
    ['digest', 'http', authorization, 'digest'],
    ['oauth', 'oauth2', authorization, 'bearer'],
    ['openid', 'openIdConnect', authorization, 'bearer'],
    ['certificate', 'mutualTLS', undefined, undefined],
  ]);
});

test('an operation has the demands of the document unless it names its own, be it none', () => {
  const global = { security: [{ head: [] }] };
  expect(securityOf({}, global)[0]?.[0]).toMatchObject({ scheme: 'head', pointer: '/security/0/head' });
  expect(securityOf({ security: [{ oauth: ['read', 'write'] }] }, global)).toMatchObject([
    [{ scheme: 'oauth', permissions: ['read', 'write'], pointer: '/paths/~1things/post/security/0/oauth' }],
  ]);
  expect(securityOf({ security: [] }, global)).toEqual([]);
  expect(securityOf({})).toEqual([]);
});

test('alternatives are listed, what is demanded together stands together, and an empty one asks for nothing', () => {
  const read = securityOf({ security: [{ basic: [] }, { query: [], head: [] }, {}] });
  expect(read.map((demands) => demands.map(({ scheme }) => scheme))).toEqual([['basic'], ['query', 'head'], []]);
});

test('a scheme that the document does not have is no alternative', () => {
  expect(securityOf({ security: [{ nowhere: [] }, { basic: [], nowhere: [] }, { basic: [] }] })).toMatchObject([
    [{ scheme: 'basic' }],
  ]);
});

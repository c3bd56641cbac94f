/** What is announced, withdrawn, carried one way only or meant where nothing is sent; and where credentials are got. */
import {
  type DocumentRow,
  answers,
  body,
  doc,
  json,
  type Json,
  ok,
  query,
  secured,
  schemes,
  text,
  types,
  answered,
} from './small-documents.ts';

const things = (members: Json, more: Json = {}) => ({ type: 'object', properties: { a: text, ...members }, ...more });
const request = (members: Json, more: Json = {}) => body({ content: json(things(members, more)) });
const answer = (members: Json, more: Json = {}) => answers({ '200': { ...ok, content: json(things(members, more)) } });
const short = (ignore?: unknown) => ({
  type: 'string',
  maxLength: 3,
  ...(ignore === undefined ? {} : { 'x-docpact-ignore': ignore }),
});
const old = { type: 'string', deprecated: true };
const until = (day: string) => ({ deprecated: true, 'x-sunset': day });

const kind = { type: 'object', required: ['kind'], properties: { kind: text } };
const told = (discriminator?: Json) =>
  doc(
    {
      requestBody: {
        required: true,
        content: json({
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
          ...(discriminator ? { discriminator } : {}),
        }),
      },
    },
    {
      components: {
        schemas: {
          Cat: { ...kind, required: ['kind', 'lives'], properties: { kind: text, lives: { type: 'integer' } } },
          Dog: { ...kind, required: ['kind', 'bark'], properties: { kind: text, bark: text } },
        },
      },
    },
  );

const oauth = (url: string) =>
  secured([{ flow: ['read'] }], {
    ...schemes.securitySchemes,
    flow: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: url, scopes: { read: '' } } } },
  });

export const announcedRows: readonly DocumentRow[] = [
  // What will be gone
  [
    'an earlier day',
    doc(until('2999-02-01')),
    doc(until('2999-01-01')),
    'nobody (callers)',
    'operation-sunset-earlier',
  ],
  ['a later day', doc(until('2999-01-01')), doc(until('2999-02-01')), 'nobody'],
  [
    'no day any more',
    doc(until('2999-01-01')),
    doc({ deprecated: true }),
    'nobody (callers)',
    'operation-sunset-earlier',
  ],
  ['no end any more', doc(until('2999-01-01')), doc(), 'nobody', 'operation-no-longer-deprecated'],
  [
    'an earlier day of a parameter',
    query(until('2999-02-01')),
    query(until('2999-01-01')),
    'nobody (callers)',
    'parameter-sunset-earlier',
  ],
  [
    'a deprecated parameter that is gone',
    query({ deprecated: true }),
    doc(),
    'nobody (callers)',
    'parameter-gone-announced',
  ],
  [
    'a deprecated parameter that is gone before its day',
    query(until('2999-01-01')),
    doc(),
    'callers',
    'parameter-gone',
  ],
  [
    'a deprecated member of a request',
    request({ z: text }),
    request({ z: old }),
    'nobody',
    'request-member-deprecated',
  ],
  ['a deprecated member of an answer', answer({ z: text }), answer({ z: old }), 'nobody', 'response-member-deprecated'],
  [
    'a deprecated member of a request that is gone',
    request({ z: old }),
    request({}),
    'nobody (callers)',
    'request-member-gone-announced',
  ],
  [
    'a deprecated member of an answer that is gone',
    answer({ z: old }, { required: ['z'] }),
    answer({}),
    'nobody (callers)',
    'response-member-gone-announced',
  ],
  [
    'an earlier day of a member',
    answer({ z: { ...text, ...until('2999-02-01') } }),
    answer({ z: { ...text, ...until('2999-01-01') } }),
    'nobody (callers)',
    'response-member-sunset-earlier',
  ],
  [
    'an earlier day of a member of a request',
    request({ z: { ...text, ...until('2999-02-01') } }),
    request({ z: { ...text, ...until('2999-01-01') } }),
    'nobody (callers)',
    'request-member-sunset-earlier',
  ],
  // What goes one way
  [
    'a member that is read-only now',
    request({ z: text }),
    request({ z: { ...text, readOnly: true } }),
    'nobody (callers)',
    'request-member-read-only',
  ],
  [
    'a demanded member that is read-only now',
    request({ z: text }, { required: ['z'] }),
    request({ z: { ...text, readOnly: true } }, { required: ['z'] }),
    'providers (callers)',
    'request-member-read-only',
  ],
  [
    'a member that is read-only no more',
    request({ z: { ...text, readOnly: true } }),
    request({ z: text }),
    'nobody (providers)',
    'request-member-writable',
  ],
  [
    'a demanded member that is read-only no more',
    request({ z: { ...text, readOnly: true } }, { required: ['z'] }),
    request({ z: text }, { required: ['z'] }),
    'both (providers)',
    'request-required-narrower',
  ],
  ['a read-only member of an answer', answer({ z: text }), answer({ z: { ...text, readOnly: true } }), 'nobody'],
  [
    'a member that is write-only now',
    answer({ z: text }),
    answer({ z: { ...text, writeOnly: true } }),
    'nobody (callers)',
    'response-member-write-only',
  ],
  [
    'a member that is write-only no more',
    answer({ z: { ...text, writeOnly: true } }),
    answer({ z: text }),
    'nobody',
    'response-member-readable',
  ],
  ['a write-only member of a request', request({ z: text }), request({ z: { ...text, writeOnly: true } }), 'nobody'],
  // What is meant where nothing is sent
  [
    'another default of a member',
    request({ z: { ...text, default: 'x' } }),
    request({ z: { ...text, default: 'y' } }),
    'nobody (callers)',
    'request-default-changed',
  ],
  [
    'no default of a member any more',
    request({ z: { ...text, default: 'x' } }),
    request({ z: text }),
    'nobody (callers)',
    'request-default-changed',
  ],
  ['a default of a member', request({ z: text }), request({ z: { ...text, default: 'x' } }), 'nobody'],
  [
    'another default of a demanded member',
    request({ z: { ...text, default: 'x' } }, { required: ['z'] }),
    request({ z: { ...text, default: 'y' } }, { required: ['z'] }),
    'nobody',
  ],
  [
    'another default of a member of an answer',
    answer({ z: { ...text, default: 'x' } }),
    answer({ z: { ...text, default: 'y' } }),
    'nobody',
  ],
  // Discriminators: their names bind the branches
  ['a discriminator', told(), told({ propertyName: 'kind' }), 'both'],
  ['no discriminator: what fits two is right no more', told({ propertyName: 'kind' }), told(), 'both'],
  [
    'the names that the branches have anyway',
    told({ propertyName: 'kind' }),
    told({ propertyName: 'kind', mapping: { Cat: '#/components/schemas/Cat' } }),
    'nobody',
  ],
  [
    'one more name',
    told({ propertyName: 'kind' }),
    told({ propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } }),
    'providers',
    'request-discriminator-wider',
  ],
  [
    'one name less',
    told({ propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } }),
    told({ propertyName: 'kind' }),
    'both',
    'request-discriminator-narrower',
  ],
  [
    'a name that means another',
    told({ propertyName: 'kind', mapping: { x: '#/components/schemas/Cat' } }),
    told({ propertyName: 'kind', mapping: { x: '#/components/schemas/Dog' } }),
    'both (both)',
  ],
  // Media types
  [
    'a request with a parameter of its type',
    types('text/plain'),
    types('text/plain; charset=utf-8'),
    'both',
    'request-media-type-gone',
  ],
  [
    'a request with any parameter of its type',
    types('text/plain; charset=utf-8'),
    types('text/plain'),
    'providers',
    'request-media-type-new',
  ],
  [
    'an answer with a parameter of its type',
    answered('text/plain'),
    answered('text/plain; charset=utf-8'),
    'providers',
    'response-media-type-gone',
  ],
  [
    'an answer with any parameter of its type',
    answered('text/plain; charset=utf-8'),
    answered('text/plain'),
    'callers',
    'response-media-type-new',
  ],
  ['parameters in another order', types('text/plain; a=1; b=2'), types('text/plain; b=2; a=1'), 'nobody'],
  ['any type', types('*/*'), types('application/json'), 'both'],
  ['one of a range, beside the range', types('text/*'), types('text/*', 'text/csv'), 'nobody'],
  // What is silenced where it is written
  ['beside the member', request({ z: text }), request({ z: short(true) }), 'nobody'],
  ['by the name of the rule', request({ z: text }), request({ z: short('request-length-narrower') }), 'nobody'],
  ['by one of several names', request({ z: text }), request({ z: short(['a', 'request-length-narrower']) }), 'nobody'],
  ['by the name of another rule', request({ z: text }), request({ z: short('request-length-wider') }), 'both'],
  ['around the member', request({ z: text }), request({ z: short() }, { 'x-docpact-ignore': true }), 'nobody'],
  ['beside another member', request({ z: text }), request({ z: short(), y: short(true) }), 'both'],
  [
    'around an operation',
    doc(),
    doc({ responses: { '200': ok, '404': ok }, 'x-docpact-ignore': 'response-status-new' }),
    'nobody',
  ],
  ['what is gone, where it stood', query({ 'x-docpact-ignore': 'parameter-gone' }), doc(), 'nobody'],
  // Credentials
  [
    'tokens that are got elsewhere',
    oauth('https://a.example/t'),
    oauth('https://b.example/t'),
    'nobody (callers)',
    'security-url-changed',
  ],
];

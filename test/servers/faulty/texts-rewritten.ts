/** A url, a domain or a certificate of the answer is rewritten. */
import { defineFaults, type FaultyServer } from '../variant.ts';
import { defineRows, pem, urls, type Row } from './text-rows.ts';

const rows: readonly Row[] = [
  [
    'slash-added',
    'ends with a slash that was not sent',
    (value) => value.replace(/\/?$/, '/'),
    urls('api.example.com:8443'),
  ],
  ['slash-lost', 'loses the slash at its end', (value) => value.replace(/\/$/, ''), urls('api.example.com/v2/')],
  ['port-lost', 'loses its port', (value) => value.replace(/:\d+(?=\/|$)/, ''), urls('api.example.com:8443')],
  [
    'default-port-lost',
    'loses a port that is the default one',
    (value) => value.replace(/:443(?=\/|$)/, ''),
    urls('api.example.com:443'),
  ],
  [
    'path-lost',
    'loses its path',
    (value) => value.replace(/^(\w+:\/\/[^/]+).*$/, '$1'),
    urls('api.example.com/v2/regions'),
  ],
  ['query-lost', 'loses its query', (value) => value.replace(/\?.*$/, ''), urls('api.example.com/?zone=1')],
  ['fragment-lost', 'loses its fragment', (value) => value.replace(/#.*$/, ''), urls('api.example.com/#top'), 'rare'],
  [
    'host-lower-cased',
    'has its host lower-cased',
    (value) => value.replace(/^\w+:\/\/[^/]+/, (host) => host.toLowerCase()),
    urls('API.example.com'),
  ],
  [
    'password-masked',
    'has its password masked',
    (value) => value.replace(/:[^:@/]+@/, ':***@'),
    urls('user:secret@api.example.com'),
    'rare',
  ],
  ['scheme-lost', 'loses its scheme', (value) => value.replace(/^\w+:\/\//, ''), urls('api.example.com')],
  [
    'https-forced',
    'has the secure scheme for the plain one',
    (value) => value.replace(/^(http|ws):/, '$1s:'),
    { url: 'http://api.example.com', wsurl: 'ws://ws.example.com' },
  ],
  [
    'wildcard-lost',
    'loses the wildcard in front',
    (value) => value.replace(/^\*\./, ''),
    { domain: '*.apps.example.com' },
  ],
  [
    'wildcard-added',
    'has a wildcard that was not sent',
    (value) => value.replace(/^(?!\*)/, '*.'),
    { domain: 'apps.example.com' },
  ],
  [
    'punycode',
    'is in punycode',
    (value) => new URL(`http://${value}`).hostname,
    { domain: '数据.example.com' },
    'rare',
  ],
  [
    'dot-lost',
    'loses the dot at its end',
    (value) => value.replace(/\.$/, ''),
    { domain: 'apps.example.com.' },
    'rare',
  ],
  [
    'certificate-rewrapped',
    'is wrapped at 64 columns',
    (value) => value.replace(/[^\n]{64}(?=[^\n])/g, '$&\n'),
    { file: pem.replace('MIIB', 'M'.repeat(76)) },
    'rare',
  ],
  [
    'armour-lost',
    'loses its BEGIN and END lines',
    (value) => value.replace(/-----[A-Z ]+-----\n?/g, ''),
    { file: pem },
  ],
  ['digest', 'is answered as its length', (value) => `${value.length} bytes`, { file: pem }],
  ['base64', 'is answered in base64', (value) => Buffer.from(value).toString('base64'), { prose: 'about', file: pem }],
];

export const textsRewritten: FaultyServer[] = defineFaults('answer-text', defineRows(rows));

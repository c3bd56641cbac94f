/** An address is answered in another form, or a value that may be refused is taken and answered otherwise. */
import { changeText } from '../change-stages.ts';
import { created, either, full } from '../probe/step.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { cut } from './text-rows.ts';

const octets = (change: (octet: string) => string) => (value: string) => value.split('.').map(change).join('.');
const address = (name: string, verb: string, change: (text: string) => unknown, sample: string): Fault => [
  `tcpdomain-${name}`,
  `tcpdomain ${verb}.`,
  changeText('tcpdomain', change),
  [created(full({ tcpdomain: sample }))],
];

const addresses: Fault[] = [
  address(
    'padded',
    'has its octets padded with zeros',
    octets((octet) => octet.padStart(3, '0')),
    '203.0.113.7',
  ),
  address('reversed', 'has its octets in reverse', (value) => value.split('.').toReversed().join('.'), '203.0.113.7'),
  address(
    'integer',
    'is answered as an integer in a text',
    (value) => String(value.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)),
    '203.0.113.7',
  ),
  address('network', 'has 0 for its last octet', (value) => value.replace(/\d+$/, '0'), '203.0.113.7'),
  address('mapped', 'is mapped into IPv6', (value) => `::ffff:${value}`, '203.0.113.7'),
  address('with-port', 'has a port that was not sent', (value) => `${value}:80`, '203.0.113.7'),
  address('cut-at-14', 'is cut at 14 characters', cut(14), '203.113.113.207'),
  address('last-lost', 'loses its last character', (value) => value.slice(0, -1), '203.0.113.7'),
];

/** Shown by values outside the expected domain only: a server may refuse them; one that takes them must echo them. */
const openValues: Fault[] = [
  ...(['region_name', 'region_alias'] as const).map((member): Fault => [
    `${member}-trimmed`,
    `${member} is taken with blanks around it and loses them.`,
    changeText(member, (value) => value.trim()),
    [either(full({ [member]: ' shanghai ' }))],
  ]),
  [
    'tcpdomain-lower-cased',
    'tcpdomain is lower-cased.',
    changeText('tcpdomain', (value) => value.toLowerCase()),
    [either(full({ tcpdomain: 'TCP.Example.com' }))],
    'rare',
  ],
  [
    'url-non-ascii-encoded',
    'url is percent-encoded where it is not ASCII.',
    changeText('url', (value) => encodeURI(value)),
    [either(full({ url: 'https://数据.example.com/数' }))],
    'rare',
  ],
  [
    'region_name-cut-at-64',
    'region_name is cut at 64 characters.',
    changeText('region_name', cut(64)),
    [either(full({ region_name: 'n'.repeat(80) }))],
  ],
  [
    'desc-cut-at-200',
    'desc is cut at 200 characters.',
    changeText('desc', cut(200)),
    [either(full({ desc: 'd'.repeat(260) }))],
  ],
  [
    'url-cut-at-256',
    'url is cut at 256 characters.',
    changeText('url', cut(256)),
    [either(full({ url: `https://api.example.com/${'p'.repeat(260)}` }))],
  ],
  [
    'scope-unknown-private',
    'A scope outside the two is taken and answered as private.',
    changeText('scope', (value) => (/^(private|public)$/.test(value) ? value : 'private')),
    [either(full({ scope: 'shared' }))],
  ],
];

export const textsOpen: FaultyServer[] = [
  ...defineFaults('answer-text', addresses),
  ...defineFaults('answer-open-text', openValues),
];

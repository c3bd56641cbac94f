/** A member of the answer has the value of another, or a constant. */
import { changeAnswer, changeMember } from '../change-stages.ts';
import { created, full } from '../probe/step.ts';
import { submitted, type Body } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const everything = () => [created(full()), created(full({ scope: 'private', status: 1 }))];

/** Every member once beside its neighbour, and pairs that are easily confused. */
const confused: readonly (readonly [string, string])[] = [
  ...submitted.map((name, index) => [name, submitted[(index + 1) % submitted.length] ?? ''] as const),
  ['url', 'httpdomain'],
  ['wsurl', 'url'],
  ['region_alias', 'region_name'],
  ['desc', 'region_alias'],
  ['tcpdomain', 'httpdomain'],
  ['cert_file', 'ssl_ca_cert'],
  ['key_file', 'cert_file'],
  ['region_name', 'region_id'],
  ['status', 'region_id'],
];

const copied = confused.map(([name, from]): Fault => [
  `${name}-from-${from}`,
  `${name} is answered with the value of ${from}.`,
  changeAnswer((answer) => ({ ...answer, [name]: answer[from] ?? '' })),
  everything(),
]);

const swapped = (
  [
    ['region_name', 'region_alias'],
    ['url', 'wsurl'],
    ['httpdomain', 'tcpdomain'],
    ['cert_file', 'key_file'],
    ['ssl_ca_cert', 'cert_file'],
    ['scope', 'desc'],
    ['scope', 'status'],
  ] as const
).map(([one, other]): Fault => [
  `${one}-and-${other}`,
  `${one} and ${other} are answered in each other's place.`,
  changeAnswer((answer) => ({ ...answer, [one]: answer[other], [other]: answer[one] })),
  everything(),
]);

const constants: Readonly<Record<string, string>> = {
  region_name: 'cn-shanghai',
  region_alias: '上海数据中心',
  url: 'https://api.example.com',
  wsurl: 'wss://ws.example.com',
  httpdomain: 'apps.example.com',
  tcpdomain: '192.0.2.1',
  scope: 'private',
  status: '0',
  desc: '',
  ssl_ca_cert: 'certificate',
  cert_file: 'certificate',
  key_file: 'key',
};

const constant = Object.entries(constants).map(([name, value]): Fault => [
  `${name}-constant`,
  `${name} is ${JSON.stringify(value)}, whatever was submitted.`,
  changeMember(name, () => value),
  everything(),
]);

const shifted: Fault[] = [
  [
    'all-by-one',
    'Every member has the value of the one before it.',
    changeAnswer((answer) => shift(answer)),
    everything(),
  ],
];

function shift(answer: Body): Body {
  const names = submitted.filter((name) => typeof answer[name] === 'string');
  return { ...answer, ...Object.fromEntries(names.map((name, index) => [name, answer[names.at(index - 1) ?? name]])) };
}

export const answerValues: FaultyServer[] = [
  ...defineFaults('answer-copied', copied),
  ...defineFaults('answer-swapped', [...swapped, ...shifted]),
  ...defineFaults('answer-constant', constant),
];

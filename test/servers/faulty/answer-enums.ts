/** status or scope is answered in another form, or a member is wrong for one value only. */
import { changeMember } from '../change-stages.ts';
import { created, minimal } from '../probe/step.ts';
import { certificates } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const instead = (name: string, from: unknown, to: unknown) =>
  changeMember(name, (value, body) => (body[name] === from ? to : value));
const one = (name: string, value: unknown): readonly ReturnType<typeof created>[] => [
  created(minimal({ [name]: value })),
];

const oneValue: Fault[] = [
  ...[0, 1, 2, 3].flatMap((status): Fault[] => [
    [
      `status-${status}-off-by-one`,
      `status ${status} is answered as ${status + 1}.`,
      instead('status', status, String(status + 1)),
      one('status', status),
    ],
    [
      `status-${status}-other`,
      `status ${status} is answered as ${(status + 2) % 4}.`,
      instead('status', status, String((status + 2) % 4)),
      one('status', status),
    ],
    [
      `status-${status}-integer`,
      `status ${status} alone is answered as an integer.`,
      instead('status', status, status),
      one('status', status),
    ],
  ]),
  [
    'scope-public-private',
    'scope public is answered as private.',
    instead('scope', 'public', 'private'),
    one('scope', 'public'),
  ],
  [
    'scope-private-public',
    'scope private is answered as public.',
    instead('scope', 'private', 'public'),
    one('scope', 'private'),
  ],
  [
    'scope-public-upper',
    'scope public is answered as PUBLIC.',
    instead('scope', 'public', 'PUBLIC'),
    one('scope', 'public'),
  ],
  [
    'scope-private-null',
    'scope private is answered as null.',
    instead('scope', 'private', null),
    one('scope', 'private'),
  ],
  ['status-0-default', 'status 0 counts as not submitted: 1 is answered.', instead('status', 0, '1'), one('status', 0)],
  ['status-0-empty', 'status 0 is answered as an empty text.', instead('status', 0, ''), one('status', 0)],
  [
    'desc-empty-default',
    'An empty desc counts as not submitted: a text is answered.',
    instead('desc', '', '暂无描述'),
    one('desc', ''),
  ],
  ['desc-empty-null', 'An empty desc is answered as null.', instead('desc', '', null), one('desc', '')],
  ...certificates.map((name): Fault => [
    `${name}-empty-null`,
    `An empty ${name} is answered as null.`,
    instead(name, '', null),
    one(name, ''),
  ]),
];

const labels = ['编辑中', '启用', '停用', '维护中'];
const status = (change: (value: number) => unknown) =>
  changeMember('status', (value, body) => ('status' in body ? change(Number(value)) : value));

const statusForms: Fault[] = [
  ['off-by-one', 'status is one higher than submitted.', status((value) => String(value + 1)), one('status', 1)],
  ['one-lower', 'status is one lower than submitted.', status((value) => String(value - 1)), one('status', 1)],
  ['label', 'status is answered as its label.', status((value) => labels[value] ?? String(value)), one('status', 1)],
  ['decimal', 'status is answered with a decimal.', status((value) => value.toFixed(1)), one('status', 1)],
  [
    'padded',
    'status is answered with a leading zero.',
    status((value) => String(value).padStart(2, '0')),
    one('status', 1),
  ],
  ['signed', 'status is answered with a sign.', status((value) => `+${value}`), one('status', 1)],
  ['negative', 'status is answered as its negative.', status((value) => String(-value)), one('status', 1)],
  ['truth', 'status is answered as "true" or "false".', status((value) => String(value > 0)), one('status', 1)],
  ['blank', 'status is answered with a blank after it.', status((value) => `${value} `), one('status', 1)],
  ['quoted', 'status is answered in quotes within the text.', status((value) => `"${value}"`), one('status', 1)],
  ['outside-enum', 'status is answered as 9.', status(() => '9'), one('status', 1)],
  ['capped', 'status is at most 2.', status((value) => String(Math.min(value, 2))), one('status', 3)],
  ['as-bit', 'status is 0 or 1.', status((value) => String(value % 2)), one('status', 2)],
  ['hex', 'status is answered in hexadecimal.', status((value) => `0x${value}`), one('status', 1)],
];

const scope = (change: (value: string) => unknown) =>
  changeMember('scope', (value, body) => ('scope' in body ? change(String(value)) : value));

const scopeForms: Fault[] = [
  ['outside-enum', 'scope is answered as "shared".', scope(() => 'shared'), one('scope', 'public')],
  ['capital', 'scope is answered with a capital.', scope((value) => value.replace(/^p/, 'P')), one('scope', 'public')],
  [
    'number',
    'scope is answered as 0 or 1 in a text.',
    scope((value) => (value === 'public' ? '1' : '0')),
    one('scope', 'public'),
  ],
  [
    'translated',
    'scope is answered in Chinese.',
    scope((value) => (value === 'public' ? '公有' : '私有')),
    one('scope', 'public'),
  ],
  [
    'opposite',
    'scope is answered as the other of the two.',
    scope((value) => (value === 'public' ? 'private' : 'public')),
    one('scope', 'private'),
  ],
];

export const answerEnums: FaultyServer[] = [
  ...defineFaults('answer-one-value', oneValue),
  ...defineFaults('answer-status', statusForms),
  ...defineFaults('answer-scope', scopeForms),
];

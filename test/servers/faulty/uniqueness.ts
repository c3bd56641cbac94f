/** Names are compared wrongly: one is given twice, or one is refused that nobody has. */
import { created, duplicate, minimal, times } from '../probe/step.ts';
import type { Body } from '../region-members.ts';
import type { Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

export const name = (body: Body): string => String(body['region_name']);

/** Names count as the same when `key` says so; `remembered` is what they are compared with. */
export function compareBy(
  key: (body: Body) => unknown,
  remembered: (accepted: readonly Body[]) => readonly Body[] = (all) => all,
): Change {
  return () => ({
    claim(body, { memory }) {
      if (remembered(memory.accepted).some((other) => key(other) === key(body))) return false;
      memory.accepted.push(body);
      return true;
    },
  });
}

const twoNames = (one: string, other: string) => [
  created(minimal({ region_name: one })),
  created(minimal({ region_name: other })),
];
export const taken = minimal({ region_name: 'taken' });
export const twice = [created(taken), duplicate(taken)];
const later = (count: number) => [created(taken), ...times(count), duplicate(taken)];

const unique: Fault[] = [
  ['unchecked', 'No name is ever taken.', compareBy(() => NaN), twice],
  ['last-only', 'A name is compared with the last one only.', compareBy(name, (all) => all.slice(-1)), later(1)],
  [
    'first-only',
    'A name is compared with the first one only.',
    compareBy(name, (all) => all.slice(0, 1)),
    [created(), ...twice],
  ],
  ['last-three', 'A name is compared with the last three only.', compareBy(name, (all) => all.slice(-3)), later(4)],
  ['last-ten', 'A name is compared with the last ten only.', compareBy(name, (all) => all.slice(-10)), later(11)],
  [
    'last-twenty',
    'A name is compared with the last twenty only.',
    compareBy(name, (all) => all.slice(-20)),
    later(21),
    'rare',
  ],
  [
    'whole-body',
    'A name is taken only for the very same request.',
    compareBy((body) => JSON.stringify(body)),
    [created(taken), duplicate(minimal({ region_name: 'taken' }))],
  ],
  [
    'name-and-url',
    'A name is taken only together with its url.',
    compareBy((body) => name(body) + String(body['url'])),
    [created(taken), duplicate(minimal({ region_name: 'taken' }))],
  ],
  [
    'name-and-scope',
    'A name is taken only within its scope.',
    compareBy((body) => name(body) + String(body['scope'] ?? '')),
    [created({ ...taken, scope: 'private' }), duplicate({ ...taken, scope: 'public' })],
  ],
  [
    'name-and-alias',
    'A name is taken only together with its alias.',
    compareBy((body) => name(body) + String(body['region_alias'])),
    [created(taken), duplicate(minimal({ region_name: 'taken' }))],
  ],
  [
    'not-beyond-ascii',
    'Names beyond ASCII are never taken.',
    compareBy((body) => (/[^\0-\x7f]/.test(name(body)) ? NaN : name(body))),
    [created(minimal({ region_name: '上海' })), duplicate(minimal({ region_name: '上海' }))],
    'rare',
  ],
  [
    'case-folded',
    'Names that differ only in case count as the same.',
    compareBy((body) => name(body).toLowerCase()),
    twoNames('Shanghai', 'shanghai'),
  ],
  [
    'prefix',
    'Names with the same eight first characters count as the same.',
    compareBy((body) => name(body).slice(0, 8)),
    twoNames('shanghai-one', 'shanghai-two'),
  ],
  [
    'prefix-32',
    'Names with the same 32 first characters count as the same.',
    compareBy((body) => name(body).slice(0, 32)),
    twoNames(`${'n'.repeat(40)}1`, `${'n'.repeat(40)}2`),
  ],
  [
    'starts-with',
    'A name is refused that begins with a taken one.',
    (right) => ({
      claim: (body, call) =>
        !call.memory.accepted.some((other) => name(body).startsWith(name(other))) && right.claim(body, call),
    }),
    twoNames('shanghai', 'shanghai-2'),
  ],
  [
    'contains',
    'A name is refused that has a taken one in it.',
    (right) => ({
      claim: (body, call) =>
        !call.memory.accepted.some((other) => name(body).includes(name(other))) && right.claim(body, call),
    }),
    twoNames('shanghai', 'new-shanghai'),
  ],
  [
    'last-character',
    'Names that differ only in their last character count as the same.',
    compareBy((body) => name(body).slice(0, -1)),
    twoNames('shanghai-1', 'shanghai-2'),
  ],
  [
    'digits-ignored',
    'Names that differ only in digits count as the same.',
    compareBy((body) => name(body).replace(/\d/g, '')),
    twoNames('site-1', 'site-2'),
  ],
  [
    'signs-ignored',
    'Names that differ only in hyphens and underscores count as the same.',
    compareBy((body) => name(body).replace(/[-_ .]/g, '')),
    twoNames('cn-east', 'cn_east'),
    'rare',
  ],
  [
    'normalised',
    'Names that differ only in Unicode normal form count as the same.',
    compareBy((body) => name(body).normalize('NFC')),
    twoNames('Zürich', 'Zu\u0308rich'),
    'rare',
  ],
  [
    'accents-ignored',
    'Names that differ only in accents count as the same.',
    compareBy((body) => name(body).normalize('NFD').replace(/\p{M}/gu, '')),
    twoNames('Zürich', 'Zurich'),
    'rare',
  ],
  [
    'ascii-only',
    'Names that differ only beyond ASCII count as the same.',
    compareBy((body) => name(body).replace(/[^\0-\x7f]/g, '?')),
    twoNames('上海', '北京'),
  ],
  [
    'numbers',
    'Names of digits count as the same number.',
    compareBy((body) => (/^\d+$/.test(name(body)) ? Number(name(body)) : name(body))),
    twoNames('007', '7'),
    'rare',
  ],
  [
    'length',
    'Names of the same length count as the same.',
    compareBy((body) => name(body).length),
    twoNames('site-one', 'site-two'),
  ],
];

export const uniqueness: FaultyServer[] = defineFaults('unique', unique);

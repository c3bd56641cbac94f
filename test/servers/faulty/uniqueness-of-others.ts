/** Another member must be unique, instead of the name or beside it. */
import { created, duplicate, minimal } from '../probe/step.ts';
import type { Body } from '../region-members.ts';
import type { Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { compareBy, name, taken } from './uniqueness.ts';

const twoWith = (changes: Body) => [created(minimal(changes)), created(minimal(changes))];

/** Refuses a body that shares something with one before. */
const refuseShared =
  (isShared: (body: Body, other: Body) => boolean): Change =>
  (right) => ({
    claim: (body, call) => !call.memory.accepted.some((other) => isShared(body, other)) && right.claim(body, call),
  });

const faults: Fault[] = [
  [
    'region_alias',
    'The alias must be unique, not the name.',
    compareBy((body) => body['region_alias']),
    twoWith({ region_alias: 'one alias' }),
  ],
  [
    'url-instead',
    'The url must be unique instead of the name.',
    compareBy((body) => body['url']),
    [created(taken), duplicate(minimal({ region_name: 'taken' }))],
  ],
  ...(['region_alias', 'url', 'wsurl', 'httpdomain', 'tcpdomain'] as const).map((member): Fault => [
    `also-${member}`,
    `${member} must be unique as well.`,
    refuseShared((body, other) => other[member] === body[member]),
    twoWith({ [member]: minimal()[member] }),
  ]),
  ...(['desc', 'ssl_ca_cert', 'cert_file', 'key_file'] as const).map((member): Fault => [
    `also-${member}`,
    `${member} must be unique as well.`,
    refuseShared((body, other) => member in body && other[member] === body[member]),
    twoWith({ [member]: 'the same' }),
  ]),
  [
    'alias-is-a-name',
    'An alias is refused that is the name of another.',
    refuseShared((body, other) => name(other) === body['region_alias']),
    [created(taken), created(minimal({ region_alias: 'taken' }))],
    'rare',
  ],
];

export const uniquenessOfOthers: FaultyServer[] = defineFaults('unique', faults);

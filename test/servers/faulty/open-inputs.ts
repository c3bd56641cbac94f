/** What the document leaves open, or a member by another name, meets an answer that it does not allow. */
import { readAs } from '../change-stages.ts';
import { created, either, full, minimal, refused, without } from '../probe/step.ts';
import { isObject, submitted, type Body } from '../region-members.ts';
import type { Call, Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const isUnknown = (name: string): boolean => !(submitted as readonly string[]).includes(name);
const lowerNames = readAs((value) =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]))
    : value,
);
const renamed = (name: string, other: string): Body =>
  Object.fromEntries(Object.entries(full()).map(([key, value]) => [key === name ? other : key, value]));
const alias = (name: string, other: string): Change =>
  readAs((value) =>
    isObject(value) && other in value && !(name in value) ? { ...without(value, other), [name]: value[other] } : value,
  );

const names: Fault[] = [
  ['any-case', 'Names of members are known in any case.', lowerNames, [refused(renamed('region_name', 'Region_Name'))]],
  [
    'upper-case',
    'REGION_NAME is taken for region_name.',
    alias('region_name', 'REGION_NAME'),
    [refused(renamed('region_name', 'REGION_NAME'))],
  ],
  [
    'camel-case',
    'regionName is taken for region_name.',
    alias('region_name', 'regionName'),
    [refused(renamed('region_name', 'regionName'))],
    'rare',
  ],
  ['url-upper-case', 'URL is taken for url.', alias('url', 'URL'), [refused(renamed('url', 'URL'))]],
  [
    'optional-any-case',
    'Scope is taken for scope.',
    alias('scope', 'Scope'),
    [created(), either(minimal({ Scope: 'public' }))],
    'rare',
  ],
];

const opens: Fault[] = [
  [
    'unknown-fails',
    'An unknown member fails with 500.',
    failOn((value) => Object.keys(value).some(isUnknown)),
    [either(minimal({ colour: 'blue' }))],
  ],
  [
    'unknown-nested-fails',
    'An unknown member that is an object fails with 500.',
    failOn((value) => Object.entries(value).some(([name, member]) => isUnknown(name) && isObject(member))),
    [either(minimal({ labels: { a: 1 } }))],
  ],
  [
    'response-member-fails',
    'A request with region_id fails with 500.',
    failOn((value) => 'region_id' in value),
    [either(minimal({ region_id: 'mine' }))],
  ],
  [
    'token-fails',
    'A request with token fails with 500.',
    failOn((value) => 'token' in value),
    [either(minimal({ token: 'mine' }))],
  ],
  [
    'status-4-fails',
    'A status above 3 fails with 500.',
    failOn((value) => Number(value['status']) > 3),
    [either(minimal({ status: 4 }))],
  ],
  [
    'status-negative-fails',
    'A negative status fails with 500.',
    failOn((value) => Number(value['status']) < 0),
    [either(minimal({ status: -1 }))],
  ],
  [
    'status-beyond-32-bits-fails',
    'A status beyond 32 bits fails with 500.',
    failOn((value) => Number(value['status']) > 2 ** 31),
    [either(minimal({ status: 2 ** 40 }))],
    'rare',
  ],
  [
    'scope-unknown-fails',
    'Another scope fails with 500.',
    failOn((value) => !['private', 'public', undefined].includes(value['scope'] as string)),
    [either(minimal({ scope: 'shared' }))],
  ],
  [
    'name-longer-than-64-fails',
    'A name of more than 64 characters fails with 500.',
    failOn((value) => String(value['region_name']).length > 64),
    [either(minimal({ region_name: 'n'.repeat(65) }))],
  ],
  [
    'name-empty-fails',
    'An empty name fails with 500.',
    failOn((value) => value['region_name'] === ''),
    [either(minimal({ region_name: '' }))],
  ],
  [
    'url-unrealistic-fails',
    'A url that is none fails with 500.',
    failOn((value) => !/^\w+:\/\//.test(String(value['url']))),
    [either(minimal({ url: 'string' }))],
  ],
  [
    'tcpdomain-no-address-fails',
    'A tcpdomain that is no address fails with 500.',
    failOn((value) => !/^[\d.]+$/.test(String(value['tcpdomain']))),
    [either(minimal({ tcpdomain: 'tcp.example.com' }))],
  ],
  [
    'desc-longer-than-200-fails',
    'A desc of more than 200 characters fails with 500.',
    failOn((value) => String(value['desc'] ?? '').length > 200),
    [either(minimal({ desc: 'd'.repeat(201) }))],
  ],
  [
    'status-4-as-422',
    'A status above 3 is refused with 422.',
    failOn((value) => Number(value['status']) > 3, 422),
    [either(minimal({ status: 4 }))],
  ],
  [
    'url-unrealistic-as-detail',
    'A url that is none is refused with {detail}.',
    failOn((value) => !/^\w+:\/\//.test(String(value['url'])), 400, { detail: 'not a url' }),
    [either(minimal({ url: 'string' }))],
  ],
];

/** Fails on a body that is valid, once it is parsed. */
function failOn(condition: (body: Body) => boolean, status = 500, body: unknown = { msg: 'internal error' }): Change {
  return (right) => {
    const failing = new WeakSet<Call>();
    return {
      validate: (value, call) => {
        const flaw = right.validate(value, call);
        if (flaw === undefined && condition(value as Body)) failing.add(call);
        return flaw;
      },
      finish: (reply, call) => (failing.has(call) ? { ...reply, status, body } : reply),
    };
  };
}

export const openInputs: FaultyServer[] = [...defineFaults('member-name', names), ...defineFaults('open-input', opens)];

/** A fault that shows only when two values meet, or a value and the presence or absence of another member. */
import { created, full, minimal } from '../probe/step.ts';
import type { Body } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { effect, type Condition } from './effects.ts';

const values = ['private', 'public'].flatMap((scope) =>
  [0, 1, 2, 3].map((status): Fault => {
    const [verb, make] = effect(status);
    const change = make((body) => body['scope'] === scope && body['status'] === status, 'scope');
    return [
      `scope-${scope}-status-${status}`,
      `scope ${scope} with status ${status} ${verb.replace('%', 'scope')}.`,
      change,
      [created(minimal({ scope, status }))],
    ];
  }),
);

/** A value of one member beside the presence or absence of another. */
const mixed = (
  [
    [
      'public-without-certificate',
      'scope public without ssl_ca_cert',
      (body) => body['scope'] === 'public' && !('ssl_ca_cert' in body),
      minimal({ scope: 'public' }),
    ],
    [
      'public-without-desc',
      'scope public without desc',
      (body) => body['scope'] === 'public' && !('desc' in body),
      minimal({ scope: 'public' }),
    ],
    [
      'status-1-without-certificate',
      'status 1 without cert_file',
      (body) => body['status'] === 1 && !('cert_file' in body),
      minimal({ status: 1 }),
    ],
    [
      'status-3-without-desc',
      'status 3 without desc',
      (body) => body['status'] === 3 && !('desc' in body),
      minimal({ status: 3 }),
    ],
    [
      'status-0-with-key',
      'status 0 with key_file',
      (body) => body['status'] === 0 && 'key_file' in body,
      full({ status: 0 }),
    ],
    ['status-2-with-desc', 'status 2 with desc', (body) => body['status'] === 2 && 'desc' in body, full({ status: 2 })],
    [
      'private-with-key',
      'scope private with key_file',
      (body) => body['scope'] === 'private' && 'key_file' in body,
      full({ scope: 'private' }),
    ],
    [
      'empty-desc-with-certificate',
      'an empty desc with ssl_ca_cert',
      (body) => body['desc'] === '' && 'ssl_ca_cert' in body,
      full({ desc: '' }),
    ],
    [
      'empty-certificate-with-key',
      'an empty cert_file with key_file',
      (body) => body['cert_file'] === '' && 'key_file' in body,
      full({ cert_file: '' }),
    ],
  ] as const satisfies readonly (readonly [string, string, Condition, Body])[]
).map(([name, what, condition, body], index): Fault => {
  const [verb, make] = effect(index);
  return [name, `A request of ${what} ${verb.replace('%', 'url')}.`, make(condition, 'url'), [created(body)]];
});

export const combinedValues: FaultyServer[] = defineFaults('combined', [...values, ...mixed]);

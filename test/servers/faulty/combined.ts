/** A fault that shows only when two optional members are present together, one without the other, or two values meet. */
import { changeAnswer, crash, refuseWhen } from '../change-stages.ts';
import { created, full, minimal, withOnly, without } from '../probe/step.ts';
import { optional, type Body } from '../region-members.ts';
import type { Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

type Condition = (body: Body) => boolean;

function crashOn(condition: Condition): Change {
  return (right) => {
    let crashes = false;
    return {
      build: (body, call) => {
        crashes = condition(body);
        return right.build(body, call);
      },
      finish: (reply) => (reply.reason === 'created' && crashes ? crash() : reply),
    };
  };
}

const emptyOn = (condition: Condition, name: string) => changeAnswer((answer, body) => (condition(body) ? { ...answer, [name]: '' } : answer));

/** What goes wrong, taken in turn. */
const effects: readonly (readonly [verb: string, make: (condition: Condition, name: string) => Change])[] = [
  ['is refused', (condition) => refuseWhen(condition)],
  ['answers an empty %', (condition, name) => emptyOn(condition, name)],
  ['fails with 500', (condition) => crashOn(condition)],
];

function effect(index: number): (typeof effects)[number] {
  return effects[index % effects.length] ?? ['is refused', refuseWhen];
}

const pairs = optional.flatMap((one, index) => optional.slice(index + 1).map((other) => [one, other] as const));

const present = pairs.map(([one, other], index): Fault => {
  const [verb, make] = effect(index);
  const change = make((body) => one in body && other in body, other);
  return [`${one}-with-${other}`, `A request with ${one} and ${other} ${verb.replace('%', other)}.`, change, [created(withOnly(one, other))]];
});

const apart = pairs.flatMap(([one, other], index) =>
  ([[one, other], [other, one]] as const).map(([there, absent]): Fault => {
    const [verb, make] = effect(index + 1);
    const change = make((body) => there in body && !(absent in body), there);
    return [`${there}-without-${absent}`, `A request with ${there} and without ${absent} ${verb.replace('%', there)}.`, change, [created(withOnly(there))]];
  }),
);

const absent = pairs.slice(0, 9).map(([one, other], index): Fault => {
  const [verb, make] = effect(index + 2);
  const change = make((body) => !(one in body) && !(other in body), 'region_alias');
  return [`neither-${one}-nor-${other}`, `A request with neither ${one} nor ${other} ${verb.replace('%', 'region_alias')}.`, change, [created()]];
});

const values = ['private', 'public'].flatMap((scope) =>
  [0, 1, 2, 3].map((status): Fault => {
    const [verb, make] = effect(status);
    const change = make((body) => body['scope'] === scope && body['status'] === status, 'scope');
    return [`scope-${scope}-status-${status}`, `scope ${scope} with status ${status} ${verb.replace('%', 'scope')}.`, change, [created(minimal({ scope, status }))]];
  }),
);

/** A value of one member beside the presence or absence of another. */
const mixed = (
  [
    ['public-without-certificate', 'scope public without ssl_ca_cert', (body) => body['scope'] === 'public' && !('ssl_ca_cert' in body), minimal({ scope: 'public' })],
    ['public-without-desc', 'scope public without desc', (body) => body['scope'] === 'public' && !('desc' in body), minimal({ scope: 'public' })],
    ['status-1-without-certificate', 'status 1 without cert_file', (body) => body['status'] === 1 && !('cert_file' in body), minimal({ status: 1 })],
    ['status-3-without-desc', 'status 3 without desc', (body) => body['status'] === 3 && !('desc' in body), minimal({ status: 3 })],
    ['status-0-with-key', 'status 0 with key_file', (body) => body['status'] === 0 && 'key_file' in body, full({ status: 0 })],
    ['status-2-with-desc', 'status 2 with desc', (body) => body['status'] === 2 && 'desc' in body, full({ status: 2 })],
    ['private-with-key', 'scope private with key_file', (body) => body['scope'] === 'private' && 'key_file' in body, full({ scope: 'private' })],
    ['empty-desc-with-certificate', 'an empty desc with ssl_ca_cert', (body) => body['desc'] === '' && 'ssl_ca_cert' in body, full({ desc: '' })],
    ['empty-certificate-with-key', 'an empty cert_file with key_file', (body) => body['cert_file'] === '' && 'key_file' in body, full({ cert_file: '' })],
  ] as const satisfies readonly (readonly [string, string, Condition, Body])[]
).map(([name, what, condition, body], index): Fault => {
  const [verb, make] = effect(index);
  return [name, `A request of ${what} ${verb.replace('%', 'url')}.`, make(condition, 'url'), [created(body)]];
});

const whole: Fault[] = [
  ['all-present-empty', 'desc is answered empty when all members are there.', emptyOn((body) => optional.every((name) => name in body), 'desc'), [created(full())]],
  ['all-present-fails', 'A request with all members fails with 500.', crashOn((body) => optional.every((name) => name in body)), [created(full())]],
  ['none-present-empty', 'region_alias is answered empty when no optional member is there.', emptyOn((body) => optional.every((name) => !(name in body)), 'region_alias'), [created()]],
  ['none-present-fails', 'A request without optional members fails with 500.', crashOn((body) => optional.every((name) => !(name in body))), [created()]],
  ...optional.map((name): Fault => [
    `all-but-${name}`, `A request with all members but ${name} fails with 500.`, crashOn((body) => optional.every((other) => other === name || other in body) && !(name in body)), [created(without(full(), name))], 'rare',
  ]),
  ...optional.map((name): Fault => [
    `only-${name}`, `A request with ${name} as its only optional member fails with 500.`, crashOn((body) => optional.every((other) => (other === name) === other in body)), [created(withOnly(name))],
  ]),
];

const three = (
  [['scope', 'status', 'desc'], ['ssl_ca_cert', 'cert_file', 'key_file']] as const
).map((names): Fault => [
  names.join('-and-'), `A request with ${names.join(', ')} together answers an empty url.`, emptyOn((body) => names.every((name) => name in body), 'url'), [created(withOnly(...names))],
]);

export const combined: FaultyServer[] = defineFaults('combined', [...present, ...apart, ...absent, ...values, ...mixed, ...whole, ...three]);

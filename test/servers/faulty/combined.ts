/** A fault that shows only when two optional members are present together, one without the other, all or none. */
import { created, full, withOnly, without } from '../probe/step.ts';
import { optional } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { effect, emptyOn, crashOn } from './effects.ts';

const pairs = optional.flatMap((one, index) => optional.slice(index + 1).map((other) => [one, other] as const));

const present = pairs.map(([one, other], index): Fault => {
  const [verb, make] = effect(index);
  const change = make((body) => one in body && other in body, other);
  return [
    `${one}-with-${other}`,
    `A request with ${one} and ${other} ${verb.replace('%', other)}.`,
    change,
    [created(withOnly(one, other))],
  ];
});

const apart = pairs.flatMap(([one, other], index) =>
  (
    [
      [one, other],
      [other, one],
    ] as const
  ).map(([there, absent]): Fault => {
    const [verb, make] = effect(index + 1);
    const change = make((body) => there in body && !(absent in body), there);
    return [
      `${there}-without-${absent}`,
      `A request with ${there} and without ${absent} ${verb.replace('%', there)}.`,
      change,
      [created(withOnly(there))],
    ];
  }),
);

const absent = pairs.slice(0, 9).map(([one, other], index): Fault => {
  const [verb, make] = effect(index + 2);
  const change = make((body) => !(one in body) && !(other in body), 'region_alias');
  return [
    `neither-${one}-nor-${other}`,
    `A request with neither ${one} nor ${other} ${verb.replace('%', 'region_alias')}.`,
    change,
    [created()],
  ];
});

const whole: Fault[] = [
  [
    'all-present-empty',
    'desc is answered empty when all members are there.',
    emptyOn((body) => optional.every((name) => name in body), 'desc'),
    [created(full())],
  ],
  [
    'all-present-fails',
    'A request with all members fails with 500.',
    crashOn((body) => optional.every((name) => name in body)),
    [created(full())],
  ],
  [
    'none-present-empty',
    'region_alias is answered empty when no optional member is there.',
    emptyOn((body) => optional.every((name) => !(name in body)), 'region_alias'),
    [created()],
  ],
  [
    'none-present-fails',
    'A request without optional members fails with 500.',
    crashOn((body) => optional.every((name) => !(name in body))),
    [created()],
  ],
  ...optional.map((name): Fault => [
    `all-but-${name}`,
    `A request with all members but ${name} fails with 500.`,
    crashOn((body) => optional.every((other) => other === name || other in body) && !(name in body)),
    [created(without(full(), name))],
    'rare',
  ]),
  ...optional.map((name): Fault => [
    `only-${name}`,
    `A request with ${name} as its only optional member fails with 500.`,
    crashOn((body) => optional.every((other) => (other === name) === other in body)),
    [created(withOnly(name))],
  ]),
];

const three = (
  [
    ['scope', 'status', 'desc'],
    ['ssl_ca_cert', 'cert_file', 'key_file'],
  ] as const
).map((names): Fault => [
  names.join('-and-'),
  `A request with ${names.join(', ')} together answers an empty url.`,
  emptyOn((body) => names.every((name) => name in body), 'url'),
  [created(withOnly(...names))],
]);

export const combined: FaultyServer[] = defineFaults('combined', [...present, ...apart, ...absent, ...whole, ...three]);

/** A fault planted in each judge: without it, prove reports survivors. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { FaultFamily } from '../../src/prove/fault/fault.ts';
import { createKit, type Kit } from '../../src/prove/kit.ts';
import { listFaults } from '../../src/prove/fault/list-faults.ts';
import { tryFault } from '../../src/prove/fault/try-fault.ts';
import { severityOrder, type ProblemKind } from '../../src/verdict/problem-kind.ts';
import { ownContract } from '../write-contract.ts';

/** The kinds that a judge finds, and a fault of which nothing else sees anything. */
const judges: readonly [judge: string, kinds: readonly ProblemKind[], family: FaultFamily, fault: RegExp][] = [
  ['judge-failure', ['connection-lost', 'no-answer', 'bad-framing', 'too-large'], 'time', /every-25:drops/],
  ['judge-failure, for what never comes', ['no-answer'], 'time', /every-50:hangs/],
  ['judge-failure, for what is no HTTP', ['connection-lost', 'bad-framing'], 'wire', /wire\/garbage/],
  [
    'judge-status, for servers that fail',
    ['server-error', 'not-json', 'content-type'],
    'request-refused',
    /status:2-fails/,
  ],
  [
    'judge-status, for what is refused',
    ['refused-valid', 'distinct-refused', 'refuses-everything'],
    'request-refused',
    /desc:newline/,
  ],
  ['judge-status, for what is accepted', ['accepted-invalid'], 'request-accepted', /status\/type:string/],
  ['judge-status, for what nobody documented', ['undocumented-status'], 'status', /400:422/],
  ['judge-status, for taken values', ['duplicate-accepted'], 'unique', /:never/],
  ['judge-status, for free values', ['distinct-refused', 'refused-valid'], 'unique', /:case-folded/],
  ['judge-status, for redirects', ['redirected', 'undocumented-status'], 'status', /201:302/],
  ['judge-body, for schemas', ['body-schema'], 'response-member', /400\/msg:absent/],
  ['judge-body, for JSON', ['not-json'], 'protocol', /400:single-quoted/],
  ['judge-body, for types', ['content-type'], 'protocol', /201:type text\/html/],
  ['judge-echo', ['echo-broken'], 'response-member', /201\/desc:trimmed|201\/desc:html-escaped/],
  ['judge-leak', ['leak'], 'open-input', /unknown:leaks/],
  ['judge-stack-trace', ['stack-trace'], 'error-body', /trace-inside/],
  ['judge-case, for races', ['duplicate-accepted'], 'unique', /:racing/],
  ['judge-case, for defaults that are none', ['leak'], 'carried-over', /desc:last$/],
  ['judge-run, for identifiers', ['identifier-repeated'], 'fresh', /of-fifty/],
  ['judge-run, for what is carried over', ['leak'], 'carried-over', /desc:last-refused/],
];

/** Kinds that explain a whole run, or that no server of prove has. */
const left: ReadonlySet<ProblemKind> = new Set([
  // Laws over several requests: the kit's own server remembers nothing.
  'not-kept',
  'not-listed',
  'not-gone',
  'found-elsewhere',
  'changed-unasked',
  'page-broken',
  'condition-ignored',
  // Of recorded traffic alone: what a client did.
  'invalid-request',
  // It has no parser of its own to break.
  'nesting-limit',
  'unauthorized',
  'not-found',
  'refuses-everything',
  'too-large',
  'unstable',
]);

it('every kind of problem has its turn', () => {
  const turns = new Set(judges.flatMap(([, kinds]) => kinds));
  expect(severityOrder.filter((kind) => !turns.has(kind) && !left.has(kind))).toEqual([]);
});

describe('without a judge prove reports survivors', () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = await createKit({ contract: loadContract(ownContract), seed: 1, depth: 'standard' });
  });

  it.each(judges)('%s', async (_, kinds, family, pattern) => {
    const faults = listFaults(kit, family).filter(({ id }) => pattern.test(id));
    const whole = await Promise.all(faults.map((fault) => tryFault(kit, fault)));
    const without = await Promise.all(faults.map((fault) => tryFault(kit, fault, kinds)));
    expect(whole.filter(({ outcome }) => outcome === 'found')).not.toEqual([]);
    expect(whole.filter(({ outcome }) => outcome === 'missed')).toEqual([]);
    expect(without.filter(({ outcome }) => outcome === 'missed')).not.toEqual([]);
  });
});

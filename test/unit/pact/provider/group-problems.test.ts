/** Problems of a pact report: what is alike is one, and each is known again by its id. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../../src/contract/load-contract.ts';
import { Redactor } from '../../../../src/http/display/redactor.ts';
import { groupProblems, type JudgedInteraction } from '../../../../src/pact/provider/group-problems.ts';
import type { InteractionProblem } from '../../../../src/pact/provider/judge-interaction.ts';
import type { PactInteraction } from '../../../../src/pact/provider/pact-file.ts';

const contract = loadContract(fileURLToPath(new URL('../../../../contracts', import.meta.url)));

interface Sample {
  file?: string;
  consumer?: string;
  status?: number;
  description?: string;
  /** Bytes of what was sent. */
  size?: number;
  found: readonly Partial<InteractionProblem>[];
}

function judged({ file = '/srv/a/shop.json', consumer = 'shop', status = 201, ...rest }: Sample): JudgedInteraction {
  const { description = 'A thing is made.', size = 10, found } = rest;
  const place = { file, pointer: '/interactions/0/description', line: 3 };
  const interaction: PactInteraction = {
    description,
    states: [],
    method: 'POST',
    path: '/things',
    pending: false,
    status,
    body: undefined,
    rules: {},
    expressions: {},
    place,
  };
  const request = { method: 'POST', url: 'http://127.0.0.1/things', headers: {}, body: Buffer.alloc(size) };
  return {
    id: `${consumer}.${description}`,
    operation: undefined,
    verified: {
      pact: { file, consumer, provider: 'things', interactions: [interaction] },
      interaction,
      values: {},
      failures: [],
      left: [],
      setUp: [],
      exchange: { request, duration: 1 },
      differences: [],
      unreached: false,
    },
    found: found.map((each) => ({ kind: 'body-schema', message: 'wrong', expected: '1', actual: '2', ...each })),
  };
}

const group = (samples: readonly Sample[]) =>
  groupProblems(samples.map(judged), { contract, redactor: new Redactor({}), writeLines: () => [] });

it('mark the member of the answer that is to blame, where there is one', () => {
  const marks = group([{ found: [{ at: ['items', '0', 'a/b'] }, { kind: 'server-error' }] }]).map(({ at }) => at);
  expect(marks).toContainEqual({ in: 'answer', pointer: '/items/0/a~1b' });
  expect(marks).toContain(undefined);
});

const idsOf = (samples: readonly Sample[]): string[] => group(samples).map(({ id }) => id);

describe('the ids of problems', () => {
  const about = (...at: string[]): Sample => ({ found: [{ at }] });

  it('are the same wherever the pact lies, whatever was sent, seen and said', () => {
    const ids = idsOf([about('size')]);
    expect(
      idsOf([{ file: '/tmp/other/x.json', size: 99, found: [{ at: ['size'], actual: '7', message: 'bad' }] }]),
    ).toEqual(ids);
    expect(idsOf([about('name'), { ...about('size'), description: 'Another.' }]).slice(1)).toEqual(ids);
  });

  it('are the same whichever interaction sends least', () => {
    const big = { ...about('size'), description: 'Big.', size: 99 };
    const small = { ...about('size'), description: 'Small.', size: 1 };
    const [one, other] = [group([big, small]), group([small, { ...big, size: 0 }])];
    expect(one.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
    expect(one.map(({ clause, also }) => [clause, also])).toEqual([['shop.Small.', ['shop.Big.']]]);
    expect(other.map(({ clause, also }) => [clause, also])).toEqual([['shop.Big.', ['shop.Small.']]]);
  });

  it('tell members, kinds, answers, consumers and versions of one consumer apart', () => {
    const samples: Sample[] = [
      about('size'),
      about('name'),
      about('size', 'unit'),
      { found: [{ kind: 'echo-broken', at: ['size'] }] },
      { ...about('size'), status: 200 },
      { ...about('size'), consumer: 'desk', file: '/srv/a/desk.json' },
      { ...about('size'), file: '/srv/a/shop-2.json' },
      { found: [{ kind: 'refused-valid', refusal: 'the name is taken' }] },
      { found: [{ kind: 'refused-valid', refusal: '422' }] },
      { found: [{ kind: 'content-type' }] },
      { found: [{ kind: 'not-found' }] },
    ];
    expect(new Set(idsOf(samples)).size).toBe(samples.length);
  });

  it('are one for the items of a list', () => {
    expect(group([about('list', '0', 'name'), about('list', '1', 'name')])).toHaveLength(1);
  });
});

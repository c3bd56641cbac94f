/** Numbers: multiples of decimals, and integers that no double holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMultipleOf } from '../../src/contract/schema/decimal.ts';
import { compareNumbers, integerOf, parseJsonText, roundIntegers } from '../../src/contract/wide-integer.ts';
import { loadFaker } from '../../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../../src/fixture/compile-generator.ts';
import { judge, judgeAt, mockOf, oneOperation, takes, type Call, type Reply } from './wire-kit.ts';

const faker = await loadFaker('en');

describe('multipleOf', () => {
  it.each([
    [0.01, [0.07, 0.29, 1.15, 4.35, 8.69, 9.95, 19.99, 143.48, 0, -1.1], [0.001, 19.995, 1.005]],
    [0.1, [0.3, 0.7, 1.1, 1e21], [0.35, 0.15]],
    [0.001, [1.005, 4.35], [0.0005]],
    [1e-7, [1e-7, 3e-7, 1], [1.5e-7]],
    [3, [9, -3, 0], [1, 0.3]],
    [1.5, [3, 4.5], [1]],
  ])('%d is judged as people mean it', (step, right, wrong) => {
    expect(right.filter((value) => !isMultipleOf(value, step))).toEqual([]);
    expect(wrong.filter((value) => isMultipleOf(value, step))).toEqual([]);
  });

  it('holds for every count of hundredths', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => isMultipleOf(Number(`${cents}e-2`), 0.01)));
  });

  const price = { type: 'number', multipleOf: 0.01, minimum: 0.29, maximum: 0.31 };
  const contract = oneOperation(takes('application/json', { schema: price }));

  it('is drawn so, to the bounds', () => {
    const node = contract.operations[0]?.body?.contents[0]?.node;
    if (!node) throw new Error('there is no schema');
    const generator = compileGenerator(contract, node, { faker, locale: 'en', direction: 'request' });
    const drawn = new Set(Array.from({ length: 60 }, (_, index) => generator.generate({ seed: 1, index })));
    expect([...drawn].toSorted()).toEqual([0.29, 0.3, 0.31]);
  });

  it('is taken by the mock, and judged by verify', async () => {
    const url = await mockOf(contract);
    const post = async (body: string): Promise<number> =>
      (await fetch(`${url}/things`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;
    expect([await post('0.29'), await post('0.295')]).toEqual([200, 400]);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

describe('two numbers', () => {
  const read = (digits: string) => integerOf(digits);
  const [long, longer] = ['7'.repeat(10_000), `7${'7'.repeat(10_000)}`];

  it.each([
    ['9007199254740993', '9007199254740995'],
    ['9007199254740993', '90071992547409930'],
    ['-90071992547409930', '-9007199254740993'],
    ['-9007199254740993', '5'],
    [long, longer],
    [`-${longer}`, `-${long}`],
    [`-${long}`, '7'],
    ['7', long],
  ])('are in order by all of their digits (%#)', (less, more) => {
    expect(compareNumbers(read(less), read(more))).toBeLessThan(0);
    expect(compareNumbers(read(more), read(less))).toBeGreaterThan(0);
    expect(compareNumbers(read(less), read(less))).toBe(0);
  });

  it('one of which is a fraction, or beyond all doubles', () => {
    expect(compareNumbers(-0.5, read('-9007199254740993'))).toBeGreaterThan(0);
    expect(compareNumbers(0.5, read('9007199254740993'))).toBeLessThan(0);
    expect(compareNumbers(Infinity, read(long))).toBeGreaterThan(0);
    expect(compareNumbers(read(long), -Infinity)).toBeGreaterThan(0);
  });

  it('are rounded to their side of what an int64 holds', () => {
    const bounds = ['9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809'];
    expect(bounds.map((digits) => roundIntegers(read(digits)))).toEqual([
      2 ** 63 - 1_024,
      2 ** 63,
      -(2 ** 63),
      -(2 ** 63) - 2_048,
    ]);
    expect(roundIntegers(read('18446744073709551615'))).toBe(2 ** 64 - 2_048);
    expect(roundIntegers([read(long)])).toEqual([Infinity]);
  });
});

describe('an int64', () => {
  const n = { type: 'integer', format: 'int64' };
  const schema = { type: 'object', required: ['n'], properties: { n } };
  const contract = oneOperation({
    ...takes('application/json', { schema }),
    responses: {
      200: { description: 'done', content: { 'application/json': { schema } } },
      400: { description: 'no' },
    },
    'x-laws': { echo: { n: '$request.body#/n' } },
  });

  it.each(['9007199254740993', '9223372036854775807', '-9223372036854775808'])(
    'keeps its digits, %s',
    async (digits) => {
      const url = await mockOf(contract);
      const response = await fetch(`${url}/things`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"n":${digits}}`,
      });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(`"n":${digits}`);
    },
  );

  it.each(['9223372036854775808', '-9223372036854775809', '1e19', '1.5'])(
    'is none beyond its bounds, %s',
    async (digits) => {
      const url = await mockOf(contract);
      const body = `{"n":${digits}}`;
      const headers = { 'content-type': 'application/json' };
      expect((await fetch(`${url}/things`, { method: 'POST', headers, body })).status).toBe(400);
    },
  );

  it('that a server rounds is not what was sent', async () => {
    const answer =
      (write: (text: string) => string | undefined) =>
      (call: Call): Reply => {
        let value: { n?: unknown } | null;
        try {
          value = JSON.parse(call.text) as typeof value;
        } catch {
          return { status: 400 };
        }
        const [, digits = ''] = /"n":\s*(-?\d+)\s*[,}]/.exec(call.text) ?? [];
        const isWide = digits !== '' && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);
        if (!Number.isInteger(value?.n) || !isWide) return { status: 400 };
        const written = write(digits);
        return { status: 200, headers: { 'content-type': 'application/json' }, body: `{"n":${written}}` };
      };
    expect(
      (
        await judge(
          contract,
          answer((digits) => digits),
        )
      ).problems,
    ).toEqual([]);
    const rounded = await judge(
      contract,
      answer((digits) => String(BigInt(Number(digits)))),
    );
    expect(rounded.problems.join()).toMatch(/echo-broken/);
    expect(JSON.stringify(rounded.report)).toContain('9007199254740993');
  });

  it('in a query keeps its digits, too', async () => {
    const parameters = [{ name: 'n', in: 'query', required: true, schema: n }];
    const queried = oneOperation(
      {
        parameters,
        responses: {
          200: { description: 'done', content: { 'application/json': { schema } } },
          400: { description: '' },
        },
        'x-laws': { echo: { n: '$request.query.n' } },
      },
      { method: 'get' },
    );
    const url = await mockOf(queried);
    expect(await (await fetch(`${url}/things?n=9007199254740993`)).text()).toContain('9007199254740993');
    expect((await fetch(`${url}/things?n=9223372036854775808`)).status).toBe(400);
  });
});

it('integers are numbers wherever one holds them', () => {
  expect(parseJsonText('[1, 9007199254740991, 1.0000000000000001, "9007199254740993", 1e20]')).toEqual([
    1,
    9007199254740991,
    1,
    '9007199254740993',
    1e20,
  ]);
  expect(JSON.stringify(parseJsonText('{"a":[9007199254740993]}'))).toBe('{"a":[9007199254740993]}');
  expect(JSON.stringify(integerOf('9007199254740993'))).toBe('9007199254740993');
});

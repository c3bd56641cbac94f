/** Small documents that stand for more than any memory holds: read, and drawn from, in bounded time. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatError } from '../../../src/commands/format-error.ts';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { compileGenerator } from '../../../src/fixture/compile-generator.ts';
import { loadFaker } from '../../../src/fixture/chance/load-faker.ts';
import { diffContracts } from '../../../src/diff/diff-contracts.ts';
import { importPages } from '../../../src/page/import-pages.ts';
import { makeFolder } from '../../cli/write-contract.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

const faker = await loadFaker('en');

/** Each schema refers to the next, as `refer` has it. */
function chainOf(length: number, refer: (reference: string) => object): object {
  const name = (index: number) => `A${index}`;
  const links = Array.from({ length }, (_, index) => [name(index), refer(`#/components/schemas/${name(index + 1)}`)]);
  return Object.fromEntries([...links, [name(length), { type: 'string' }]]);
}

function load(schema: unknown, schemas: object = {}) {
  return loadContract(writeContract({ 'openapi.json': { ...documentWith(schema), components: { schemas } } }));
}

describe('a bomb', () => {
  it('of members that have two members each is said to have no value', () => {
    const schemas = chainOf(40, (reference) => ({
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { $ref: reference }, b: { $ref: reference } },
    }));
    const contract = load({ $ref: '#/components/schemas/A0' }, schemas);
    const node = contract.operations[0]?.body?.contents[0]?.node;
    const make = () => compileGenerator(contract, node!, { direction: 'request', faker, locale: 'en' });
    expect(make).toThrow(/more than 20000 members/);
  });

  it.each(['allOf', 'anyOf'])('of schemas that are the next one twice, by %s, is judged as that one', (keyword) => {
    const schemas = chainOf(40, (reference) => ({ [keyword]: [{ $ref: reference }, { $ref: reference }] }));
    const { operations, validators } = load({ $ref: '#/components/schemas/A0' }, schemas);
    const node = operations[0]?.body?.contents[0]?.node;
    for (const demand of ['documented', 'expected'] as const) {
      const view = { direction: 'request', demand } as const;
      expect([validators.accepts(node!, 'a', view), validators.accepts(node!, 1, view)]).toEqual([true, false]);
    }
  });

  const two = (a: string, b: string) => [{ $ref: a }, { $ref: b }];
  it.each([
    ['allOf', (a: string, b: string) => ({ allOf: two(a, b) })],
    ['anyOf', (a: string, b: string) => ({ anyOf: two(a, b) })],
    ['oneOf', (a: string, b: string) => ({ oneOf: two(a, b) })],
    ['if', (a: string, b: string) => ({ if: { $ref: a }, then: { $ref: b }, else: { $ref: a } })],
    ['not', (a: string, b: string) => ({ not: { anyOf: two(a, b) } })],
  ])('of schemas that are two others each, by %s, is judged, drawn from and compared', (_, refer) => {
    const at = (side: string, level: number) => `#/components/schemas/${side}${level}`;
    const levels = Array.from({ length: 30 }, (_each, level) => [
      [`A${level}`, { ...refer(at('A', level + 1), at('B', level + 1)), minProperties: 0 }],
      [`B${level}`, { ...refer(at('A', level + 1), at('B', level + 1)), maxProperties: 100 + level }],
    ]).flat();
    const write = (type: string) =>
      load(
        { $ref: at('A', 0) },
        { ...Object.fromEntries(levels), A30: { type: 'string' }, B30: { type: ['string', type] } },
      );
    const [contract, other] = [write('null'), write('integer')];
    const node = contract.operations[0]?.body?.contents[0]?.node;
    const view = { direction: 'request', demand: 'documented' } as const;
    expect(typeof contract.validators.accepts(node!, 'a', view)).toBe('boolean');
    expect(lintContract(contract)).toBeInstanceOf(Array);
    expect(() => {
      const generator = compileGenerator(contract, node!, { direction: 'request', faker, locale: 'en' });
      generator.generate({ seed: 1, index: 0 } as never);
    }).not.toThrow(RangeError);
    expect(diffContracts(contract, other).changes).toBeInstanceOf(Array);
  });

  it('of aliases in the title of a page is no title', () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) =>
        `a${index}: &a${index} [${Array.from({ length: 10 }, () => (index === 0 ? '1' : `*a${index - 1}`)).join()}]`,
    );
    const file = join(makeFolder(), 'page.md');
    writeFileSync(file, `---\n${levels.join('\n')}\ntitle: *a11\n---\n# A thing\n\n\`GET /things\`\n`);
    const { contract } = importPages([file]);
    expect(JSON.stringify(contract.document).length).toBeLessThan(10_000);
  });

  it('of a pattern that no engine compiles is not judged', () => {
    const { diagnostics } = load({ type: 'string', pattern: 'a'.repeat(100_000) });
    expect(diagnostics.map(({ rule, message }) => [rule, message.length < 200])).toEqual([['unread-pattern', true]]);
  });

  it('of a hundred thousand listed values is read', () => {
    const values = Array.from({ length: 100_000 }, (_, index) => `v${index}`);
    const [slip, ...others] = lintContract(load({ enum: [...values, 'v0'] }));
    expect([slip?.rule, others, slip?.taken?.slice(0, 10)]).toEqual(['misread-keyword', [], '["v0","v1"']);
    expect(JSON.stringify(slip).length).toBeLessThan(3_000);
  });

  it('of schemas in schemas is told as what it is', () => {
    const deep = `{"items":`.repeat(20_000) + 'true' + '}'.repeat(20_000);
    const text = JSON.stringify(documentWith({ $ref: '#/components/schemas/A' })).replace(
      /\}$/,
      `,"components":{"schemas":{"A":${deep}}}}`,
    );
    let told = '';
    try {
      loadContract(writeContract({ 'openapi.json': text }));
    } catch (error) {
      told = formatError(error, { debug: false });
    }
    expect(told).toMatch(/deeper than docpact can go/);
  });
});

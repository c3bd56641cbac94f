/** Lists of values and of distinct items: judged as Ajv judges them, and in no more time than the value is long. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeQuickly } from '../../../src/contract/schema/quick-keywords.ts';

function makeQuick(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false });
  judgeQuickly(ajv);
  return ajv;
}

/** Few values, so that some are alike. */
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<unknown>(null, true, false, 0, -0, 1, 1.5, Infinity, '', '0', '[]', '{}', '{"a":0}', 'null'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value;

describe('quick keywords', () => {
  it('say of distinct items what Ajv says', () => {
    const [quick, own] = [makeQuick(), new Ajv2020({ strict: false })].map((ajv) => ajv.compile({ uniqueItems: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (items) => {
        expect(quick?.(items)).toBe(own?.(items));
      }),
    );
  });

  it('say of listed values what Ajv says', () => {
    const quick = makeQuick();
    const areDistinct = new Ajv2020({ strict: false }).compile({ uniqueItems: true });
    const isAlike = (one: unknown, other: unknown) => !areDistinct([one, other]);
    fc.assert(
      fc.property(fc.uniqueArray(value, { minLength: 1, maxLength: 4, comparator: isAlike }), value, (values, one) => {
        const said = quick.compile({ enum: values })(one);
        expect(said).toBe(new Ajv2020({ strict: false, validateSchema: false }).compile({ enum: values })(one));
      }),
      { numRuns: 15 },
    );
  });

  it('judge a hundred thousand items', () => {
    const judge = makeQuick().compile({ uniqueItems: true });
    const items = Array.from({ length: 100_000 }, (_, index) => ({ at: [index] }));
    expect([judge(items), judge([...items, { at: [7] }])]).toEqual([true, false]);
  });
});

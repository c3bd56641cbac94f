/**
 * What must not compile: `npm run types` fails where one of these lines has no error any more.
 * The same slips in plain JavaScript end in a UsageError.
 */
import { expect, expectTypeOf, it } from 'vitest';
import { addRegionRequest, fail, regionInfo, type AddRegionRequest, type RegionInfo } from '../../fixtures/index.ts';
import { UsageError } from '../../src/errors.ts';

it('an override with another name or type neither compiles nor builds', () => {
  const slips = [
    // @ts-expect-error: no member of this name
    () => addRegionRequest.build({ regionName: 'x' }),
    // @ts-expect-error: status is a number in a request
    () => addRegionRequest.build({ status: '1' }),
    // @ts-expect-error: a request's texts are never null
    () => addRegionRequest.build({ desc: null }),
    // @ts-expect-error: no member of this name
    () => addRegionRequest.buildList(2, { overrides: { region_nam: 'x' } }),
    // @ts-expect-error: region_name is a text
    () => addRegionRequest.buildList(2, { overrides: { region_name: 7 } }),
    // @ts-expect-error: status is a text in an answer
    () => regionInfo.build({ status: 1 }),
    // @ts-expect-error: no member of this name
    () => fail.build({ message: 'x' }),
    // @ts-expect-error: one of three words
    () => addRegionRequest.build({}, { members: 'all' }),
    // @ts-expect-error: a number
    () => addRegionRequest.buildList('2'),
  ];
  for (const slip of slips) expect(slip).toThrow(UsageError);
});

it('what is built has the type of its schema', () => {
  expectTypeOf(addRegionRequest.build()).toEqualTypeOf<AddRegionRequest>();
  expectTypeOf(regionInfo.buildList(1)).toEqualTypeOf<RegionInfo[]>();
  expectTypeOf<AddRegionRequest['status']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<RegionInfo['status']>().toEqualTypeOf<string>();
  expectTypeOf<RegionInfo['token']>().toEqualTypeOf<string | null | undefined>();
});

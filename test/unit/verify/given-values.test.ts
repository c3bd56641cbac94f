/** Values that the config gives reach every part of a request, by names that say which. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { valueAt } from '../../../src/contract/json-pointer.ts';
import { UsageError } from '../../../src/errors.ts';
import type { MemberValue } from '../../../src/verify/config.ts';
import { planRun } from '../../../src/verify/verify.ts';
import { writeContract } from '../../write-contract.ts';

const parameter = (name: string, place: string, required = true) => ({
  name,
  in: place,
  required,
  schema: { type: 'string', minLength: 1 },
});
const body = {
  type: 'object',
  required: ['plan'],
  properties: {
    plan: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, size: { type: 'integer' } } },
    note: { type: 'string' },
    'query.token': { type: 'string' },
  },
};
const contract = loadContract(
  writeContract({
    'openapi.yaml': {
      openapi: '3.1.0',
      info: { title: 'a contract', version: '1' },
      paths: {
        '/things/{id}': {
          post: {
            operationId: 'changeThing',
            parameters: [
              parameter('id', 'path'),
              parameter('token', 'query'),
              parameter('X-Trace', 'header'),
              parameter('s', 'cookie'),
              parameter('lang', 'query', false),
              parameter('lang', 'header', false),
              parameter('note', 'query', false),
            ],
            requestBody: { required: true, content: { 'application/json': { schema: body } } },
            responses: { 200: { description: 'done' }, 400: { description: 'refused' } },
          },
        },
      },
    },
  }),
);

async function valuesAt(values: Record<string, MemberValue>, at: readonly string[]): Promise<Set<unknown>> {
  const cases = await planRun({ contract, values: { changeThing: values } });
  const steps = cases
    .filter(({ id, zone }) => zone === 'valid' && !id.includes('/body/'))
    .flatMap((each) => each.steps);
  return new Set(steps.map((step) => valueAt(step.values, at)).filter((value) => value !== undefined));
}

describe('a given value', () => {
  it.each<[string, readonly string[]]>([
    ['query.token', ['query', 'token']],
    ['header.X-Trace', ['header', 'x-trace']],
    ['header.x-trace', ['header', 'x-trace']],
    ['path.id', ['path', 'id']],
    ['cookie.s', ['cookie', 's']],
    ['token', ['query', 'token']],
    ['id', ['path', 'id']],
    ['note', ['body', 'note']],
    ['query.note', ['query', 'note']],
    ['/plan/name', ['body', 'plan', 'name']],
    ['/query.token', ['body', 'query.token']],
  ])('called %s is the only one in every valid request', async (name, at) => {
    expect(await valuesAt({ [name]: 'given-7' }, at)).toEqual(new Set(['given-7']));
  });

  it('may be made anew for each request, in a header, too', async () => {
    const made = await valuesAt({ 'X-Trace': (digits: string) => `t-${digits}` }, ['header', 'x-trace']);
    expect(made.size).toBeGreaterThan(20);
    expect([...made].every((value) => /^t-\d{9}$/.test(String(value)))).toBe(true);
  });

  it.each<[string, Record<string, MemberValue>, RegExp]>([
    ['nothing', { tokne: 'x' }, /no member "tokne" in its body, and no parameter of that name/],
    ['a parameter of another place', { 'header.token': 'x' }, /no member "header.token"/],
    ['two parameters', { lang: 'x' }, /several parameters called "lang"/],
    ['a parameter that does not take it', { 'query.token': 7 }, /query.token of changeThing/],
    ['a pointer to nothing', { '/plan/nmae': 'x' }, /no member "\/plan\/nmae"/],
  ])('is refused where it names %s', async (_, values, message) => {
    const planned = planRun({ contract, values: { changeThing: values } });
    await expect(planned).rejects.toThrow(UsageError);
    await expect(planned).rejects.toThrow(message);
  });
});

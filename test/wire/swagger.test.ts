/** What Swagger 2.0 writes otherwise than OpenAPI 3: how lists are parted. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { writeContract } from '../write-contract.ts';
import { judge, judgeAt, mockOf } from './wire-kit.ts';

const separators = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|' } as const;

type Format = keyof typeof separators;

function lists(place: string, collectionFormat: Format) {
  const list = { name: 'ids', in: place, required: true, type: 'array', minItems: 1, items: { type: 'integer' } };
  const responses = { 200: { description: 'done' }, 400: { description: 'refused' } };
  return loadContract(
    writeContract({
      'swagger.json': {
        swagger: '2.0',
        info: { title: 'lists', version: '1' },
        paths: {
          [place === 'path' ? '/things/{ids}' : '/things']: {
            post: { operationId: 'tryIt', parameters: [{ ...list, collectionFormat }], responses },
          },
        },
      },
    }),
  );
}

const cells = ['path', 'query', 'header', 'formData'].flatMap((place) =>
  (Object.keys(separators) as Format[])
    // A header may not begin or end with a tab, and what is between is told apart by hardly anybody.
    .filter((format) => place !== 'header' || format !== 'tsv')
    .map((format) => ({ place, format })),
);

it.each(['csv', 'ssv', 'pipes'] as const)(
  'a list in a header of an answer is parted by %s',
  async (collectionFormat) => {
    const header = { type: 'array', minItems: 2, items: { type: 'integer' }, collectionFormat };
    const contract = loadContract(
      writeContract({
        'swagger.json': {
          swagger: '2.0',
          info: { title: 'lists', version: '1' },
          paths: {
            '/things': {
              get: { operationId: 'tryIt', responses: { 200: { description: 'done', headers: { 'X-Ids': header } } } },
            },
          },
        },
      }),
    );
    const answer = (...ids: unknown[]) => ({
      status: 200,
      headers: { 'x-ids': ids.join(separators[collectionFormat]) },
    });
    expect((await judge(contract, () => answer(1, 2))).problems).toEqual([]);
    expect((await judge(contract, () => answer(1, 'b'))).problems).toHaveLength(1);
  },
);

describe.each(cells)('a list in the $place, $format', ({ place, format }) => {
  const contract = lists(place, format);
  const separator = separators[format];

  it('is parted so', async () => {
    expect(contract.diagnostics).toEqual([]);
    const { problems } = await judge(contract, ({ path, query, headers, text }) => {
      const form = new URLSearchParams(text);
      const whole = {
        path: decodeURIComponent(path.split('/')[2] ?? ''),
        query: query.getAll('ids').at(-1),
        header: headers['ids'] as string | undefined,
        formData: form.getAll('ids').at(-1),
      }[place];
      const isRight = whole?.split(separator).every((item) => /^-?(0|[1-9]\d*)$/.test(item.trim()));
      return { status: isRight === true ? 200 : 400 };
    });
    expect(problems).toEqual([]);
  });

  it('is read so by the mock', async () => {
    const url = await mockOf(contract);
    const statusOf = async (...items: (string | number)[]) => {
      const whole = items.join(separator);
      const encoded = encodeURIComponent(whole);
      const target = { path: `/things/${encoded}`, query: `/things?ids=${encoded}` }[place] ?? '/things';
      const headers = place === 'header' ? { ids: whole } : {};
      const body = place === 'formData' ? new URLSearchParams({ ids: whole }) : null;
      return (await fetch(url + target, { method: 'POST', headers, body })).status;
    };
    expect(await statusOf(1, -22, 3)).toBe(200);
    expect(await statusOf(1, 'a')).toBe(400);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });
});

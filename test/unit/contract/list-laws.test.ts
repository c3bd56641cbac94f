/** Laws of resources: which of them a document suggests, by its shape and by its words. */
import { describe, expect, it, test } from 'vitest';
import { listLaws, sortsOf } from '../../../src/contract/resource/list-laws.ts';
import { integerOf } from '../../../src/contract/wide-integer.ts';
import { contractOf, list, object, text } from '../../resource-contract.ts';

const given = { ...text, readOnly: true };

function kindsOf(route: string, routes: Parameters<typeof contractOf>[0]): string[] {
  return listLaws(contractOf(routes))
    .filter(({ use }) => use.operation.id === route)
    .map(({ kind }) => kind);
}

const books = (isbn: object, conflict?: object) => ({
  'POST /books': {
    body: object({ id: given, isbn }),
    answer: object({ id: given, isbn: text }),
    ...(conflict ? { more: { responses: { 201: { description: 'made' }, 409: conflict } } } : {}),
  },
  'GET /books/{id}': { answer: object({ id: text, isbn: text }) },
});

describe('what only one thing may have', () => {
  it('is no identity that the server gives', () => {
    expect(kindsOf('POST /books', books(text, { description: 'refused' }))).not.toContain('taken');
  });

  it.each([
    ['Unique among all books.', 'refused'],
    ['It must be unique.', 'refused'],
    ['图书编号，全局唯一', 'refused'],
    ['As it is printed.', 'a book with this isbn exists already'],
  ])('is said by "%s", or by "%s"', (description, conflict) => {
    expect(kindsOf('POST /books', books({ ...text, description }, { description: conflict }))).toContain('taken');
  });

  it.each([
    ['The unique identifier of its author.', 'refused'],
    ['As it is printed.', 'the shelf is full'],
  ])('is not said by "%s", nor by "%s"', (description, conflict) => {
    expect(kindsOf('POST /books', books({ ...text, description }, { description: conflict }))).not.toContain('taken');
  });

  it('is nothing where no conflict is documented', () => {
    expect(kindsOf('POST /books', books({ ...text, description: 'It must be unique.' }))).not.toContain('taken');
  });
});

test('a total may stand in a header', () => {
  const routes = {
    'POST /books': { body: object({ name: text }), answer: object({ id: text }) },
    'GET /books': { answer: list(object({ id: text })), headers: ['X-Total-Count'] },
    'GET /books/{id}': { answer: object({ id: text }) },
  };
  expect(kindsOf('GET /books', routes)).toContain('counted');
});

test('an order has a direction where its opposite is offered, too', () => {
  const contract = contractOf({
    'POST /books': { body: object({ name: text, pages: text }), answer: object({ id: text }) },
    'GET /books': {
      answer: list(object({ id: text, name: text, pages: text })),
      query: { sort: { type: 'string', enum: ['name', '-name', 'pages', integerOf('12345678901234567890')] } },
    },
    'GET /books/{id}': { answer: object({ id: text }) },
  });
  const law = listLaws(contract).find(({ kind }) => kind === 'sorted');
  expect(law && sortsOf(contract, law.resource, law.use)).toEqual([
    { parameter: 'sort', value: 'name', member: ['name'], direction: 'up' },
    { parameter: 'sort', value: '-name', member: ['name'], direction: 'down' },
    { parameter: 'sort', value: 'pages', member: ['pages'] },
  ]);
});

/** What changed at the bottom of schemas that hold the next one twice is told, however many ways lead there. */
import { describe, expect, it } from 'vitest';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { weighChanges } from '../../src/diff/weigh-changes.ts';
import { doublings, doublingSchemas } from '../doubling-schemas.ts';
import { contractOf } from '../wire/wire-kit.ts';

type Kind = keyof typeof doublings;

/** An operation that takes what is `top` levels high. */
function levels(kind: Kind, top: number, maxLength: number) {
  const schemas = doublingSchemas(doublings[kind] as NonNullable<(typeof doublings)[Kind]>, top, {
    properties: { name: { type: 'string', maxLength } },
  });
  const schema = { $ref: `#/components/schemas/L${top}` };
  const requestBody = { required: true, content: { 'application/json': { schema } } };
  const responses = { 204: { description: 'taken' } };
  return contractOf(
    { '/things': { post: { operationId: 'take', requestBody, responses } } },
    { components: { schemas } },
  );
}

function changesOf(kind: Kind, top: number) {
  return weighChanges(diffContracts(levels(kind, top, 30), levels(kind, top, 20)), {}).changes;
}

/** These are told of the whole: it is one schema that is ruled out. */
const wholes = new Set<Kind>(['not']);

describe.each(Object.keys(doublings))('%s', (kind) => {
  it('is told where it changed, and of nothing else', () => {
    const messages = changesOf(kind, 3).map(({ message }) => message);
    const wanted = wholes.has(kind)
      ? /^changed: the body of the request obeys schema/
      : /^changed: [\w.[\]{}]*name of the request has at (?:most 20|least 21) characters/;
    expect(messages).not.toEqual([]);
    expect(messages.filter((message) => !wanted.test(message))).toEqual([]);
  });
});

it.each(['branches that are not each other', 'then and else', 'not'])(
  '%s may break somebody where its ways are too many to look at each',
  (kind) => {
    expect(changesOf(kind, 12)).toMatchObject([
      { severity: 'warning', message: expect.stringMatching(/^changed: /) as string },
    ]);
  },
);

it('two required members: a witness of thousands of members is found, and left as large as it is', () => {
  expect(changesOf('two required members', 10)).toMatchObject([{ severity: 'error' }]);
});

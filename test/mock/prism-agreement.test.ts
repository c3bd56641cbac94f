/** The mock embeds a part of Prism only: that part must decide as the whole of Prism does. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { notesContract } from './notes-contract.ts';
import { postBare } from './post-bare.ts';
import { serve } from './serve.ts';
import { plainRegion } from './valid-region.ts';
import { createWholePrism, type Asked, type Chosen } from './whole-prism.ts';

interface Case extends Asked {
  operation: Operation;
  valid: boolean;
}

const accepts = [
  undefined,
  '*/*',
  'application/json',
  'text/html',
  'application/*',
  'text/*;q=0.9, application/xml;q=0.1',
  'text/html, application/json',
  'application/json; version=1',
  'image/png, */*;q=0.1',
];

const codes = [undefined, 200, 201, 202, 204, 299, 303, 400, 404, 409, 418, 422, 500];
const examples = ['long', 'second', 'default', 'unknown', 'duplicate-name'];

const preferences: readonly Omit<Asked, 'body'>[] = [
  ...codes.map((code) => ({ code })),
  ...[undefined, 200, 201, 400, 422].flatMap((code) => examples.map((example) => ({ code, example }))),
  { dynamic: true },
  { dynamic: false },
  { dynamic: true, code: 400 },
];

/** Where the mock decides otherwise, on purpose; each must be seen at least once, or it is none. */
const differences: Readonly<Record<string, (asked: Case, prism: Chosen, mock: Chosen) => boolean>> = {
  'a named example is looked for in every documented answer, not only in the one that would come anyway': (
    { valid, code, example },
    prism,
    mock,
  ) => valid && example !== undefined && code === undefined && prism.mediaType === undefined && mock.status < 500,
  'a wish that no documented answer fulfils is the client’s mistake, where Prism answers 500': (
    { valid },
    prism,
    mock,
  ) => valid && prism.status === 500 && prism.mediaType === undefined && [404, 406].includes(mock.status),
  'an answer without a body has no media type': (_, prism, mock) =>
    prism.status === 204 && mock.status === 204 && mock.mediaType === undefined,
  'an invalid request is told what is wrong with it, whatever example is asked for': (
    { valid, example },
    prism,
    mock,
  ) => !valid && example !== undefined && prism.status === 404 && [400, 422].includes(mock.status),
};

function differenceOf(asked: Case, prism: Chosen, mock: Chosen): string | undefined {
  return Object.keys(differences).find((reason) => differences[reason]?.(asked, prism, mock));
}

function askMock(url: string, { operation, body, accept, code, example, dynamic }: Case): Promise<Chosen> {
  const wishes = Object.entries({ code, example, dynamic }).filter(([, value]) => value !== undefined);
  return postBare(url + operation.path, body, {
    ...(accept === undefined ? {} : { accept }),
    ...(wishes.length === 0 ? {} : { prefer: wishes.map(([name, value]) => `${name}=${String(value)}`).join(', ') }),
  });
}

function show(value: Chosen | Case): string {
  return JSON.stringify(value, (name, member: unknown) =>
    name === 'operation' || name === 'body' ? undefined : member,
  );
}

/** What Prism and the mock chose for every case of an operation, where it is not the same and not on purpose. */
async function compare(contract: Contract, operation: Operation, bodies: Record<'valid' | 'invalid', unknown>) {
  const url = await serve({ contract, stateless: true });
  const askPrism = await createWholePrism(contract, operation);
  const strays: string[] = [];
  const seen = new Set<string>();
  let cases = 0;
  for (const valid of [true, false]) {
    for (const preference of preferences) {
      for (const accept of valid ? accepts : accepts.slice(0, 4)) {
        const asked: Case = { operation, valid, body: bodies[valid ? 'valid' : 'invalid'], accept, ...preference };
        const prism = await askPrism(asked);
        const mock = await askMock(url, asked);
        cases += 1;
        if (mock.status === prism.status && (prism.mediaType === undefined || mock.mediaType === prism.mediaType))
          continue;
        const reason = differenceOf(asked, prism, mock);
        if (reason === undefined) strays.push(`${show(asked)} prism ${show(prism)} mock ${show(mock)}`);
        else seen.add(reason);
      }
    }
  }
  return { strays, seen, cases };
}

describe('which answer a request gets', () => {
  const seen = new Set<string>();
  const ours = loadContract('contracts');
  let notes: Contract;
  beforeAll(() => {
    notes = notesContract();
  });

  it('is what the whole of Prism would choose, for the document’s own operation', async () => {
    const [operation] = ours.operations;
    const outcome = await compare(ours, operation as Operation, { valid: plainRegion(), invalid: { status: '1' } });
    for (const reason of outcome.seen) seen.add(reason);
    expect(outcome.cases).toBeGreaterThan(500);
    expect(outcome.strays).toEqual([]);
  });

  it.each(['many', 'ranges', 'fallback', 'silent', 'first', 'any'])(
    'is what the whole of Prism would choose, for an operation with other answers: %s',
    async (id) => {
      const operation = notes.operations.find((candidate) => candidate.id === id) as Operation;
      const outcome = await compare(notes, operation, { valid: { title: 'a' }, invalid: { size: 'b' } });
      for (const reason of outcome.seen) seen.add(reason);
      expect(outcome.strays).toEqual([]);
    },
  );

  it('differs from Prism’s choice only as it is listed here, and really does', () => {
    expect([...seen].sort()).toEqual(Object.keys(differences).sort());
  });
});

/** Without Prism, as in a browser, the same answers are chosen. */
import { expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { createNegotiator, type NegotiationRequest } from '../../src/mock/engine/negotiate.ts';
import { loadPrism } from '../../src/mock/engine/load-prism.ts';
import { plainEngine } from '../../src/mock/engine/plain-engine.ts';
import { ordersContract } from '../write-contract.ts';
import { notesContract } from './notes-contract.ts';

const accepts = [
  undefined,
  '*/*',
  'application/json',
  'application/*',
  'text/html',
  'text/html, application/json',
  'text/*;q=0.9, application/xml;q=0.1',
  'application/json; version=1',
  'application/json;q=0',
  'application/json;q=0, */*',
  'application/*;q=0.5, text/plain;q=0.5',
  'image/png, */*;q=0.1',
  'APPLICATION/JSON',
  'application/problem+json, application/json;q=0.9',
  'application/hal+json, application/vnd.error+json',
];

const codes = [undefined, 200, 201, 202, 204, 299, 303, 400, 401, 404, 409, 418, 422, 500];
const examples = [
  undefined,
  'short',
  'long',
  'first',
  'second',
  'default',
  'unknown',
  'duplicate-name',
  'server-error',
];
const refusals = [undefined, ['422', '400'], ['422', '400', '409'], ['415'], ['404'], ['503']];

function* requests(): Generator<NegotiationRequest> {
  for (const refuseWith of refusals) if (refuseWith) yield { refuseWith, preference: {} };
  for (const accept of accepts) {
    for (const code of codes) {
      for (const example of examples) {
        for (const dynamic of [undefined, true]) {
          const preference = {
            ...(code === undefined ? {} : { code }),
            ...(example === undefined ? {} : { example }),
            ...(dynamic === undefined ? {} : { dynamic }),
          };
          yield { accept, preference };
        }
      }
    }
  }
}

/** What is chosen; the words of a refusal may differ. */
function chosenBy(contract: Contract, engine: Parameters<typeof createNegotiator>[1]) {
  const negotiate = createNegotiator(contract, engine);
  return (operation: Contract['operations'][number], request: NegotiationRequest) => {
    const { reason, ...chosen } = { reason: undefined, ...negotiate(operation, request) };
    return { ...chosen, refused: reason !== undefined };
  };
}

it.each([
  ['ours', () => loadContract('contracts'), 3_700],
  ['orders', () => loadContract(ordersContract), 10_000],
  ['notes', () => notesContract(), 30_000],
])('as Prism would, for every wish and every operation: %s', (_, load, least) => {
  const contract = load();
  const [ours, prism] = [chosenBy(contract, () => plainEngine), chosenBy(contract, loadPrism)];
  let cases = 0;
  const strays: string[] = [];
  for (const operation of contract.operations) {
    for (const request of requests()) {
      cases += 1;
      const [mine, theirs] = [JSON.stringify(ours(operation, request)), JSON.stringify(prism(operation, request))];
      if (mine !== theirs) strays.push(`${operation.id} ${JSON.stringify(request)}: ${mine}, Prism ${theirs}`);
    }
  }
  expect(strays.slice(0, 5)).toEqual([]);
  expect(cases).toBeGreaterThan(least);
});

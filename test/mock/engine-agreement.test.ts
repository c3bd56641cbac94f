/** Which answer is chosen: by the part of Prism that the mock loads, by Prism's own door, and without Prism, as in a browser. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Operation } from '../../src/contract/operation.ts';
import type { Engine, EngineOutcome } from '../../src/mock/engine/engine.ts';
import { loadPrism } from '../../src/mock/engine/load-prism.ts';
import { createNegotiator, type NegotiationRequest } from '../../src/mock/engine/negotiate.ts';
import { plainEngine } from '../../src/mock/engine/plain-engine.ts';
import type { Preference } from '../../src/mock/request/preference.ts';
import { ordersContract, shapesContract } from '../write-contract.ts';
import { notesContract } from './notes-contract.ts';
import { createDoor, markedDocument, markOf, type Decided, type Wish } from './whole-prism.ts';

/** Each is a list of media ranges as RFC 9110, section 12.5.1, has it. */
const accepts = [
  undefined,
  '*/*',
  'application/json',
  'application/*',
  'text/html',
  'text/plain',
  'text/html, application/json',
  'text/html,application/json',
  'text/*;q=0.9, application/xml;q=0.1',
  'application/json; version=1',
  'application/json;charset=utf-8',
  'application/json;q=0',
  'application/json;q=0, */*',
  '*/*;q=0',
  '*/*;q=0.1, application/json;q=0, application/*;q=0.5',
  'application/*;q=0.5, text/plain;q=0.5',
  'application/json;q=0.2, text/plain;q=0.8',
  'application/json;q=0.25, application/xml;q=0.255',
  'text/plain;format=flowed;q=0.5, application/json;q=0.4',
  'application/xml;level=1;q=0.9, application/json',
  'image/png, */*;q=0.1',
  'image/*, text/*',
  'APPLICATION/JSON',
  'Text/Plain, application/hal+json',
  'application/problem+json, application/json;q=0.9',
  'application/hal+json, application/vnd.error+json',
  'application/json, application/json;q=0.1',
  'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8',
];

/** Of these, some items are no media range, or all. */
const malformed = [
  '',
  ',',
  ' , application/json',
  'json',
  'json, application/json',
  '*',
  'application/',
  '/json, text/plain',
  'application/json/x',
  'application/json;',
  'application/json;q=x',
  'application/json;q=1.5',
  'application/json;q',
  'application/json; ; q=0.5',
  'text/html;level="1", application/json;a="b',
  ';q=1',
  'text/plain application/json',
];

const codes = [undefined, 100, 200, 201, 202, 204, 206, 299, 303, 304, 400, 401, 404, 409, 418, 422, 500, 503, 999];
const examples = [undefined, 'short', 'long', 'first', 'second', 'default', 'unknown', 'duplicate-name'];

function prefer(code?: number, example?: string, dynamic?: boolean): Preference {
  return {
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { example }),
    ...(dynamic === undefined ? {} : { dynamic }),
  };
}

/** One wish, and several at once. */
const preferences: readonly Preference[] = codes.flatMap((code) =>
  examples.flatMap((example) => [undefined, false, true].map((dynamic) => prefer(code, example, dynamic))),
);

/** Those that meet every kind of `Accept`. */
const fewPreferences: readonly Preference[] = [
  ...codes.map((code) => prefer(code)),
  ...examples.map((example) => prefer(undefined, example)),
  ...[200, 201, 204, 400, 422, 503].flatMap((code) => [prefer(code, 'second'), prefer(code, 'default')]),
  prefer(undefined, undefined, true),
  prefer(400, undefined, true),
];

const contracts: readonly (readonly [name: string, load: () => Contract])[] = [
  ['ours', () => loadContract('contracts')],
  ['orders', () => loadContract(ordersContract)],
  ['shapes', () => loadContract(shapesContract)],
  ['notes', () => notesContract()],
];

describe('without Prism the same answer is chosen as with it', () => {
  const refusals = [['422', '400'], ['422', '400', '409'], ['415'], ['404'], ['401'], ['503']];

  function* requests(): Generator<NegotiationRequest> {
    for (const refuseWith of refusals) yield { refuseWith, preference: {} };
    for (const accept of [undefined, '*/*', 'text/plain', 'text/html, application/json']) {
      for (const preference of preferences) yield { accept, preference };
    }
    for (const accept of [...accepts, ...malformed]) {
      for (const preference of fewPreferences) yield { accept, preference };
    }
  }

  /** What is chosen; the words of a refusal may differ. */
  function chosenBy(contract: Contract, engine: () => Engine) {
    const negotiate = createNegotiator(contract, engine);
    return (operation: Operation, request: NegotiationRequest) => {
      const { reason, ...chosen } = { reason: undefined, ...negotiate(operation, request) };
      return JSON.stringify({ ...chosen, refused: reason !== undefined });
    };
  }

  it.each(contracts)('for every wish and every operation: %s', (_, load) => {
    const contract = load();
    const [plain, prism] = [chosenBy(contract, () => plainEngine), chosenBy(contract, loadPrism)];
    const strays: string[] = [];
    let cases = 0;
    for (const operation of contract.operations) {
      for (const request of requests()) {
        cases += 1;
        const [ours, theirs] = [plain(operation, request), prism(operation, request)];
        if (ours !== theirs) strays.push(`${operation.id} ${JSON.stringify(request)}: ${ours}, Prism ${theirs}`);
      }
    }
    expect(strays.slice(0, 5)).toEqual([]);
    expect(cases).toBeGreaterThan(3_000 * contract.operations.length);
  });
});

describe('what is loaded of Prism decides as its public door does', () => {
  function* wishes(): Generator<Wish> {
    yield { valid: false };
    for (const accept of [undefined, 'text/plain', 'text/html, application/json']) {
      for (const code of codes) for (const example of examples) yield { valid: true, accept, ...prefer(code, example) };
    }
    for (const accept of accepts) for (const preference of fewPreferences) yield { valid: true, accept, ...preference };
  }

  function decidedBy(outcome: EngineOutcome): Decided {
    if (outcome._tag === 'Left') return { refused: true, status: outcome.left.status };
    const { code, mediaType, bodyExample } = outcome.right;
    return { refused: false, status: Number.parseInt(code, 10), mediaType, mark: markOf(bodyExample?.value) };
  }

  function decide(engine: Engine, operation: ReturnType<Engine['readOperation']>, wish: Wish): Decided {
    const { valid, accept, code, example, dynamic = false } = wish;
    if (!valid) return decidedBy(engine.negotiateRefusal(operation, ['422', '400']));
    const options = {
      dynamic,
      ...(code === undefined ? {} : { code }),
      ...(example === undefined ? {} : { exampleKey: example }),
      ...(accept === undefined ? {} : { mediaTypes: accept.split(',').map((item) => item.trim()) }),
    };
    return decidedBy(engine.negotiateAnswer(operation, options));
  }

  it.each(contracts)('for every wish and every operation: %s', async (_, load) => {
    const contract = load();
    const strays: string[] = [];
    const seen = new Set<string>();
    for (const operation of contract.operations) {
      const document = markedDocument(contract, operation);
      const engine = loadPrism();
      const read = engine.readOperation(structuredClone(document));
      const askDoor = await createDoor(document, operation);
      for (const wish of wishes()) {
        const door = await askDoor(wish);
        const part = decide(engine, read, wish);
        // For a request that it refuses, and that the document has no answer for, the door makes up a status of its own.
        const same = JSON.stringify(part) === JSON.stringify(door) || (!wish.valid && part.refused && door.refused);
        if (!same)
          strays.push(`${operation.id} ${JSON.stringify(wish)}: ${JSON.stringify(part)}, door ${JSON.stringify(door)}`);
        seen.add(JSON.stringify(door));
      }
    }
    expect(strays.slice(0, 5)).toEqual([]);
    expect(seen.size).toBeGreaterThan(2 * contract.operations.length);
  });
});

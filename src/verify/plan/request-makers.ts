/** Makes what makes the requests to an operation, and says why no request has some part, or none can be made at all. */
import type { Clause } from '../../contract/clause/clause.ts';
import type { Contract } from '../../contract/contract.ts';
import { parsePointer } from '../../contract/json-pointer.ts';
import { derefNode, findMember } from '../../contract/schema/walk-schema.ts';
import { ContractError } from '../../errors.ts';
import { shownPath } from '../../verdict/report-head.ts';
import { type Operation, parameterKey } from '../../contract/operation.ts';
import type { GeneratorOptions } from '../../fixture/compile-generator.ts';
import type { DocpactConfig } from '../config.ts';
import { readGivenValues } from './given-values.ts';
import { createRequestMaker, type MadeRequest, type RequestMaker, SERIALS_PER_OPERATION } from './request-maker.ts';

/** The makers of requests, each made when first asked for; an operation may have none. */
export interface Makers {
  /** For the cases of an operation. */
  maker: (operation: Operation) => RequestMaker;
  /** A request to what comes before the cases of another operation, with required members only. */
  setUp: (operation: Operation) => MadeRequest;
  /** Why no request to an operation can be made; undefined where one can. */
  lackOf: (operation: Operation) => ContractError | undefined;
  knownLack: (operation: Operation) => ContractError | undefined;
  /** Why no request has what a clause is about. */
  lackFor: (clause: Clause) => string | undefined;
}

interface MakersOptions {
  seed: number;
  /** By operationId, then by place in the request. */
  values: NonNullable<DocpactConfig['values']>;
  fixture: Omit<GeneratorOptions, 'direction'>;
}

/** Nothing is made of an operation before it is asked for. */
export function createMakers(
  contract: Contract,
  { fixture, seed, values }: MakersOptions,
  serialOf: (operation: Operation) => number,
): Makers {
  const made = new Map<string, RequestMaker | ContractError>();
  const byId = new Map(contract.operations.map((operation) => [operation.id, operation]));
  function find(operation: Operation, firstSerial: number): RequestMaker | ContractError {
    const key = `${operation.id} ${firstSerial}`;
    const found = made.get(key) ?? create(operation, firstSerial);
    made.set(key, found);
    return found;
  }
  /** Makers of one operation share the names that they choose. */
  const chosen = new Map(contract.operations.map(({ id }) => [id, new Set<string>()]));
  function create(operation: Operation, firstSerial: number): RequestMaker | ContractError {
    const given = readGivenValues(contract, operation, values[operation.id] ?? {});
    try {
      return createRequestMaker(contract, operation, {
        ...fixture,
        seed,
        firstSerial,
        given,
        chosen: chosen.get(operation.id) ?? new Set(),
      });
    } catch (error) {
      if (error instanceof ContractError) return error;
      throw error;
    }
  }
  function take(operation: Operation, firstSerial: number): RequestMaker {
    const found = find(operation, firstSerial);
    if (found instanceof ContractError) throw found;
    return found;
  }
  /** What was made of an operation that nobody asked for is not made to tell of it. */
  const known = (operation: Operation) => made.get(`${operation.id} ${serialOf(operation)}`);
  const forSetups = (operation: Operation): number => serialOf(operation) + SERIALS_PER_OPERATION / 2;
  return {
    maker: (operation) => take(operation, serialOf(operation)),
    setUp: (operation) => take(operation, forSetups(operation)).make('minimal'),
    lackOf: (operation) => {
      const found = find(operation, serialOf(operation));
      return found instanceof ContractError ? found : undefined;
    },
    knownLack: (operation) => {
      const found = known(operation);
      return found instanceof ContractError ? found : undefined;
    },
    lackFor: (clause) => {
      const operation = byId.get(clause.operation);
      const found = operation && known(operation);
      if (!operation || !found) return undefined;
      if (found instanceof ContractError) return tellLack(found);
      const nodes = clause.subject === 'request' ? nodesOn(contract, operation, clause) : [];
      const part = found.lost.find(({ pointers }) => nodes.some((pointer) => pointers.includes(pointer)));
      return part && tellLack(part.error);
    },
  };
}

/** `no value was found for Order.total (openapi.yaml:12): …` */
function tellLack({ place, reason }: ContractError): string {
  const advice = 'give an example, `values`, or x-faker';
  if (!place) return `${reason}; ${advice}`;
  const unsaid = new Set(['components', 'schemas', 'properties', 'paths']);
  const name = parsePointer(place.pointer)
    .filter((token) => !unsaid.has(token))
    .join('.');
  const line = place.line === undefined ? '' : `:${place.line}`;
  return `no value was found for ${name} (${shownPath(place.file)}${line}): ${reason}; ${advice}`;
}

/** The schemas on the way to what a clause of a request is about, outside in. */
function nodesOn({ document }: Contract, { parameters, body }: Operation, { at: [part, ...tokens] }: Clause): string[] {
  const [name, ...inner] = tokens;
  const whole =
    part === 'body'
      ? body?.contents[0]?.node
      : parameters.find(
          (each) => each.in === part && parameterKey(each) === parameterKey({ ...each, name: name ?? '' }),
        )?.node;
  const nodes: string[] = [];
  let node = whole;
  for (const token of [undefined, ...(part === 'body' ? tokens : inner)]) {
    node = token === undefined ? node : node && findMember(document, node, [token === '[]' ? '0' : token]);
    if (!node) break;
    nodes.push(node.pointer, derefNode(document, node).pointer);
  }
  return nodes;
}

/** Handlers for MSW (Mock Service Worker) from a contract: the mock's answers without a port, in tests and in the browser. */
import { http, type HttpHandler } from 'msw/http';
import { type ContractSnapshot, restoreContract } from '../contract/contract-snapshot.ts';
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { UsageError } from '../errors.ts';
import { adoptFaker, type SharedFaker } from '../fixture/chance/adopt-faker.ts';
import { routerOf } from '../http/value/path-template.ts';
import type { Responder } from '../mock/answer/answer.ts';
import { createResponder } from '../mock/answer/respond.ts';
import { createNegotiator } from '../mock/engine/negotiate.ts';
import { plainEngine } from '../mock/engine/plain-engine.ts';
import { scenarioProblem } from '../mock/settings.ts';
import { createState } from '../mock/state/state.ts';
import { answerRequest, responseOf } from './answer-request.ts';

export interface HandlerOptions {
  /** A contract, or what `docpact bundle` wrote of one. */
  contract: Contract | ContractSnapshot;
  /** `faker` of `@faker-js/faker/locale/…`: made-up values read in its language. */
  faker: SharedFaker;
  /** Faker's name of that locale; the contract's own unless given. */
  locale?: string;
  /** Same seed + same requests = same answers as the server's; 1 unless given. */
  seed?: number;
  /** Answers every request to an operation that has a scenario of this name. */
  scenario?: string;
  /** Optional members come and go, and the document's examples are not used. */
  dynamic?: boolean;
  /** Whether requests need the credentials that the document demands, as they do unless told otherwise. */
  security?: boolean;
  /** How many made-up things each collection begins with; 3 unless given. */
  items?: number;
  /** What an identity that was never given gets: a made-up thing, which is remembered (`adopt`, unless said otherwise), or 404. */
  unknownIds?: 'adopt' | 'refuse';
  /** Nothing is remembered from one request to the next. */
  stateless?: boolean;
  /** Where the API is, `https://api.example.com/v1`; any origin, without a base path, unless given. */
  baseUrl?: string;
}

/**
 * Handlers that remember what was created among themselves; call it again for ones that have forgotten.
 * Throws a UsageError for a scenario that the contract does not have.
 */
export function createHandlers(options: HandlerOptions): HttpHandler[] {
  const { faker, seed = 1, scenario, dynamic = false, security, stateless = false, baseUrl = '' } = options;
  const contract = 'operations' in options.contract ? options.contract : restoreContract(options.contract);
  const problem = scenario === undefined ? undefined : scenarioProblem(contract, scenario);
  if (problem !== undefined) throw new UsageError(problem);
  const responder = createResponder(contract, {
    faker: adoptFaker(faker),
    locale: options.locale ?? contract.locale,
    seed,
    dynamic,
    security,
    items: options.items,
    unknownIds: options.unknownIds,
    state: createState({ stateless }),
    negotiate: createNegotiator(contract, () => plainEngine),
    scenario: () => scenario,
  });
  const base = readBase(baseUrl);
  return [
    ...contract.operations.map((operation) => operationHandler({ contract, operation, responder, base })),
    methodHandler(contract, responder, base),
  ];
}

interface Handled {
  contract: Contract;
  operation: Operation;
  responder: Responder;
  base: Base;
}

function operationHandler({ contract, operation, responder, base }: Handled): HttpHandler {
  const routed = (request: Request) => {
    const route = pathOf(request, base, (path) => routerOf(contract.operations).find(request.method, path));
    return route?.operation === operation ? route.path : undefined;
  };
  return http.all(
    ({ request }) => routed(request) !== undefined,
    ({ request }) => {
      const path = routed(request) ?? {};
      return answerRequest(request, { contract, operation, responder, path });
    },
  );
}

/** A path of the contract with a method that it does not have is refused as the server does. */
function methodHandler({ operations }: Contract, responder: Responder, base: Base): HttpHandler {
  const methodsFor = (request: Request) =>
    pathOf(request, base, (path) => {
      const methods = routerOf(operations).methodsAt(path);
      return methods.length > 0 ? { path, allow: methods.map((each) => each.toUpperCase()).join(', ') } : undefined;
    });
  return http.all(
    ({ request }) => methodsFor(request) !== undefined,
    ({ request }) => {
      const { path, allow } = methodsFor(request) ?? { path: '', allow: '' };
      const answer = responder.refuse(405, `${path} takes ${allow}, not ${request.method}`);
      return responseOf(responder, answer, { more: { allow } });
    },
  );
}

interface Base {
  origin: string | undefined;
  /** Without a slash at its end. */
  path: string;
}

function readBase(baseUrl: string): Base {
  if (baseUrl === '') return { origin: undefined, path: '' };
  if (!URL.canParse(baseUrl))
    throw new UsageError(`baseUrl is no URL: ${baseUrl}`, { hint: 'https://api.example.com/v1' });
  const { origin, pathname } = new URL(baseUrl);
  return { origin, path: pathname.replace(/\/$/, '') };
}

/** What `read` makes of the request's path below the base; undefined for a request that goes elsewhere. */
function pathOf<T>({ url }: Request, base: Base, read: (path: string) => T | undefined): T | undefined {
  const { origin, pathname } = new URL(url);
  if (base.origin !== undefined && origin !== base.origin) return undefined;
  return pathname.startsWith(`${base.path}/`) ? read(pathname.slice(base.path.length)) : undefined;
}

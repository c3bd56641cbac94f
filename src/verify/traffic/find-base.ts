/** Finds which server of a recording is the one that the contract is of: a page talks to many. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { listServerPaths } from '../../contract/server-paths.ts';
import type { RecordedExchange } from '../../http/har/recorded-exchange.ts';
import { routerOf, splitTarget } from '../../http/value/path-template.ts';

/** An exchange with the operation that it is of. */
export interface Matched {
  exchange: RecordedExchange;
  operation: Operation;
  /** The templates' texts. */
  path: Readonly<Record<string, string>>;
  query: string;
}

export interface FoundBase {
  /** What the contract's paths are appended to, without a slash at its end. */
  base: string;
  matched: readonly Matched[];
  /** Exchanges with that server that the contract has no operation for. */
  unknown: readonly RecordedExchange[];
  /** How many went elsewhere. */
  elsewhere: number;
  /** Other bases with exchanges that the contract would fit, and how many. */
  others: readonly (readonly [base: string, count: number])[];
}

/** By the base that is given, else by the one of the document's servers, or of the recording, that most exchanges fit below. */
export function findBase(
  contract: Contract,
  exchanges: readonly RecordedExchange[],
  { base, operations }: { base?: string | undefined; operations: readonly Operation[] },
): FoundBase | undefined {
  const bases =
    base === undefined ? listBases(contract, exchanges) : [base.replace(/[?#].*$/s, '').replace(/\/+$/, '')];
  const found = bases
    .map((each) => matchBelow(each, exchanges, operations))
    .filter(({ matched }) => base !== undefined || matched.some(isTelling))
    .toSorted((a, b) => b.matched.filter(isTelling).length - a.matched.filter(isTelling).length);
  const [best, ...rest] = found;
  if (!best) return undefined;
  const own = new Set(best.matched.map(({ exchange }) => exchange));
  const others = rest.flatMap(({ base: other, matched }): [string, number][] =>
    matched.some(({ exchange }) => own.has(exchange)) ? [] : [[other, matched.length]],
  );
  return { ...best, others };
}

/** Whether a path says more than that it has so many parts. */
function isTelling({ operation }: Matched): boolean {
  return operation.path.split('/').some((part) => part !== '' && !part.includes('{'));
}

function matchBelow(
  base: string,
  exchanges: readonly RecordedExchange[],
  operations: readonly Operation[],
): Omit<FoundBase, 'others'> {
  const router = routerOf(operations);
  const below = exchanges.filter(({ request: { url } }) => isBelow(url, base));
  const matched: Matched[] = [];
  const unknown: RecordedExchange[] = [];
  for (const exchange of below) {
    const { path, query } = splitTarget(exchange.request.url.slice(base.length) || '/');
    const found = router.find(exchange.request.method, path);
    if (found) matched.push({ exchange, operation: found.operation, path: found.path, query });
    else unknown.push(exchange);
  }
  return { base, matched, unknown, elsewhere: exchanges.length - below.length };
}

function isBelow(url: string, base: string): boolean {
  return url.startsWith(base) && /^(?:[/?]|$)/.test(url.slice(base.length));
}

/** The document's servers as far as they are in the recording, and every host of it, with the servers' paths and without. */
function listBases(contract: Contract, exchanges: readonly RecordedExchange[]): string[] {
  const servers = Array.isArray(contract.document['servers']) ? contract.document['servers'] : [];
  const urls = servers.flatMap((server) =>
    isSchemaObject(server) && typeof server['url'] === 'string' && !server['url'].includes('{') ? [server['url']] : [],
  );
  const origins = [...new Set(exchanges.map(({ request: { url } }) => new URL(url).origin))];
  const paths = new Set(['', ...listServerPaths(contract)]);
  const own = urls.flatMap((url) => URL.parse(url)?.href.replace(/\/+$/, '') ?? []);
  return [...new Set([...own, ...origins.flatMap((origin) => [...paths].toReversed().map((path) => origin + path))])];
}

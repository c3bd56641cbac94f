/** Finds which operation of one contract is which of the other: by method and path, else by its operationId. */
import type { Contract } from '../contract/contract.ts';
import { plainText } from '../contract/name-text.ts';
import type { Operation } from '../contract/operation.ts';
import { routeKey } from '../contract/resource/path-shape.ts';
import { isSchemaObject } from '../contract/schema.ts';

export interface MatchedOperations {
  pairs: readonly (readonly [old: Operation, now: Operation])[];
  /** Those of one method and operationId that have another path. */
  moved: readonly (readonly [old: Operation, now: Operation])[];
  gone: readonly Operation[];
  added: readonly Operation[];
  /** The paths before all paths, where they differ and the paths behind them do not. */
  base?: { old: string; now: string };
}

/** Names of templates tell no operations apart; the path of the server counts as a part of the path. */
export function matchOperations(old: Contract, now: Contract): MatchedOperations {
  const bases = { old: basePath(old), now: basePath(now) };
  const isMovedBase = bases.old !== undefined && bases.now !== undefined && bases.old !== bases.now;
  const whole = matchBy(old.operations, now.operations, isMovedBase ? bases : undefined);
  const plain = isMovedBase ? matchBy(old.operations, now.operations, undefined) : whole;
  // Where the base moved into the paths, the whole of them stays what it was.
  const isPlain = plain.pairs.length > whole.pairs.length;
  const { pairs, gone, added } = isPlain ? plain : whole;
  const moved = gone.flatMap((operation) => {
    const other = added.find(({ id, method }) => id === operation.id && method === operation.method);
    return other ? [[operation, other] as const] : [];
  });
  return {
    pairs,
    moved,
    gone: gone.filter((operation) => !moved.some(([one]) => one === operation)),
    added: added.filter((operation) => !moved.some(([, other]) => other === operation)),
    ...(isPlain && isMovedBase ? { base: { old: bases.old ?? '', now: bases.now ?? '' } } : {}),
  };
}

function matchBy(
  old: readonly Operation[],
  now: readonly Operation[],
  bases: { old?: string | undefined; now?: string | undefined } | undefined,
): Pick<MatchedOperations, 'pairs' | 'gone' | 'added'> {
  const before = new Map(old.map((operation) => [keyOf(bases?.old)(operation), operation]));
  const after = new Map(now.map((operation) => [keyOf(bases?.now)(operation), operation]));
  return {
    pairs: [...after].flatMap(([key, operation]) => {
      const earlier = before.get(key);
      return earlier ? [[earlier, operation] as const] : [];
    }),
    gone: [...before].filter(([key]) => !after.has(key)).map(([, operation]) => operation),
    added: [...after].filter(([key]) => !before.has(key)).map(([, operation]) => operation),
  };
}

/** The path that all servers of a document have in common; undefined where they differ, or where the document has none. */
function basePath({ document }: Contract): string | undefined {
  const servers = Array.isArray(document['servers']) ? document['servers'].filter(isSchemaObject) : [];
  const paths = new Set(servers.map(pathOf));
  return paths.size === 1 ? [...paths][0] : servers.length === 0 ? '' : undefined;
}

function pathOf({ url, variables }: Record<string, unknown>): string {
  const filled = plainText(url ?? '').replaceAll(/\{([^{}]*)\}/g, (text, name: string) => {
    const variable = isSchemaObject(variables) ? variables[name] : undefined;
    return isSchemaObject(variable) && variable['default'] !== undefined ? plainText(variable['default']) : text;
  });
  return filled
    .replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
}

function keyOf(base: string | undefined) {
  return (operation: Operation) => routeKey({ method: operation.method, path: (base ?? '') + operation.path });
}

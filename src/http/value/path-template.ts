/** Paths of requests: taken out of targets, filled from templates, and held against them. */
import { percentEncode } from './percent-encode.ts';
import type { Method, Operation } from '../../contract/operation.ts';

/**
 * Path and query of a request's target, in origin or in absolute form (RFC 9112, 3.2), percent-encoded as they stand there.
 * The query is without its question mark; it may have others.
 */
export function splitTarget(target: string): { path: string; query: string } {
  const at = target.indexOf('?');
  const before = at === -1 ? target : target.slice(0, at);
  const path = before.startsWith('/') ? before : before.replace(/^https?:\/\/[^/]*/i, '') || '/';
  return { path, query: at === -1 ? '' : target.slice(at + 1) };
}

/** `/things/{id}` with a text for each template, encoded already; what stands around them is encoded where a URL needs it. */
export function fillPath(path: string, textFor: (name: string) => string): string {
  return path
    .split(/(\{[^{}]*\})/)
    .map((piece) => (/^\{[^{}]*\}$/.test(piece) ? textFor(piece.slice(1, -1)) : encodeLiteral(piece)))
    .join('');
}

/** The templates' texts in a request's path, as they stand there: percent-encoded. Undefined where it is another path. */
export function matchPath(path: string, pathname: string): Record<string, string> | undefined {
  const wanted = path.split('/');
  const given = pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const texts: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const found = segmentOf(part).match(given[index] ?? '');
    if (!found) return undefined;
    Object.assign(texts, found);
  }
  return texts;
}

/** An operation that a path leads to, with the texts of its templates. */
export interface Route {
  operation: Operation;
  path: Readonly<Record<string, string>>;
}

/** Finds operations by the paths of requests, in a time that does not grow with their number. */
export interface Router {
  /** The operation of a method, in any case; of several whose paths fit, the one whose path is more literal. */
  find(method: string, pathname: string): Route | undefined;
  /** The methods that the contract has for a path, or for `*`, the whole of it; empty for a path that it does not have. */
  methodsAt(pathname: string): Method[];
}

/** A router for the operations; of two with the same method and path the first counts. */
export function createRouter(operations: readonly Operation[]): Router {
  const root = emptyNode();
  for (const operation of operations) insert(root, operation);
  return {
    find(method, pathname) {
      const wanted = method.toLowerCase();
      for (const { operations: here, pieces } of reach(root, pathname.split('/'))) {
        const operation = here.get(wanted) ?? (wanted === 'head' ? here.get('get') : undefined);
        if (operation) return { operation, path: textsOf(operation, pieces) };
      }
      return undefined;
    },
    methodsAt(pathname) {
      const found =
        pathname === '*'
          ? operations.map(({ method }) => method)
          : [...reach(root, pathname.split('/'))].flatMap(({ operations: here }) => [...here.keys()]);
      // HEAD is GET without the body (RFC 9110, 9.3.2).
      const all = found.flatMap((method) => (method === 'get' ? ['get', 'head'] : [method]));
      return [...new Set(all as Method[])];
    },
  };
}

/** The operation that a method and a path, or a whole target, lead to. */
export function findOperation(
  operations: readonly Operation[],
  { method, path }: { method: string; path: string },
): Operation | undefined {
  return routerOf(operations).find(method, splitTarget(path).path)?.operation;
}

const routers = new WeakMap<readonly Operation[], Router>();

/** The router of a contract's operations, made when first used. */
export function routerOf(operations: readonly Operation[]): Router {
  const router = routers.get(operations) ?? createRouter(operations);
  routers.set(operations, router);
  return router;
}

/** What may stand in one place of a path, from the most literal to the least. */
interface RouteNode {
  literals: Map<string, RouteNode>;
  mixed: MixedNodes[];
  any: RouteNode | undefined;
  /** Of the paths that end here, by method. */
  operations: Map<string, Operation>;
}

/** Segments that begin and end with literals of these lengths: `/u/{id}:go` and `/u/{id}:do`, by what these are. */
interface MixedNodes {
  before: number;
  after: number;
  byLiterals: Map<string, MixedNode[]>;
}

interface MixedNode {
  segment: Segment;
  node: RouteNode;
}

function emptyNode(): RouteNode {
  return { literals: new Map(), mixed: [], any: undefined, operations: new Map() };
}

function insert(root: RouteNode, operation: Operation): void {
  let node = root;
  for (const part of operation.path.split('/')) node = childFor(node, part);
  if (!node.operations.has(operation.method)) node.operations.set(operation.method, operation);
}

function childFor(node: RouteNode, part: string): RouteNode {
  const segment = segmentOf(part);
  if (segment.literals.length === 1) return ensure(node.literals, decode(part), emptyNode);
  if (segment.literals.every((literal) => literal === '') && segment.literals.length === 2)
    return (node.any ??= emptyNode());
  const before = segment.literals[0] ?? '';
  const after = segment.literals.at(-1) ?? '';
  let nodes = node.mixed.find((each) => each.before === before.length && each.after === after.length);
  if (!nodes) {
    nodes = { before: before.length, after: after.length, byLiterals: new Map() };
    node.mixed.push(nodes);
    node.mixed.sort((a, b) => b.before + b.after - a.before - a.after);
  }
  const alike = ensure(nodes.byLiterals, `${before}/${after}`, () => []);
  const shape = segment.literals.join('{}');
  const known = alike.find((each) => each.segment.literals.join('{}') === shape);
  if (known) return known.node;
  const made = { segment, node: emptyNode() };
  alike.push(made);
  alike.sort((a, b) => b.segment.literals.join('').length - a.segment.literals.join('').length);
  return made.node;
}

function ensure<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The places that a path leads to, the most literal first, with the texts of their templates in order. */
function* reach(
  node: RouteNode,
  parts: readonly string[],
  at: number = 0,
  pieces: readonly string[] = [],
): Generator<{ operations: ReadonlyMap<string, Operation>; pieces: readonly string[] }> {
  const part: string | undefined = parts[at];
  if (part === undefined) {
    if (node.operations.size > 0) yield { operations: node.operations, pieces };
    return;
  }
  const literal = node.literals.get(part.includes('%') ? decode(part) : part);
  if (literal) yield* reach(literal, parts, at + 1, pieces);
  if (part === '') return;
  for (const { before, after, byLiterals } of node.mixed) {
    for (const text of spellingsOf(part) as readonly string[]) {
      const key: string = `${text.slice(0, before)}/${after === 0 ? '' : text.slice(-after)}`;
      for (const { segment, node: next } of (byLiterals.get(key) ?? []) as readonly MixedNode[]) {
        const found: Record<string, string> | undefined = segment.match(part);
        if (found) yield* reach(next, parts, at + 1, [...pieces, ...Object.values(found)]);
      }
    }
  }
  if (node.any) yield* reach(node.any, parts, at + 1, [...pieces, part]);
}

/** The names of a path's templates, by position. */
function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

/** Operations of one shape may name their templates differently. */
function textsOf({ path }: Operation, pieces: readonly string[]): Record<string, string> {
  return Object.fromEntries(templateNames(path).map((name, index) => [name, pieces[index] ?? '']));
}

/** One segment of a path: `{id}`, or text around templates, `report-{year}.{format}`. */
interface Segment {
  /** What stands before, between and behind the templates; alone where there is none. */
  literals: readonly string[];
  /** The texts of the templates, percent-encoded: none of them is empty. */
  match(text: string): Record<string, string> | undefined;
}

const segments = new Map<string, Segment>();

function segmentOf(part: string): Segment {
  const known = segments.get(part);
  if (known) return known;
  const made = compileSegment(part);
  segments.set(part, made);
  return made;
}

function compileSegment(part: string): Segment {
  const literals = part.split(/\{[^{}]*\}/);
  if (literals.length === 1) {
    const wanted = decode(part);
    return { literals, match: (text) => (text === part || decode(text) === wanted ? {} : undefined) };
  }
  const names = templateNames(part);
  return {
    literals,
    match(text) {
      for (const spelling of spellingsOf(text)) {
        const found = cutTexts(spelling, literals);
        if (!found) continue;
        const isDecoded = spelling !== text;
        const texts = names.map((name, index) => {
          const piece = found[index] ?? '';
          return [name, isDecoded ? percentEncode(piece) : piece] as const;
        });
        return Object.fromEntries(texts);
      }
      return undefined;
    },
  };
}

/** What stands between the literals, each as short as it may be: none is empty. What is found first leaves the most room for the rest. */
function cutTexts(text: string, [first = '', ...others]: readonly string[]): string[] | undefined {
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.includes('/')) return undefined;
  const texts: string[] = [];
  let from = first.length;
  for (const literal of others) {
    const to = text.indexOf(literal, from + 1);
    if (to < 0) return undefined;
    texts.push(text.slice(from, to));
    from = to + literal.length;
  }
  const end = text.length - last.length;
  return end > from ? [...texts, text.slice(from, end)] : undefined;
}

/** As it stands, and decoded where that is something else: a client may encode more than it must. */
function spellingsOf(text: string): string[] {
  const decoded = text.includes('%') ? decode(text) : text;
  return decoded === text ? [text] : [text, decoded];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Characters that a path cannot have are encoded; what is encoded already stays so. */
function encodeLiteral(literal: string): string {
  return encodeURI(literal.toWellFormed())
    .replaceAll(/%25([\dA-Fa-f]{2})/g, '%$1')
    .replaceAll(/[?#]/g, percentEncode);
}

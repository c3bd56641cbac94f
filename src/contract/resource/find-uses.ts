/** Finds which operations work on a resource, in which role, and by what evidence. */
import type { Contract } from '../contract.ts';
import { type Operation, successResponses } from '../operation.ts';
import { isSchemaObject } from '../schema.ts';
import { findThing, isListed, referenceIn } from './find-thing.ts';
import { createdOrigins, findItems, identityTokens, type IdentifierName, successNode } from './origin.ts';
import { endsInTemplate, nounOf, plainName, type Segment, segmentsOf, shapeKey } from './path-shape.ts';
import type { ResourceRole, ResourceUse, RoleEvidence } from './resource.ts';
import { findMember } from '../schema/walk-schema.ts';

/** A kind of thing before its operations are known. */
export interface ResourceDraft {
  kind: 'item' | 'single' | 'collection';
  /** The path that it hangs on. */
  path: string;
  segments: readonly Segment[];
  noun: string;
}

/** A path of the contract, with what it takes; paths of one shape are one. */
export interface PlacedOperations {
  path: string;
  segments: readonly Segment[];
  operations: Operation[];
}

export class UseFinder {
  readonly #contract: Contract;
  readonly #paths: ReadonlyMap<string, PlacedOperations>;
  /** What has a path of its own, by its shape. */
  readonly #drafts: ReadonlyMap<string, ResourceDraft>;
  #nouns: ReadonlySet<string> | undefined;
  #index: ReadonlyMap<string, [position: number, placed: PlacedOperations][]> | undefined;

  constructor(
    contract: Contract,
    paths: ReadonlyMap<string, PlacedOperations>,
    drafts: ReadonlyMap<string, ResourceDraft>,
  ) {
    this.#contract = contract;
    this.#paths = paths;
    this.#drafts = drafts;
  }

  usesOfItem(draft: ResourceDraft): ResourceUse[] {
    const { segments, noun } = draft;
    const own = this.#paths.get(shapeKey(segments))?.operations ?? [];
    const read = own.find(({ method }) => method === 'get');
    const schema = read && this.referenceOf(read);
    const name: IdentifierName = { parameter: segments.at(-1)?.names[0] ?? '', noun };
    const uses: ResourceUse[] = own.flatMap((operation) => this.#useOnThing(operation) ?? []);
    for (const { segments: at, operations } of this.#pathsNear(draft)) {
      const reach = reachOf(at, { segments, noun });
      if (reach === undefined || (reach === 'noun' && this.#isTaken(at))) continue;
      for (const operation of operations) {
        const shares = schema !== undefined && this.referenceOf(operation) === schema;
        const links = linksTo(operation, own);
        const use = this.#useOfCollection(operation, { reach, shares, links, name });
        if (use) uses.push(use);
      }
    }
    return uses;
  }

  /** The paths that may reach the thing, in the order of the document: a contract of a thousand has few for each. */
  #pathsNear({ segments, noun }: ResourceDraft): PlacedOperations[] {
    this.#index ??= indexPaths(this.#paths.values());
    const collection = shapeKey(segments.slice(0, -1));
    const keys = [`at ${collection}`, `below ${collection}`, `below ${shapeKey(segments)}`, `noun ${noun}`];
    const near = new Map(keys.flatMap((key) => this.#index?.get(key) ?? []));
    return [...near].sort(([a], [b]) => a - b).map(([, placed]) => placed);
  }

  /** Whether a path of the same noun is the collection of another item. */
  #isTaken(collection: readonly Segment[]): boolean {
    return this.#drafts.has(shapeKey([...collection, { text: '{}', names: [''] }]));
  }

  #useOfCollection(operation: Operation, { reach, shares, links, name }: CollectionPlace): ResourceUse | undefined {
    const { method, path } = operation;
    const verb = plainName(segmentsOf(path).at(-1)?.text ?? '');
    const evidence = (usual: RoleEvidence): RoleEvidence => (links ? 'link' : usual);
    switch (reach) {
      case 'collection':
      case 'noun': {
        const usual = reach === 'collection' ? 'path' : shares ? 'schema' : 'path';
        if (method === 'get') return this.lists(operation) ? this.#use(operation, 'list', evidence(usual)) : undefined;
        if (method === 'post' && takesThing(operation)) return this.#use(operation, 'create', evidence(usual), name);
        if (method === 'delete') return reach === 'collection' ? this.#use(operation, 'clear', 'path') : undefined;
        const named = method === 'put' && operation.body && this.#namedInBody(operation, name);
        return named ? { ...this.#use(operation, 'replace', shares ? 'schema' : 'path'), identity: named } : undefined;
      }
      case 'below':
        if (method === 'post' && /^(?:create|add|new|register)/.test(verb) && takesThing(operation))
          return this.#use(operation, 'create', evidence('verb'), name);
        if (method !== 'get' || !this.lists(operation)) return undefined;
        if (shares) return this.#use(operation, 'list', 'schema');
        return /^(?:list|all|search|find|query)/.test(verb) ? this.#use(operation, 'list', 'verb') : undefined;
      case 'act':
        return shares && method !== 'get' && method !== 'delete' && !this.lists(operation, true)
          ? this.#use(operation, 'change', 'schema')
          : undefined;
    }
  }

  #useOnThing(operation: Operation): ResourceUse | undefined {
    const roles: Partial<Record<string, ResourceRole>> = {
      get: 'read',
      head: 'read',
      put: 'replace',
      patch: 'change',
      post: 'change',
      delete: 'remove',
    };
    const role = roles[operation.method];
    if (!role) return undefined;
    const makes = role === 'replace' && operation.responses.some(({ status }) => status === '201');
    return { ...this.#use(operation, role, 'path'), makes };
  }

  /** Where the identity stands in the body of a PUT whose path does not name the thing. */
  #namedInBody({ body }: Operation, name: IdentifierName): ResourceUse['identity'] | undefined {
    const node = body?.contents[0]?.node;
    const [tokens] = node ? identityTokens(this.#contract, node, name) : [];
    return tokens && [{ expression: { message: 'request', in: 'body', tokens } }];
  }

  /** What an operation does in a role that the document gives it. */
  useAs({ kind, segments, noun }: ResourceDraft, operation: Operation, role: ResourceRole): ResourceUse {
    const parameter = kind === 'item' ? segments.at(-1)?.names[0] : undefined;
    const name: IdentifierName = { parameter: parameter ?? 'id', noun };
    const makes =
      role === 'replace' && (kind === 'single' || operation.responses.some(({ status }) => status === '201'));
    return { ...this.#use(operation, role, 'declared', role === 'create' ? name : undefined), makes };
  }

  usesOfSingle(operations: readonly Operation[]): ResourceUse[] {
    return operations.flatMap((operation) => {
      const use = operation.method === 'post' ? undefined : this.#useOnThing(operation);
      return use ? [{ ...use, makes: use.role === 'replace' }] : [];
    });
  }

  usesOfList(draft: ResourceDraft, { operations }: { operations: readonly Operation[] }): ResourceUse[] {
    const { noun } = draft;
    const name = { parameter: 'id', noun };
    const list = operations.find((operation) => operation.method === 'get' && this.lists(operation));
    const schema = list && this.referenceOf(list);
    const elsewhere = this.#pathsNear(draft)
      .filter(({ segments }) => nounOf(segments) === noun && !this.#isTaken(segments))
      .flatMap((placed) => placed.operations)
      .filter((operation) => operation.method === 'post' && takesThing(operation) && !operations.includes(operation))
      .filter((operation) => schema !== undefined && this.referenceOf(operation) === schema)
      .map((operation) => this.#use(operation, 'create', 'schema', name));
    const own = operations.flatMap((operation): ResourceUse[] => {
      if (operation.method === 'get' && this.lists(operation)) return [this.#use(operation, 'list', 'path')];
      if (operation.method === 'post' && takesThing(operation))
        return [{ ...this.#use(operation, 'create', 'path', name), identity: [] }];
      return operation.method === 'delete' ? [this.#use(operation, 'clear', 'path')] : [];
    });
    const acts = [...this.#paths.values()]
      .filter(({ segments }) => isActOn(segments, draft.segments))
      .flatMap((placed) => placed.operations)
      .filter(({ method }) => method !== 'get' && method !== 'delete')
      .filter((operation) => schema !== undefined && this.referenceOf(operation) === schema)
      .map((operation) => this.#use(operation, 'change', 'schema'));
    return [...own, ...elsewhere, ...acts];
  }

  #use(operation: Operation, role: ResourceRole, evidence: RoleEvidence, name?: IdentifierName): ResourceUse {
    const node = successNode(operation);
    const body = operation.body?.contents[0]?.node;
    const identity = name && role === 'create' ? createdOrigins(this.#contract, operation, name) : [];
    const linked = name ? linkedOrigin(operation, name) : [];
    const found = node && role === 'list' ? findItems(this.#contract, node) : undefined;
    const shown = found
      ? found.at
      : node && findThing(this.#contract, node, role === 'list' ? undefined : this.#hints());
    return {
      operation,
      role,
      evidence,
      sent: (body && findThing(this.#contract, body, this.#hints())) ?? [],
      ...(shown ? { shown } : {}),
      ...(found ? { each: findThing(this.#contract, found.items) ?? [] } : {}),
      identity: [...linked, ...identity],
      makes: false,
    };
  }

  #hints(): ReadonlySet<string> {
    // Resources without items are drafted later, and only their own names are missing then.
    this.#nouns ??= new Set([...this.#drafts.values()].map(({ noun }) => noun));
    return this.#nouns;
  }

  lists(operation: Operation, bare = false): boolean {
    const node = successNode(operation);
    return node !== undefined && isListed(this.#contract, node, bare);
  }

  referenceOf(operation: Operation): string | undefined {
    const node = successNode(operation);
    if (!node) return undefined;
    const items = operation.method === 'get' ? findItems(this.#contract, node) : undefined;
    return items && !endsInTemplate(operation.path)
      ? referenceIn(items.items)
      : (referenceIn(node) ?? this.#referenceBelow(operation));
  }

  /** Of what stands in an envelope. */
  #referenceBelow(operation: Operation): string | undefined {
    const node = successNode(operation);
    const at = node && findThing(this.#contract, node);
    return node && at && at.length > 0 ? referenceIn(findMember(this.#contract.document, node, at)) : undefined;
  }

  bodyReferenceOf({ body }: Operation): string | undefined {
    const node = body?.contents[0]?.node;
    return node && referenceIn(node);
  }
}

interface CollectionPlace {
  reach: Reach;
  shares: boolean;
  links: boolean;
  name: IdentifierName;
}

/** Paths by what they are, by the path that they are one literal below, and by their noun, each with its place in the document. */
function indexPaths(paths: Iterable<PlacedOperations>): Map<string, [number, PlacedOperations][]> {
  const index = new Map<string, [number, PlacedOperations][]>();
  for (const [position, placed] of [...paths].entries()) {
    const { segments } = placed;
    const isLiteral = segments.at(-1)?.names.length === 0;
    const below = isLiteral ? [`below ${shapeKey(segments.slice(0, -1))}`, `noun ${nounOf(segments)}`] : [];
    for (const key of [`at ${shapeKey(segments)}`, ...below]) {
      const known = index.get(key);
      if (known) known.push([position, placed]);
      else index.set(key, [[position, placed]]);
    }
  }
  return index;
}

/** The collection itself; another place of the same noun; one literal below the collection, or below the item. */
type Reach = 'collection' | 'noun' | 'below' | 'act';

function reachOf(
  at: readonly Segment[],
  { segments, noun }: Pick<ResourceDraft, 'segments' | 'noun'>,
): Reach | undefined {
  const collection = segments.slice(0, -1);
  const last = at.at(-1);
  if (shapeKey(at) === shapeKey(collection)) return 'collection';
  if (!last || last.names.length > 0) return undefined;
  const before = shapeKey(at.slice(0, -1));
  if (before === shapeKey(segments)) return 'act';
  if (nounOf(at) === noun && noun !== '') return 'noun';
  return before === shapeKey(collection) && collection.length > 0 ? 'below' : undefined;
}

/** Whether a path is one literal below an item of the collection: `/loans/{id}/return`. */
function isActOn(segments: readonly Segment[], collection: readonly Segment[]): boolean {
  const [item, verb] = segments.slice(-2);
  return (
    verb?.names.length === 0 && item?.names.length === 1 && shapeKey(segments.slice(0, -2)) === shapeKey(collection)
  );
}

function takesThing({ body, responses }: Operation): boolean {
  const schema = body?.contents[0]?.node?.schema;
  const isList = isSchemaObject(schema) && schema['type'] === 'array';
  return !isList && responses.some(({ status }) => status.startsWith('2'));
}

function linksTo(operation: Operation, own: readonly Operation[]): boolean {
  return successResponses(operation).some(({ links }) => links.some(({ to }) => own.some(({ id }) => id === to)));
}

/** What a link of the operation says of the identity. */
function linkedOrigin(operation: Operation, { parameter }: IdentifierName): ResourceUse['identity'] {
  const links = successResponses(operation).flatMap((response) => response.links);
  const found = links
    .flatMap(({ parameters }) => parameters)
    .find(({ at: [place, name] }) => place === 'path' && name === parameter);
  return found ? [{ expression: found.from }] : [];
}

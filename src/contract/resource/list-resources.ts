/** Lists the resources of a contract: which operations work on one kind of thing, as the document says or as its shape suggests. */
import type { Contract } from '../contract.ts';
import { formatPointer, valueAt } from '../json-pointer.ts';
import { type Operation, successResponses } from '../operation.ts';
import { isSchemaObject } from '../schema.ts';
import { declareResource } from './declare-resource.ts';
import { createdOrigins, findItems, identityTokens, type IdentifierName, successNode } from './origin.ts';
import {
  isTemplate,
  nounOf,
  plainName,
  type Segment,
  segmentsOf,
  shapeKey,
  singular,
  templateKey,
} from './path-shape.ts';
import { findThing, isListed, referenceIn } from './find-thing.ts';
import type { Resource, ResourceLaw, ResourceParent, ResourceRole, ResourceUse, RoleEvidence } from './resource.ts';

const known = new WeakMap<Contract, readonly Resource[]>();

/** The resources in the order of the paths that they hang on; found once a contract. */
export function listResources(contract: Contract): readonly Resource[] {
  const found = known.get(contract) ?? new ResourceFinder(contract).find();
  known.set(contract, found);
  return found;
}

/** A kind of thing before its operations are known. */
export interface ResourceDraft {
  kind: 'item' | 'single' | 'collection';
  /** The path that it hangs on. */
  path: string;
  segments: readonly Segment[];
  noun: string;
}

class ResourceFinder {
  readonly #contract: Contract;
  /** Every path by its shape; the first spelling counts. */
  readonly #paths = new Map<string, { path: string; segments: Segment[]; operations: Operation[] }>();
  readonly #drafts = new Map<string, ResourceDraft>();
  readonly #used = new Set<string>();

  constructor(contract: Contract) {
    this.#contract = contract;
    for (const operation of contract.operations) {
      const segments = segmentsOf(operation.path);
      const key = shapeKey(segments);
      const at = this.#paths.get(key) ?? { path: operation.path, segments, operations: [] };
      at.operations.push(operation);
      this.#paths.set(key, at);
    }
  }

  find(): Resource[] {
    for (const [key, at] of this.#paths) if (this.#isItem(at.segments, at.operations)) this.#draft(key, 'item');
    const items = [...this.#drafts.values()].map((draft) => ({ draft, uses: this.#usesOfItem(draft) }));
    for (const { uses } of items) for (const { operation } of uses) this.#used.add(operation.id);
    const others: typeof items = [];
    for (const [key, at] of this.#paths) {
      if (this.#drafts.has(key) || at.operations.some(({ id }) => this.#used.has(id))) continue;
      const kind = this.#kindWithoutItem(at.segments, at.operations);
      if (!kind) continue;
      const draft = this.#draft(key, kind);
      others.push({ draft, uses: kind === 'single' ? this.#usesOfSingle(at.operations) : this.#usesOfList(draft, at) });
    }
    const order = [...this.#paths.values()].map(({ path }) => path);
    const found = [...items, ...others]
      .filter(({ uses }) => uses.length > 0)
      .sort((a, b) => order.indexOf(a.draft.path) - order.indexOf(b.draft.path));
    const names = nameThings(found.map(({ draft }) => draft));
    return found.flatMap(({ draft, uses }) => this.#finish(draft, uses, names) ?? []);
  }

  #draft(key: string, kind: ResourceDraft['kind']): ResourceDraft {
    const { path, segments } = this.#paths.get(key) as { path: string; segments: Segment[] };
    const noun = nounOf(kind === 'item' ? segments.slice(0, -1) : segments);
    const draft = { kind, path, segments, noun };
    this.#drafts.set(key, draft);
    return draft;
  }

  /** A path that ends in a template, where something is read, replaced, changed or removed that is no list. */
  #isItem(segments: readonly Segment[], operations: readonly Operation[]): boolean {
    const last = segments.at(-1);
    const works = operations.filter(({ method }) => ['get', 'put', 'patch', 'delete'].includes(method));
    return last !== undefined && isTemplate(last) && works.length > 0 && !works.some((each) => this.#lists(each, true));
  }

  #usesOfItem(draft: ResourceDraft): ResourceUse[] {
    const { segments, noun } = draft;
    const collection = segments.slice(0, -1);
    const own = this.#paths.get(shapeKey(segments))?.operations ?? [];
    const read = own.find(({ method }) => method === 'get');
    const schema = read && this.#referenceOf(read);
    const name: IdentifierName = { parameter: segments.at(-1)?.names[0] ?? '', noun };
    const uses: ResourceUse[] = own.flatMap((operation) => this.#useOnThing(operation) ?? []);
    for (const { segments: at, operations } of this.#paths.values()) {
      const reach = reachOf(at, { segments, noun });
      if (reach === undefined || (reach === 'noun' && this.#isTaken(at))) continue;
      for (const operation of operations) {
        const shares = schema !== undefined && this.#referenceOf(operation) === schema;
        const links = linksTo(operation, own);
        const use = this.#useOfCollection(operation, { reach, shares, links, name, at, collection });
        if (use) uses.push(use);
      }
    }
    return uses;
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
        if (method === 'get') return this.#lists(operation) ? this.#use(operation, 'list', evidence(usual)) : undefined;
        if (method === 'post' && takesThing(operation)) return this.#use(operation, 'create', evidence(usual), name);
        if (method === 'delete') return reach === 'collection' ? this.#use(operation, 'clear', 'path') : undefined;
        const named = method === 'put' && operation.body && this.#namedInBody(operation, name);
        return named ? { ...this.#use(operation, 'replace', shares ? 'schema' : 'path'), identity: named } : undefined;
      }
      case 'below':
        if (method === 'post' && /^(?:create|add|new|register)/.test(verb) && takesThing(operation))
          return this.#use(operation, 'create', evidence('verb'), name);
        if (method !== 'get' || !this.#lists(operation)) return undefined;
        if (shares) return this.#use(operation, 'list', 'schema');
        return /^(?:list|all|search|find|query)/.test(verb) ? this.#use(operation, 'list', 'verb') : undefined;
      case 'act':
        return shares && method !== 'get' && method !== 'delete' && !this.#lists(operation, true)
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

  /** One thing that is read and kept at a path of its own, or a collection whose things have none. */
  #kindWithoutItem(
    segments: readonly Segment[],
    operations: readonly Operation[],
  ): 'single' | 'collection' | undefined {
    if (segments.at(-1)?.names.length !== 0) return undefined;
    const read = operations.find(({ method }) => method === 'get');
    if (!read || successResponses(read).length === 0) return undefined;
    const kept = operations.find(({ method }) => method === 'put' || method === 'patch');
    const same = kept && (this.#referenceOf(read) ?? 1) === (this.#bodyReferenceOf(kept) ?? this.#referenceOf(kept));
    if (kept && (same || !this.#lists(read))) return 'single';
    return this.#lists(read) ? 'collection' : undefined;
  }

  #usesOfSingle(operations: readonly Operation[]): ResourceUse[] {
    return operations.flatMap((operation) => {
      const use = operation.method === 'post' ? undefined : this.#useOnThing(operation);
      return use ? [{ ...use, makes: use.role === 'replace' }] : [];
    });
  }

  #usesOfList({ noun }: ResourceDraft, { operations }: { operations: readonly Operation[] }): ResourceUse[] {
    const name = { parameter: 'id', noun };
    return operations.flatMap((operation) => {
      if (operation.method === 'get' && this.#lists(operation)) return [this.#use(operation, 'list', 'path')];
      if (operation.method === 'post' && takesThing(operation))
        return [{ ...this.#use(operation, 'create', 'path', name), identity: [] }];
      return operation.method === 'delete' ? [this.#use(operation, 'clear', 'path')] : [];
    });
  }

  #use(operation: Operation, role: ResourceRole, evidence: RoleEvidence, name?: IdentifierName): ResourceUse {
    const node = successNode(operation);
    const body = operation.body?.contents[0]?.node;
    const identity = name && role === 'create' ? createdOrigins(this.#contract, operation, name) : [];
    const linked = name ? linkedOrigin(operation, name) : [];
    const found = node && role === 'list' ? findItems(this.#contract, node) : undefined;
    const shown = found ? found.at : node && findThing(this.#contract, node, role === 'list' ? [] : this.#hints());
    return {
      operation,
      role,
      evidence,
      sent: (body && findThing(this.#contract, body, [])) ?? [],
      ...(shown ? { shown } : {}),
      ...(found ? { each: findThing(this.#contract, found.items, []) ?? [] } : {}),
      identity: [...linked, ...identity],
      makes: false,
    };
  }

  #hints(): string[] {
    return [...this.#drafts.values()].map(({ noun }) => noun);
  }

  #lists(operation: Operation, bare = false): boolean {
    const node = successNode(operation);
    return node !== undefined && isListed(this.#contract, node, bare);
  }

  #referenceOf(operation: Operation): string | undefined {
    const node = successNode(operation);
    if (!node) return undefined;
    const items = operation.method === 'get' ? findItems(this.#contract, node) : undefined;
    return items && isListed(this.#contract, node, false) && !operation.path.endsWith('}')
      ? referenceIn(items.items)
      : (referenceIn(node) ?? this.#referenceBelow(operation));
  }

  /** Of what stands in an envelope. */
  #referenceBelow(operation: Operation): string | undefined {
    const node = successNode(operation);
    const at = node && findThing(this.#contract, node, []);
    return node && at && at.length > 0 ? referenceIn(node, this.#contract, at) : undefined;
  }

  #bodyReferenceOf({ body }: Operation): string | undefined {
    const node = body?.contents[0]?.node;
    return node && referenceIn(node);
  }

  #finish(
    draft: ResourceDraft,
    uses: readonly ResourceUse[],
    names: ReadonlyMap<ResourceDraft, string>,
  ): Resource | undefined {
    const { path, kind, segments, noun } = draft;
    const pointer = formatPointer(['paths', path]);
    const inferred = keepUseful(uses);
    const name = names.get(draft) ?? noun;
    const raw = valueAt(this.#contract.document, ['paths', path, 'x-resource']);
    if (raw === false) return undefined;
    const said = declareResource(this.#contract, { raw, inferred, name });
    const used = said.uses;
    if (!used.some(({ role }) => role !== 'create')) return undefined;
    const parameter = kind === 'item' ? segments.at(-1)?.names[0] : undefined;
    const key = parameter === undefined ? `${noun}id` : templateKey(parameter, segments.slice(0, -1));
    const member = said.identity ?? this.#identityMember(used, { parameter: parameter ?? 'id', noun });
    const collections = [
      ...new Set(
        used.filter(({ role }) => ['create', 'list', 'clear'].includes(role)).map(({ operation }) => operation.path),
      ),
    ];
    return {
      name: said.name,
      declared: said.declared,
      ...(kind === 'collection' ? {} : { item: path }),
      collections: collections.filter((each) => each !== path || kind === 'collection'),
      single: kind === 'single',
      ...(kind === 'single'
        ? {}
        : { identity: { key, ...(parameter === undefined ? {} : { parameter }), ...(member ? { member } : {}) } }),
      parents: this.#parentsOf([...(kind === 'collection' ? [] : [path]), ...collections], key, names),
      uses: used,
      laws: lawsOf(used)
        .map((law): ResourceLaw => ({ name: law, declared: said.laws.includes(law) }))
        .filter(({ name: law }) => !said.only || said.laws.includes(law)),
      pointer,
    };
  }

  /** The member that holds what the path calls the thing. */
  #identityMember(uses: readonly ResourceUse[], name: IdentifierName): string[] | undefined {
    for (const role of ['read', 'list', 'create', 'replace', 'change'] as const) {
      for (const { operation, role: own } of uses) {
        if (own !== role) continue;
        const node = successNode(operation);
        const thing = node && (role === 'list' ? findItems(this.#contract, node)?.items : node);
        const [tokens] = thing ? identityTokens(this.#contract, thing, name) : [];
        if (tokens) return tokens.slice(-1);
      }
    }
    return undefined;
  }

  #parentsOf(paths: readonly string[], own: string, names: ReadonlyMap<ResourceDraft, string>): ResourceParent[] {
    const parents = new Map<string, ResourceParent>();
    for (const path of paths) {
      const segments = segmentsOf(path);
      for (const [index, segment] of segments.entries()) {
        const [name] = segment.names;
        if (name === undefined) continue;
        const key = templateKey(name, segments.slice(0, index));
        const draft = this.#drafts.get(shapeKey(segments.slice(0, index + 1)));
        const resource = draft && names.get(draft);
        if (key !== own) parents.set(key, { key, parameter: name, ...(resource === undefined ? {} : { resource }) });
      }
    }
    return [...parents.values()];
  }
}

interface CollectionPlace {
  reach: Reach;
  shares: boolean;
  links: boolean;
  name: IdentifierName;
  at: readonly Segment[];
  collection: readonly Segment[];
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

/** Each operation once: what its own path says counts before what others suggest. */
function keepUseful(uses: readonly ResourceUse[]): ResourceUse[] {
  return uses.filter(({ operation }, index) => uses.findIndex((use) => use.operation.id === operation.id) === index);
}

function lawsOf(uses: readonly ResourceUse[]): ResourceLaw['name'][] {
  const has = (role: ResourceRole) => uses.some((use) => use.role === role);
  const makes = has('create') || uses.some((use) => use.makes);
  return [
    ...(makes && has('read') ? ['read' as const] : []),
    ...(makes && has('list') ? ['listed' as const] : []),
    ...(has('replace') && has('read') ? ['replaced' as const] : []),
    ...(has('change') && has('read') ? ['changed' as const] : []),
    ...(has('remove') && (has('read') || has('list')) ? ['gone' as const] : []),
  ];
}

/** Each its noun; those that share one get the nouns before it, too. */
function nameThings(drafts: readonly ResourceDraft[]): Map<ResourceDraft, string> {
  const names = new Map<ResourceDraft, string>();
  for (const draft of drafts) {
    const literals = draft.segments.filter((segment) => segment.names.length === 0).map(({ text }) => singular(text));
    const candidates = literals.map((_, index) => literals.slice(literals.length - 1 - index).join('-'));
    const taken = new Set(names.values());
    const free = candidates.find((name) => !taken.has(name) && name !== '');
    const base = candidates.at(-1) || 'thing';
    const numbered = Array.from({ length: drafts.length + 1 }, (_, index) => `${base}-${index + 2}`);
    names.set(draft, free ?? numbered.find((name) => !taken.has(name)) ?? base);
  }
  return names;
}

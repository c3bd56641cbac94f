/** Lists the resources of a contract: which operations work on one kind of thing, as the document says or as its shape suggests. */
import { oncePerContract } from '../once-per-contract.ts';
import type { Contract } from '../contract.ts';
import { findMember } from '../schema/walk-schema.ts';
import { formatPointer, valueAt } from '../json-pointer.ts';
import { type Operation, successResponses } from '../operation.ts';
import { declareResource } from './declare-resource.ts';
import { type PlacedOperations, type ResourceDraft, UseFinder } from './find-uses.ts';
import { findItems, type IdentifierName, identityTokens, successNode } from './origin.ts';
import { isTemplate, nounOf, type Segment, segmentsOf, shapeKey, singular, templateKey } from './path-shape.ts';
import type { Resource, ResourceLaw, ResourceParent, ResourceRole, ResourceUse } from './resource.ts';

/** The resources in the order of the paths that they hang on; found once a contract. */
export const listResources: (contract: Contract) => readonly Resource[] = oncePerContract((contract) =>
  new ResourceFinder(contract).find(),
);

class ResourceFinder {
  readonly #contract: Contract;
  /** Every path by its shape; the first spelling counts. */
  readonly #paths = new Map<string, PlacedOperations>();
  readonly #drafts = new Map<string, ResourceDraft>();
  readonly #used = new Set<string>();
  readonly #uses: UseFinder;

  constructor(contract: Contract) {
    this.#contract = contract;
    this.#uses = new UseFinder(contract, this.#paths, this.#drafts);
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
    const items = [...this.#drafts.values()].map((draft) => ({ draft, uses: this.#uses.usesOfItem(draft) }));
    for (const { uses } of items) for (const { operation } of uses) this.#used.add(operation.id);
    const others: typeof items = [];
    for (const [key, at] of this.#paths) {
      if (this.#drafts.has(key) || at.operations.some(({ id }) => this.#used.has(id))) continue;
      const kind = this.#kindWithoutItem(at.segments, at.operations);
      if (!kind) continue;
      const draft = this.#draft(key, kind);
      others.push({
        draft,
        uses: kind === 'single' ? this.#uses.usesOfSingle(at.operations) : this.#uses.usesOfList(draft, at),
      });
    }
    const order = new Map([...this.#paths.values()].map(({ path }, index) => [path, index]));
    const found = [...items, ...others]
      .filter(({ uses }) => uses.length > 0)
      .sort((a, b) => (order.get(a.draft.path) ?? 0) - (order.get(b.draft.path) ?? 0));
    const names = nameThings(found.map(({ draft }) => draft));
    return found.flatMap(({ draft, uses }) => this.#finish(draft, uses, names) ?? []);
  }

  #draft(key: string, kind: ResourceDraft['kind']): ResourceDraft {
    const { path, segments } = this.#paths.get(key) as PlacedOperations;
    const noun = nounOf(kind === 'item' ? segments.slice(0, -1) : segments);
    const draft = { kind, path, segments, noun };
    this.#drafts.set(key, draft);
    return draft;
  }

  /** A path that ends in a template, where something is read, replaced, changed or removed that is no list. */
  #isItem(segments: readonly Segment[], operations: readonly Operation[]): boolean {
    const last = segments.at(-1);
    const works = operations.filter(({ method }) => ['get', 'put', 'patch', 'delete'].includes(method));
    return (
      last !== undefined && isTemplate(last) && works.length > 0 && !works.some((each) => this.#uses.lists(each, true))
    );
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
    const same =
      kept &&
      (this.#uses.referenceOf(read) ?? 1) === (this.#uses.bodyReferenceOf(kept) ?? this.#uses.referenceOf(kept));
    if (kept && (same || !this.#uses.lists(read))) return 'single';
    return this.#uses.lists(read) ? 'collection' : undefined;
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
    const said = declareResource(this.#contract, {
      raw,
      inferred,
      name,
      useAs: (operation, role) => this.#uses.useAs(draft, operation, role),
    });
    const used = said.uses;
    if (!used.some(({ role }) => role !== 'create')) return undefined;
    const parameter = kind === 'item' ? segments.at(-1)?.names[0] : undefined;
    const key = parameter === undefined ? `${noun}id` : templateKey(parameter, segments.slice(0, -1));
    const member =
      said.identity ??
      this.#linkedMember(inferred) ??
      this.#identityMember(used, { parameter: parameter ?? 'id', noun });
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
        .map((law): ResourceLaw => ({ name: law, declared: said.declared && said.laws.includes(law) }))
        .filter(({ name: law }) => !said.only || said.laws.includes(law)),
      pointer,
    };
  }

  /** The member that a link of the creation takes the name of the thing from. */
  #linkedMember(uses: readonly ResourceUse[]): string[] | undefined {
    for (const { operation, role, evidence, identity, shown = [] } of uses) {
      const { message, in: place, tokens = [] } = identity[0]?.expression ?? {};
      const node = successNode(operation);
      if (role !== 'create' || evidence !== 'link' || message !== 'response' || place !== 'body' || !node) continue;
      if (tokens.length === shown.length + 1 && findMember(this.#contract.document, node, tokens))
        return tokens.slice(-1);
    }
    return undefined;
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
    ...(has('change') && (has('read') || (has('list') && makes)) ? ['changed' as const] : []),
    ...(has('remove') && (has('read') || has('list')) ? ['gone' as const] : []),
  ];
}

/** Each its noun; those that share one get the nouns before it, too. */
function nameThings(drafts: readonly ResourceDraft[]): Map<ResourceDraft, string> {
  const names = new Map<ResourceDraft, string>();
  const taken = new Set<string>();
  for (const draft of drafts) {
    const literals = draft.segments.filter((segment) => segment.names.length === 0).map(({ text }) => singular(text));
    const candidates = literals.map((_, index) => literals.slice(literals.length - 1 - index).join('-'));
    const base = candidates.at(-1) || 'thing';
    let name = candidates.find((each) => !taken.has(each) && each !== '');
    for (let n = 2; name === undefined; n += 1) if (!taken.has(`${base}-${n}`)) name = `${base}-${n}`;
    taken.add(name);
    names.set(draft, name);
  }
  return names;
}

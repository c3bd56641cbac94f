/** Puts before a case what has to exist: a sequence of any length, in which each step is fed by those before it. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { bodyNode, type Operation, parameterKey } from '../../contract/operation.ts';
import { referencePlaces, referenceSources } from '../../contract/resource/find-references.ts';
import { isChoosing, keptSource, type Source, sourcesAt, versionSource } from '../../contract/resource/find-sources.ts';
import { isAnyBelow, operationsAt } from '../../contract/resource/operation-places.ts';
import { successNode } from '../../contract/resource/origin.ts';
import { pagingOf } from '../../contract/resource/list-laws.ts';
import { namesakeSources, outsidePlaces } from '../../contract/resource/outside-places.ts';
import { isPlural, type Segment, segmentsOf } from '../../contract/resource/path-shape.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, walkPossible } from '../../contract/schema/walk-schema.ts';
import type { Binding, Case, Step } from './case.ts';
import type { MadeRequest } from './request-maker.ts';

/** More steps than any document needs. */
const DEEPEST = 8;

export interface SequenceOptions {
  contract: Contract;
  /** A request to one of the operations that come before. */
  make: (operation: Operation, members: 'minimal' | 'full') => MadeRequest;
  /** Whether an operation was seen to give nothing: another source is taken then. */
  isBarren: (operation: Operation) => boolean;
  /** Whether a second request on the same thing was seen to be refused with 409. */
  conflicts: (operation: Operation) => boolean;
  /** Requests that are sent once for all cases, by operation. */
  shared: Map<string, MadeRequest>;
}

export interface OperationOptions extends SequenceOptions {
  /** Places whose values the user knows: `path/id`. */
  given: ReadonlySet<string>;
}

/** Puts before each case of `operation` what it works on. */
export function createSequencer(operation: Operation, { given, ...options }: OperationOptions): (each: Case) => Case {
  const needs = needsOf(options.contract, operation).filter(({ at }) => !given.has(at));
  const use = useOf(operation, options);
  const condition = versionSource(options.contract, operation)?.gives[0]?.at ?? [];
  const asksFor = (step: Step): boolean => condition.length > 0 && valueAt(step.values, condition) !== undefined;
  return (each) => {
    const isFull = each.steps.some(({ before }) => before === 'full');
    const chain = new Chain(operation, { ...options, needs, isFull });
    // At the same moment, one change would be the other's broken condition.
    const isEach = use === 'step' || (each.connection === 'together' && each.steps.some(asksFor));
    for (const step of each.steps) {
      // The version that a condition is about is another one after each change.
      if (step.thing === 'other' || (step.thing !== 'same' && (isEach || asksFor(step)))) chain.renew();
      chain.push(step);
    }
    return { ...each, steps: chain.steps, tokens: [...each.tokens, ...chain.tokens] };
  };
}

/** What an operation needs, creations first: operations in the order in which each can find what others make. */
export function inOrderOfNeed(contract: Contract, operations: readonly Operation[]): Operation[] {
  const wanted = new Map(operations.map((operation) => [operation.id, operation]));
  const met = new Set<string>();
  const ordered: Operation[] = [];
  const visit = (operation: Operation): void => {
    if (met.has(operation.id)) return;
    met.add(operation.id);
    for (const { sources } of needsOf(contract, operation)) for (const source of sources) visit(source.operation);
    const own = wanted.get(operation.id);
    if (own) ordered.push(own);
  };
  for (const operation of operations) visit(operation);
  return ordered;
}

/** The places of a request that identify something, which no case may vary at will: `path/bookId`. */
export function identifiersOf(contract: Contract, operation: Operation): Set<string> {
  return new Set(
    needsOf(contract, operation).flatMap(({ at, sources }) => (sources.length > 0 && at !== SELF ? [at] : [])),
  );
}

/** One identifier, with what may give it, the likeliest first. */
interface Need {
  /** `path/bookId` */
  at: string;
  sources: readonly Source[];
  /** How a server may say that what a made-up value names is not there; empty where it need not be known at all. */
  absent: readonly number[];
  /** The operation gives the name itself: it makes what it is about. */
  isChosen?: true;
  /** The document has a way to remove such things: what a list held a moment ago may be gone. */
  isRemoved?: boolean;
  /** Whether a value needs nothing to be there. */
  isThere?: (value: unknown) => boolean;
}

/** Not there, or not there any more (RFC 9110, 15.5.5 and 15.5.11). */
const notFound = [404, 410];

/** What a body names and does not exist is refused in many ways. */
const unprocessable = [400, 404, 409, 410, 422];

/** Stands for the thing itself, where no identifier names it: it may have to be put there first. */
const SELF = 'self';

const needs = new WeakMap<Operation, Need[]>();

/** Those in the path, from the last to the first, then those that the rest of the request names. */
function needsOf(contract: Contract, operation: Operation): Need[] {
  const known = needs.get(operation);
  if (known) return known;
  const segments = segmentsOf(operation.path);
  const inPath = segments.flatMap((segment, index) =>
    segment.names.map((name): Need => {
      const item: Segment[] = [...segments.slice(0, index), { ...segment, names: [name] }];
      const absent = isListed(contract, operation, name) ? [] : [...notFound, ...saidOfAbsence(operation)];
      const isChosen = index === segments.length - 1 && isChoosing(operation, segments);
      // What a list happens to hold need not be there; a name of its own always will do.
      const sources = sourcesAt(contract, operation, item).filter(({ evidence }) => !isChosen || evidence !== 'listed');
      const isRemoved = operationsAt(contract, item).some(({ method }) => method === 'delete');
      return { at: `path/${name}`, sources, absent, isRemoved, ...(isChosen ? { isChosen } : {}) };
    }),
  );
  const version = versionSource(contract, operation);
  const kept = keptSource(contract, operation);
  const named = referenceSources(contract, operation).map((source): Need => {
    return { at: source.gives[0]?.at.join('/') ?? '', sources: [source], absent: unprocessable };
  });
  const namesakes = namesakeSources(contract, operation);
  const outside = outsidePlaces(contract, operation).map(({ at, absent }): Need => {
    const key = at.join('/');
    const sources = namesakes.filter(({ gives }) => gives.some((each) => each.at.join('/') === key));
    return { at: key, sources, absent };
  });
  const found = [
    ...(kept ? [{ at: SELF, sources: [kept], absent: notFound }] : []),
    ...inPath.toReversed(),
    ...named,
    ...(version ? [{ at: version.gives[0]?.at.join('/') ?? '', sources: [version], absent: [412] }] : []),
  ];
  const places = new Set(found.map(({ at }) => at));
  const unknown = referencePlaces(contract, operation).filter((at) => !places.has(at));
  const all = [
    ...found,
    ...outside.filter(({ at }) => !places.has(at)),
    ...unknown.map((at): Need => ({ at, sources: [], absent: unprocessable })),
    ...pageNeeds(operation),
  ];
  needs.set(operation, all);
  return all;
}

/** A page beyond the last one: many say that it is not there (RFC 9110, 15.5.5; 15.5.17 for a range). */
const noPage = [404, 416];

/** No page but the first need be there. */
function pageNeeds(operation: Operation): Need[] {
  const { page, offset } = operation.method === 'get' ? pagingOf(operation) : {};
  const firsts = [
    [page, 1],
    [offset, 0],
  ] as const;
  return firsts.flatMap(([name, first]) =>
    name === undefined
      ? []
      : [{ at: `query/${name}`, sources: [], absent: noPage, isThere: (value: unknown) => value === first }],
  );
}

/** Whether the document lists the values of a path parameter: they are all there. */
function isListed({ document }: Contract, { parameters }: Operation, name: string): boolean {
  const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
  const schemas = parameter ? [...walkPossible(document, parameter.node)] : [];
  return schemas.some(({ schema }) => ['enum', 'const', 'x-expected'].some((keyword) => keyword in schema));
}

/** Statuses that the document has for identifiers that name nothing. */
function saidOfAbsence({ responses }: Operation): number[] {
  return responses
    .filter(
      ({ status, description }) =>
        /^4\d\d$/.test(status) && /not (?:be )?found|not exist|no such|unknown|不存在|找不到|未找到/i.test(description),
    )
    .map(({ status }) => Number(status));
}

/** What a request uses up: the thing that it works on, with each step or with the whole case; or nothing that others would miss. */
function useOf(
  operation: Operation,
  { contract, conflicts }: Pick<SequenceOptions, 'contract' | 'conflicts'>,
): 'step' | 'case' | 'nothing' {
  const { method, path } = operation;
  if (!path.includes('{') || ['get', 'head', 'options', 'trace'].includes(method)) return 'nothing';
  if (method === 'put' || method === 'patch') return 'case';
  const segments = segmentsOf(path);
  const isCollection = isAnyBelow(contract, segments);
  return method === 'post' && !conflicts(operation) && (isCollection || isPlural(segments)) ? 'nothing' : 'step';
}

interface ChainOptions extends SequenceOptions {
  needs: readonly Need[];
  /** Whether what is made has all its members, and is made for the case alone. */
  isFull: boolean;
}

/** The steps of one case as they come together. */
class Chain {
  readonly steps: Step[] = [];
  readonly tokens: string[] = [];
  readonly #operation: Operation;
  readonly #options: ChainOptions;
  /** The step that stands for an operation that comes before, by its id. */
  readonly #made = new Map<string, number>();

  constructor(operation: Operation, options: ChainOptions) {
    this.#operation = operation;
    this.#options = options;
  }

  /** Forgets what the next step must not find used up. */
  renew(): void {
    for (const [id, index] of this.#made) if (this.steps[index]?.shared === undefined) this.#made.delete(id);
  }

  /** Adds a step of the case itself, behind what it needs. */
  push(step: Step): void {
    const { bind, absent } = this.#feed(this.#operation, step, []);
    this.steps.push(loosen(bind.length > 0 ? { ...step, bind } : step, absent));
  }

  /** What feeds a request, and how the answer may say that what nothing feeds is not there. */
  #feed(
    operation: Operation,
    request: Pick<Step, 'values'> & Partial<Step>,
    trail: readonly Operation[],
  ): { bind: Binding[]; absent: number[]; isLacking: boolean } {
    const { contract } = this.#options;
    const own = trail.length === 0 ? this.#options.needs : needsOf(contract, operation);
    const fed = new Map<string, Binding>();
    const absent: number[] = [];
    let isLacking = false;
    for (const need of own) {
      if (fed.has(need.at) || !isFilled(contract, operation, request, need.at)) continue;
      if (need.isThere?.(valueAt(request.values, need.at.split('/')))) continue;
      const found = this.#source(need, operation, trail);
      // Who was made may have to be confirmed before he is let in, what was issued may be used up.
      const { evidence, isDoubtful = evidence === undefined } = found?.source ?? {};
      const isGone = evidence === 'namesake' || (evidence === 'listed' && need.isRemoved);
      if (isDoubtful || isGone) absent.push(...need.absent);
      // What a body names may well not matter: without what the path names nothing can be made.
      isLacking ||= !found && need.absent.length > 0 && !need.isChosen && need.at.startsWith('path/');
      for (const { at, from } of found?.source.gives ?? []) {
        const key = at.join('/');
        if (!fed.has(key) && isFilled(contract, operation, request, key))
          fed.set(key, { at, from, step: found?.step ?? 0 });
      }
    }
    return { bind: [...fed.values()], absent, isLacking };
  }

  #source(
    { sources }: Need,
    operation: Operation,
    trail: readonly Operation[],
  ): { source: Source; step: number } | undefined {
    // What a step before the case merely changes will do for others; what it takes is gone for them.
    const use = useOf(operation, this.#options);
    const isUsedUp = use === 'step' || (use === 'case' && trail.length === 0);
    for (const source of sources) {
      if (this.#options.isBarren(source.operation)) continue;
      const isThing = isUsedUp && source.evidence !== 'version' && feedsLast(source, operation);
      const step = this.#before(source.operation, { trail: [...trail, operation], isFresh: isThing });
      if (step !== undefined) return { source, step };
    }
    return undefined;
  }

  /** The index of the step that `operation` is; undefined where what it needs itself is nowhere to be had. */
  #before(
    operation: Operation,
    { trail, isFresh }: { trail: readonly Operation[]; isFresh: boolean },
  ): number | undefined {
    if (trail.includes(operation) || trail.length > DEEPEST) return undefined;
    const known = this.#made.get(operation.id);
    if (known !== undefined) return known;
    const { shared, isFull } = this.#options;
    // What an answer does not tell has to be in the request: a name that the thing is called by.
    const make = (): MadeRequest =>
      this.#options.make(operation, isFull || successNode(operation) === undefined ? 'full' : 'minimal');
    const isOwn = isFresh || isFull;
    const request = isOwn ? make() : (shared.get(operation.id) ?? make());
    const { bind, isLacking } = this.#feed(operation, request, trail);
    if (isLacking) return undefined;
    const isShared = !isOwn && bind.every(({ step }) => this.steps[step]?.shared !== undefined);
    const { values, token } = isShared || isOwn ? request : make();
    if (isShared) shared.set(operation.id, request);
    else this.tokens.push(token);
    this.steps.push({
      setup: operation,
      values,
      form: {},
      expect: 'success',
      ...(bind.length > 0 ? { bind } : {}),
      ...(isShared ? { shared: operation.id } : {}),
    });
    this.#made.set(operation.id, this.steps.length - 1);
    return this.steps.length - 1;
  }
}

/** Whether a source gives the last identifier of the path: the thing that the operation works on. */
function feedsLast({ gives }: Source, { path }: Operation): boolean {
  const last = segmentsOf(path)
    .findLast(({ names }) => names.length > 0)
    ?.names.at(-1);
  return gives.some(({ at: [part, name] }) => part === 'path' && name === last);
}

/** Whether the request has a value at a place that is meant to be right: one that a case breaks on purpose stays as it is. */
function isFilled(
  contract: Contract,
  operation: Operation,
  { values, form, unbound }: Pick<Step, 'values'> & Partial<Step>,
  at: string,
): boolean {
  const [part = '', ...tokens] = at.split('/');
  const value = valueAt(values, [part, ...tokens]);
  if (at === SELF) return true;
  if (unbound?.includes(at) || (part === 'body' && form?.raw !== undefined)) return false;
  if (value === undefined || value === null) return false;
  const node = nodeAt(contract, operation, part, tokens);
  return node !== undefined && contract.validators.accepts(node, value, { direction: 'request', demand: 'documented' });
}

function nodeAt(
  { document }: Contract,
  operation: Operation,
  part: string,
  tokens: readonly string[],
): SchemaNode | undefined {
  const whole = bodyNode(operation);
  if (part === 'body') return whole && findMember(document, whole, tokens);
  return operation.parameters.find((each) => each.in === part && parameterKey(each) === tokens[0])?.node;
}

/** What works on something that may not be there may say so, whatever else it has to say. */
function loosen(step: Step, absent: readonly number[]): Step {
  if (absent.length === 0) return step;
  const expect = step.expect === 'success' && step.law === undefined ? 'if-found' : step.expect;
  return { ...step, expect, allow: [...(step.allow ?? []), ...absent] };
}

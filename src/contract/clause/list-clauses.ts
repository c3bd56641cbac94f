/** Lists the clauses of a contract: one for every keyword, every documented answer and every law. */
import type { Contract } from '../contract.ts';
import type { Content, DocumentedResponse, Operation, SecurityDemand } from '../operation.ts';
import { type Expression, formatExpression } from '../runtime-expression.ts';
import { lawsOf, type OperationLaw } from '../resource/list-laws.ts';
import { clauseSentence } from './clause-sentence.ts';
import { type Clause, type ClauseDraft, clauseId, type ClauseSource } from './clause.ts';
import { countStatements, schemaClauses } from './schema-clauses.ts';
import { pageSource } from '../page-source.ts';

/** Every clause of `contract`, in the order of its operations. Ids are unique and do not depend on that order. */
export function listClauses(contract: Contract): Clause[] {
  return contract.operations.flatMap((operation) => operationClauses(contract, operation));
}

/** How many clauses there are; those of a schema are counted once, since all of a large contract would fill the memory. */
export function countClauses(contract: Contract): number {
  return contract.operations.reduce((sum, operation) => sum + countOperationClauses(contract, operation), 0);
}

/** The same of one operation. */
export function countOperationClauses(contract: Contract, operation: Operation): number {
  // Several schemas of one body may say the same.
  const bodies = [operation.body, ...operation.responses].map((holder) => holder?.contents ?? []);
  if (bodies.some((contents) => contents.length > 1 || contents.some(({ itemNode }) => itemNode)))
    return operationClauses(contract, operation).length;
  let count = 0;
  const list: ListSchema = (document, node, { subject }) => {
    count += countStatements(document, node, subject);
    return [];
  };
  const others = finish(contract, operation, draftsOf(contract, operation, list));
  return count + others.length;
}

/** Every clause of one operation. */
export function operationClauses(contract: Contract, operation: Operation): Clause[] {
  return finish(contract, operation, draftsOf(contract, operation, schemaClauses));
}

type ListSchema = typeof schemaClauses;

function draftsOf(contract: Contract, operation: Operation, list: ListSchema): ClauseDraft[] {
  return [
    ...requestDrafts(contract, operation, list),
    ...operation.responses.flatMap((response) => responseDrafts(contract, response, list)),
    ...allLawDrafts(contract, operation),
  ];
}

/** The laws among them. */
export function lawClauses(contract: Contract, operation: Operation): Clause[] {
  return finish(contract, operation, allLawDrafts(contract, operation));
}

function allLawDrafts(contract: Contract, operation: Operation): ClauseDraft[] {
  const ofResources = lawsOf(contract, operation).map((law) => resourceDraft(operation, law));
  return [...lawDrafts(operation), ...ofResources];
}

function requestDrafts(contract: Contract, operation: Operation, list: ListSchema): ClauseDraft[] {
  const subject = 'request';
  const drafts: ClauseDraft[] = [];
  for (const { name, in: place, required, node, pointer } of operation.parameters) {
    const at = [place, name];
    // A path without its parameter is another path.
    if (required && place !== 'path') {
      drafts.push({ subject, at, kind: 'required', value: name, pointer: `${pointer}/required` });
    }
    for (const draft of list(contract.document, node, { subject, at })) drafts.push(draft);
  }
  if (isGuarded(operation)) {
    const value = describeDemands(operation);
    drafts.push({ subject, at: ['security'], kind: 'security', value, pointer: securityPointer(operation) });
  }
  const { body } = operation;
  if (body?.required) {
    drafts.push({ subject, at: ['body'], kind: 'body', value: true, pointer: `${body.pointer}/required` });
  }
  for (const content of body?.contents ?? []) {
    for (const draft of contentDrafts(contract, content, { subject, list })) drafts.push(draft);
  }
  return drafts;
}

/** Whether nobody gets in without credentials. */
function isGuarded({ security }: Operation): boolean {
  return security.length > 0 && security.every((demands) => demands.length > 0);
}

/** `apiKey`, or `basic or key and token (read, write)`. */
function describeDemands({ security }: Operation): string {
  return security.map((demands) => demands.map(describeDemand).join(' and ')).join(' or ');
}

function describeDemand({ scheme, permissions }: SecurityDemand): string {
  return permissions.length === 0 ? scheme : `${scheme} (${permissions.join(', ')})`;
}

function securityPointer({ security }: Operation): string {
  return security[0]?.[0]?.pointer ?? '';
}

function responseDrafts(contract: Contract, response: DocumentedResponse, list: ListSchema): ClauseDraft[] {
  const { status, contents, headers, pointer } = response;
  const subject = 'response';
  const drafts: ClauseDraft[] = [
    { subject, status, at: ['status'], kind: 'status', value: statusSentence(status), pointer },
  ];
  if (contents.length > 0) {
    const types = contents.map(({ mediaType }) => mediaType).join(' or ');
    drafts.push({ subject, status, at: ['body'], kind: 'media-type', value: types, pointer: `${pointer}/content` });
  }
  for (const { name, required, node, pointer: at } of headers) {
    const place = ['header', name.toLowerCase()];
    if (required) drafts.push({ subject, status, at: place, kind: 'required', value: name, pointer: at });
    for (const draft of list(contract.document, node, { subject, status, at: place })) drafts.push(draft);
  }
  return [...drafts, ...contents.flatMap((content) => contentDrafts(contract, content, { subject, status, list }))];
}

/** Of the whole body, and of each item of a sequence. */
function contentDrafts(
  { document }: Contract,
  { node, itemNode }: Content,
  { list, ...about }: Pick<ClauseDraft, 'subject' | 'status'> & { list: ListSchema },
): ClauseDraft[] {
  const whole = node ? list(document, node, { ...about, at: ['body'] }) : [];
  return itemNode ? [...whole, ...list(document, itemNode, { ...about, at: ['body', '[]'] })] : whole;
}

function statusSentence(status: string): string {
  if (status.startsWith('2')) return `a valid request is answered with ${status}`;
  if (status.startsWith('4')) return `a refused request is answered with ${status}`;
  return status === 'default' ? 'any other answer is the default one' : `${status} is a documented answer`;
}

function lawDrafts({ laws }: Operation): ClauseDraft[] {
  const subject = 'law';
  return [
    ...laws.echo.map(({ to, from, as, pointer }) => {
      const value = formatExpression(from) + (as === undefined ? '' : ` as a ${as}`);
      return { subject, status: '2XX', at: ['body', ...to], kind: 'echo', value, pointer } as const;
    }),
    ...laws.unique.map(
      ({ of, pointer }) => ({ subject, at: partOf(of), kind: 'unique', value: formatExpression(of), pointer }) as const,
    ),
    ...laws.fresh.map(
      ({ of, pointer }) =>
        ({ subject, status: '2XX', at: partOf(of), kind: 'fresh', value: formatExpression(of), pointer }) as const,
    ),
  ];
}

/** What ties the answers of several requests together, as the resource of the operation has it. */
function resourceDraft({ pointer }: Operation, { kind, resource, declared }: OperationLaw): ClauseDraft {
  const value = { name: resource.name, declared };
  return { subject: 'law', at: [], kind, value, pointer: declared ? `${resource.pointer}/x-resource` : pointer };
}

function partOf({ in: place, tokens }: Expression): string[] {
  return [place, ...tokens];
}

function finish(contract: Contract, operation: Operation, drafts: readonly ClauseDraft[]): Clause[] {
  const clauses = new Map<string, Clause>();
  for (const draft of drafts) {
    const id = freeId(clauses, { ...draft, operation: operation.id });
    if (id === undefined) continue;
    clauses.set(id, new ListedClause(contract, draft, { id, operation: operation.id }));
  }
  return [...clauses.values()];
}

/** Of a large contract's many clauses, few are shown: their sentences and places are made when they are asked for. */
class ListedClause implements Clause {
  readonly id: string;
  readonly operation: string;
  readonly subject: Clause['subject'];
  declare readonly status?: string;
  readonly at: readonly string[];
  readonly kind: string;
  readonly value: unknown;
  readonly pointer: string;
  readonly #contract: Contract;

  constructor(contract: Contract, draft: ClauseDraft, { id, operation }: Pick<Clause, 'id' | 'operation'>) {
    this.#contract = contract;
    this.id = id;
    this.operation = operation;
    this.subject = draft.subject;
    if (draft.status !== undefined) this.status = draft.status;
    this.at = draft.at;
    this.kind = draft.kind;
    this.value = draft.value;
    this.pointer = draft.pointer;
  }

  get sentence(): string {
    return clauseSentence(this);
  }

  get source(): ClauseSource {
    return sourceOf(this.#contract, this);
  }

  toJSON(): Clause {
    return { ...this, sentence: this.sentence, source: this.source };
  }
}

/** Undefined for a clause that stands already: two schemas on one value may say the same. */
function freeId(
  clauses: ReadonlyMap<string, Clause>,
  clause: ClauseDraft & Pick<Clause, 'operation'>,
): string | undefined {
  const base = clauseId(clause);
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}~${n}`;
    const known = clauses.get(id);
    if (!known) return id;
    if (known.value === clause.value || JSON.stringify(known.value) === JSON.stringify(clause.value)) return undefined;
  }
}

/** The place of a clause, with the page's line from the nearest `x-source` at or above it. */
function sourceOf(contract: Contract, { pointer }: ClauseDraft): ClauseSource {
  const page = pageSource(contract.document, pointer);
  return { ...contract.placeOf(pointer), ...(page === undefined ? {} : { page }) };
}

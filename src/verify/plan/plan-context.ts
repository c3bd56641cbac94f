/** What every family of cases works with: one operation, a maker of requests, and the clauses to aim at. */
import type { Clause } from '../../contract/clause/clause.ts';
import { contentViolations } from '../../contract/content-violations.ts';
import type { Contract } from '../../contract/contract.ts';
import { heedsBody, type Operation, type RequestValues } from '../../contract/operation.ts';
import { type Zone, zoneOf } from '../../contract/zone-of.ts';
import type { Fullness, GeneratorOptions } from '../../fixture/compile-generator.ts';
import type { RequestForm } from '../../http/client/build-request.ts';
import { wireValues } from '../../http/client/wire-values.ts';
import { readBody } from '../../http/value/body.ts';
import type { Case, Depth, Expectation, Step } from './case.ts';
import type { Member } from './list-members.ts';
import type { MadeRequest, RequestMaker } from './request-maker.ts';
import type { ValidValue } from './valid-values.ts';

export interface PlanContext {
  contract: Contract;
  operation: Operation;
  maker: RequestMaker;
  /** The request that the server takes: what is broken is broken in such a one. Undefined where it takes none. */
  base: Exclude<Fullness, 'drawn'> | undefined;
  /** Whether there are credentials by which the operation lets anybody in. */
  isLetIn: boolean;
  members: readonly Member[];
  /** Places whose values are given, or come from other answers: `path/id`. */
  fixed: ReadonlySet<string>;
  /** By the member's tokens, joined by slashes. */
  valuesOf: ReadonlyMap<string, readonly ValidValue[]>;
  clauses: readonly Clause[];
  fixture: Omit<GeneratorOptions, 'direction'>;
  seed: number;
  depth: Depth;
}

/** A family of cases: one way of trying an operation. */
export type Family = (context: PlanContext) => Case[];

/** What a family says of a case; the rest follows from its steps. */
export interface CaseDraft {
  /** Behind the operation's id. */
  id: string;
  sentence: string;
  steps: readonly Step[];
  tokens: readonly string[];
  aims?: readonly string[];
  connection?: Case['connection'];
  phase?: Case['phase'];
}

/** The case of a draft. Its zone is that of its last step. */
export function makeCase({ contract, operation }: PlanContext, draft: CaseDraft): Case {
  const last = draft.steps.at(-1);
  const zone = last === undefined ? 'open' : zoneOfStep(contract, operation, last);
  return {
    aims: [],
    connection: 'any',
    phase: 'main',
    ...draft,
    id: `${operation.id}/${draft.id}`,
    operation,
    zone,
  };
}

/** The zone of a step as it is planned: what its expectation says, where the values alone do not. */
function zoneOfStep(contract: Contract, operation: Operation, { values, expect, law, form, credentials }: Step): Zone {
  if (expect === 'either' || expect === 'if-found') return 'open';
  if (credentials !== undefined && credentials !== 'given') return 'invalid';
  if (law !== undefined || form.raw !== undefined) return expect === 'success' ? 'valid' : 'invalid';
  return zoneOf(contract, operation, wireValues(contract, operation, values));
}

const expectations: Readonly<Record<Zone, Expectation>> = { valid: 'success', invalid: 'refusal', open: 'either' };

/** A step whose expectation is what the contract says of the values, as a server reads them. */
export function stepOf({ contract, operation }: PlanContext, values: RequestValues, form: RequestForm = {}): Step {
  // A body on GET may be read, ignored or refused (RFC 9110, 9.3.1).
  const isOdd = values.body !== undefined && !heedsBody(operation);
  if (isOdd || !arrives(values)) return { values, form, expect: 'either' };
  if (values.body === undefined && mayBeEmpty(contract, operation)) return { values, form, expect: 'either' };
  const expect = expectations[zoneOf(contract, operation, wireValues(contract, operation, values))];
  // A body that is missing has no length and no type: HTTP offers a status for each.
  const bare = expect === 'refusal' && operation.body !== undefined && values.body === undefined;
  return { values, form, expect, ...(bare && form.raw === undefined ? { allow: [411, 415] } : {}) };
}

/** Whether no byte at all stands for a value of the body: whoever wants one cannot tell it from none. */
function mayBeEmpty(contract: Contract, operation: Operation): boolean {
  const [content] = operation.body?.contents ?? [];
  if (!content || operation.body?.required !== true || content.format === 'json') return false;
  const read = readBody(new Uint8Array(), { contract, content, contentType: content.wireType });
  if (read.kind !== 'value') return false;
  const view = { direction: 'request', demand: 'documented' } as const;
  return contentViolations(contract, { content, value: read.value }, view).length === 0;
}

/** Whether the request comes to its operation as it is meant: with an empty part its path is another, and blanks round a header are none of it. */
function arrives({ path = {}, header = {} }: RequestValues): boolean {
  return !Object.values(path).some(isEmpty) && !Object.values(header).some(isPadded);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || [value].flat().join('') === '';
}

function isPadded(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== value;
}

/** A case of one request. */
export function singleCase(
  context: PlanContext,
  { id, sentence, aims = [] }: Pick<CaseDraft, 'id' | 'sentence' | 'aims'>,
  { values, token }: MadeRequest,
  form: RequestForm = {},
): Case {
  return makeCase(context, { id, sentence, aims, steps: [stepOf(context, values, form)], tokens: [token] });
}

/** A case of one request that the document neither demands nor forbids. */
export function openCase(
  context: PlanContext,
  { id, sentence, token }: { id: string; sentence: string; token: string },
  step: Pick<Step, 'values'> & Partial<Step>,
): Case {
  const open: Step = { form: {}, ...step, expect: 'either' };
  return makeCase(context, { id: `open/${id}`, sentence, steps: [open], tokens: [token] });
}

/** Whether a clause is about a member; `{}` stands for the members of a map, and headers have no case. */
function isAbout(clause: readonly string[], at: readonly string[]): boolean {
  const isHeader = at[0] === 'header';
  const fits = (token: string, other: string) =>
    token === '{}' || token === other || (isHeader && token.toLowerCase() === other.toLowerCase());
  return clause.length === at.length && clause.every((token, index) => fits(token, at[index] ?? ''));
}

/** The clause about a member of the request, or the nearest one that there is. */
export function clauseAbout({ clauses, operation }: PlanContext, at: readonly string[], keyword?: string): string {
  const place = at.map((token, index) => (index > 0 && /^\d+$/.test(token) ? '[]' : token));
  for (let length = place.length; length > 0; length -= 1) {
    const found = clauses.filter(
      (clause) => clause.subject === 'request' && isAbout(clause.at, place.slice(0, length)),
    );
    const best =
      found.find(({ kind }) => kind === keyword && length === place.length) ??
      found.find(({ kind }) => kind === 'type') ??
      found[0];
    if (best) return best.id;
  }
  return clauses.find(({ subject }) => subject === 'request')?.id ?? `${operation.id}.request`;
}

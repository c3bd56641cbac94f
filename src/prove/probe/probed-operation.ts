/** An operation made ready to be probed: its members, those of its answers, and valid requests without end. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { Contract } from '../../contract/contract.ts';
import { referencePlaces } from '../../contract/resource/find-references.ts';
import { outsidePlaces } from '../../contract/resource/outside-places.ts';
import {
  type DocumentedResponse,
  type Operation,
  parameterKey,
  type RequestValues,
  responseFor,
} from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { zoneOf } from '../../contract/zone-of.ts';
import { compileGenerator, type Fullness, type Generation } from '../../fixture/compile-generator.ts';
import { hashText } from '../../verify/hash-text.ts';
import { type Change, changeValues } from '../../verify/plan/change-values.ts';
import { listMembers, type Member } from '../../verify/plan/list-members.ts';
import { identifiersOf } from '../../verify/plan/sequence.ts';
import type { Kit } from '../kit.ts';
import { refusalStatus } from '../serve/right-server.ts';

/** Required members only, or all; never by chance. */
type FixedFullness = Exclude<Fullness, 'drawn'>;

export interface ProbedOperation {
  kit: Kit;
  operation: Operation;
  /** Of the request, outer ones first. */
  members: readonly Member[];
  /** The documented answers that some request is sure to get: not those to what does not exist. */
  responses: readonly DocumentedResponse[];
  /** Of each of these that has a body. */
  answers: readonly AnswerMember[];
  /** A valid request like no other that was made under the name. */
  make(members: FixedFullness): RequestValues;
  /** Counts anew, so that what is made for the name does not depend on what was made before. */
  restart(name: string): void;
  isValid(values: RequestValues): boolean;
  /** A valid request with these changes; none where the contract does not allow them. */
  change(members: FixedFullness, changes: readonly Change[]): RequestValues[];
}

/** A member of an answer: a value that a fault can spoil. */
export interface AnswerMember {
  /** Of the answer: "201", "4XX". */
  status: string;
  /** Tokens into its body; the first item stands for all. */
  at: readonly string[];
  node: SchemaNode;
  /** A value that it may have. */
  sample: unknown;
}

/** Far from the numbers that runs of verify count from; nine digits, too. */
const FIRST_INDEX = 900_000_000;

/** How many requests there are room for under one name. */
const ROOM = 1_000;

const prepared = new WeakMap<Kit, Map<Operation, ProbedOperation>>();

/** Made once a kit, since much is derived from it. */
export function prepareOperation(kit: Kit, operation: Operation): ProbedOperation {
  const known = prepared.get(kit) ?? new Map<Operation, ProbedOperation>();
  prepared.set(kit, known);
  const probed = known.get(operation) ?? createProbedOperation(kit, operation);
  known.set(operation, probed);
  return probed;
}

function createProbedOperation(kit: Kit, operation: Operation): ProbedOperation {
  const { contract } = kit;
  const request = createMakeRequest(kit, operation);
  const refusal = responseFor(operation, refusalStatus(operation));
  const responses = operation.responses.filter((response) => response.status.startsWith('2') || response === refusal);
  const foreign = foreignPlaces(contract, operation);
  let next = FIRST_INDEX;
  const make = (members: FixedFullness): RequestValues => request(next++, members);
  const isValid = (values: RequestValues): boolean => zoneOf(contract, operation, values) === 'valid';
  return {
    kit,
    operation,
    members: listMembers(contract, operation, make('full')).filter(({ at }) => !foreign.has(at.join('/'))),
    responses,
    answers: listAnswerMembers(kit, responses),
    make,
    restart(name) {
      next = FIRST_INDEX + (hashText(name) % 90_000) * ROOM;
    },
    isValid,
    change(members, changes) {
      const base = make(members);
      const needed = changes.filter(({ at }) => at.length > 2 || !((at[0] as string) in base));
      const start = needed.length > 0 ? make('full') : base;
      const values = changeValues(start, changes);
      return isValid(values) ? [values] : [];
    },
  };
}

/** What exists is what others made, and what a condition or a cursor says is what others told: no fault may choose it, and a refusal of it is none. */
function foreignPlaces(contract: Contract, operation: Operation): Set<string> {
  const outside = outsidePlaces(contract, operation).filter(({ absent }) => absent.includes(refusalStatus(operation)));
  return new Set([
    ...identifiersOf(contract, operation),
    ...referencePlaces(contract, operation),
    ...outside.map(({ at }) => at.join('/')),
  ]);
}

/** The request of a number: the same one, whatever was made before. */
type MakeRequest = (index: number, members: FixedFullness) => RequestValues;

function createMakeRequest({ contract, faker, locale, seed }: Kit, operation: Operation): MakeRequest {
  const compile = (node: SchemaNode) => compileGenerator(contract, node, { faker, locale, direction: 'request' });
  const bodyNode = operation.body?.contents[0]?.node;
  const body = bodyNode && compile(bodyNode);
  const parameters = operation.parameters.map((parameter) => ({ ...parameter, generator: compile(parameter.node) }));
  return (index, members) => {
    const generation: Generation = { seed, index, members };
    const values: Record<string, unknown> = body ? { body: body.generate(generation) } : {};
    for (const parameter of parameters) {
      const { in: place, required, generator, example } = parameter;
      if (!required && members === 'minimal') continue;
      values[place] = {
        ...(values[place] as object | undefined),
        [parameterKey(parameter)]: example ?? generator.generate(generation),
      };
    }
    return values;
  };
}

function listAnswerMembers(kit: Kit, responses: readonly DocumentedResponse[]): AnswerMember[] {
  return responses.flatMap((response) => membersOf(kit, response));
}

function membersOf({ contract, faker, locale, seed }: Kit, { status, contents }: DocumentedResponse): AnswerMember[] {
  const node = contents[0]?.node;
  if (!node) return [];
  const generator = compileGenerator(contract, node, { faker, locale, direction: 'response', trials: 1 });
  const full = generator.generate({ seed, index: 0, members: 'full' });
  const members: AnswerMember[] = [];
  const visit = (at: readonly string[], inner: SchemaNode): void => {
    const sample = valueAt(full, at);
    if (sample === undefined) return;
    if (at.length > 0) members.push({ status, at, node: inner, sample });
    if (typeof sample !== 'object' || sample === null) return;
    for (const name of Object.keys(sample).slice(0, Array.isArray(sample) ? 1 : undefined)) {
      const found = findMember(contract.document, inner, [name]);
      if (found) visit([...at, name], found);
    }
  };
  visit([], node);
  return members;
}

/** Name of a member, for ids and sentences. */
export function nameOf(at: readonly string[]): string {
  return at.slice(at[0] === 'body' ? 1 : 0).join('/') || 'body';
}

/** The member's value in a request. */
export function partOf(values: RequestValues, { at }: Pick<Member, 'at'>): unknown {
  return valueAt(values, at);
}

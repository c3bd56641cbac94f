/** One operation as the families of faults see it: its members, and values that they may have. */
import type { Clause } from '../contract/clause/clause.ts';
import { operationClauses } from '../contract/clause/list-clauses.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { type DocumentedResponse, type Operation, type RequestValues, responseFor } from '../contract/operation.ts';
import { zoneOf } from '../contract/zone-of.ts';
import { type Change, changeValues } from '../verify/change-values.ts';
import { hashText } from '../verify/hash-text.ts';
import { listMembers, type Member } from '../verify/list-members.ts';
import { type AnswerMember, listAnswerMembers } from './answer-members.ts';
import type { Kit } from './kit.ts';
import { createMakeRequest, type Members } from './make-request.ts';
import { refusalStatus } from './right-server.ts';

export interface Subject {
  kit: Kit;
  operation: Operation;
  clauses: readonly Clause[];
  /** Of the request, outer ones first. */
  members: readonly Member[];
  /** The documented answers that some request is sure to get: not those to what does not exist. */
  responses: readonly DocumentedResponse[];
  /** Of each of these that has a body. */
  answers: readonly AnswerMember[];
  /** A valid request like no other that was made under the name. */
  make(members: Members): RequestValues;
  /** Counts anew, so that what is made for the name does not depend on what was made before. */
  restart(name: string): void;
  isValid(values: RequestValues): boolean;
  /** A valid request with these changes; none where the contract does not allow them. */
  change(members: Members, changes: readonly Change[]): RequestValues[];
}

/** Far from the numbers that runs of verify count from; nine digits, too. */
const FIRST_INDEX = 900_000_000;

/** How many requests there are room for under one name. */
const ROOM = 1_000;

const subjects = new WeakMap<Kit, Map<Operation, Subject>>();

/** The operation as a subject; made once a kit, since much is derived from it. */
export function subjectOf(kit: Kit, operation: Operation): Subject {
  const known = subjects.get(kit) ?? new Map<Operation, Subject>();
  subjects.set(kit, known);
  const subject = known.get(operation) ?? createSubject(kit, operation);
  known.set(operation, subject);
  return subject;
}

function createSubject(kit: Kit, operation: Operation): Subject {
  const { contract } = kit;
  const request = createMakeRequest(kit, operation);
  const refusal = responseFor(operation, refusalStatus(operation));
  const responses = operation.responses.filter((response) => response.status.startsWith('2') || response === refusal);
  let next = FIRST_INDEX;
  const make = (members: Members): RequestValues => request(next++, members);
  const isValid = (values: RequestValues): boolean => zoneOf(contract, operation, values) === 'valid';
  return {
    kit,
    operation,
    clauses: operationClauses(contract, operation),
    members: listMembers(contract, operation, make('full')),
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

/** Name of a member, for ids and sentences. */
export function nameOf(at: readonly string[]): string {
  return at.slice(at[0] === 'body' ? 1 : 0).join('/') || 'body';
}

/** The member's value in a request. */
export function partOf(values: RequestValues, { at }: Pick<Member, 'at'>): unknown {
  return valueAt(values, at);
}

/** Clauses in a form in which those of two contracts can be compared: whatever their ids, files, notes and names of schemas. */
import type { Clause } from '../contract/clause/clause.ts';
import type { Contract } from '../contract/contract.ts';
import { parsePointer, valueAt } from '../contract/json-pointer.ts';
import { operationClauses } from '../contract/clause/list-clauses.ts';
import type { Operation } from '../contract/operation.ts';
import { isSchemaObject } from '../contract/schema.ts';
import type { Demands } from './judge-change.ts';

export interface ComparableClause {
  clause: Clause;
  /** Subject, status and place: equal for clauses about one part of one message. */
  part: string;
  /** `part`, and the kind. */
  key: string;
  value: unknown;
}

/** Keywords that demand nothing. */
const notes = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'externalDocs',
  '$comment',
  'xml',
]);

/** The clauses of an operation; what its body may be is one more. */
export function comparableClauses(contract: Contract, operation: Operation): ComparableClause[] {
  const clauses = [...operationClauses(contract, operation), ...bodyTypes(contract, operation)];
  return clauses.map((clause) => {
    const part = JSON.stringify([clause.subject, clause.status ?? '', ...placeOf(clause, operation)]);
    return { clause, part, key: `${part} ${clause.kind}`, value: valueOf(contract, operation, clause) };
  });
}

function valueOf(contract: Contract, operation: Operation, { kind, value }: Clause): unknown {
  if (kind === 'required') return true;
  return kind === 'security' ? operation.security.map(demandsOf) : plainValue(contract, value);
}

/** Credentials by what a request carries, whatever their schemes are called. */
function demandsOf(demands: Operation['security'][number]): Demands {
  return demands.map(({ kind, at, word, permissions }) => [
    JSON.stringify(at ? [at.in, at.name, word ?? ''] : [kind]),
    permissions,
  ]);
}

/** Parameters of the path are told apart by their place in it, headers have no case. */
function placeOf({ at, subject }: Clause, { path }: Operation): readonly string[] {
  const [place, name = '', ...rest] = at;
  if (subject === 'response' || place === undefined) return at;
  if (place === 'path') {
    const index = [...path.matchAll(/\{([^{}]*)\}/g)].findIndex(([, template]) => template === name);
    return index === -1 ? at : [place, String(index), ...rest];
  }
  return place === 'header' ? [place, name.toLowerCase(), ...rest] : at;
}

function bodyTypes(contract: Contract, { id, body }: Operation): Clause[] {
  if (!body || body.contents.length === 0) return [];
  const types = body.contents.map(({ mediaType }) => mediaType).join(' or ');
  const pointer = `${body.pointer}/content`;
  return [
    {
      id: `${id}.request.body.media-type`,
      operation: id,
      subject: 'request',
      at: ['body'],
      kind: 'media-type',
      value: types,
      sentence: `the body of the request is ${types}`,
      pointer,
      source: contract.placeOf(pointer),
    },
  ];
}

/** A value with its references followed, once each on the way down, and its notes left out. */
function plainValue(contract: Contract, value: unknown, trail: readonly string[] = []): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plainValue(contract, item, trail));
    const isSet = items.every((item) => typeof item !== 'object' || item === null);
    return isSet ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (!isSchemaObject(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string' && reference.startsWith('#')) {
    if (trail.includes(reference)) return { again: trail.length - trail.indexOf(reference) };
    const target = valueAt(contract.document, parsePointer(reference.slice(1)));
    const { $ref: _, ...beside } = value;
    const merged = isSchemaObject(target) ? { ...target, ...beside } : beside;
    return plainValue(contract, merged, [...trail, reference]);
  }
  const told = Object.entries(value).filter(([name]) => !notes.has(name) && !name.startsWith('x-'));
  return Object.fromEntries(
    told
      .map(([name, member]): [string, unknown] => [name, plainValue(contract, member, trail)])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

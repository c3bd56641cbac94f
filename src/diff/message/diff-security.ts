/** Compares the credentials that an operation demands: alternatives of schemes, each with its permissions. */
import type { ClauseDraft } from '../../contract/clause/clause.ts';
import type { Operation, SecurityDemand } from '../../contract/operation.ts';
import type { Contract } from '../../contract/contract.ts';
import { formatPointer, valueAt } from '../../contract/json-pointer.ts';
import { isSchemaObject, type SchemaObject } from '../../contract/schema.ts';
import { type Change, createChange, operationName } from '../change.ts';
import { type ContractPair, type OperationPair, type OperationSide, tellClause } from './contract-pair.ts';

/** A change where what was enough is enough no more, and one where less is enough now. Schemes are told apart by what a request carries, not by their names. */
export function diffSecurity(both: OperationPair): Change[] {
  const [before, after] = [waysOf(both.old.operation), waysOf(both.now.operation)];
  const isNarrower = before.some((way) => !isEnough(way, after));
  const isWider = after.some((way) => !isEnough(way, before));
  if (!isNarrower && !isWider) return [];
  const [old, now] = [describe(before), describe(after)];
  return [
    createChange(isNarrower ? 'security-narrower' : 'security-wider', {
      kind: before.every((way) => way.length === 0)
        ? 'new'
        : after.every((way) => way.length === 0)
          ? 'gone'
          : 'changed',
      operation: operationName(both.now.operation),
      subject: 'request',
      ...(before.some((way) => way.length > 0) ? { old: clauseOf(both.old, old) } : {}),
      ...(after.some((way) => way.length > 0) ? { new: clauseOf(both.now, now) } : {}),
    }),
  ];
}

/** Schemes of one name whose credentials are got elsewhere; whether they are demanded is told of each operation. */
export function diffSchemes({ old, now }: ContractPair): Change[] {
  const [before, after] = [schemesOf(old), schemesOf(now)];
  return Object.keys(before).flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (!isSchemaObject(was) || !isSchemaObject(is) || was['type'] !== is['type']) return [];
    const [from, to] = [urlsOf(was), urlsOf(is)];
    const lost = from.filter((url) => !to.includes(url));
    if (lost.length === 0 || to.length === 0) return [];
    const clause = (contract: Contract, urls: readonly string[]) => ({
      id: `security.${name}`,
      sentence: `credentials of ${name} are got at ${urls.join(', ')}`,
      value: urls,
      source: contract.placeOf(formatPointer(['components', 'securitySchemes', name])),
    });
    const sides = { old: clause(old, from), new: clause(now, to) };
    return [
      createChange('security-url-changed', {
        kind: 'changed',
        operation: 'every operation',
        subject: 'request',
        ...sides,
      }),
    ];
  });
}

function schemesOf({ document }: Contract): SchemaObject {
  const schemes = valueAt(document, ['components', 'securitySchemes']);
  return isSchemaObject(schemes) ? schemes : {};
}

/** Every address in a scheme: of OpenID Connect, and of each flow of OAuth. */
function urlsOf(scheme: SchemaObject): string[] {
  return Object.entries(scheme).flatMap(([key, value]) => {
    if (isSchemaObject(value)) return urlsOf(value);
    return key.endsWith('Url') && typeof value === 'string' ? [value] : [];
  });
}

/** Where nothing is demanded, nothing is enough. */
function waysOf({ security }: Operation): readonly (readonly SecurityDemand[])[] {
  return security.length === 0 ? [[]] : security;
}

function meets(given: SecurityDemand, demand: SecurityDemand): boolean {
  const isSame =
    given.kind === demand.kind &&
    given.word === demand.word &&
    given.at?.in === demand.at?.in &&
    given.at?.name === demand.at?.name;
  return isSame && demand.permissions.every((permission) => given.permissions.includes(permission));
}

function describe(ways: readonly (readonly SecurityDemand[])[]): string {
  return ways.map((way) => (way.length === 0 ? 'nothing' : way.map(describeDemand).join(' and '))).join(' or ');
}

function clauseOf(side: OperationSide, value: string): ReturnType<typeof tellClause> {
  const pointer = side.operation.security.flat()[0]?.pointer ?? side.operation.pointer;
  const draft: ClauseDraft = { subject: 'request', at: ['security'], kind: 'security', value, pointer };
  return tellClause(side, draft);
}

function isEnough(given: readonly SecurityDemand[], ways: readonly (readonly SecurityDemand[])[]) {
  return ways.some((way) => way.every((demand) => given.some((each) => meets(each, demand))));
}

function describeDemand({ scheme, permissions }: SecurityDemand) {
  return permissions.length === 0 ? scheme : `${scheme} (${permissions.join(', ')})`;
}

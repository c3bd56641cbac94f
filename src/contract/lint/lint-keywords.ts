/** Holds the keywords of a schema against each other: what no value obeys, what a list has in vain, names that are none. */
import { type Told, isIgnored, writeDiagnostic } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer } from '../json-pointer.ts';
import { nearest } from '../nearest-name.ts';
import { isSchemaObject, type SchemaNode } from '../schema.ts';
import {
  explainContradiction,
  leavesNothing,
  listContradictions,
  listDeadValues,
  tellKeyword,
  tellPlace,
} from '../schema/list-contradictions.ts';
import { nameIn } from '../schema/discriminator.ts';
import { isOnSameValue, memberNames, walkInPlace } from '../schema/walk-schema.ts';

/** Each thing once, though several schemas are made of the same parts. */
export function lintKeywords(contract: Contract, nodes: Iterable<SchemaNode>): Diagnostic<ContractRule>[] {
  const found = new Map<string, Diagnostic<ContractRule>>();
  for (const node of nodes) {
    for (const { rule, pointer, told } of [
      ...excluded(contract, node),
      ...misnamed(contract, node),
      ...unmapped(contract, node),
    ]) {
      const key = `${rule} ${pointer} ${told.message}`;
      if (found.has(key) || isIgnored(rule, contract.document, pointer)) continue;
      found.set(key, writeDiagnostic(rule, contract.placeOf(pointer), told));
    }
  }
  return [...found.values()];
}

interface Slip {
  rule: ContractRule;
  pointer: string;
  told: Told;
}

function excluded(contract: Contract, node: SchemaNode): Slip[] {
  if (onlyRefers(node)) return [];
  const pieces = [...walkInPlace(contract.document, node)];
  const found = listContradictions(pieces);
  if (found.length > 0) {
    const rule = leavesNothing(pieces, found) ? 'impossible-schema' : 'contradicting-keywords';
    const whom = rule === 'impossible-schema' ? 'no value can be made for this schema' : 'a type is there in vain';
    return found.map((each) => ({
      rule,
      pointer: each.one.pointer,
      told: { message: `${whom}: ${explainContradiction(contract, each)}` },
    }));
  }
  // Of two lists that hold together, one may narrow the other.
  return listDeadValues(pieces.slice(0, 1)).map(({ list, value, other }) => {
    const where = tellPlace(contract.placeOf(other.pointer), contract.placeOf(list.pointer));
    const message = `${list.keyword} lists ${JSON.stringify(value)}, which ${tellKeyword(other)}${where} refuses`;
    return { rule: 'dead-value', pointer: list.pointer, told: { message, found: value } };
  });
}

/** What is wrong with what it refers to is told there. */
function onlyRefers({ schema }: SchemaNode): boolean {
  if (!isSchemaObject(schema) || schema['$ref'] === undefined) return false;
  return Object.keys(schema).every((keyword) => keyword === '$ref' || keyword.startsWith('x-'));
}

/** A name in `required` that is nearly that of a member which is optional. */
function misnamed({ document }: Contract, { schema, pointer }: SchemaNode): Slip[] {
  // What only adds to another schema may name the members of that.
  if (pointer.split('/').slice(-2).some(isOnSameValue) || !isSchemaObject(schema)) return [];
  const { properties, required } = schema;
  if (!isSchemaObject(properties) || !Array.isArray(required)) return [];
  const names = required as string[];
  const known = memberNames(document, { schema, pointer });
  return names.flatMap((name, index) => {
    if (known.includes(name)) return [];
    const [near] = nearest(
      name,
      Object.keys(properties).filter((member) => !names.includes(member)),
    );
    if (near === undefined) return [];
    const told = {
      message: `required names "${name}", which no member is called`,
      hint: `Did you mean "${near}"?`,
    };
    return [{ rule: 'undescribed-member', pointer: `${pointer}/required/${index}`, told }];
  });
}

/** A value of a discriminator that is mapped to a schema which is not there. */
function unmapped({ schemas }: Contract, { schema, pointer }: SchemaNode): Slip[] {
  const discriminator = isSchemaObject(schema) ? schema['discriminator'] : undefined;
  const mapping = isSchemaObject(discriminator) ? discriminator['mapping'] : undefined;
  if (!isSchemaObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([value, target]) => {
    const name = nameIn(target);
    if (name !== undefined && schemas.has(name)) return [];
    const message = `the discriminator maps "${value}" to ${JSON.stringify(target)}, which is no schema`;
    const at = `${pointer}/discriminator/mapping${formatPointer([value])}`;
    return [{ rule: 'dangling-reference', pointer: at, told: { message, hint: 'Name one of the branches.' } }];
  });
}

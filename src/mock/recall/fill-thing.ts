/** Makes a thing that its schema accepts out of what is known of it: members that lack are made up, those that do not fit are adapted. */
import { plainText } from '../../contract/name-text.ts';
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { cloneJson, integerOf, isWideInteger } from '../../contract/wide-integer.ts';
import type { Contract } from '../../contract/contract.ts';
import { setMember } from '../../contract/json-pointer.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, membersAt, walkPossible } from '../../contract/schema/walk-schema.ts';
import type { FixtureOptions, MakeFixture } from '../answer/make-fixture.ts';
import { createShapes, type ThingShape } from './thing-shape.ts';

export type Members = Readonly<Record<string, unknown>>;

export interface Filling {
  known: Members;
  /** Members that their owner leaves out: they are made up only where the schema demands them. */
  silent?: ReadonlySet<string> | undefined;
  members: FixtureOptions['members'];
  index?: number | undefined;
}

export interface FillThing {
  fill(shape: ThingShape, filling: Filling): Members;
  shapeOf(node: SchemaNode): ThingShape;
  /** `value` as the schema takes it, a text as a number perhaps; undefined where it takes nothing of it. */
  fit(node: SchemaNode, value: unknown): unknown;
}

/** How often a thing that breaks its schema is made up anew: of several alternatives one may fit. */
const TRIES = 6;

/** How deep members of members are adapted. */
const DEEPEST = 5;

export function createFilling(contract: Contract, fixture: MakeFixture): FillThing {
  const { validators, document } = contract;
  const shapeOf = createShapes(contract);

  function fill(shape: ThingShape, filling: Filling, depth = 0): Members {
    let { known } = filling;
    let merged: Members = {};
    for (let tried = 0; tried < TRIES; tried += 1) {
      merged = merge(shape, { ...filling, known, members: tried < TRIES / 2 ? filling.members : 'minimal' }, tried);
      const violations = validators.violations(shape.node, merged, documentedAnswer);
      if (violations.length === 0) return merged;
      const wrong = new Set(violations.flatMap(({ at: [name] }) => name ?? []));
      if ([...wrong].some((name) => Object.hasOwn(known, name))) known = adapt(shape, known, { wrong, depth });
    }
    const made = fixture(shape.node, { members: filling.members, index: filling.index });
    return typeof made === 'object' && made !== null ? (made as Members) : merged;
  }

  function merge(shape: ThingShape, { known, silent, members, index }: Filling, tried: number): Members {
    const { names, required, defaults } = shape;
    if (names.length === 0)
      return Object.keys(known).length > 0 ? known : asMembers(fixture(shape.node, { members, index }));
    const omit = new Set<string>();
    const given: Record<string, unknown> = {};
    for (const name of names) {
      if (Object.hasOwn(known, name)) setMember(given, name, known[name]);
      else if (!silent?.has(name)) continue;
      else if (defaults.has(name)) setMember(given, name, cloneJson(defaults.get(name)));
      else if (required.has(name)) continue;
      omit.add(name);
    }
    if (omit.size === names.length) return given;
    if (shape.composed) return inOrder(names, given, drawWhole(shape, { known, silent, members, index }, tried));
    for (const name of shape.writeOnly) omit.add(name);
    const at = index === undefined ? undefined : index + tried * 7919;
    return inOrder(names, given, asMembers(fixture(shape.node, { members, omit, index: at })));
  }

  /** Of several alternatives, one that has all that is known is meant; what its owner left out is left out. */
  function drawWhole(
    { node, required, writeOnly }: ThingShape,
    { known, silent, members, index }: Filling,
    tried: number,
  ): Members {
    let drawn: Members = {};
    for (let at = 0; at < TRIES; at += 1) {
      const place = index === undefined ? undefined : index + (tried * TRIES + at) * 7919;
      drawn = asMembers(fixture(node, { members, index: place }));
      if (Object.keys(known).every((name) => Object.hasOwn(drawn, name))) break;
    }
    const isLeftOut = (name: string) =>
      writeOnly.has(name) || (silent?.has(name) && !required.has(name) && !Object.hasOwn(known, name));
    return Object.fromEntries(Object.entries(drawn).filter(([name]) => !isLeftOut(name)));
  }

  /** Members that the schema does not take: as it takes them, or left to be made up. */
  function adapt(
    shape: ThingShape,
    known: Members,
    { wrong, depth }: { wrong: ReadonlySet<string>; depth: number },
  ): Members {
    const adapted: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(known)) {
      if (!wrong.has(name) || isTaken(shape.node, name, value)) {
        setMember(adapted, name, value);
        continue;
      }
      const member = findMember(document, shape.node, [name]);
      const fitting = member && depth < DEEPEST ? fit(member, value, depth + 1) : undefined;
      if (fitting !== undefined) setMember(adapted, name, fitting);
    }
    return adapted;
  }

  /** Whether some alternative takes the member as it is: then what is around it has to become another. */
  function isTaken(node: SchemaNode, name: string, value: unknown): boolean {
    return [...walkPossible(document, node)].some((placed) =>
      membersAt(placed, name).some((member) => validators.accepts(member, value, documentedAnswer)),
    );
  }

  function fit(node: SchemaNode, value: unknown, depth = 0): unknown {
    if (validators.accepts(node, value, documentedAnswer)) return value;
    const wide = typeof value === 'string' && /^-?\d{16,}$/.test(value) ? [integerOf(value)] : [];
    const others = typeof value === 'string' ? [...wide, Number(value), value === 'true'] : [plainText(value)];
    const scalar =
      (typeof value !== 'object' || isWideInteger(value)) &&
      others.find((each) => validators.accepts(node, each, documentedAnswer));
    if (scalar !== false && scalar !== undefined) return scalar;
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
    const item = findMember(document, node, ['0']);
    const made = Array.isArray(value)
      ? item && value.map((each) => fit(item, each, depth + 1) ?? fixture(item, { members: 'minimal' }))
      : fill(shapeOf(node), { known: value as Members, members: 'minimal' }, depth);
    return validators.accepts(node, made, documentedAnswer) ? made : undefined;
  }

  return { fill, shapeOf, fit };
}

/** What is known goes before what was made up; the declared members in their order, others behind. */
export function inOrder(names: readonly string[], given: Members, drawn: Members): Members {
  const merged: Record<string, unknown> = {};
  for (const name of names) {
    if (Object.hasOwn(given, name)) setMember(merged, name, given[name]);
    else if (Object.hasOwn(drawn, name)) setMember(merged, name, drawn[name]);
  }
  for (const rest of [given, drawn]) {
    for (const name of Object.keys(rest)) if (!Object.hasOwn(merged, name)) setMember(merged, name, rest[name]);
  }
  return merged;
}

function asMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

/** Builds the tree of fields from the rows of one or more tables. */
import { ANONYMOUS, rootField, type EnumRow, type Field, type Group, type Row, type Segment } from './field.ts';
import type { Report } from './anomaly.ts';
import { readType } from './read-type.ts';

/** Deepest nesting that is kept; what lies deeper hangs there. */
const DEEPEST = 60;

/** The value whose members, or whose self, the tables describe. */
export function buildTree(segments: readonly Segment[], line: number): Field {
  const root = rootField(line);
  let path: Field[] = [root];
  for (const { label, rows } of segments) {
    const [first] = rows;
    if (!first) continue;
    if (label === undefined || label === 'continued') {
      for (const row of rows) path = attach(path, row);
      continue;
    }
    path = path.filter((field) => field.depth < first.depth);
    path = addBranch(path, { label, rows });
  }
  return unwrapRoot(root);
}

/** Hangs a row below the last one that is less deep; gives the way to it. */
function attach(path: readonly Field[], row: Row): Field[] {
  const depth = Math.min(row.depth, DEEPEST);
  const above = path.filter((field) => field.depth < depth);
  const field: Field = { ...row, depth, children: [], groups: [], values: [] };
  (above.at(-1) as Field).children.push(field);
  return [...above, field];
}

/** The tables of a composition are the branches of what stands above them. */
function addBranch(path: Field[], { label, rows }: Segment): Field[] {
  const owner = path.at(-1) as Field;
  const group = groupFor(owner, label as NonNullable<Segment['label']>);
  const [first] = rows as [Row, ...Row[]];
  const anonymous = first.name === ANONYMOUS;
  const branch = anonymous
    ? { ...first, depth: Math.min(first.depth, DEEPEST), children: [], groups: [], values: [] }
    : { ...rootField(first.line, 'object'), depth: owner.depth + 0.5 };
  group.branches.push(branch);
  let way: Field[] = [...path, branch];
  for (const row of anonymous ? rows.slice(1) : rows) way = attach(way, row);
  return way;
}

const starts = { allOf: 'allOf', anyOf: 'anyOf', oneOf: 'oneOf', not: 'not' } as const;
const goesOn = { and: 'allOf', or: 'anyOf', xor: 'oneOf' } as const;

function groupFor(owner: Field, label: NonNullable<Segment['label']>): Group {
  const last = owner.groups.at(-1);
  if (last && label in goesOn && last.keyword === goesOn[label as keyof typeof goesOn]) return last;
  // With a discriminator, alternatives begin as anyOf.
  if (last?.keyword === 'anyOf' && label === 'xor') return last;
  const keyword = starts[label as keyof typeof starts] ?? goesOn[label as keyof typeof goesOn] ?? 'allOf';
  const group: Group = { keyword, branches: [] };
  owner.groups.push(group);
  return group;
}

/** A lone anonymous row is the value itself. */
function unwrapRoot(root: Field): Field {
  const [only, ...others] = root.children;
  return only?.name === ANONYMOUS && others.length === 0 && root.groups.length === 0 ? only : root;
}

/** Gives the values of an enumeration's tables to the fields of their names. */
export function addValues(root: Field, rows: readonly EnumRow[], report: Report): void {
  const fields = [...fieldsOf(root)];
  for (const [key, group] of Map.groupBy(rows, ({ name, depth }) => `${depth} ${name}`)) {
    const [first] = group as [EnumRow, ...EnumRow[]];
    const named = fields.filter(({ name, children }) => name === first.name && children.length === 0);
    const deep = named.filter(({ depth }) => key.startsWith(`${depth} `) && first.depth > 0);
    const fitting = withoutFormats(deep.length > 0 ? deep : named);
    if (fitting.length === 0) report('enum-without-field', first.line, first.name, 'nothing: no field has this name');
    else shareValues(fitting, group);
    if (named.length > 1) {
      const lines = named.map(({ line }) => line).join(', ');
      report('shared-enumeration', first.line, `${first.name}, in lines ${lines}`, 'the values whose type a field has');
    }
  }
}

/** Of several texts, those that may be any: words are no dates. */
function withoutFormats(fields: readonly Field[]): readonly Field[] {
  const plain = fields.filter((field) => isNumeric(field) || readType(field.type).format === undefined);
  return plain.length > 0 ? plain : fields;
}

/** Fields of one name and different types share a table: numbers are the values of the one, texts of the other. */
function shareValues(fields: readonly Field[], rows: readonly EnumRow[]): void {
  const numeric = fields.filter(isNumeric);
  const textual = fields.filter((field) => !isNumeric(field));
  const numbers = rows.filter(({ value }) => /^-?\d+(?:\.\d+)?$/.test(value));
  const texts = rows.filter((row) => !numbers.includes(row));
  const shared = numeric.length > 0 && textual.length > 0 && numbers.length > 0 && texts.length > 0;
  for (const field of numeric) field.values = valuesOf(shared ? numbers : rows);
  for (const field of textual) field.values = valuesOf(shared ? texts : rows);
}

function valuesOf(rows: readonly EnumRow[]): string[] {
  return rows.map(({ value }) => value);
}

function isNumeric({ type }: Field): boolean {
  const { type: word, items } = readType(type);
  return ['integer', 'number'].includes(items?.type ?? word ?? '');
}

/** A field and all that hang below it. */
export function* fieldsOf(field: Field): Generator<Field> {
  yield field;
  for (const child of field.children) yield* fieldsOf(child);
  for (const { branches } of field.groups) for (const branch of branches) yield* fieldsOf(branch);
}

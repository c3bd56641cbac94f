/** Builds the tree of fields from the rows of one or more tables. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { ANONYMOUS, type EnumRow, type Row, type Segment } from '../draft/draft.ts';
import { readType } from '../text/read-type.ts';
import type { Composition } from '../text/section.ts';
import { fieldOf, fieldsOf, rootField, type Field, type Group } from './field.ts';

/** Deepest nesting that is kept; what lies deeper hangs there. */
const DEEPEST = 60;

/** The value whose members, or whose self, the tables describe. */
export function buildTree(segments: readonly Segment[], line: number): Field {
  const root = rootField(line);
  let path: Field[] = [root];
  for (const { composition, rows } of segments) {
    const [first] = rows;
    if (!first) continue;
    if (composition === undefined || composition === 'continued') {
      for (const row of rows) path = attach(path, row);
      continue;
    }
    path = path.filter((field) => field.depth < first.depth);
    path = addBranch(path, { composition, rows });
  }
  return unwrapRoot(root);
}

/** Hangs a row below the last one that is less deep; gives the way to it. */
function attach(path: readonly Field[], row: Row): Field[] {
  const depth = Math.min(row.depth, DEEPEST);
  const above = path.filter((field) => field.depth < depth);
  const field = fieldOf({ ...row, depth });
  (above.at(-1) as Field).children.push(field);
  return [...above, field];
}

interface Branch {
  composition: Composition;
  rows: readonly Row[];
}

/** The tables of a composition are the branches of what stands above them. */
function addBranch(path: Field[], { composition, rows }: Branch): Field[] {
  const owner = path.at(-1) as Field;
  const group = groupFor(owner, composition);
  const [first] = rows as [Row, ...Row[]];
  const anonymous = first.name === ANONYMOUS;
  const branch = anonymous
    ? fieldOf({ ...first, depth: Math.min(first.depth, DEEPEST) })
    : { ...rootField(first.line, 'object'), depth: owner.depth + 0.5 };
  group.branches.push(branch);
  let way: Field[] = [...path, branch];
  for (const row of anonymous ? rows.slice(1) : rows) way = attach(way, row);
  return way;
}

const starts = { allOf: 'allOf', anyOf: 'anyOf', oneOf: 'oneOf', not: 'not' } as const;
const goesOn = { and: 'allOf', or: 'anyOf', xor: 'oneOf' } as const;

function groupFor(owner: Field, composition: Composition): Group {
  const last = owner.groups.at(-1);
  if (last && composition in goesOn && last.keyword === goesOn[composition as keyof typeof goesOn]) return last;
  // With a discriminator, alternatives begin as anyOf.
  if (last?.keyword === 'anyOf' && composition === 'xor') return last;
  const keyword = starts[composition as keyof typeof starts] ?? goesOn[composition as keyof typeof goesOn] ?? 'allOf';
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
export function addValues(root: Field, rows: readonly EnumRow[], diagnose: Diagnose): void {
  const fields = [...fieldsOf(root)];
  for (const [key, group] of Map.groupBy(rows, ({ name, depth }) => `${depth} ${name}`)) {
    const [first] = group as [EnumRow, ...EnumRow[]];
    const named = fields.filter(({ name, children }) => name === first.name && children.length === 0);
    const deep = named.filter(({ depth }) => key.startsWith(`${depth} `) && first.depth > 0);
    const fitting = withoutFormats(deep.length > 0 ? deep : named);
    if (fitting.length === 0)
      diagnose('enum-without-field', {
        line: first.line,
        found: first.name,
        taken: 'nothing: no field has this name',
        lost: group.map(({ line }) => line),
      });
    else shareValues(fitting, group);
    if (named.length > 1) {
      const lines = named.map(({ line }) => line).join(', ');
      diagnose('shared-enumeration', {
        line: first.line,
        found: `${first.name}, in lines ${lines}`,
        taken: 'the values whose type a field has',
      });
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

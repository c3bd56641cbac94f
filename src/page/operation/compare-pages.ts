/** What only several pages together show: titles that stand twice, fields that change their type. */
import type { PageDiagnostics } from '../diagnostic/page-diagnostics.ts';
import { describeType, readType } from '../text/read-type.ts';
import { fieldsOf, type Field } from './field.ts';
import type { Page } from './page.ts';

export function comparePages(pages: readonly Page[], diagnostics: PageDiagnostics): void {
  for (const [title, group] of Map.groupBy(pages, (page) => page.title)) {
    const [first, ...others] = group as [Page, ...Page[]];
    if (title === '') continue;
    for (const page of others) {
      const taken = `a page of its own beside ${first.file}`;
      diagnostics.on(page.file)('title-twice', { line: 1, found: title, taken });
    }
  }
  compareTypes(pages, requestFields, diagnostics);
  compareTypes(pages, answerFields, diagnostics);
}

interface Seen {
  page: Page;
  field: Field;
}

/** A field's type in requests, and in answers, apart: the two may come from different sources of a server. */
function compareTypes(
  pages: readonly Page[],
  list: (page: Page) => Iterable<Field>,
  diagnostics: PageDiagnostics,
): void {
  const first = new Map<string, Seen>();
  const told = new Set<string>();
  for (const page of pages) {
    for (const field of list(page)) {
      if (field.type === '' || field.name.startsWith('*') || field.name === 'body') continue;
      const seen = first.get(field.name);
      if (!seen) first.set(field.name, { page, field });
      else if (seen.page !== page && !told.has(field.name) && kindOf(seen.field) !== kindOf(field)) {
        told.add(field.name);
        const found = `${field.name} is ${field.type}, in ${seen.page.file}:${seen.field.line} ${seen.field.type}`;
        diagnostics.on(page.file)('types-differ', { line: field.line, found, taken: 'each as its own row says' });
      }
    }
  }
}

/** Whether a value may be null is no difference of type. */
function kindOf(field: Field): string {
  const { nullable: _, ...read } = readType(field.type);
  return JSON.stringify(describeType(read));
}

function* requestFields({ operations }: Page): Generator<Field> {
  for (const { parameters, body } of operations) {
    yield* parameters;
    if (body) yield* fieldsOf(body.field);
  }
}

function* answerFields({ operations, models }: Page): Generator<Field> {
  for (const { responses } of operations) {
    for (const { structure } of responses) if (structure) yield* fieldsOf(structure);
  }
  for (const { field } of models) if (field) yield* fieldsOf(field);
}

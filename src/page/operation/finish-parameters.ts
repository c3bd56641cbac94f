/** The parameters of an operation, held against its path. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { OperationDraft } from '../draft/draft.ts';
import type { FieldPlace } from '../text/cell-words.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import { templatesOf } from '../text/request-line.ts';
import { rootField, type Field } from './field.ts';

/** Each parameter once, each template of the path with its parameter. */
export function finishParameters(
  fields: readonly Field[],
  { request, line }: OperationDraft,
  diagnose: Diagnose,
): Field[] {
  const templates = templatesOf(request.path);
  const rows = fields.map((field) => ({ ...field, place: field.place ?? ('query' as const) }));
  const placed = placePathRows(dropTwins(rows, diagnose), templates, diagnose);
  diagnoseNames(placed, diagnose);
  const missing = templates.filter((name) => !placed.some((field) => field.place === 'path' && field.name === name));
  for (const name of missing) {
    diagnose('missing-path-parameter', { line, found: `{${name}}`, taken: 'a text in the path' });
  }
  const inSearch = request.query.filter(
    (name) => !placed.some((field) => field.place === 'query' && field.name === name),
  );
  return [
    ...placed,
    ...missing.map((name) => parameter(name, 'path', line)),
    ...inSearch.map((name) => parameter(name, 'query', line)),
  ];
}

function parameter(name: string, place: FieldPlace, line: number): Field {
  return { ...rootField(line, place === 'path' ? 'string' : ''), name, place, depth: 0 };
}

/** A second row of one name and place says nothing more. */
function dropTwins(fields: readonly Field[], diagnose: Diagnose): Field[] {
  const known = new Map<string, Field>();
  return fields.filter((field) => {
    const key = `${field.place} ${field.name}`;
    const twin = known.get(key);
    if (!twin) {
      known.set(key, field);
      return true;
    }
    diagnose('name-twice', {
      line: field.line,
      found: `${field.name} again in the ${field.place}`,
      taken: `nothing: line ${twin.line} holds`,
      lost: [field.line],
    });
    return false;
  });
}

/** A row that says "path" for a name that the path lacks is the missing template's, or a query's. */
function placePathRows(fields: readonly Field[], templates: readonly string[], diagnose: Diagnose): Field[] {
  const known = new Set(fields.filter(({ place }) => place === 'path').map(({ name }) => name));
  const lost = templates.filter((name) => !known.has(name));
  const surplus = fields.filter(({ place, name }) => place === 'path' && !templates.includes(name));
  return fields.map((field) => {
    if (!surplus.includes(field)) return field;
    const same = lost.find((name) => plainName(name) === plainName(field.name));
    const only = lost.length === 1 && surplus.length === 1 ? lost[0] : undefined;
    const template = same ?? only;
    const taken = template === undefined ? 'a query parameter' : `{${template}} of the path`;
    diagnose('not-in-path', { line: field.line, found: `${field.name} in the path`, taken });
    return template === undefined ? { ...field, place: 'query' as const } : { ...field, name: template };
  });
}

/** One name in two places is two parameters. */
function diagnoseNames(fields: readonly Field[], diagnose: Diagnose): void {
  for (const [name, group] of Map.groupBy(fields, (field) => field.name)) {
    const [, second] = group;
    if (!second) continue;
    const places = group.map(({ place }) => place).join(' and ');
    diagnose('name-twice', { line: second.line, found: `${name} in ${places}`, taken: 'two parameters' });
  }
}

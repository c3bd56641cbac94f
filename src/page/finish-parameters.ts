/** The parameters of an operation, held against its path. */
import { squeezeName } from './squeeze-name.ts';
import type { Report } from './anomaly.ts';
import { rootField, type Field, type FieldPlace } from './field.ts';
import type { OperationDraft } from './operation-draft.ts';
import { templatesOf } from './request-line.ts';

/** Each parameter once, each template of the path with its parameter. */
export function finishParameters(fields: readonly Field[], { request, line }: OperationDraft, report: Report): Field[] {
  const templates = templatesOf(request.path);
  const rows = fields.map((field) => ({ ...field, place: field.place ?? ('query' as const) }));
  const placed = placePathRows(dropTwins(rows, report), templates, report);
  reportNames(placed, report);
  const missing = templates.filter((name) => !placed.some((field) => field.place === 'path' && field.name === name));
  for (const name of missing) report('missing-path-parameter', line, `{${name}}`, 'a text in the path');
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
function dropTwins(fields: readonly Field[], report: Report): Field[] {
  const known = new Map<string, Field>();
  return fields.filter((field) => {
    const key = `${field.place} ${field.name}`;
    const twin = known.get(key);
    if (twin)
      report('name-twice', field.line, `${field.name} again in the ${field.place}`, `nothing: line ${twin.line} holds`);
    else known.set(key, field);
    return !twin;
  });
}

/** A row that says "path" for a name that the path lacks is the missing template's, or a query's. */
function placePathRows(fields: readonly Field[], templates: readonly string[], report: Report): Field[] {
  const known = new Set(fields.filter(({ place }) => place === 'path').map(({ name }) => name));
  const lost = templates.filter((name) => !known.has(name));
  const surplus = fields.filter(({ place, name }) => place === 'path' && !templates.includes(name));
  return fields.map((field) => {
    if (!surplus.includes(field)) return field;
    const same = lost.find((name) => squeezeName(name) === squeezeName(field.name));
    const only = lost.length === 1 && surplus.length === 1 ? lost[0] : undefined;
    const template = same ?? only;
    if (template === undefined) {
      report('not-in-path', field.line, `${field.name} in the path`, 'a query parameter');
      return { ...field, place: 'query' as const };
    }
    report('not-in-path', field.line, `${field.name} in the path`, `{${template}} of the path`);
    return { ...field, name: template };
  });
}

function reportNames(fields: readonly Field[], report: Report): void {
  for (const [name, group] of Map.groupBy(fields, (field) => field.name)) {
    const [, second] = group;
    if (!second) continue;
    const places = group.map(({ place }) => place).join(' and ');
    report('name-twice', second.line, `${name} in ${places}`, 'two parameters');
  }
}

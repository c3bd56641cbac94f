/** A page, once all of it is read: its operations and its models, each with its fields as a tree. */
import type { Method } from '../../contract/operation.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { ANONYMOUS, type ModelDraft, type OperationDraft, type PageDraft, type Row } from '../draft/draft.ts';
import { readType, referencesIn } from '../text/read-type.ts';
import { parseExample } from '../text/parse-example.ts';
import { isModelAnchor } from '../text/section.ts';
import { addValues, buildTree } from './build-tree.ts';
import { nestRows, nestSegments } from './nest-rows.ts';
import { spreadCommon, tellIdleCodes } from './spread-common.ts';
import { rootField, type Field } from './field.ts';
import { finishBody } from './finish-body.ts';
import { finishParameters } from './finish-parameters.ts';
import { finishResponses } from './finish-responses.ts';
import { isCredentialRow, isOfHttp, rowCredentials, shownParameters } from './request-headers.ts';
import { type Page, type PageCommon, type PageModel, type PageOperation } from './page.ts';

export function finishPage({ operations: drafts, models, common, ...head }: PageDraft, diagnose: Diagnose): Page {
  const said: PageCommon = {
    ...common,
    envelope: common.envelope && buildTree(nestSegments(common.envelope.segments, diagnose), common.envelope.line),
  };
  const names = new Set(models.map(({ name }) => name));
  const operations = drafts.map((draft) =>
    spreadCommon(finishOperation(draft, { models: names, diagnose }), said, diagnose),
  );
  tellIdleCodes(operations, said, diagnose);
  return { ...head, operations, models: models.flatMap((draft) => finishModel(draft, diagnose)), common: said };
}

/** The model; none where the heading was followed by nothing that a model has. */
function finishModel(draft: ModelDraft, diagnose: Diagnose): PageModel[] {
  const { name, anchors, line, after, description, example, segments, values } = draft;
  if (segments.length === 0 && example === undefined && values.length === 0 && !anchors.some(isModelAnchor)) return [];
  const model = { name, anchors, line, after, description: description.join('\n'), example };
  if (segments.length === 0 && values.length > 0) {
    const listed = values.map(({ value }) => value.replaceAll(/^["'`]|["'`]$/g, ''));
    return [{ ...model, field: { ...rootField(line, 'string'), values: listed } }];
  }
  const field = segments.length === 0 ? undefined : buildTree(segments, line);
  if (field) addValues(field, values, diagnose);
  return [{ ...model, field: field && scalarOf(field, draft) }];
}

/** Where the example is no object and no list, the only row is the value itself, under its title. */
function scalarOf(field: Field, { example }: ModelDraft): Field {
  const [only, ...others] = field.children;
  if (!only || others.length > 0 || only.children.length > 0 || example === undefined) return field;
  const value = parseExample(example.text)?.value;
  if (value === undefined || (typeof value === 'object' && value !== null) || readType(only.type).type === 'object')
    return field;
  return { ...only, name: ANONYMOUS, title: only.name, depth: -1 };
}

function finishOperation(
  draft: OperationDraft,
  { models, diagnose }: { models: ReadonlySet<string>; diagnose: Diagnose },
): PageOperation {
  const { id, summary, description, tag, request, line, shown, codes } = draft;
  const method = request.method ?? assumeMethod(draft, diagnose);
  const rows = placeRows(draft, method);
  const { parameters, body: dotted } = splitRows(rows);
  const bodyRows = nestRows(dotted, diagnose);
  const tree = buildTree([{ composition: undefined, rows: [...parameters, ...bodyRows] }], line);
  const fields = tree.name === ANONYMOUS && tree.depth === -1 ? tree.children : [tree];
  addValues({ ...tree, children: fields }, draft.parameterValues, diagnose);
  const body = finishBody(
    fields.filter(({ place }) => place === 'body'),
    draft,
    diagnose,
  );
  if (body && ['get', 'head'].includes(method)) {
    diagnose('body-on-get', {
      line: body.field.line,
      found: `a body on ${method.toUpperCase()}`,
      taken: 'a body that may be absent',
    });
  }
  return {
    id,
    summary,
    description: description.join('\n'),
    tag,
    method,
    path: request.path,
    line,
    parameters: finishParameters(
      fields.filter((field) => field.place !== 'body' && !isCredentialRow(field) && !isOfHttp(field, diagnose)),
      draft,
      diagnose,
    ).concat(shownParameters(draft, diagnose)),
    body,
    responses: finishResponses(draft, { models, diagnose }),
    isBare: isBare(draft),
    shown: [...shown, ...rowCredentials(fields, diagnose)],
    codes,
  };
}

function isBare({ parameters, responses, structures, examples, bodyExample, shown }: OperationDraft): boolean {
  return (
    [parameters, responses, examples, shown].every(({ length }) => length === 0) &&
    structures.size === 0 &&
    !bodyExample
  );
}

const verbs: readonly [Method, RegExp][] = [
  ['delete', /删除|移除|卸载|\b(?:delete|remove)\b/i],
  ['put', /更新|修改|编辑|\b(?:update|edit)\b/i],
  ['post', /添加|新增|创建|新建|\b(?:add|create)\b/i],
];

/** Without a method, the title's verb tells; else a body does. */
function assumeMethod({ summary, parameters, bodyExample, line }: OperationDraft, diagnose: Diagnose): Method {
  const named = verbs.find(([, pattern]) => pattern.test(summary.slice(0, 200)))?.[0];
  const sends = parameters.some(({ place }) => place === 'body') || bodyExample !== undefined;
  const method = named ?? (sends ? 'post' : 'get');
  diagnose('missing-method', {
    line,
    found: 'a request line without a method',
    taken: `${method.toUpperCase()}, by ${named ? `the title "${summary}"` : 'its body'}`,
  });
  return method;
}

/** Rows whose table has no column for it get their place from the path and the method. */
function placeRows({ parameters, request, media }: OperationDraft, method: Method): Row[] {
  const sends = !['get', 'delete', 'head'].includes(method) && !/not defined/i.test(media);
  const hasModel = sends && parameters.some((row) => row.place === undefined && isModelLink(row));
  let above: Row['place'];
  return parameters.map((row) => {
    if (row.place === undefined && row.depth === 0 && isHeaderRow(row)) return { ...row, place: (above = 'header') };
    const guess = request.path.includes(`{${row.name}}`)
      ? 'path'
      : sends && (!hasModel || isModelLink(row))
        ? 'body'
        : 'query';
    const place = row.depth > 0 ? (row.place ?? above) : (row.place ?? guess);
    above = row.depth > 0 ? above : place;
    return { ...row, place };
  });
}

/** A type that leads to the page of a model: where one row of a request has it, that row is the body. */
function isModelLink({ type, depth }: Row): boolean {
  return depth === 0 && referencesIn(readType(type)).some(({ target }) => target.endsWith('.md'));
}

/** What can be nothing but a header, in a table that says nothing of places. */
function isHeaderRow({ name }: Row): boolean {
  return /^(?:authorization|content-type|accept|x-[a-z-]+|user-agent|cookie)$/i.test(name);
}

function splitRows(rows: readonly Row[]): { parameters: Row[]; body: Row[] } {
  return {
    parameters: rows.filter(({ place }) => place !== 'body'),
    body: rows.filter(({ place }) => place === 'body'),
  };
}

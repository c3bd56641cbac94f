/** Compares the answers of an operation: statuses, bodies, headers and links. */
import type { ClauseDraft } from '../../contract/clause/clause.ts';
import { formatPointer, parsePointer, valueAt } from '../../contract/json-pointer.ts';
import {
  type DocumentedHeader,
  type DocumentedResponse,
  type Operation,
  responseFor,
} from '../../contract/operation.ts';
import { isSchemaObject, type SchemaObject } from '../../contract/schema.ts';
import type { ChangeRule } from '../change-rule.ts';
import { type Change, type ChangedClause, createChange, operationName, type Witness } from '../change.ts';
import { canonical } from '../schema/shape.ts';
import { type OperationPair, type OperationSide, tellClause } from './contract-pair.ts';
import { diffContents } from './diff-contents.ts';
import { listValueChanges, type ValueChanges } from './value-changes.ts';

/** The changes of all answers. A status that a range, or the default, had before is no new one. */
export function diffAnswers(both: OperationPair): ValueChanges {
  const { old, now } = both;
  const all = [
    ...now.operation.responses.map(({ status }) => status),
    ...old.operation.responses.map(({ status }) => status),
  ];
  const found = [...new Set(all.map((status) => status.toUpperCase()))].map((status): ValueChanges => {
    const [was, is] = [coveringAnswer(old.operation, status), coveringAnswer(now.operation, status)];
    if (was && is) return diffAnswer(both, { old: was, now: is, status: is.status });
    const answer = (was ?? is) as DocumentedResponse;
    const rule = was ? 'response-status-gone' : 'response-status-new';
    const witness: Witness = { message: 'answer', right: was ? 'old' : 'new', status: answer.status };
    return {
      changes: [tellStatus(both, rule, { ...(was ? { old: was } : {}), ...(is ? { now: is } : {}), witness })],
      same: 0,
    };
  });
  return {
    changes: uniqueChanges(found.flatMap(({ changes }) => changes)),
    same: found.reduce((sum, { same }) => sum + same, 0),
  };
}

/** What two statuses of one schema share is told once. */
function uniqueChanges(changes: readonly Change[]): Change[] {
  return [
    ...new Map(
      changes.map((change) => [canonical([change.rule, change.old?.id, change.new?.id, change.message]), change]),
    ).values(),
  ];
}

/** What is documented for a status: of its own, by its range, or as the default. */
function coveringAnswer(operation: Operation, status: string): DocumentedResponse | undefined {
  const own = operation.responses.find((response) => response.status.toUpperCase() === status);
  if (own) return own;
  if (/^\d{3}$/.test(status)) return responseFor(operation, Number(status));
  return status === 'DEFAULT' ? undefined : operation.responses.find((response) => response.status === 'default');
}

function tellStatus(
  both: OperationPair,
  rule: ChangeRule,
  { old, now, witness }: { old?: DocumentedResponse; now?: DocumentedResponse; witness: Witness },
): Change {
  return createChange(rule, {
    kind: old ? 'gone' : 'new',
    operation: operationName(both.now.operation),
    subject: 'response',
    ...(old ? { old: statusClause(both.old, old) } : {}),
    ...(now ? { new: statusClause(both.now, now) } : {}),
    witness,
  });
}

function sentenceOf(status: string): string {
  if (status.startsWith('2')) return `a valid request is answered with ${status}`;
  if (status.startsWith('4')) return `a refused request is answered with ${status}`;
  return status === 'default' ? 'any other answer is the default one' : `${status} is a documented answer`;
}

interface Answers {
  old: DocumentedResponse;
  now: DocumentedResponse;
  status: string;
}

function diffAnswer(both: OperationPair, answers: Answers): ValueChanges {
  const { old, now, status } = answers;
  const contents = diffContents(
    both,
    { old: old.contents, now: now.contents },
    {
      subject: 'response',
      status,
      pointer: { old: old.pointer, now: now.pointer },
      witness: (_, body, right) => ({ message: 'answer', right, status, body }),
    },
  );
  const headers = diffHeaders(both, answers);
  const changes = [...diffBody(both, answers), ...contents.changes, ...headers.changes, ...diffLinks(both, answers)];
  return { changes, same: 1 + Number(now.contents.length > 0) + contents.same + headers.same };
}

function diffBody(both: OperationPair, { old, now, status }: Answers): Change[] {
  if (old.contents.length > 0 === now.contents.length > 0) return [];
  const isGone = old.contents.length > 0;
  const answer = isGone ? old : now;
  const value = answer.contents.map(({ mediaType }) => mediaType).join(' or ');
  const draft: ClauseDraft = {
    subject: 'response',
    status,
    at: ['body'],
    kind: 'media-type',
    value,
    pointer: `${answer.pointer}/content`,
  };
  const clause = tellClause(isGone ? both.old : both.now, draft);
  return [
    createChange(isGone ? 'response-body-gone' : 'response-body-new', {
      kind: isGone ? 'gone' : 'new',
      operation: operationName(both.now.operation),
      subject: 'response',
      ...(isGone ? { old: clause } : { new: clause }),
      witness: { message: 'answer', right: isGone ? 'new' : 'old', status },
    }),
  ];
}

function diffHeaders(both: OperationPair, { old, now, status }: Answers): ValueChanges {
  const changes: Change[] = [];
  let same = 0;
  const [before, after] = [keyed(old.headers), keyed(now.headers)];
  const add = (
    rule: ChangeRule,
    sides: { old?: DocumentedHeader | undefined; now?: DocumentedHeader | undefined },
    kind: string,
    value: unknown = true,
  ) => changes.push(tellHeader(both, rule, { ...sides, status, kind, value }));
  for (const [name, is] of after) {
    const was = before.get(name);
    if (!was) {
      add(
        is.required ? 'response-header-new-required' : 'response-header-new',
        { now: is },
        is.required ? 'required' : 'header',
      );
      continue;
    }
    if (was.required !== is.required) {
      if (is.required) add('response-header-required', { now: is }, 'required');
      else add('response-header-optional', { old: was }, 'required');
    }
    if (was.style !== is.style || was.explode !== is.explode || was.format !== is.format) {
      const isCompound = both.pair
        .schemas('response', true)
        .now.shapes.of([is.node])
        .some(({ types }) => types.has('object'));
      if (was.format !== is.format || was.style !== is.style || isCompound)
        add('response-header-style-changed', { old: was, now: is }, 'style');
    }
    const found = listValueChanges(
      both,
      { old: was.node, now: is.node },
      {
        subject: 'response',
        status,
        at: { old: ['header', name], now: ['header', name] },
        textual: true,
        witness: (value, right) => ({ message: 'answer', right, status, headers: { [is.name]: value } }),
      },
    );
    changes.push(...found.changes);
    same += found.same + 1;
  }
  for (const [name, was] of before) {
    if (!after.has(name))
      add(
        was.required ? 'response-header-gone' : 'response-header-gone-optional',
        { old: was },
        was.required ? 'required' : 'header',
      );
  }
  return { changes, same };
}

function tellHeader(
  both: OperationPair,
  rule: ChangeRule,
  {
    old,
    now,
    status,
    kind,
    value,
  }: {
    old?: DocumentedHeader | undefined;
    now?: DocumentedHeader | undefined;
    status: string;
    kind: string;
    value: unknown;
  },
): Change {
  const clause = (side: OperationSide, { name, pointer }: DocumentedHeader) => {
    const draft: ClauseDraft = {
      subject: 'response',
      status,
      at: ['header', name.toLowerCase()],
      kind,
      value: kind === 'required' ? name : value,
      pointer,
    };
    const what = { required: 'is present', style: 'is written in this way' }[kind] ?? 'may be there';
    return tellClause(side, draft, `the header ${name} of the ${status} answer ${what}`);
  };
  const isNew = rule === 'response-header-gone' || rule === 'response-header-optional';
  const withOut: Witness = { message: 'answer', right: isNew ? 'new' : 'old', status, headers: {} };
  return createChange(rule, {
    kind: old && now ? 'changed' : now ? 'new' : 'gone',
    operation: operationName(both.now.operation),
    subject: 'response',
    ...(old ? { old: clause(both.old, old) } : {}),
    ...(now ? { new: clause(both.now, now) } : {}),
    ...(kind === 'required' ? { witness: withOut } : {}),
  });
}

/** Links by their names; what they say of themselves aside. */
function diffLinks(both: OperationPair, { old, now, status }: Answers): Change[] {
  const [before, after] = [linksOf(both.old, old), linksOf(both.now, now)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (was && is && targetOfLink(was) === targetOfLink(is)) return [];
    const clause = (side: OperationSide, answer: DocumentedResponse) => {
      const draft: ClauseDraft = {
        subject: 'response',
        status,
        at: ['link', name],
        kind: 'link',
        value: linksOf(side, answer)[name],
        pointer: `${answer.pointer}/links${formatPointer([name])}`,
      };
      return tellClause(side, draft, `the ${status} answer has the link ${name}`);
    };
    return [
      createChange(was && is ? 'link-changed' : was ? 'link-gone' : 'link-new', {
        kind: was && is ? 'changed' : was ? 'gone' : 'new',
        operation: operationName(both.now.operation),
        subject: 'response',
        ...(was ? { old: clause(both.old, old) } : {}),
        ...(is ? { new: clause(both.now, now) } : {}),
      }),
    ];
  });
}

function linksOf({ contract }: OperationSide, { pointer }: DocumentedResponse): Record<string, SchemaObject> {
  const raw = valueAt(contract.document, [...parsePointer(pointer), 'links']);
  return isSchemaObject(raw)
    ? Object.fromEntries(
        Object.entries(raw).filter((entry): entry is [string, SchemaObject] => isSchemaObject(entry[1])),
      )
    : {};
}

function statusClause(side: OperationSide, { status, pointer }: DocumentedResponse): ChangedClause {
  const draft: ClauseDraft = {
    subject: 'response',
    status,
    at: ['status'],
    kind: 'status',
    value: sentenceOf(status),
    pointer,
  };
  return tellClause(side, draft);
}

function keyed(headers: readonly DocumentedHeader[]) {
  return new Map(headers.map((header) => [header.name.toLowerCase(), header]));
}

function targetOfLink({ operationId, operationRef, parameters, requestBody }: SchemaObject) {
  return canonical([operationId ?? operationRef, parameters, requestBody]);
}

/** Compares the bodies of an operation's requests. */
import type { ClauseDraft } from '../../contract/clause/clause.ts';
import type { RequestBody } from '../../contract/operation.ts';
import { type Change, createChange, operationName } from '../change.ts';
import type { ChangeRule } from '../change-rule.ts';
import { type OperationPair, tellClause } from './contract-pair.ts';
import { diffContents } from './diff-contents.ts';
import { requestWith } from './diff-parameters.ts';
import { firstRight } from './make-witness.ts';
import type { ValueChanges } from './value-changes.ts';

/** The changes of the body, and how many clauses stayed. */
export function diffBodies(both: OperationPair): ValueChanges {
  const [old, now] = [both.old.operation.body, both.now.operation.body];
  if (!old && !now) return { changes: [], same: 0 };
  if (!old || !now) {
    const rule = old ? 'request-body-gone' : now?.required ? 'request-body-new-required' : 'request-body-new';
    return { changes: [tell(both, rule, { ...(old ? { old } : {}), ...(now ? { now } : {}) })], same: 0 };
  }
  const demand =
    old.required === now.required
      ? []
      : [
          tell(
            both,
            now.required ? 'request-body-required' : 'request-body-optional',
            now.required ? { now } : { old },
          ),
        ];
  const found = diffContents(
    both,
    { old: old.contents, now: now.contents },
    {
      subject: 'request',
      pointer: { old: old.pointer, now: now.pointer },
      witness: ({ mediaType }, value, right) => requestWith(both, right, { in: 'body', value, mediaType }),
    },
  );
  return { changes: [...demand, ...found.changes], same: found.same };
}

function tell(both: OperationPair, rule: ChangeRule, { old, now }: { old?: RequestBody; now?: RequestBody }): Change {
  const right = rule === 'request-body-new' || rule === 'request-body-optional' ? 'new' : 'old';
  const body = right === 'old' ? old : now;
  const node = body?.contents[0]?.node;
  const value = node && firstRight(both.pair.schemas('request', false)[right === 'old' ? 'old' : 'now'], node);
  const isWith = rule === 'request-body-gone' || rule === 'request-body-new';
  const witness = requestWith(both, right, isWith && value !== undefined ? { in: 'body', value } : undefined);
  return createChange(rule, {
    kind: old ? 'gone' : 'new',
    operation: operationName(both.now.operation),
    subject: 'request',
    ...(old ? { old: tellClause(both.old, draftOf(old), sentenceOf(old)) } : {}),
    ...(now ? { new: tellClause(both.now, draftOf(now), sentenceOf(now)) } : {}),
    ...(witness ? { witness } : {}),
  });
}

function draftOf(body: RequestBody): ClauseDraft {
  return {
    subject: 'request',
    at: ['body'],
    kind: 'body',
    value: body.required,
    pointer: `${body.pointer}/required`,
  };
}

function sentenceOf(body: RequestBody) {
  return body.required ? 'the body of the request is sent' : 'the body of the request may be sent';
}

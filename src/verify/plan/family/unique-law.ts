/** A value that may be taken once, and the steps of which its cases are made. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { Case, Step } from '../case.ts';
import { changeValues } from '../change-values.ts';
import type { MadeRequest } from '../request-maker.ts';
import { makeCase, type CaseDraft, type PlanContext } from '../plan-context.ts';

export interface UniqueLaw {
  context: PlanContext;
  /** Tokens to the value, from the request. */
  at: readonly string[];
  /** Id of the law's clause. */
  clause: string;
}

export function uniqueLaws(context: PlanContext): UniqueLaw[] {
  return context.operation.laws.unique.flatMap(({ of }) => {
    const at = [of.in, ...of.tokens];
    const clause = context.clauses.find(({ kind, at: place }) => kind === 'unique' && place.join('/') === at.join('/'));
    return clause ? [{ context, at, clause: clause.id }] : [];
  });
}

export function lawCase({ context, clause }: UniqueLaw, draft: Omit<CaseDraft, 'aims'>): Case {
  return makeCase(context, { ...draft, id: `law/${draft.id}`, aims: [clause] });
}

/** A step with the value that is taken already: it must be refused for this alone. */
export function taken({ clause }: UniqueLaw, values: Step['values']): Step {
  return { values, form: {}, expect: 'refusal', law: clause };
}

/** A step whose value only looks taken: it must succeed. */
export function distinct({ clause }: UniqueLaw, values: Step['values']): Step {
  return { values, form: {}, expect: 'success', law: clause };
}

/** Another request, but for the value of the first. */
export function rival({ context, at }: UniqueLaw, first: MadeRequest): MadeRequest {
  const other = context.maker.make('minimal');
  return { values: changeValues(other.values, [{ at, value: valueAt(first.values, at) }]), token: other.token };
}

/** Roles that write to what is there: a thing is replaced, changed or removed. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { responseFor } from '../../contract/operation.ts';
import type { Negotiated } from '../engine/negotiate.ts';
import { keyOf, type Names, type Thing } from '../store/table.ts';
import { thingHeaders } from './answer-headers.ts';
import { refuseChanged, refuseMissing, withThing } from './condition.ts';
import { asMembers } from './keep-things.ts';
import { makeAnswer, sentThing, withoutOthers } from './make-answer.ts';
import { jsonPatch, mergePatch, type Patched } from './patch.ts';
import type { Recalled, RecalledAnswer, Recalling } from './recalled.ts';
import { showThing } from './show-thing.ts';
import { tellIdentity } from './tell-identity.ts';

/** Members that a PUT does not send are gone; those that no request can set stay. */
export function replaceThing(recalling: Recalling): Recalled {
  const { plan, request, keeper, operation } = recalling;
  const { use, kept } = plan;
  const names = namesOfReplaced(recalling);
  const known = use.makes
    ? keeper.tableOf(kept).get(keyOf(kept.shape.identity, names) ?? '')
    : keeper.find(kept, names);
  if (!known && !use.makes) return { refusal: refuseMissing(kept, names) };
  const refusal = known && refuseChanged(recalling, known);
  if (refusal) return { refusal };
  const code = (known ? ['200', '204', '202'] : ['201', '200', '204']).find(
    (status) => responseFor(operation, Number(status))?.status === status,
  );
  const others = Object.entries(asMembers(known?.value)).filter(([name]) => !kept.settable.has(name));
  const value = isSchemaObject(request.body)
    ? { ...Object.fromEntries(others), ...sentThing(recalling) }
    : request.body;
  return {
    ...(code === undefined ? {} : { code: Number(code) }),
    answer: (negotiated) => answerChanged(recalling, negotiated, { thing: known, names, value }),
  };
}

/** A merge patch where the media type says so, a JSON patch where it is one; else the members that were sent are put in place. */
export const changeThing: (recalling: Recalling) => Recalled = withThing((recalling, thing) => {
  const refusal = refuseChanged(recalling, thing);
  if (refusal) return { refusal };
  const { contract, keeper, plan, filling } = recalling;
  const shape = plan.kept.node && filling.shapeOf(plan.kept.node);
  // What nobody has looked at yet may lack members that the patch is about.
  if (shape && isSchemaObject(thing.value)) keeper.show(plan.kept, thing, shape);
  const patched = patch(recalling, thing);
  if ('wrong' in patched) {
    const statuses = patched.isMalformed ? ['400', '422', '400'] : ['409', '422', '400', '422'];
    return { refusal: { statuses, message: patched.wrong } };
  }
  const { value } = patched;
  // A request whose schema names the members was held against it; others may make of the thing what it cannot be.
  const broken =
    shape && isSchemaObject(value) && (Array.isArray(recalling.request.body) || !plan.sets)
      ? contract.validators.violations(
          shape.node,
          { ...withoutOthers(value, shape), ...keeper.membersOf(plan.kept, thing.names, shape) },
          documentedAnswer,
        )
      : [];
  return {
    answer(negotiated) {
      const made = answerChanged(recalling, negotiated, { thing, names: thing.names, value });
      return broken.length > 0 ? { ...made, broken } : made;
    },
  };
});

/** With all that is below it. */
export const removeThing: (recalling: Recalling) => Recalled = withThing((recalling, thing) => {
  const refusal = refuseChanged(recalling, thing);
  if (refusal) return { refusal };
  const { store, keeper, plan } = recalling;
  return {
    answer: (negotiated) => ({
      ...showThing(recalling, negotiated, thing),
      commit() {
        store.remove(keeper.tableOf(plan.kept), keyOf(plan.kept.shape.identity, thing.names) ?? '');
        return {};
      },
    }),
  };
});

export function clearThings({ plan, names, keeper, store }: Recalling): Recalled {
  const { kept, collection } = plan;
  return {
    answer: () => ({
      commit() {
        const table = keeper.tableOf(kept);
        for (const thing of keeper.list(kept, Math.max(0, collection), names).slice())
          store.remove(table, keyOf(kept.shape.identity, thing.names) ?? '');
        return {};
      },
    }),
  };
}

function answerChanged(
  recalling: Recalling,
  negotiated: Negotiated,
  { thing, names, value }: { thing: Thing | undefined; names: Names; value: unknown },
): RecalledAnswer {
  const { keeper, plan } = recalling;
  const made = makeAnswer(recalling, negotiated, { value, names, madeNow: false, again: false });
  return {
    ...(made.usual ? { usual: true } : { body: made.body }),
    broken: made.broken,
    commit() {
      const table = keeper.tableOf(plan.kept);
      const all = isSchemaObject(made.value) ? keeper.namesIn(plan.kept, names, made.value) : names;
      if (thing) table.change(thing, made.value);
      const changed = thing ?? table.put({ names: all, value: made.value, madeUp: false, version: 1 });
      changed.complete = made.bit;
      return thingHeaders(recalling, negotiated, changed);
    },
  };
}

function patch(recalling: Recalling, thing: Thing): Patched {
  const { request, operation } = recalling;
  const { body, mediaType = operation.body?.contents[0]?.mediaType ?? '' } = request;
  if (Array.isArray(body) && mediaType.includes('json-patch')) return jsonPatch(thing.value, body);
  if (!isSchemaObject(body)) return { value: thing.value };
  const sent = sentThing(recalling);
  return {
    value: mediaType.includes('merge-patch') ? mergePatch(thing.value, sent) : { ...asMembers(thing.value), ...sent },
  };
}

/** A PUT whose path does not name the thing has its identity in the body. */
function namesOfReplaced({ plan, request, names }: Recalling): Names {
  const { use, kept } = plan;
  const key = kept.resource.identity?.key;
  const told = tellIdentity(use.identity, request, undefined);
  return key === undefined || told === undefined || names[key] !== undefined ? names : { ...names, [key]: told };
}

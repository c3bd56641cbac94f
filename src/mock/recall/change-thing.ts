/** Roles that write: a thing is made, replaced, changed or removed. */
import { valueAt } from '../../contract/json-pointer.ts';
import { responseFor } from '../../contract/operation.ts';
import type { Origin } from '../../contract/resource/origin.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import { nodeOf } from '../answer/success-body.ts';
import type { Negotiated } from '../engine/negotiate.ts';
import { keyOf, type Names, type Thing } from '../store/table.ts';
import { thingHeaders } from './answer-headers.ts';
import { refuseChanged, refuseMissing, withThing } from './condition.ts';
import type { Members } from './fill-thing.ts';
import { asMembers } from './keep-things.ts';
import { jsonPatch, mergePatch } from './patch.ts';
import type { Recalled, RecalledAnswer, Recalling } from './recalled.ts';
import { showThing } from './show-thing.ts';

/** A second thing of the same identity is refused where the document has a status for it; else it takes the first one's place. */
export function createThing(recalling: Recalling): Recalled {
  return {
    answer(negotiated) {
      const { keeper, plan, names, operation } = recalling;
      const { kept, use, collection } = plan;
      if (collection >= 0 && kept.lists) keeper.list(kept, collection, names);
      const table = keeper.tableOf(kept);
      const sent = sentThing(recalling);
      for (let tried = 0; ; tried += 1) {
        const made = makeAnswer(recalling, negotiated, { value: sent, names, madeNow: true, again: tried > 0 });
        const told = tellIdentity(use.identity, recalling, made.body);
        const all = keeper.namesIn(
          kept,
          {
            ...names,
            ...(told === undefined || !kept.resource.identity ? {} : { [kept.resource.identity.key]: told }),
          },
          made.value,
        );
        const key = kept.resource.identity?.key ?? '';
        const complete = all[key] === undefined ? { ...all, [key]: keeper.newIdentity(kept, all) } : all;
        const known = table.get(keyOf(kept.shape.identity, complete) ?? '');
        const isChosen = isSent(recalling, complete[key]);
        if (known && !isChosen && tried < TRIES) continue;
        if (known && isChosen && responseFor(operation, 409)?.status === '409')
          return {
            refusal: {
              statuses: ['409'],
              message: `there is a ${kept.resource.name} ${JSON.stringify(complete[key])} already`,
            },
          };
        return {
          body: made.body,
          commit() {
            const thing = table.put({ names: complete, value: made.value, madeUp: false, version: 1 });
            thing.complete = made.bit;
            return thingHeaders(recalling, negotiated, thing);
          },
        };
      }
    },
  };
}

/** How often an identity that a thing has already is made up anew. */
const TRIES = 10;

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
  const value = isObject(request.body) ? { ...Object.fromEntries(others), ...sentThing(recalling) } : request.body;
  return {
    ...(code === undefined ? {} : { code: Number(code) }),
    answer: (negotiated) => answerChanged(recalling, negotiated, { thing: known, names, value }),
  };
}

/** A merge patch where the media type says so, a JSON patch where it is one; else the members that were sent are put in place. */
export const changeThing: (recalling: Recalling) => Recalled = withThing((recalling, thing) => {
  const refusal = refuseChanged(recalling, thing);
  if (refusal) return { refusal };
  const value = patched(recalling, thing);
  if (value === undefined)
    return { refusal: { statuses: ['409', '422', '400'], message: 'the patch cannot be applied' } };
  return { answer: (negotiated) => answerChanged(recalling, negotiated, { thing, names: thing.names, value }) };
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
    body: made.body,
    commit() {
      const table = keeper.tableOf(plan.kept);
      const all = isObject(made.value) ? keeper.namesIn(plan.kept, names, made.value) : names;
      if (thing) table.change(thing, made.value);
      const changed = thing ?? table.put({ names: all, value: made.value, madeUp: false, version: 1 });
      changed.complete = made.bit;
      return thingHeaders(recalling, negotiated, changed);
    },
  };
}

interface MadeAnswer {
  body: unknown;
  /** What is stored. */
  value: Members;
  /** The shape that it is complete for. */
  bit: number;
}

/** The answer that shows `value`, and what is stored of it: all that is known, and what the answer made up. */
function makeAnswer(
  { operation, plan, keeper, filling, envelopes, dynamic }: Recalling,
  negotiated: Negotiated,
  { value, names, madeNow, again }: { value: unknown; names: Names; madeNow: boolean; again: boolean },
): MadeAnswer {
  const { use, kept } = plan;
  const node = nodeOf(operation, negotiated);
  const each = node && use.shown && envelopes.thingNode(node, use.shown);
  if (!node || !each || (value !== undefined && !isObject(value)))
    return { body: undefined, value: value as Members, bit: 0 };
  const shape = filling.shapeOf(each);
  const example =
    madeNow && !again && negotiated.example ? asMembers(valueAt(negotiated.example.value, use.shown ?? [])) : {};
  const offered = Object.entries(example).filter(([name]) => !kept.settable.has(name));
  const known = {
    ...structuredClone(Object.fromEntries(offered)),
    ...asMembers(value),
    ...keeper.membersOf(kept, names, shape),
  };
  const shown = Object.fromEntries(
    Object.entries(known).filter(([name]) => shape.names.length === 0 || shape.has.has(name)),
  );
  const filled = filling.fill(shape, { known: shown, silent: kept.settable, members: dynamic ? 'drawn' : 'full' });
  const isAdapted = Object.keys(shown).some((name) => shown[name] !== filled[name]);
  return { body: envelopes.wrap(node, use, filled), value: { ...filled, ...known }, bit: isAdapted ? 0 : shape.bit };
}

/** What the request says of the thing, without what only the server may say, and without what the document does not know. */
function sentThing({ plan, request }: Recalling): Members {
  const { use, sets } = plan;
  const sent = asMembers(valueAt(request.body, use.sent));
  const names = Object.keys(sent);
  if (sets === undefined || names.every((name) => sets.has(name))) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => sets.has(name)));
}

function patched(recalling: Recalling, thing: Thing): unknown {
  const { request, operation } = recalling;
  const { body, mediaType = operation.body?.contents[0]?.mediaType ?? '' } = request;
  if (Array.isArray(body) && mediaType.includes('json-patch')) return jsonPatch(thing.value, body);
  if (!isObject(body)) return thing.value;
  const sent = sentThing(recalling);
  return mediaType.includes('merge-patch') ? mergePatch(thing.value, sent) : { ...asMembers(thing.value), ...sent };
}

/** A PUT whose path does not name the thing has its identity in the body. */
function namesOfReplaced({ plan, request, names }: Recalling): Names {
  const { use, kept } = plan;
  const key = kept.resource.identity?.key;
  const told = tellIdentity(use.identity, { request }, undefined);
  return key === undefined || told === undefined || names[key] !== undefined ? names : { ...names, [key]: told };
}

/** The first text or number that an origin gives. */
function tellIdentity(
  origins: readonly Origin[],
  { request }: Pick<Recalling, 'request'>,
  body: unknown,
): string | undefined {
  for (const { expression } of origins) {
    const value = evaluateExpression(expression, expression.message === 'request' ? request : { body });
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return undefined;
}

/** Whether the caller chose the identity. */
function isSent(recalling: Recalling, identity: string | undefined): boolean {
  const member = recalling.plan.kept.resource.identity?.member?.at(-1);
  const sent = sentThing(recalling);
  return member !== undefined && Object.hasOwn(sent, member) && String(sent[member]) === identity;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A thing is made: under the identity that its caller chose, or one that none has. */
import { nameText } from '../../contract/name-text.ts';
import { responseFor } from '../../contract/operation.ts';
import { keyOf, type Names } from '../store/table.ts';
import { thingHeaders } from './answer-headers.ts';
import { makeAnswer, sentThing } from './make-answer.ts';
import type { Recalled, Recalling } from './recalled.ts';
import { tellIdentity } from './tell-identity.ts';

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
        const make = (known: Names) =>
          makeAnswer(recalling, negotiated, { value: sent, names: known, madeNow: true, again: tried > 0 });
        // A document's example of an identity is given once.
        const own = kept.resource.identity?.key;
        let made = make(
          tried === 0 || own === undefined ? names : { ...names, [own]: keeper.newIdentity(kept, names) },
        );
        const told = tellIdentity(use.identity, recalling.request, made.body);
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
        // An answer that may have any member has the one that names the thing.
        if (told === undefined && complete !== all) made = make(complete);
        const at = keyOf(kept.shape.identity, complete) ?? '';
        const known = table.get(at);
        const isChosen = isSent(recalling, complete[key]);
        // An identity is given once, also where its thing is gone.
        if (!isChosen && (known !== undefined || table.wasRemoved(at)) && tried < TRIES) continue;
        if (known && isChosen && responseFor(operation, 409)?.status === '409')
          return {
            refusal: {
              statuses: ['409'],
              message: `there is a ${kept.resource.name} ${JSON.stringify(complete[key])} already`,
            },
          };
        return {
          ...(made.usual ? { usual: true } : { body: made.body }),
          broken: made.broken,
          commit(taken) {
            const more = taken && taken.length > 0 ? { taken } : {};
            const thing = table.put({ names: complete, value: made.value, madeUp: false, version: 1, ...more });
            thing.complete = made.bit;
            return thingHeaders(recalling, negotiated, thing);
          },
        };
      }
    },
  };
}

/** How often an identity that a thing has already, or had, is made up anew. */
const TRIES = 10;

/** Whether the caller chose the identity. */
function isSent(recalling: Recalling, identity: string | undefined): boolean {
  const member = recalling.plan.kept.resource.identity?.member?.at(-1);
  const sent = sentThing(recalling);
  return member !== undefined && Object.hasOwn(sent, member) && nameText(sent[member]) === identity;
}

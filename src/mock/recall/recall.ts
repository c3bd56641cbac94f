/**
 * Answers out of what the mock remembers: what an operation does with the things of its resource. Nothing that a request asks
 * for is done before its `commit`, so that one which is refused in the end has changed nothing.
 */
import type { Contract } from '../../contract/contract.ts';
import { joinedText } from '../../contract/name-text.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { ResourceRole } from '../../contract/resource/resource.ts';
import { changeThing, clearThings, removeThing, replaceThing } from './change-thing.ts';
import { createThing } from './create-thing.ts';
import { refuseMissing } from './condition.ts';
import { createEnvelopes } from './envelope.ts';
import { createFilling } from './fill-thing.ts';
import type { Names } from '../store/table.ts';
import { asMembers, createKeeper, type KeeperSettings } from './keep-things.ts';
import { planRecall } from './recall-plan.ts';
import type { Recalled, Recalling } from './recalled.ts';
import { listPage, readThing } from './show-thing.ts';

/** What is remembered of a request; undefined where the operation has nothing to do with any resource. */
export type Recall = (operation: Operation, request: RequestValues) => Recalled | undefined;

export function createRecall(contract: Contract, settings: Omit<KeeperSettings, 'filling' | 'others'>): Recall {
  const { store, fixture, dynamic } = settings;
  const filling = createFilling(contract, fixture);
  const plans = planRecall(contract);
  const keeper = createKeeper(contract, { ...settings, filling, others: plans.kept });
  for (const kept of plans.kept) {
    const namesIn = (names: Names, value: unknown): Names => keeper.namesIn(kept, names, asMembers(value));
    store.open({ ...kept.shape, namesIn });
  }
  const envelopes = createEnvelopes(contract, fixture);

  return (operation, request) => {
    const plan = plans.planOf(operation);
    const { use, kept, parents, templates } = plan;
    if (!use && parents.length === 0) return undefined;
    const names: Record<string, string> = {};
    for (const { name, key } of templates) names[key] = joinedText(request.path?.[name] ?? '');
    const missing = parents.find((parent) => !keeper.find(parent, names));
    if (missing) return { refusal: refuseMissing(missing, names) };
    if (!use || !kept) return {};
    return roles[use.role]({
      contract,
      operation,
      request,
      plan: { ...plan, use, kept },
      names,
      keeper,
      filling,
      envelopes,
      store,
      dynamic,
    });
  };
}

const roles: Readonly<Record<ResourceRole, (recalling: Recalling) => Recalled>> = {
  create: createThing,
  read: readThing,
  list: listPage,
  replace: replaceThing,
  change: changeThing,
  remove: removeThing,
  clear: clearThings,
};

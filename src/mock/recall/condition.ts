/** What stands against a request before anything is done: what it names is not there, or was changed since. */
import type { Names, Thing } from '../store/table.ts';
import { tagOf } from './answer-headers.ts';
import type { Kept } from './recall-plan.ts';
import type { Recalled, RecalledRefusal, Recalling } from './recalled.ts';

/** A role that works on a thing which is there. */
export function withThing(role: (recalling: Recalling, thing: Thing) => Recalled): (recalling: Recalling) => Recalled {
  return (recalling) => {
    const { keeper, plan, names } = recalling;
    const thing = keeper.find(plan.kept, names);
    return thing ? role(recalling, thing) : { refusal: refuseMissing(plan.kept, names) };
  };
}

export function refuseMissing({ resource, shape }: Kept, names: Names): RecalledRefusal {
  const key = shape.identity.at(-1);
  const called = key === undefined || resource.single ? '' : ` ${JSON.stringify(names[key] ?? '')}`;
  return { statuses: ['404', '410', '404'], message: `there is no ${resource.name}${called}` };
}

/** A condition on the state that a client has seen (RFC 9110, 13.1.1). */
export function refuseChanged({ request }: Recalling, thing: Thing): RecalledRefusal | undefined {
  if (request.header?.['if-none-match'] === '*') return { statuses: ['412'], message: 'it is there already' };
  const condition = request.header?.['if-match'];
  if (typeof condition !== 'string' || condition.trim() === '*' || tagsIn(condition).includes(tagOf(thing)))
    return undefined;
  return { statuses: ['412'], message: `it was changed: its ETag is ${tagOf(thing)} now` };
}

/** Whether the client has what there is (RFC 9110, 13.1.2), and the document lets the mock say so. */
export function isKnownTo({ request, operation }: Recalling, thing: Thing): boolean {
  const condition = request.header?.['if-none-match'];
  if (typeof condition !== 'string' || !operation.responses.some(({ status }) => status === '304')) return false;
  return condition.trim() === '*' || tagsIn(condition).includes(tagOf(thing));
}

function tagsIn(condition: string): string[] {
  return condition.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

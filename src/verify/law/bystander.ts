/** A thing beside the one that is changed: nothing of it changes. */
import { isSuccess } from '../check/outcome.ts';
import type { Session } from './session.ts';
import { lostMembers, readOf, sharedMembers, makerOf, shownBy, tellMembers, type Thing } from './thing.ts';

export interface Bystander {
  made: number;
  before: Thing;
}

/** Made beside the thing of a step; undefined where there can be none. */
export async function makeBystander(session: Session, made: number): Promise<Bystander | undefined> {
  const read = readOf(session.law);
  if (!read || session.law.resource.single) return undefined;
  const other = await session.tryBeside(made, (values) => values);
  if (!isSuccess(session.at(other))) return undefined;
  const before = shownBy(read, await session.settle(() => session.on(read.operation, other), isSuccess));
  return before && { made: other, before };
}

/** Says so where it is another one now, in what callers set. */
export async function tellBystander(session: Session, { made, before }: Bystander): Promise<void> {
  const { contract } = session.run;
  const read = readOf(session.law);
  const after = read && shownBy(read, await session.on(read.operation, made));
  if (!read || !after) return;
  const names = sharedMembers(contract, makerOf(session), read);
  const changed = lostMembers(before, after, names);
  if (changed.length > 0)
    session.tell({
      kind: 'changed-unasked',
      message: `${session.law.use.operation.id} changes ${changed.join(', ')} of another ${session.law.resource.name}`,
      ...tellMembers(changed, before, after),
    });
}

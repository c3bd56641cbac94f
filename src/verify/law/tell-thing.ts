/** What is said of a thing agrees with what its maker was sent and has answered: members, parents, identity, place. */
import { decodePercent } from '../../http/value/pairs.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { type Operation, responseFor } from '../../contract/operation.ts';
import { endsInTemplate, plainName } from '../../contract/resource/path-shape.ts';
import type { ResourceUse } from '../../contract/resource/resource.ts';
import type { StepOutcome } from '../check/outcome.ts';
import { isKept } from './same-value.ts';
import type { Session } from './session.ts';
import { identityOf, lostMembers, readOf, sentBy, sharedMembers, shownBy, tellMembers, type Thing } from './thing.ts';

/** The answer to the creation itself: what it says of what was sent, and of where it is. */
export function tellCreation(session: Session, made: number): void {
  const { run } = session;
  const answer = session.at(made);
  const use = useOf(session, answer);
  const sent = sentBy(use, answer);
  const came = shownBy(use, answer);
  const lost = came ? lostMembers(sent, came, sharedMembers(run.contract, use, use)) : [];
  if (came && lost.length > 0)
    session.tell({
      kind: 'not-kept',
      message: `the answer to ${use.operation.id} has another ${lost.join(', ')} than was sent`,
      ...tellMembers(lost, sent, came),
    });
  if (came) tellParents(session, made, { by: use.operation, came });
  tellLocation(session, made);
}

/** A documented Location of a creation names what was made. */
function tellLocation(session: Session, made: number): void {
  const answer = session.at(made);
  const { response, request } = answer.exchange;
  const location = response?.headers['location'];
  const read = readOf(session.law);
  const isDocumented = responseFor(answer.operation, response?.status ?? 0)?.headers.some(
    ({ name }) => name.toLowerCase() === 'location',
  );
  if (typeof location !== 'string' || !read || !isDocumented || response?.status !== 201) return;
  const identity = identityOf(session, answer, read.operation);
  if (identity === undefined || !endsInTemplate(read.operation.path) || !URL.canParse(location, request.url)) return;
  const url = new URL(location, request.url);
  const segment = url.pathname.replace(/\/$/, '').split('/').at(-1) ?? '';
  const isIt = [segment, segment.replace(/\.\w+$/, '')].some((text) => decodePercent(text) === identity);
  if (url.search === '' && !isIt)
    session.tell({
      kind: 'not-kept',
      message: `Location names another thing than ${answer.operation.id} has made`,
      expected: `the place of ${identity}`,
      actual: location,
    });
}

/** A member that is called like a template of a path is what the request to it has named. */
export function tellParents(session: Session, made: number, { by, came }: Shown): void {
  const path = session.at(made).step.values.path ?? {};
  for (const [name, value] of Object.entries(path)) {
    const member = Object.keys(came).find((each) => plainName(each) === plainName(name) && plainName(name) !== 'id');
    if (member === undefined || isKept(value, came[member])) continue;
    return session.tell({
      kind: 'not-kept',
      message: `${member} is another one than the path of ${by.id} has named`,
      expected: `${member}: ${JSON.stringify(value)}`,
      actual: `${member}: ${JSON.stringify(came[member])}`,
    });
  }
}

/** The identity of a thing is the same wherever it is shown. */
export function tellIdentity(session: Session, made: number, { by, came }: Shown): void {
  const member = session.law.resource.identity?.member ?? [];
  const answer = session.at(made);
  const given = valueAt(shownBy(useOf(session, answer), answer), member);
  const shown = valueAt(came, member);
  if (member.length === 0 || given === undefined || shown === undefined || isKept(given, shown)) return;
  session.tell({
    kind: 'not-kept',
    message: `${by.id} shows another ${member.join('.')} than ${answer.operation.id} has given`,
    expected: `${member.join('.')}: ${JSON.stringify(given)}`,
    actual: `${member.join('.')}: ${JSON.stringify(shown)}`,
  });
}

/** A thing, and the operation that shows it. */
interface Shown {
  by: Operation;
  came: Thing;
}

function useOf({ law: { resource, use } }: Session, { operation }: StepOutcome): ResourceUse {
  return resource.uses.find((each) => each.operation.id === operation.id) ?? use;
}

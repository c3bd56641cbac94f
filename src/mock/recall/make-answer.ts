/** Answers that show a thing as a request leaves it, and what is stored of it. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { cloneJson } from '../../contract/wide-integer.ts';
import { setAt, setMember, valueAt } from '../../contract/json-pointer.ts';
import type { Violation } from '../../contract/schema/violation.ts';
import { contentFor, echoesOf, isAnyJson } from '../answer/success-body.ts';
import type { Negotiated } from '../engine/negotiate.ts';
import type { Names } from '../store/table.ts';
import type { Members } from './fill-thing.ts';
import { asMembers } from './keep-things.ts';
import { isThing } from './recall-plan.ts';
import type { Recalling } from './recalled.ts';
import type { ThingShape } from './thing-shape.ts';

export interface MadeAnswer {
  /** The body is that of any operation. */
  usual?: true;
  body: unknown;
  /** What is stored. */
  value: Members;
  /** The shape that it is complete for. */
  bit: number;
  /** What is wrong with the body, where a law makes it repeat what its schema does not take. */
  broken: readonly Violation[];
}

/** The answer that shows `value`, and what is stored of it: all that is known, and what the answer made up. */
export function makeAnswer(
  recalling: Recalling,
  negotiated: Negotiated,
  { value, names, madeNow, again }: { value: unknown; names: Names; madeNow: boolean; again: boolean },
): MadeAnswer {
  const { contract, operation, request, plan, keeper, filling, envelopes, dynamic } = recalling;
  const { use, kept } = plan;
  const node = contentFor(operation, negotiated)?.node;
  const each = node && use.shown && envelopes.thingNode(node, use.shown);
  const shape = each && filling.shapeOf(each);
  if (!node || !shape || !isThing(kept, shape) || (value !== undefined && !isSchemaObject(value)))
    return shapeless(recalling, negotiated, { value, names });
  const example = madeNow && !again ? exampleIn(negotiated, plan) : undefined;
  const known: Members = { ...example, ...asMembers(value), ...keeper.membersOf(kept, names, shape) };
  const shown = withoutOthers(known, shape);
  const made = filling.fill(shape, { known: shown, silent: kept.settable, members: dynamic ? 'drawn' : 'full' });
  const filled = keeper.addressable(kept, shown, made);
  const isAdapted = Object.keys(shown).some((name) => shown[name] !== filled[name]);
  const bit = isAdapted ? 0 : shape.bit;
  const body = envelopes.wrap(node, use, { thing: filled, status: negotiated.status });
  const echoes = echoesOf(operation.laws.echo, request);
  if (echoes.length === 0 || typeof body !== 'object' || body === null)
    // Mostly all that is known is shown.
    return { body, value: shown === known ? filled : { ...filled, ...known }, bit, broken: [] };
  const told = cloneJson(body);
  for (const { to, value: echo } of echoes) setAt(told, to, echo);
  const broken = contract.validators.violations(node, told, documentedAnswer);
  return { body: told, value: { ...known, ...asMembers(valueAt(told, use.shown ?? [])) }, bit, broken };
}

/** Without a schema that shows a thing, the answer is that of any operation, an example perhaps; where it may be any JSON, the thing. */
function shapeless(
  { operation, plan, keeper }: Recalling,
  negotiated: Negotiated,
  { value, names }: { value: unknown; names: Names },
): MadeAnswer {
  const isShown = isAnyJson(operation, negotiated) && (value === undefined || isSchemaObject(value));
  return {
    ...(isShown
      ? { body: { ...keeper.membersOf(plan.kept, names), ...asMembers(value) } }
      : { usual: true, body: negotiated.example?.value }),
    value: value as Members,
    bit: 0,
    broken: [],
  };
}

/** What the document's example says that no request can set. */
function exampleIn({ example }: Negotiated, { use, kept }: Recalling['plan']): Members | undefined {
  if (!example) return undefined;
  const members = Object.entries(asMembers(valueAt(example.value, use.shown ?? [])));
  return cloneJson(Object.fromEntries(members.filter(([name]) => !kept.settable.has(name))));
}

/** What the answer has members for; all of it where it does not say which. */
export function withoutOthers(known: Members, { names, has }: ThingShape): Members {
  const all = Object.keys(known);
  if (names.length === 0 || all.every((name) => has.has(name))) return known;
  const shown: Record<string, unknown> = {};
  for (const name of all) if (has.has(name)) setMember(shown, name, known[name]);
  return shown;
}

/** What the request says of the thing, without what only the server may say, and without what the document does not know. */
export function sentThing({ plan, request }: Recalling): Members {
  const { use, sets, defaults } = plan;
  const said = asMembers(valueAt(request.body, use.sent));
  const sent = defaults ? { ...cloneJson(defaults), ...said } : said;
  const names = Object.keys(sent);
  if (sets === undefined || names.every((name) => sets.has(name))) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([name]) => sets.has(name)));
}

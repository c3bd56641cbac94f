/** The body of a refusal, whatever its shape: why, in the members that the document has for it, and the status where one says it. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import type { Contract } from '../../contract/contract.ts';
import { formatPointer, setAt, setMember, valueAt } from '../../contract/json-pointer.ts';
import type { DocumentedResponse } from '../../contract/operation.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject, typesOf } from '../../contract/schema.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import { findMember, memberNames, possibleTypes, walkPossible } from '../../contract/schema/walk-schema.ts';
import { ContractError } from '../../errors.ts';
import type { MakeFixture } from './make-fixture.ts';
import { nameStatus } from './status-name.ts';

/** One reason; `at` leads to the member that it is about, where it is about one. */
export interface Reason {
  message: string;
  at?: readonly string[];
  /** The part of the request that the member stands in. */
  in?: string;
}

/** Builds the body of an error answer from its schema and from the reasons. */
export type ErrorBody = (node: SchemaNode | undefined, status: number, reasons: readonly Reason[]) => unknown;

/** Error bodies for a contract; one without a documented shape takes the one that the contract's errors mostly have. */
export function createErrorBody(contract: Contract, fixture: MakeFixture): ErrorBody {
  const common = commonErrorNode(contract);
  const slots = new Map<string, readonly Slot[]>();
  /** Undefined where no value was found for the shape. */
  const shapeOf = (node: SchemaNode): unknown => {
    try {
      return fixture(node, { members: 'minimal' });
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      return undefined;
    }
  };
  return (own, status, reasons) => {
    const node = own ?? common;
    if (!node) return { message: joinReasons(reasons, Infinity) };
    const known = slots.get(node.pointer) ?? findSlots(contract, node);
    slots.set(node.pointer, known);
    const body = shapeOf(node);
    if (body === undefined) return { message: joinReasons(reasons, Infinity) };
    if (isOpen(contract, node, body)) return takes(contract, node, { message: joinReasons(reasons, Infinity) }) ?? body;
    if (typeof body === 'string') return takes(contract, node, joinReasons(reasons, longestOf(node))) ?? body;
    for (const slot of known) fill(contract, { node, slot, body, status, reasons, fixture });
    return body;
  };
}

/** A member that says something of the refusal. */
interface Slot {
  kind: 'reasons' | 'name' | 'status' | 'list' | 'flag';
  tokens: readonly string[];
  node: SchemaNode;
  /** In characters. */
  longest: number;
  /** Whether it has to be there. */
  required: boolean;
}

/** Members that say why, the likeliest first, without their spelling. */
const texts = [
  'message',
  'msg',
  'detail',
  'details',
  'errormessage',
  'errormsg',
  'errordescription',
  'description',
  'reason',
  'error',
  'title',
  'info',
  'text',
  'summary',
  'usermessage',
];

/** Members that say it for each member of the request. */
const lists = new Set([
  'errors',
  'violations',
  'details',
  'detail',
  'invalidparams',
  'fielderrors',
  'validationerrors',
  'issues',
  'problems',
  'causes',
  'reasons',
  'messages',
]);

const statuses = new Set([
  'status',
  'statuscode',
  'code',
  'httpstatus',
  'httpcode',
  'httpstatuscode',
  'errorcode',
  'errcode',
]);

/** Members that say whether all is well. */
const flags = new Set(['success', 'succeeded', 'successful', 'ok']);

/** Deepest member in which one is looked for. */
const DEEPEST = 3;

function findSlots(contract: Contract, node: SchemaNode): Slot[] {
  const found = listMembers(contract, node, []);
  const free = found.filter(({ texts: isText }) => isText);
  const marked = free.find(({ schema }) => schema['x-message'] === true);
  const named = free.filter((each) => rank(each) < Infinity).sort((a, b) => rank(a) - rank(b));
  const main = marked ?? named[0] ?? free.find(({ required }) => required) ?? free[0];
  return [
    ...(main ? [slotOf('reasons', main)] : []),
    ...named
      .filter((each) => each !== main && (each.required || plainName(each.name) === 'title'))
      .map((each) => slotOf('name', each)),
    ...found.filter(({ name }) => statuses.has(plainName(name))).map((each) => slotOf('status', each)),
    ...found.filter(({ name }) => flags.has(plainName(name))).map((each) => slotOf('flag', each)),
    ...found.filter(({ name, isList }) => isList && lists.has(plainName(name))).map((each) => slotOf('list', each)),
  ];
}

/** The nearer to the top, and the likelier its name, the lower. */
function rank({ name, tokens }: PlacedMember): number {
  const place = texts.indexOf(plainName(name));
  return place < 0 ? Infinity : tokens.length * texts.length + place;
}

interface PlacedMember {
  name: string;
  tokens: readonly string[];
  node: SchemaNode;
  schema: SchemaObject;
  /** Whether every member on the way to it has to be there. */
  required: boolean;
  /** Whether it may be any text. */
  texts: boolean;
  isList: boolean;
}

/** Every member down to the deepest, those of the top first. */
function listMembers(contract: Contract, node: SchemaNode, outer: readonly string[], demanded = true): PlacedMember[] {
  const required = new Set<string>();
  for (const { schema } of walkPossible(contract.document, node)) {
    if (Array.isArray(schema['required'])) for (const name of schema['required'] as string[]) required.add(name);
  }
  const own = memberNames(contract.document, node).flatMap((name): PlacedMember[] => {
    const member = findMember(contract.document, node, [name]);
    if (!member) return [];
    const schemas = [...walkPossible(contract.document, member)].map(({ schema }) => schema);
    const text = schemas.find((schema) => typesOf(schema)?.includes('string'));
    return [
      {
        name,
        tokens: [...outer, name],
        node: member,
        schema: text ?? schemas[0] ?? {},
        required: demanded && required.has(name),
        texts:
          text !== undefined && ['enum', 'const', 'pattern', 'format'].every((keyword) => text[keyword] === undefined),
        isList: possibleTypes(contract.document, member).has('array'),
      },
    ];
  });
  const below = outer.length + 1 < DEEPEST ? own.filter(({ isList }) => !isList) : [];
  return [...own, ...below.flatMap((member) => listMembers(contract, member.node, member.tokens, member.required))];
}

function slotOf(kind: Slot['kind'], { tokens, node, schema, required }: PlacedMember): Slot {
  return {
    kind,
    tokens,
    node,
    required,
    longest: typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Infinity,
  };
}

interface Filling {
  /** The schema of the whole body. */
  node: SchemaNode;
  slot: Slot;
  body: unknown;
  status: number;
  reasons: readonly Reason[];
  fixture: MakeFixture;
}

function fill(contract: Contract, { node: whole, slot, body, status, reasons, fixture }: Filling): void {
  const { kind, tokens, node, longest, required } = slot;
  if (typeof body !== 'object' || body === null) return;
  const placed = reasons.filter(({ at }) => at !== undefined);
  if (kind === 'list' && !required && placed.length === 0) return;
  const value =
    kind === 'reasons'
      ? takes(contract, node, joinReasons(reasons, longest))
      : kind === 'name'
        ? takes(contract, node, nameStatus(status))
        : kind === 'status'
          ? (takes(contract, node, status) ?? takes(contract, node, String(status)))
          : kind === 'flag'
            ? takes(contract, node, false)
            : takes(
                contract,
                node,
                listReasons(contract, node, { reasons: placed.length > 0 ? placed : reasons, fixture }),
              );
  if (value === undefined) return;
  // What it stands in may be left out, and have members that it must have.
  for (let depth = 1; depth < tokens.length; depth += 1) {
    const outer = tokens.slice(0, depth);
    const around = valueAt(body, outer) === undefined ? findMember(contract.document, whole, outer) : undefined;
    if (around) setAt(body, outer, fixture(around, { members: 'minimal' }));
  }
  setAt(body, tokens, value);
}

/** One item for each reason. */
function listReasons(
  contract: Contract,
  list: SchemaNode,
  { reasons, fixture }: Pick<Filling, 'reasons' | 'fixture'>,
): unknown[] {
  const item = findMember(contract.document, list, ['0']);
  if (!item || possibleTypes(contract.document, item).has('string')) return reasons.map(({ message }) => message);
  const names = memberNames(contract.document, item);
  return reasons.map((reason) => {
    const made = fixture(item, { members: 'minimal' });
    if (typeof made !== 'object' || made === null) return made;
    const text = texts.map((each) => names.find((name) => plainName(name) === each)).find((name) => name !== undefined);
    for (const name of names) {
      const member = findMember(contract.document, item, [name]);
      const said = name === text ? [reason.message] : placesOf(plainName(name), reason);
      const value = member && said.find((each) => takes(contract, member, each) !== undefined);
      if (value !== undefined) setMember(made as Record<string, unknown>, name, value);
    }
    return made;
  });
}

/** What a member of such an item says of where the reason is, in every spelling that is used. */
function placesOf(name: string, { at = [], in: place = 'body' }: Reason): unknown[] {
  if (name === 'pointer') return [`#${formatPointer(at)}`, formatPointer(at)];
  if (
    /^(?:path|field|fieldname|name|property|param|parameter|key|attribute|member|source|target|propertypath)$/.test(
      name,
    )
  )
    return [formatMember(at), [...at]];
  if (name === 'loc') return [[place, ...at]];
  if (/^(?:in|location|where|place)$/.test(name)) return [place, [place, ...at], formatMember(at)];
  return [];
}

/** The value where the schema takes it. */
function takes<T>({ validators }: Contract, node: SchemaNode, value: T): T | undefined {
  return validators.accepts(node, value, documentedAnswer) ? value : undefined;
}

/** Whether the document leaves open what the body is. */
function isOpen(contract: Contract, node: SchemaNode, body: unknown): boolean {
  const isEmpty = typeof body !== 'object' || body === null || Object.keys(body).length === 0;
  const types = possibleTypes(contract.document, node);
  return isEmpty && memberNames(contract.document, node).length === 0 && (types.size === 0 || types.has('object'));
}

function longestOf({ schema }: SchemaNode): number {
  return isSchemaObject(schema) && typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Infinity;
}

/** The schema that most of the contract's refusals (4xx) have. */
function commonErrorNode(contract: Contract): SchemaNode | undefined {
  const counts = new Map<string, { node: SchemaNode; count: number }>();
  for (const { responses } of contract.operations) {
    for (const node of responses.filter(({ status }) => status.startsWith('4')).flatMap(nodesOf)) {
      const key = JSON.stringify(node.schema);
      const known = counts.get(key) ?? { node, count: 0 };
      counts.set(key, { ...known, count: known.count + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.node;
}

function nodesOf({ contents }: DocumentedResponse): SchemaNode[] {
  return contents.flatMap(({ node }) => (node ? [node] : []));
}

/** All reasons; where they are too long for `longest` characters, the last ones by their members' names only. */
function joinReasons(reasons: readonly Reason[], longest: number): string {
  for (let whole = reasons.length; whole > 0; whole -= 1) {
    const named = reasons.slice(whole).map(({ at = [] }) => formatMember(at) || 'the body');
    const rest = named.length > 0 ? [`also wrong: ${[...new Set(named)].join(', ')}`] : [];
    const text = [...reasons.slice(0, whole).map(({ message }) => message), ...rest].join('; ');
    if (lengthOf(text) <= longest) return text;
  }
  const [first] = reasons;
  const cut = [...(first?.message ?? '')].slice(0, Math.max(0, longest - 1)).join('');
  return `${cut}…`;
}

/** JSON Schema counts characters, not UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}

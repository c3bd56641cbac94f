/** The things of a contract's resources: found, made up where the mock may, completed for an answer, and put away. */
import { nameText, plainText } from '../../contract/name-text.ts';
import { cloneJson } from '../../contract/wide-integer.ts';
import type { Contract } from '../../contract/contract.ts';
import { setMember, valueAt } from '../../contract/json-pointer.ts';
import { type Parameter, successResponses } from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { stepOf } from '../../fixture/chance/seed-stream.ts';
import type { MakeFixture } from '../answer/make-fixture.ts';
import type { Store } from '../store/store.ts';
import { keyOf, type Names, type Table, type Thing } from '../store/table.ts';
import type { FillThing, Members } from './fill-thing.ts';
import { type Kept, memberFor } from './recall-plan.ts';
import type { ThingShape } from './thing-shape.ts';

/** What is done for an identity that was never given. */
export type UnknownIds = 'adopt' | 'refuse';

export interface KeeperSettings {
  store: Store;
  fixture: MakeFixture;
  filling: FillThing;
  /** All that the contract has. */
  others: readonly Kept[];
  /** How many things a collection begins with. */
  items: number;
  unknownIds: UnknownIds;
  /** Whether the document's examples are not used. */
  dynamic: boolean;
}

export interface Keeper {
  /** The thing of these names; made up where it is unknown and may be. `parents` are those above it, which are there. */
  find(kept: Kept, names: Names): Thing | undefined;
  tableOf(kept: Kept): Table;
  /** Those of a collection, made up where it was never asked for before. */
  list(kept: Kept, collection: number, names: Names): readonly Thing[];
  /** The thing as an answer of this shape shows it. */
  show(kept: Kept, thing: Thing, shape: ThingShape): Members;
  /** Names that members of a thing say, beside those that are known. */
  namesIn(kept: Kept, names: Names, value: Members): Names;
  /** The members of a thing that repeat its names; where no schema says which members there are, the one that is called as the path calls it. */
  membersOf(kept: Kept, names: Names, shape?: ThingShape): Members;
  /** A thing that was made up of what is `known`, with an identity that a path can hold. */
  addressable(kept: Kept, known: Members, made: Members): Members;
  /** An identity of the resource that no thing has, and that its path takes. */
  newIdentity(kept: Kept, names: Names): string;
}

export function createKeeper(contract: Contract, settings: KeeperSettings): Keeper {
  const { store, fixture, filling, others, items, unknownIds, dynamic } = settings;

  function tableOf({ shape }: Kept): Table {
    return store.table(shape.name);
  }

  function find(kept: Kept, names: Names): Thing | undefined {
    const table = tableOf(kept);
    const key = keyOf(kept.shape.identity, names) ?? '';
    const known = table.get(key);
    if (known) return known;
    for (const [collection, keys] of kept.shape.collections.entries()) {
      if (keys.every((each) => names[each] !== undefined)) fillCollection(kept, collection, names);
    }
    const made = table.get(key);
    if (made || table.wasRemoved(key) || !mayAdopt(kept, names)) return made;
    const value = makeUp(kept, names, { index: stepOf(`${kept.shape.name}\n${key}`).a >>> 0, base: exampleOf(kept) });
    return table.put({ names: namesIn(kept, names, value), value, madeUp: true, version: 1 });
  }

  /** What is there once for each parent is there with it, unless the document says that it may not be. */
  function mayAdopt(kept: Kept, names: Names): boolean {
    const { resource } = kept;
    if (unknownIds === 'adopt') return resource.single || !isOfClient(kept, Object.keys(names), names);
    const read = resource.uses.find(({ role }) => role === 'read');
    return resource.single && !read?.operation.responses.some(({ status }) => status === '404');
  }

  /** Whether a client made the nearest thing above, of which `keys` has the names: that one begins with nothing below it. */
  function isOfClient({ resource }: Kept, keys: readonly string[], names: Names): boolean {
    const above = resource.parents.map((parent) => others.find((other) => other.resource.name === parent.resource));
    const owner = above.findLast(
      (other) => other && other.shape.identity.length > 0 && other.shape.identity.every((key) => keys.includes(key)),
    );
    return owner !== undefined && tableOf(owner).get(keyOf(owner.shape.identity, names) ?? '')?.madeUp === false;
  }

  function fillCollection(kept: Kept, collection: number, names: Names): void {
    const table = tableOf(kept);
    const keys = kept.shape.collections[collection] ?? [];
    const branch = `${keys.join(' ')}\n${keyOf(keys, names) ?? ''}`;
    if (!kept.lists || table.isFilled(branch)) return;
    table.markFilled(branch);
    if (isOfClient(kept, keys, names)) return;
    const within = Object.fromEntries(keys.map((key) => [key, names[key] ?? '']));
    const examples = dynamic ? [] : listedExamples(kept);
    for (let made = 0, tried = 0; made < items && tried < items * 3; tried += 1) {
      const index = stepOf(`${kept.shape.name}\n${branch}\n${tried}`).a >>> 0;
      const isTaken = (all: Names): boolean => {
        const key = keyOf(kept.shape.identity, all);
        return key === undefined || table.get(key) !== undefined || table.wasRemoved(key);
      };
      let value = makeUp(kept, within, { index, base: examples[tried] });
      let own = withIdentity(kept, namesIn(kept, within, value), index);
      if (isTaken(own) && examples[tried] === undefined) {
        // A document's example of an identity names one thing.
        own = withIdentity(kept, within, index);
        value = makeUp(kept, own, { index });
      }
      if (isTaken(own)) continue;
      table.put({ names: own, value, madeUp: true, version: 1 });
      made += 1;
    }
  }

  function withIdentity(kept: Kept, names: Names, index?: number): Names {
    const { identity, single } = kept.resource;
    if (single || identity === undefined || names[identity.key] !== undefined) return names;
    return { ...names, [identity.key]: newIdentity(kept, names, index) };
  }

  function newIdentity(kept: Kept, names: Names, index?: number): string {
    const { identity } = kept.resource;
    const parameter = parameterOf(kept);
    const table = tableOf(kept);
    if (!parameter) return String(table.size + 1);
    const member = identity?.member?.at(-1);
    const shown = member !== undefined && kept.node ? findMember(contract.document, kept.node, [member]) : undefined;
    // Where the path says less of it than the thing does, or the other way round, it is to be both.
    const nodes = [parameter.node, ...(shown ? [shown] : [])];
    for (let tried = 0; tried < 20; tried += 1) {
      const node = nodes[tried % nodes.length] ?? parameter.node;
      const made = fixture(node, tried === 0 ? { members: 'full', index } : { members: 'drawn' });
      const value = nameText(plainFor(node, made)) ?? plainText(made);
      if (nodes.some((each) => filling.fit(each, value) === undefined)) continue;
      const key = keyOf(kept.shape.identity, { ...names, [identity?.key ?? '']: value });
      if (key === undefined || (!table.get(key) && !table.wasRemoved(key))) return value;
    }
    return String(table.size + 1);
  }

  function makeUp(kept: Kept, names: Names, { index, base }: { index: number; base?: Members | undefined }): Members {
    if (!kept.node) return {};
    const shape = filling.shapeOf(kept.node);
    const known = { ...base, ...membersOf(kept, names, shape) };
    return addressable(kept, known, filling.fill(shape, { known, members: dynamic ? 'drawn' : 'full', index }));
  }

  function addressable({ resource, node }: Kept, known: Members, made: Members): Members {
    const member = resource.identity?.member?.at(-1);
    const value = member === undefined || Object.hasOwn(known, member) ? undefined : made[member];
    const place = member === undefined || !node ? undefined : findMember(contract.document, node, [member]);
    const plain = place ? plainFor(place, value) : value;
    return member === undefined || plain === value ? made : { ...made, [member]: plain };
  }

  /** What is made up for a path is to be read there: words with blanks between them become a number that looks like one. */
  function plainFor(node: SchemaNode, made: unknown): unknown {
    if (typeof made !== 'string' || /^[\w.~-]+$/.test(made)) return made;
    const plain = filling.fit(node, (stepOf(made).a >>> 0).toString(16).padStart(8, '0'));
    return typeof plain === 'string' ? plain : made;
  }

  function membersOf(kept: Kept, names: Names, shape?: ThingShape): Members {
    const members: Record<string, unknown> = {};
    const { identity, parents } = kept.resource;
    if (!shape || shape.names.length === 0) {
      const [parameter, text] = [parameterOf(kept), names[identity?.key ?? '']];
      const name = identity?.member?.at(-1) ?? parameter?.name;
      if (name !== undefined && text !== undefined)
        setMember(members, name, parameter ? filling.fit(parameter.node, text) : text);
      return members;
    }
    const set = (member: string | undefined, text: string | undefined): void => {
      const node =
        member === undefined || text === undefined ? undefined : findMember(contract.document, shape.node, [member]);
      const value = node && filling.fit(node, text);
      if (value !== undefined) setMember(members, member ?? '', value);
    };
    for (const parent of parents) set(memberFor(shape.names, parent), names[parent.key]);
    if (identity) set(identity.member?.at(-1), names[identity.key]);
    return members;
  }

  function show(kept: Kept, thing: Thing, shape: ThingShape): Members {
    const value = asMembers(thing.value);
    if ((thing.complete & shape.bit) !== 0) return project(value, shape);
    const known = project({ ...membersOf(kept, thing.names, shape), ...value }, shape);
    const silent = thing.madeUp ? undefined : kept.settable;
    const filled = filling.fill(shape, { known, silent, members: 'full' });
    const isAdapted = Object.keys(known).some((name) => known[name] !== filled[name]);
    tableOf(kept).change(thing, { ...filled, ...value }, isAdapted ? thing.complete : thing.complete | shape.bit);
    return filled;
  }

  function exampleOf({ resource }: Kept): Members | undefined {
    const read = dynamic
      ? undefined
      : resource.uses.find(({ role, operation }) => role === 'read' && operation.method === 'get');
    const [content] = read ? successResponses(read.operation).flatMap(({ contents }) => contents) : [];
    const [example] = content?.examples.values() ?? [];
    const thing = example === undefined ? undefined : valueAt(example, read?.shown ?? []);
    return thing === undefined ? undefined : cloneJson(asMembers(thing));
  }

  return {
    find,
    tableOf,
    list(kept, collection, names) {
      fillCollection(kept, collection, names);
      const keys = kept.shape.collections[collection] ?? [];
      return tableOf(kept).list(collection, keyOf(keys, names) ?? '');
    },
    show,
    namesIn,
    membersOf,
    addressable,
    newIdentity,
  };
}

/** What names a thing in its path. */
function parameterOf({ resource: { identity, uses, item } }: Kept): Parameter | undefined {
  return uses
    .filter(({ operation }) => operation.path === item)
    .flatMap(({ operation }) => operation.parameters)
    .find(({ in: place, name }) => place === 'path' && name === identity?.parameter);
}

/** The members that a shape has. */
function project(value: Members, { names, has }: ThingShape): Members {
  if (names.length === 0 || Object.keys(value).every((name) => has.has(name))) return value;
  const shown: Record<string, unknown> = {};
  for (const name of names) if (Object.hasOwn(value, name)) setMember(shown, name, value[name]);
  return shown;
}

export function asMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function namesIn({ resource, shape }: Kept, names: Names, value: Members): Names {
  const all: Record<string, string> = { ...names };
  const { identity, parents } = resource;
  const take = (key: string, member: string | undefined): void => {
    const said = member === undefined ? undefined : value[member];
    const text = nameText(said);
    if (all[key] === undefined && text !== undefined) all[key] = text;
  };
  if (identity && shape.identity.includes(identity.key)) take(identity.key, identity.member?.at(-1));
  const members = parents.length === 0 ? [] : Object.keys(value);
  for (const parent of parents) take(parent.key, memberFor(members, parent));
  return all;
}

/** The examples that the document has for a list of such things. */
function listedExamples({ resource }: Kept): Members[] {
  return resource.uses
    .filter(({ role }) => role === 'list')
    .flatMap(({ operation, shown = [], each = [] }) =>
      successResponses(operation).flatMap(({ contents }) =>
        contents.flatMap(({ examples }) =>
          [...examples.values()].flatMap((example) => {
            const list = valueAt(example, shown);
            return Array.isArray(list) ? list.map((one) => asMembers(valueAt(one, each))) : [];
          }),
        ),
      ),
    )
    .filter((members) => Object.keys(members).length > 0)
    .map((members) => cloneJson(members));
}

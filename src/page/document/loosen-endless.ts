/** Models that require themselves, which no value could ever fulfil: the members that go round are read as optional. */
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject, type Schema, type SchemaObject } from '../../contract/schema.ts';
import { referredKey } from '../schema/write-schema.ts';

/** A required member through which one model needs another. */
interface Need {
  from: string;
  to: string;
  name: string;
  /** The schema that requires and declares the member. */
  owner: SchemaObject;
  /** Where the member is written. */
  source: string;
}

/** Makes every member of a circle of requirements optional; tells which. */
export function loosenEndless(schemas: ReadonlyMap<string, Schema>): Need[] {
  const all = [...schemas].flatMap(([from, schema]) => [...needsOf(from, schema)]);
  const onward = peel(all, ({ from, to }) => [from, to]);
  const circular = peel(onward, ({ from, to }) => [to, from]);
  for (const { owner, name } of circular) {
    const left = (owner['required'] as string[]).filter((each) => each !== name);
    if (left.length > 0) owner['required'] = left;
    else delete owner['required'];
  }
  return circular;
}

function* needsOf(from: string, schema: unknown, member?: Omit<Need, 'from' | 'to'>): Generator<Need> {
  if (!isSchemaObject(schema) || [schema['type']].flat().includes('null')) return;
  const { $ref, properties, required = [], allOf = [] } = schema;
  if (typeof $ref === 'string' && member) yield { from, to: referredKey($ref), ...member };
  for (const branch of allOf as Schema[]) yield* needsOf(from, branch, member);
  if (!isSchemaObject(properties)) return;
  for (const name of required as string[]) {
    const inner = properties[name];
    const source = isSchemaObject(inner) ? plainText(inner['x-source']) : '';
    yield* needsOf(from, inner, { name, owner: schema, source });
  }
}

/** Without what leads, sooner or later, to a model that needs no other: the needs whose first end has no way out. */
function peel(needs: readonly Need[], endsOf: (need: Need) => readonly [string, string]): Need[] {
  const open = new Map<string, number>();
  const before = new Map<string, Need[]>();
  for (const need of needs) {
    const [first, second] = endsOf(need);
    open.set(first, (open.get(first) ?? 0) + 1);
    const known = before.get(second);
    if (known) known.push(need);
    else before.set(second, [need]);
  }
  const done = new Set<string>();
  const ended = [...before.keys()].filter((key) => !open.has(key));
  for (let key = ended.pop(); key !== undefined; key = ended.pop()) {
    done.add(key);
    for (const need of before.get(key) ?? []) {
      const [first] = endsOf(need);
      const left = (open.get(first) ?? 0) - 1;
      open.set(first, left);
      if (left === 0) ended.push(first);
    }
  }
  return needs.filter((need) => endsOf(need).every((key) => !done.has(key)));
}

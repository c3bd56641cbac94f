/** Which members of a document's parts are schemas, which are data, and which only have names that look so. */
import { parsePointer } from '../../json-pointer.ts';
import { nearest } from '../../nearest-name.ts';
import { isSchemaObject } from '../../schema.ts';

export type MemberKind = 'schema' | 'data' | 'part';

/** What the members of the part at `pointer` are, by their names: in a map from names to parts, all of them are parts. */
export function memberKinds(pointer: string): (name: string, value: unknown) => MemberKind {
  return pointer === '/components' ? kinds.components : kinds[holderOf(parsePointer(pointer))];
}

const schemas = new Set(['schema', 'itemSchema']);

/** Whether a member of this name holds a schema. */
export function isSchemaMember(name: string): boolean {
  return schemas.has(name);
}

/** A map under a name that is nearly that of a schema; a `scheme` is a text. */
function isMisspelt(name: string, value: unknown): boolean {
  return isSchemaObject(value) && nearest(name, schemas).length > 0;
}

/** In data, a `$ref` is not a reference. */
const data = new Set(['example', 'value', 'dataValue']);

/** A part has members of OpenAPI's own; a map has the author's names, and in an extended one those with `x-` are nobody's. */
type Holder = 'part' | 'components' | 'names' | 'types' | 'extended' | 'values';

const kinds: Readonly<Record<Holder, (name: string, value: unknown) => MemberKind>> = {
  part: (name, value) => {
    if (name.startsWith('x-') || data.has(name)) return 'data';
    return schemas.has(name) || isMisspelt(name, value) ? 'schema' : 'part';
  },
  components: (name) => (name.startsWith('x-') ? 'data' : 'part'),
  names: () => 'part',
  // No media type, status or path is called `schema`: what is was meant for one of them.
  types: (name) => (schemas.has(name) ? 'schema' : data.has(name) ? 'data' : 'part'),
  extended: (name) => (schemas.has(name) ? 'schema' : name.startsWith('x-') ? 'data' : 'part'),
  values: () => 'data',
};

const maps = new Set([
  'additionalOperations',
  'callbacks',
  'encoding',
  'examples',
  'headers',
  'links',
  'variables',
  'webhooks',
]);

const extendedMaps = new Set(['paths', 'responses']);

/** Those of Swagger 2.0, and the same of other versions in a file of their own. */
const rootMaps = new Set(['definitions', 'parameters', 'responses', 'securityDefinitions']);

function holderOf(tokens: readonly string[]): Holder {
  let holder: Holder = 'part';
  for (const [index, token] of tokens.entries()) {
    const isComponent = index === 1 && tokens[0] === 'components';
    // Those of an answer of Swagger 2.0 are values, by their media types.
    if (holder === 'part' && token === 'examples' && tokens[index - 2] === 'responses') return 'values';
    // A callback is a map from expressions to paths.
    if (holder !== 'part') holder = tokens[index - 1] === 'callbacks' ? 'extended' : 'part';
    else if (isComponent || maps.has(token) || (index === 0 && rootMaps.has(token))) holder = 'names';
    else if (token === 'content') holder = 'types';
    else if (extendedMaps.has(token)) holder = 'extended';
  }
  return holder;
}

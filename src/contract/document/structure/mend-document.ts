/** Reads the parts of a document that are no schemas as what they mean: paths, methods, parameters, bodies, answers. */
import { distance } from 'fastest-levenshtein';
import { formatPointer, setAt, valueAt } from '../../json-pointer.ts';
import { methods } from '../../operation.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { checkMembers } from './check-members.ts';
import { mendSwagger } from './mend-swagger.ts';
import { upgradeAccess, upgradeSwagger } from './upgrade-swagger.ts';
import { isUnread, type Mending } from './mending.ts';
import { mendOperation } from './mend-operation.ts';
import { mendSchemes, mendSecurity, mendServers } from './mend-access.ts';
import { type ParameterList, mendParameters } from './mend-parameters.ts';

/** Changes a document of this version; what has no meaning is left out, and all of it is told. */
export function mendDocument(mending: Mending, version: string): void {
  const { document } = mending;
  checkMembers(mending, version);
  if (version === '2.0') {
    mendSwagger(mending);
    upgradeSwagger(mending);
  } else {
    document['openapi'] = version;
    upgradeAccess(mending);
  }
  if (!isSchemaObject(document['info'])) {
    mending.tell('missing-member', '/info', { message: 'the document has no info with title and version' });
    document['info'] = { title: '', version: '' };
  }
  if (document['security'] === null) delete document['security'];
  mendSecurity(mending, document, '');
  mendServers(mending, document, '');
  mendSchemes(mending, version);
  const { paths } = document;
  if (paths !== undefined && !isSchemaObject(paths)) {
    mending.tell('odd-structure', '/paths', { message: 'paths takes a map from paths to their methods', found: paths });
  }
  document['paths'] = isSchemaObject(paths) && !isUnread(paths) ? mendPaths(mending, paths) : {};
}

function mendPaths(mending: Mending, paths: SchemaObject): SchemaObject {
  const mended: SchemaObject = {};
  for (const [written, given] of Object.entries(paths)) {
    if (written.startsWith('x-')) continue;
    const pointer = formatPointer(['paths', written]);
    if (isUnread(given)) continue;
    const item = readItem(mending, given, pointer);
    if (!item) continue;
    const { path, query } = readPath(written, pathParametersOf(item));
    if (path !== written) {
      mending.tellName('odd-path', pointer, {
        message: `"${written}" is not a path alone`,
        found: written,
        taken: path,
        hint: `Write ${path}${query.length === 0 ? '.' : ', and parameters with in: query.'}`,
      });
      addQuery(item, query);
    }
    tellRepeated(mending, path, pointer);
    const own = mendItem(mending, { item, path, pointer });
    const known = mended[path];
    if (path === written && !known) mended[path] = own;
    else mended[path] = joinItems(mending, { known: isSchemaObject(known) ? known : {}, own, path, written });
  }
  return mended;
}

/** A list of maps in place of one is all of their methods. */
function readItem(mending: Mending, given: unknown, pointer: string): SchemaObject | undefined {
  if (isSchemaObject(given)) return given;
  const told = { message: 'a path takes a map of methods', found: given };
  if (!Array.isArray(given) || given.length === 0 || !given.every((each) => isSchemaObject(each))) {
    mending.tell('unread-operation', pointer, told);
    return undefined;
  }
  mending.tell('odd-structure', pointer, {
    ...told,
    taken: 'those of its entries',
    hint: 'Write the methods without "-".',
  });
  const item: SchemaObject = {};
  for (const [index, entry] of (given as SchemaObject[]).entries())
    for (const [name, value] of Object.entries(entry).filter(([each]) => item[each] === undefined)) {
      mending.carry(pointer + formatPointer([name]), `${pointer}/${index}${formatPointer([name])}`);
      item[name] = value;
    }
  return item;
}

/** The path alone, and what its query demands. */
function readPath(written: string, names: readonly string[]): { path: string; query: readonly [string, string][] } {
  const [before = '', fragment] = written.split('#', 2);
  const [bare = '', query = fragment ?? ''] = before.split('?', 2);
  const alone = bare.replace(methodBefore, '').replace(/^https?:\/\/[^/]*/, '');
  const path = readTemplates(`/${alone.trim()}`.replace(/^\/+/, '/'), names);
  return { path, query: before.includes('?') ? [...new URLSearchParams(query)] : [] };
}

const methodBefore = new RegExp(`^(?:${methods.join('|')})\\s+`, 'i');

/** Templates as routers and other tools write them: `{{id}}`, `{ id }`; `:id`, `<id>` and half a brace where there is such a parameter. */
function readTemplates(path: string, names: readonly string[]): string {
  return path
    .replace(
      /\{\{\s*([^{}]+?)\s*\}\}|\{\s*([^{}]+?)\s*\}/g,
      (_, double?: string, single?: string) => `{${double ?? single}}`,
    )
    .replace(/(?<=\/)(?::(\w+)|<(?:\w+:)?(\w+)>)(?=\/|$)/g, (word, colon?: string, angle?: string) => {
      const name = colon ?? angle ?? '';
      return names.includes(name) ? `{${name}}` : word;
    })
    .replace(/(?<=\/)(?:\{([^{}/]+)|([^{}/]+)\})(?=\/|$)/g, (word, open?: string, closed?: string) => {
      const name = open ?? closed ?? '';
      return names.includes(name) ? `{${name}}` : word;
    });
}

/** The names of the parameters that the path's item and operations say to be in the path. */
function pathParametersOf(item: SchemaObject): string[] {
  const holders = [item, ...methods.map((method) => item[method])].filter(isSchemaObject);
  return holders.flatMap(({ parameters }) =>
    (Array.isArray(parameters) ? parameters : []).flatMap((parameter: unknown) =>
      isSchemaObject(parameter) && parameter['in'] === 'path' && typeof parameter['name'] === 'string'
        ? [parameter['name']]
        : [],
    ),
  );
}

/** A name twice in one path takes one value for both. */
function tellRepeated(mending: Mending, path: string, pointer: string): void {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  mending.tellName('odd-path', pointer, {
    message: `the path has {${twice}} twice`,
    taken: 'the same value in both places',
    hint: 'Give each place a name of its own.',
  });
}

/** What a path's query fixes is a parameter that has this value. */
function addQuery(item: SchemaObject, query: readonly [string, string][]): void {
  if (query.length === 0) return;
  const parameters = Array.isArray(item['parameters']) ? (item['parameters'] as unknown[]) : [];
  item['parameters'] = [
    ...parameters,
    ...query.map(([name, value]) => ({
      name,
      in: 'query',
      required: true,
      schema: value === '' || value.startsWith('{') ? { type: 'string' } : { type: 'string', const: value },
    })),
  ];
}

interface Item {
  item: SchemaObject;
  path: string;
  pointer: string;
}

const itemMembers = new Set(['summary', 'description', 'servers', 'parameters', 'additionalOperations', '$ref']);

function mendItem(mending: Mending, { item, path, pointer }: Item): SchemaObject {
  mendServers(mending, item, pointer);
  const shared = mendParameters(mending, { raw: item['parameters'], pointer: `${pointer}/parameters`, path });
  const mended: SchemaObject = {};
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith('x-')) mended[name] = value;
    else if (name === 'additionalOperations')
      Object.assign(mended, { [name]: mendAdditional(mending, value, shared, { item, path, pointer }) });
    else if (itemMembers.has(name)) continue;
    else takeMethod(mending, { mended, name, value, shared, path, pointer, item });
  }
  const { summary, description, servers } = item;
  Object.assign(
    mended,
    Object.fromEntries(Object.entries({ summary, description, servers }).filter(([, value]) => value !== undefined)),
  );
  if (shared.list.length > 0) mended['parameters'] = shared.list;
  return mended;
}

/** Methods that have no member of their own in OpenAPI 3.2 stand here, as they are sent. */
function mendAdditional(
  mending: Mending,
  value: unknown,
  shared: ParameterList,
  { path, pointer }: Item,
): SchemaObject {
  const mended: SchemaObject = {};
  for (const [method, operation] of Object.entries(isSchemaObject(value) ? value : {})) {
    const at = `${pointer}/additionalOperations${formatPointer([method])}`;
    if (isSchemaObject(operation)) mended[method] = mendOperation(mending, { operation, path, pointer: at, shared });
    else mending.tell('unread-operation', at, { message: 'an operation is a map', found: operation });
  }
  return mended;
}

interface Member {
  mended: SchemaObject;
  /** The path's. */
  item: SchemaObject;
  name: string;
  value: unknown;
  shared: ParameterList;
  path: string;
  pointer: string;
}

function takeMethod(mending: Mending, { mended, item, name, value, shared, path, pointer }: Member): void {
  const at = pointer + formatPointer([name]);
  if (isUnread(value)) return;
  const word = name.toLowerCase().trim();
  const isKnown = (methods as readonly string[]).includes(word);
  const method = isKnown ? word : isSchemaObject(value) && 'responses' in value ? nearMethod(word, item) : undefined;
  if (method === undefined && !isOperation(value)) {
    // A file of one path may keep its schemas beside the methods.
    const message = `"${name}" is no member of a path`;
    if (!schemaHolders.has(name)) mending.tellName('unknown-member', at, { message, taken: 'nothing' });
    return;
  }
  if (method === undefined) {
    mending.tellName('unread-operation', at, {
      message: `"${name}" is no method that OpenAPI gives operations to`,
      taken: 'left out',
      hint: `Write one of ${methods.join(', ')}.`,
    });
    return;
  }
  if (!isSchemaObject(value)) {
    mending.tellName('unread-operation', at, { message: 'an operation is a map', found: value, taken: 'left out' });
    return;
  }
  const to = pointer + formatPointer([method]);
  if (method !== name) {
    const message = isKnown ? `the method ${name} is written in lower case` : `"${name}" is no method`;
    mending.tellName('odd-structure', at, { message, taken: method, hint: `Write ${method}.` });
    mending.carry(to, at);
  }
  mended[method] = mendOperation(mending, { operation: value, path, pointer: to, shared });
}

const schemaHolders = new Set(['$defs', 'components', 'definitions', 'schemas']);

function isOperation(value: unknown): boolean {
  return isSchemaObject(value) && ['operationId', 'requestBody', 'responses'].some((name) => name in value);
}

const lettersOf = (word: string): string => [...word].sort().join('');

/** The method that a word is but for one letter or their order, where the path does not have it: `fetch` is no PATCH. */
function nearMethod(word: string, item: SchemaObject): string | undefined {
  const near = methods.find((each) => lettersOf(each) === lettersOf(word) || distance(each, word) < 2);
  return near !== undefined && item[near] === undefined ? near : undefined;
}

interface Spellings {
  /** What is known of the path, at `path`. */
  known: SchemaObject;
  /** What stands at `written`. */
  own: SchemaObject;
  path: string;
  written: string;
}

/** Two spellings of one path: what the first has holds. The parameters of each are those of its own operations alone. */
function joinItems(mending: Mending, { known, own, path, written }: Spellings): SchemaObject {
  const from = formatPointer(['paths', written]);
  const to = formatPointer(['paths', path]);
  const joined = withoutShared(mending, known, to);
  for (const [name, value] of Object.entries(withoutShared(mending, own, from))) {
    if (joined[name] === undefined) {
      joined[name] = value;
      if (path !== written) mending.carry(to + formatPointer([name]), from + formatPointer([name]));
    } else if ((methods as readonly string[]).includes(name)) {
      mending.tellName('path-twice', from + formatPointer([name]), {
        message: `${name.toUpperCase()} ${written} is there already, at ${to}`,
      });
    }
  }
  return joined;
}

/** The item with the parameters of its path in its operations. */
function withoutShared(mending: Mending, { parameters, ...item }: SchemaObject, pointer: string): SchemaObject {
  const shared = parametersOf({ parameters });
  const additional = isSchemaObject(item['additionalOperations']) ? Object.keys(item['additionalOperations']) : [];
  for (const at of [
    ...methods.map((method) => [method]),
    ...additional.map((name) => ['additionalOperations', name]),
  ]) {
    const operation = valueAt(item, at);
    if (!isSchemaObject(operation)) continue;
    const own = parametersOf(operation);
    const all = [...own];
    for (const [index, parameter] of shared.entries()) {
      if (own.some((other) => other['name'] === parameter['name'] && other['in'] === parameter['in'])) continue;
      mending.carry(`${pointer + formatPointer(at)}/parameters/${all.length}`, `${pointer}/parameters/${index}`);
      all.push(parameter);
    }
    setAt(item, at, { ...operation, parameters: all });
  }
  return item;
}

function parametersOf({ parameters }: SchemaObject): SchemaObject[] {
  return Array.isArray(parameters) ? (parameters as SchemaObject[]) : [];
}

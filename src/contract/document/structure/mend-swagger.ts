/** Reads what Swagger 2.0 says in words of its own as what it means: where the API is, media types, parameters, answers. */
import { quoteValue } from '../../contract-diagnostics.ts';
import { formatPointer } from '../../json-pointer.ts';
import { nameText, plainText } from '../../name-text.ts';
import { nearest } from '../../nearest-name.ts';
import { methods } from '../../operation.ts';
import { isRange, mediaTypeOf } from '../../operation/body-format.ts';
import { isSchemaObject, type SchemaObject, unreadKeyword } from '../../schema.ts';
import { nameMediaType } from './mend-content.ts';
import { bareSchema, isUnread, mendFlag, type Mending, readOuterSchema } from './mending.ts';

/** Changes the document, which stays one of Swagger 2.0; every part still stands where it is written. */
export function mendSwagger(mending: Mending): void {
  const { document } = mending;
  mendAddress(mending);
  mendTypes(mending, document, '');
  for (const [path, item] of Object.entries(isSchemaObject(document['paths']) ? document['paths'] : {})) {
    if (!isSchemaObject(item) || isUnread(item)) continue;
    const at = formatPointer(['paths', path]);
    mendParts(mending, item['parameters'], `${at}/parameters`);
    for (const method of methods) {
      const operation = item[method];
      if (isSchemaObject(operation)) mendOperation(mending, operation, at + formatPointer([method]));
    }
  }
}

function mendOperation(mending: Mending, operation: SchemaObject, pointer: string): void {
  mendTypes(mending, operation, pointer);
  mendParts(mending, operation['parameters'], `${pointer}/parameters`);
  const produces = operation['produces'] ?? mending.document['produces'];
  const { responses } = operation;
  for (const [status, response] of Object.entries(isSchemaObject(responses) ? responses : {})) {
    if (!isSchemaObject(response) || isUnread(response) || status.startsWith('x-')) continue;
    const at = `${pointer}/responses${formatPointer([status])}`;
    const read = readOuterSchema(mending, response, { pointer: at, name: 'an answer', hint: 'Write schema: { … }.' });
    (responses as SchemaObject)[status] = read;
    mendAnswer(mending, read, {
      pointer: at,
      produces: Array.isArray(produces) && produces.length > 0 ? (produces as string[]) : ['application/json'],
    });
  }
}

/** `host` is a name with a port, `basePath` begins with a slash, and `schemes` are words. */
function mendAddress({ document, tell }: Mending): void {
  mendSchemeNames(document, tell);
  mendHost(document, tell);
  const { basePath } = document;
  if (typeof basePath !== 'string' || basePath === '' || basePath.startsWith('/')) return;
  const [, , host = '', path = ''] = addressOf(basePath);
  const isAddress = basePath.includes('//');
  const read = isAddress ? path : `/${basePath}`;
  if (isAddress && document['host'] === undefined && host !== '') document['host'] = host;
  document['basePath'] = read;
  tell('odd-structure', '/basePath', {
    message: 'basePath is a path that begins with a slash',
    found: basePath,
    taken: read,
    hint: `Write basePath: ${read}.`,
  });
}

function mendHost(document: SchemaObject, tell: Mending['tell']): void {
  const { host, basePath, schemes } = document;
  if (typeof host !== 'string') return;
  const [, scheme, name = '', path = ''] = addressOf(host);
  const inner = path.replace(/\/+$/, '');
  if (name === '') {
    tell('empty-member', '/host', { message: 'host has no value' });
    delete document['host'];
    return;
  }
  if (name === host) return;
  document['host'] = name;
  const own = typeof basePath === 'string' ? basePath.replace(/^(?!\/|$)/, '/') : '';
  if (inner !== '' && own !== inner) document['basePath'] = inner + own;
  if (scheme !== undefined && schemes === undefined) document['schemes'] = [scheme.toLowerCase()];
  const meant = [`host: ${name}`, ...(inner === '' ? [] : [`basePath: ${plainText(document['basePath'])}`])];
  tell('odd-structure', '/host', {
    message: 'host is a name with a port alone',
    found: host,
    taken: [...meant, ...(schemes === undefined && scheme !== undefined ? [`schemes: [${scheme}]`] : [])].join(', '),
    hint: `Write ${meant.join(', ')}; http or https belongs into schemes.`,
  });
}

/** An address by its parts: all of it, scheme, host, path. */
function addressOf(text: string): readonly (string | undefined)[] {
  return /^(?:(?:([a-z]+):)?\/\/)?([^/]*)(.*)$/i.exec(text.trim()) ?? [];
}

const protocols = ['http', 'https', 'ws', 'wss'];

function mendSchemeNames(document: SchemaObject, tell: Mending['tell']): void {
  const { schemes } = document;
  if (!Array.isArray(schemes)) return;
  const read = schemes.flatMap((text: string) => text.split(',')).flatMap((text) => readProtocol(text));
  if (read.join() === schemes.join()) return;
  document['schemes'] = read;
  tell('odd-structure', '/schemes', {
    message: `schemes takes ${protocols.join(', ')}`,
    found: schemes,
    taken: quoteValue(read),
    hint: `Write schemes: [${read.length > 0 ? read.join(', ') : 'https'}].`,
  });
}

function readProtocol(text: string): string[] {
  const word = text.trim().toLowerCase().replace(/:.*$/, '');
  return protocols.includes(word) ? [word] : nearest(word, protocols).slice(0, 1);
}

/** The media types of a document or of an operation. */
function mendTypes({ tell }: Mending, holder: SchemaObject, pointer: string): void {
  for (const name of ['consumes', 'produces']) {
    const types = holder[name];
    if (!Array.isArray(types)) continue;
    const read = types.flatMap((text: string) => text.split(',')).map((text) => nameMediaType(text.trim()));
    if (read.join() === types.join()) continue;
    holder[name] = read;
    tell('odd-structure', `${pointer}/${name}`, {
      message: `${name} takes a list of media types`,
      found: types,
      taken: quoteValue(read),
      hint: `Write ${name}: [${read.join(', ')}].`,
    });
  }
}

/** A list of parameters, those of the body among them. */
function mendParts(mending: Mending, list: unknown, pointer: string): void {
  const fields = new Set<string>();
  for (const [index, parameter] of (Array.isArray(list) ? (list as unknown[]) : []).entries()) {
    if (!isSchemaObject(parameter) || isUnread(parameter)) continue;
    const at = `${pointer}/${index}`;
    mendPlace(mending, parameter, at);
    if (parameter['in'] === 'formData' && !mendField(mending, parameter, { at, fields }))
      (list as unknown[])[index] = { [unreadKeyword]: 'unread-parameter' };
    mendFlag(mending, parameter, { flag: 'required', pointer: at });
    mendType(mending, parameter, at);
    mendCollection(mending, parameter, at);
    const example = parameter['x-example'];
    if (example !== undefined && parameter['example'] === undefined) {
      parameter['example'] = example;
      mending.relocate(`${at}/example`, `${at}/x-example`);
    }
  }
}

const places = ['path', 'query', 'header', 'body', 'formData'];

function mendPlace({ tell }: Mending, parameter: SchemaObject, at: string): void {
  const { in: written } = parameter;
  if (typeof written !== 'string' || written === '' || places.includes(written)) return;
  const word = written.trim().toLowerCase();
  const same = places.find((place) => place.toLowerCase() === word) ?? (word === 'form' ? 'formData' : undefined);
  const read = same ?? (word === 'cookie' ? word : nearest(word, places)[0]);
  if (read === undefined) return;
  parameter['in'] = read;
  tell('odd-parameter', `${at}/in`, {
    message: `in takes ${places.join(', ')}, not ${JSON.stringify(written)}`,
    found: written,
    taken: read,
    hint: read === 'cookie' ? 'Write the document in OpenAPI 3: Swagger 2.0 has no cookies.' : `Write in: ${read}.`,
  });
}

/** Whether the field of a form has a name, and is the first of it. */
function mendField({ tell }: Mending, field: SchemaObject, { at, fields }: { at: string; fields: Set<string> }) {
  const name = nameText(field['name']);
  if (name === undefined || name === '') {
    tell('unread-parameter', `${at}/name`, { message: 'a parameter needs a name', found: field['name'] });
    return false;
  }
  if (name !== field['name'])
    tell('odd-parameter', `${at}/name`, { message: 'a name is a text', found: field['name'], taken: `"${name}"` });
  field['name'] = name;
  const isFirst = !fields.has(name);
  if (!isFirst)
    tell('odd-parameter', at, {
      message: `the parameter ${name} stands there twice`,
      taken: 'the first',
      hint: 'Remove one of them.',
    });
  fields.add(name);
  return isFirst;
}

/** The body has a schema; all others have a type, without one around it. */
function mendType(mending: Mending, parameter: SchemaObject, at: string): void {
  const { tell } = mending;
  const { in: place, name, schema, type } = parameter;
  const bare = bareSchema(parameter);
  if (place === 'body') {
    if (schema !== undefined || !bare) return;
    tell('odd-parameter', at, {
      message: 'the body has its type beside its schema’s place',
      taken: 'its schema',
      hint: `Write schema: { type: ${plainText(type)} }.`,
    });
    mending.relocate(`${at}/schema`, at);
    parameter['schema'] = mending.readSchema(bare, `${at}/schema`);
  } else if (schema !== undefined) {
    tell('odd-parameter', `${at}/schema`, {
      message: `only a body has a schema in Swagger 2.0, and the parameter ${plainText(name)} is in ${plainText(place)}`,
      taken: bare ? 'the type beside it alone' : 'its type',
      hint: bare ? 'Remove it.' : 'Write type and what belongs to it beside name and in.',
    });
    if (bare) delete parameter['schema'];
  } else if (!bare && parameter['content'] === undefined) {
    tell('odd-parameter', at, {
      message: `the parameter ${plainText(name)} has no type`,
      taken: 'any value',
      hint: 'Give it one: type: string, say.',
    });
    parameter['schema'] = true;
  } else if (type === 'object') {
    tell('odd-parameter', `${at}/type`, {
      message: `the parameter ${plainText(name)} in ${plainText(place)} cannot be an object in Swagger 2.0`,
      taken: 'an object',
      hint: 'Write a parameter for each member, or a body.',
    });
  }
}

const collections = ['csv', 'ssv', 'tsv', 'pipes', 'multi'];

const collectionWords: Readonly<Record<string, string>> = { comma: 'csv', space: 'ssv', tab: 'tsv', pipe: 'pipes' };

/** How a list is written; `multi` is for what may stand there more than once. */
function mendCollection({ tell }: Mending, holder: SchemaObject, at: string): void {
  const { collectionFormat: written, type, in: place } = holder;
  if (written === undefined || type !== 'array') return;
  const word = plainText(written).trim().toLowerCase();
  const mayRepeat = place === 'query' || place === 'formData';
  const known = collections.includes(word)
    ? word
    : ((Object.hasOwn(collectionWords, word) ? collectionWords[word] : undefined) ?? 'csv');
  const read = known === 'multi' && !mayRepeat ? 'csv' : known;
  if (read === written) return;
  holder['collectionFormat'] = read;
  tell('odd-parameter', `${at}/collectionFormat`, {
    message:
      known === 'multi'
        ? `collectionFormat is multi in query and formData alone`
        : `collectionFormat takes ${collections.join(', ')}`,
    found: written,
    taken: read,
    hint: `Write collectionFormat: ${read}.`,
  });
}

interface Answer {
  pointer: string;
  /** The media types that it may have. */
  produces: readonly string[];
}

function mendAnswer(mending: Mending, response: SchemaObject, answer: Answer): void {
  for (const [name, header] of Object.entries(isSchemaObject(response['headers']) ? response['headers'] : {}))
    if (isSchemaObject(header)) mendCollection(mending, header, `${answer.pointer}/headers${formatPointer([name])}`);
  const { examples } = response;
  if (examples === undefined || examples === null) return;
  response['examples'] = readExamples(mending, examples, answer);
}

/** One example for each media type; others are meant for the first that the answer has. */
function readExamples({ tell, relocate }: Mending, examples: unknown, { pointer, produces }: Answer): SchemaObject {
  const at = `${pointer}/examples`;
  const [first = ''] = produces;
  const hint = `Write examples: { ${first}: … }.`;
  const asOne = (value: unknown, found: string): SchemaObject => {
    tell('odd-structure', at, { message: 'examples takes a map from media types', taken: `that of ${first}`, hint });
    relocate(at + formatPointer([first]), found);
    return { [first]: value };
  };
  if (Array.isArray(examples)) return asOne(examples[0], `${at}/0`);
  if (!isSchemaObject(examples)) return asOne(examples, at);
  const names = Object.keys(examples);
  const isByType = names.some((name) => nameMediaType(name).includes('/'));
  if (!isByType) return names.length === 0 ? {} : asOne(examples, at);
  return Object.fromEntries(
    names.flatMap((name) => {
      const own = mediaTypeOf(nameMediaType(name));
      const type = produces.find((each) => mediaTypeOf(each) === own) ?? produces.find((each) => covers(each, own));
      const found = at + formatPointer([name]);
      if (type === name) return [[name, examples[name]]];
      if (type !== undefined && isRange(type)) {
        relocate(at + formatPointer([type]), found);
        return [[type, examples[name]]];
      }
      const message = type
        ? `"${name}" is not the media type as produces has it`
        : `the answer is not produced as ${name}`;
      tell('odd-structure', found, {
        message,
        taken: type ?? 'left out',
        hint: type ? `Write ${type}.` : `Write one of ${produces.join(', ')}, or add it to produces.`,
      });
      if (type === undefined) return [];
      relocate(at + formatPointer([type]), found);
      return [[type, examples[name]]];
    }),
  );
}

/** Whether a range, such as `image/*`, has the media type in it. */
function covers(range: string, type: string): boolean {
  const [kind = ''] = mediaTypeOf(range).split('/');
  return isRange(range) && (kind === '*' || type.startsWith(`${kind}/`));
}

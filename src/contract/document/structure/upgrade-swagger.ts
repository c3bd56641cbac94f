/** Reads a bundled document of Swagger 2.0 as the OpenAPI 3.0 that it means: bodies, forms, media types, servers, security. */
import { formatPointer } from '../../json-pointer.ts';
import { plainText } from '../../name-text.ts';
import { methods } from '../../operation.ts';
import { isJson, mediaTypeOf } from '../../operation/body-format.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { bareSchema, isUnread, type Mending } from './mending.ts';

/**
 * Changes the document, whose references are followed already; every part still knows where it is written. The upgraders
 * that there are lose what this keeps: see ARCHITECTURE.md, decisions.
 */
export function upgradeSwagger(mending: Mending): void {
  const { document } = mending;
  const defaults = { consumes: textsOf(document['consumes']), produces: textsOf(document['produces']) };
  for (const [path, item] of membersOf(document['paths'])) {
    if (!isSchemaObject(item)) continue;
    const at = formatPointer(['paths', path]);
    const shared = upgradeParameters(mending, item['parameters'], `${at}/parameters`);
    for (const method of methods) {
      const operation = item[method];
      if (isSchemaObject(operation))
        upgradeOperation(mending, { operation, pointer: at + formatPointer([method]), shared, defaults });
    }
    if (item['parameters'] !== undefined) item['parameters'] = shared.others;
  }
  upgradeAccess(mending);
  for (const name of ['swagger', 'consumes', 'produces', 'definitions', 'parameters', 'responses'])
    delete document[name];
  document['openapi'] = '3.0.3';
}

/** Where the API is and what lets callers in, also where a document of OpenAPI 3 says it so. */
export function upgradeAccess(mending: Mending): void {
  const { document, relocate } = mending;
  upgradeServers(mending);
  const { securityDefinitions, components: given } = document;
  if (securityDefinitions !== undefined) {
    const components = isSchemaObject(given) ? given : {};
    const { securitySchemes } = components;
    const schemes = { ...(isSchemaObject(securitySchemes) ? securitySchemes : {}), ...securitySchemesOf(document) };
    for (const [name] of membersOf(securityDefinitions))
      relocate(formatPointer(['components', 'securitySchemes', name]), formatPointer(['securityDefinitions', name]));
    document['components'] = { ...components, securitySchemes: schemes };
  }
  for (const name of ['host', 'basePath', 'schemes', 'securityDefinitions']) delete document[name];
}

/** A parameter that tells a part of the body, and where it is written. */
interface BodyPart {
  part: SchemaObject;
  pointer: string;
}

interface Parameters {
  others: unknown[];
  parts: readonly BodyPart[];
}

interface RawOperation {
  operation: SchemaObject;
  pointer: string;
  shared: Parameters;
  defaults: { consumes: readonly string[]; produces: readonly string[] };
}

function upgradeOperation(mending: Mending, { operation, pointer, shared, defaults }: RawOperation): void {
  const own = upgradeParameters(mending, operation['parameters'], `${pointer}/parameters`);
  if (operation['parameters'] !== undefined) operation['parameters'] = own.others;
  const parts = [
    ...shared.parts.filter(({ part }) => !own.parts.some((other) => other.part['name'] === part['name'])),
    ...own.parts,
  ];
  const consumes = textsOf(operation['consumes'], defaults.consumes);
  const isOwn = textsOf(operation['consumes']).length > 0;
  const body = bodyOf(mending, { parts, consumes, isOwn, pointer: `${pointer}/requestBody` });
  if (body) operation['requestBody'] = body;
  const produces = textsOf(operation['produces'], defaults.produces);
  for (const [status, response] of membersOf(operation['responses'])) {
    if (isSchemaObject(response))
      upgradeResponse(mending, { response, produces, pointer: `${pointer}/responses${formatPointer([status])}` });
  }
  for (const name of ['consumes', 'produces', 'schemes']) delete operation[name];
}

function upgradeParameters(mending: Mending, raw: unknown, pointer: string): Parameters {
  const others: unknown[] = [];
  const parts: BodyPart[] = [];
  for (const [index, parameter] of (Array.isArray(raw) ? raw : []).entries()) {
    const at = `${pointer}/${index}`;
    if (isSchemaObject(parameter) && !isUnread(parameter) && /^(?:body|formdata)$/i.test(plainText(parameter['in']))) {
      // Those behind it move to its place.
      const kept = `${pointer}/body-${index}`;
      mending.relocate(kept, at);
      parts.push({ part: parameter, pointer: kept });
      continue;
    }
    const to = `${pointer}/${others.length}`;
    if (to !== at) mending.relocate(to, at);
    others.push(
      isSchemaObject(parameter) && !isUnread(parameter) ? upgradeParameter(mending, parameter, to) : parameter,
    );
  }
  return { others, parts };
}

function upgradeParameter(mending: Mending, parameter: SchemaObject, pointer: string): SchemaObject {
  const bare = bareSchema(parameter);
  if (!bare) return parameter;
  const others = Object.fromEntries(
    Object.entries(parameter).filter(([name]) => !Object.hasOwn(bare, name) && name !== 'collectionFormat'),
  );
  mending.relocate(`${pointer}/schema`, pointer);
  const isStyled = parameter['style'] !== undefined || parameter['explode'] !== undefined;
  return {
    ...others,
    schema: mending.readSchema(bare, `${pointer}/schema`),
    ...(isStyled ? {} : styleOf(parameter)),
  };
}

/** How a list is written: by commas unless it says otherwise. What OpenAPI has no style for keeps the name that it has here. */
function styleOf({ collectionFormat, type, in: place }: SchemaObject): SchemaObject {
  if (type !== 'array') return {};
  const isQuery = place === 'query' || /^formdata$/i.test(plainText(place));
  switch (collectionFormat) {
    case 'multi':
      return isQuery ? { style: 'form', explode: true } : {};
    case 'ssv':
      return { style: isQuery ? 'spaceDelimited' : 'ssv', explode: false };
    case 'pipes':
      return { style: isQuery ? 'pipeDelimited' : 'pipes', explode: false };
    case 'tsv':
      return { style: 'tsv', explode: false };
    default:
      return isQuery ? { style: 'form', explode: false } : {};
  }
}

interface RawBody {
  parts: readonly BodyPart[];
  consumes: readonly string[];
  /** Whether the operation says itself what it consumes. */
  isOwn: boolean;
  pointer: string;
}

const formTypes = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);

function bodyOf(mending: Mending, { parts, consumes, isOwn, pointer }: RawBody): SchemaObject | undefined {
  const whole = parts.find(({ part }) => part['in'] === 'body');
  if (whole) {
    for (const { part, pointer: other } of parts.filter((each) => each !== whole))
      mending.tell('odd-parameter', other, {
        message: `the parameter ${plainText(part['name'])} stands beside a whole body`,
        taken: 'left out',
        hint: 'A request has one parameter in body, or any number in formData.',
      });
    const { description, schema, example } = whole.part;
    if (schema === undefined)
      mending.tell('odd-parameter', whole.pointer, {
        message: 'the body has no schema',
        taken: 'any body',
        hint: 'Give it a schema: { $ref: … }, say.',
      });
    mending.relocate(pointer, whole.pointer);
    const content = typesOfWhole(schema, consumes).map((type) => {
      mending.relocate(`${pointer}/content${formatPointer([type])}`, whole.pointer);
      return [type, { ...(schema === undefined ? {} : { schema }), ...(example === undefined ? {} : { example }) }];
    });
    return {
      ...(description === undefined ? {} : { description }),
      required: whole.part['required'] === true,
      content: Object.fromEntries(content),
    };
  }
  const [first] = parts;
  return first ? formOf(mending, { parts, consumes, isOwn, pointer }, first) : undefined;
}

/** A file is never JSON. */
function typesOfWhole(schema: unknown, consumes: readonly string[]): readonly string[] {
  const isFile = isSchemaObject(schema) && schema['format'] === 'binary';
  const types = consumes.filter((type) => !isFile || !isJson(mediaTypeOf(type)));
  return types.length > 0 ? types : [isFile ? 'application/octet-stream' : 'application/json'];
}

function formOf(mending: Mending, { parts, consumes, isOwn, pointer }: RawBody, first: BodyPart): SchemaObject {
  const hasFile = parts.some(({ part }) => part['type'] === 'file');
  const named = consumes.filter((type) => formTypes.has(type) && (!hasFile || type === 'multipart/form-data'));
  const types = named.length > 0 ? named : [hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded'];
  if (isOwn && named.length === 0)
    mending.tell('odd-parameter', first.pointer, {
      message: `${hasFile ? 'a form with a file' : 'a form'} is not sent as ${consumes.join(', ')}`,
      taken: types.join(),
      hint: `Write consumes: [${types.join()}].`,
    });
  const required = parts.filter(({ part }) => part['required'] === true).map(({ part }) => part['name']);
  mending.relocate(pointer, first.pointer);
  const content = types.map((type) => {
    const at = `${pointer}/content${formatPointer([type])}/schema`;
    const properties = parts.map(({ part, pointer: from }) => {
      const to = `${at}/properties${formatPointer([plainText(part['name'])])}`;
      mending.relocate(to, from);
      const { description, example } = part;
      const schema = part['schema'] ?? mending.readSchema(fieldSchema(part), to);
      const notes = {
        ...(description === undefined ? {} : { description }),
        ...(example === undefined ? {} : { example }),
      };
      return [plainText(part['name']), isSchemaObject(schema) ? { ...schema, ...notes } : schema];
    });
    const encoding = parts
      .filter(({ part }) => part['type'] === 'array')
      .map(({ part }) => [plainText(part['name']), styleOf(part)]);
    const schema = {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      properties: Object.fromEntries(properties),
    };
    return [type, { schema, ...(encoding.length > 0 ? { encoding: Object.fromEntries(encoding) } : {}) }];
  });
  return { required: required.length > 0, content: Object.fromEntries(content) };
}

/** A file is a text of bytes to OpenAPI 3.0. */
function fieldSchema(part: SchemaObject): SchemaObject {
  const schema = bareSchema(part) ?? {};
  return schema['type'] === 'file' ? { ...schema, type: 'string', format: 'binary' } : schema;
}

interface RawResponse {
  response: SchemaObject;
  produces: readonly string[];
  pointer: string;
}

function upgradeResponse(mending: Mending, { response, produces, pointer }: RawResponse): void {
  const { schema, examples } = response;
  delete response['schema'];
  delete response['examples'];
  for (const [name, header] of membersOf(response['headers'])) {
    const bare = isSchemaObject(header) ? bareSchema(header) : undefined;
    if (!bare || !isSchemaObject(header)) continue;
    const at = `${pointer}/headers${formatPointer([name])}`;
    mending.relocate(`${at}/schema`, at);
    const { description } = header;
    (response['headers'] as SchemaObject)[name] = {
      ...(description === undefined ? {} : { description }),
      schema: mending.readSchema(bare, `${at}/schema`),
      ...styleOf({ ...header, in: 'header' }),
    };
  }
  if (schema === undefined || schema === null) return;
  const isFile = isSchemaObject(schema) && schema['format'] === 'binary';
  const types = produces.length > 0 ? produces : [isFile ? 'application/octet-stream' : 'application/json'];
  const shown = isSchemaObject(examples) ? examples : {};
  response['content'] = Object.fromEntries(
    types.map((type) => {
      const at = `${pointer}/content${formatPointer([type])}`;
      mending.relocate(`${at}/schema`, `${pointer}/schema`);
      if (shown[type] === undefined) return [type, { schema }];
      mending.relocate(`${at}/example`, `${pointer}/examples${formatPointer([type])}`);
      return [type, { schema, example: shown[type] }];
    }),
  );
}

function upgradeServers({ document, relocate }: Mending): void {
  const servers = serversOf(document);
  if (servers.length === 0 || document['servers'] !== undefined) return;
  document['servers'] = servers;
  relocate('/servers', typeof document['host'] === 'string' ? '/host' : '/basePath');
  for (const index of servers.keys()) relocate(`/servers/${index}`, '/servers');
}

function serversOf({ host, basePath, schemes }: SchemaObject): SchemaObject[] {
  const base = typeof basePath === 'string' && basePath !== '/' ? basePath.replace(/\/$/, '') : '';
  if (typeof host !== 'string') return base === '' ? [] : [{ url: base }];
  const protocols = textsOf(schemes).filter((scheme) => scheme === 'http' || scheme === 'https');
  return (protocols.length > 0 ? protocols : ['https']).map((scheme) => ({ url: `${scheme}://${host}${base}` }));
}

const flows: Readonly<Record<string, string>> = {
  accessCode: 'authorizationCode',
  application: 'clientCredentials',
  implicit: 'implicit',
  password: 'password',
};

function securitySchemesOf({ securityDefinitions }: SchemaObject): SchemaObject {
  return Object.fromEntries(
    membersOf(securityDefinitions).map(([name, scheme]) => {
      if (!isSchemaObject(scheme)) return [name, scheme];
      const { type, flow, description, ...own } = scheme;
      const note = description === undefined ? {} : { description };
      if (type === 'basic') return [name, { ...note, type: 'http', scheme: 'basic' }];
      if (type !== 'oauth2') return [name, scheme];
      if (own['flows'] !== undefined) return [name, scheme];
      return [name, { ...note, type, flows: { [flows[plainText(flow)] ?? plainText(flow ?? 'implicit')]: own } }];
    }),
  );
}

function membersOf(value: unknown): [string, unknown][] {
  return isSchemaObject(value) && !isUnread(value) ? Object.entries(value) : [];
}

/** The texts of a list; others where it has none. */
function textsOf(value: unknown, others: readonly string[] = []): readonly string[] {
  const texts = [value].flat().filter((each) => typeof each === 'string');
  return texts.length > 0 ? texts : others;
}

/** Reads an operation's body and answers as what they mean. */
import { STATUS_CODES } from 'node:http';
import { formatPointer } from '../../json-pointer.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { bareSchema, dropEmpty, isUnread, mendFlag, type Mending } from './mending.ts';
import { type ParameterList, mendParameters } from './mend-parameters.ts';

interface RawOperation {
  operation: SchemaObject;
  path: string;
  pointer: string;
  /** The parameters of its path. */
  shared: ParameterList;
}

/** The operation with what was meant; its own members are kept as they are where they are right. */
export function mendOperation(mending: Mending, { operation, path, pointer, shared }: RawOperation): SchemaObject {
  const mended = { ...operation };
  dropEmpty(mended, [
    'operationId',
    'summary',
    'description',
    'parameters',
    'requestBody',
    'security',
    'servers',
    'tags',
    'callbacks',
    'externalDocs',
  ]);
  mendId(mending, mended, pointer);
  mendSecurity(mending, mended, pointer);
  const own = mendParameters(mending, { raw: mended['parameters'], pointer: `${pointer}/parameters`, path, shared });
  if (own.list.length > 0) mended['parameters'] = own.list;
  else delete mended['parameters'];
  const body = mendBody(mending, mended['requestBody'], `${pointer}/requestBody`) ?? own.body;
  if (body) mended['requestBody'] = body;
  else delete mended['requestBody'];
  mended['responses'] = mendResponses(mending, mended['responses'], `${pointer}/responses`);
  return mended;
}

function mendId(mending: Mending, operation: SchemaObject, pointer: string): void {
  const { operationId: written } = operation;
  if (written === undefined || typeof written === 'string') return;
  const read = typeof written === 'number' ? String(written) : undefined;
  mending.tell('odd-structure', `${pointer}/operationId`, {
    message: 'operationId takes a text',
    found: written,
    taken: read ?? 'none',
  });
  if (read === undefined) delete operation['operationId'];
  else operation['operationId'] = read;
}

/** Of the document, or of an operation: a list of what satisfies it. */
export function mendSecurity(mending: Mending, holder: SchemaObject, pointer: string): void {
  const { security } = holder;
  if (security === undefined || Array.isArray(security)) return;
  mending.tell('odd-structure', `${pointer}/security`, {
    message: 'security takes a list',
    found: security,
    taken: isSchemaObject(security) ? 'a list of this one' : 'none',
    hint: 'Write security: [{ NAME: [] }].',
  });
  if (isSchemaObject(security)) {
    holder['security'] = [security];
    mending.relocate(`${pointer}/security/0`, `${pointer}/security`);
  } else delete holder['security'];
}

function mendBody(mending: Mending, raw: unknown, pointer: string): SchemaObject | undefined {
  if (raw === undefined || isUnread(raw)) return undefined;
  if (!isSchemaObject(raw)) {
    mending.tell('odd-parameter', pointer, {
      message: 'a request body is a map with content',
      found: raw,
      taken: 'left out',
    });
    return undefined;
  }
  const body = mendContent(mending, raw, pointer);
  mendFlag(mending, body, { flag: 'required', pointer });
  if (raw['content'] === undefined && body['content'] === undefined)
    mending.tell('odd-parameter', pointer, {
      message: 'a request body has no content',
      taken: 'any body',
      hint: 'Write content: { application/json: { schema: … } }.',
    });
  return body;
}

function mendResponses(mending: Mending, raw: unknown, pointer: string): SchemaObject {
  if (raw === undefined || (isSchemaObject(raw) && Object.keys(raw).length === 0))
    mending.tell('no-responses', pointer, { message: 'the operation documents no answer' });
  if (raw === undefined || isUnread(raw)) return {};
  if (!isSchemaObject(raw)) {
    mending.tell('odd-structure', pointer, {
      message: 'responses takes a map from statuses to answers',
      found: raw,
      taken: 'none',
    });
    return {};
  }
  const mended: SchemaObject = {};
  for (const [written, response] of Object.entries(raw)) {
    if (written.startsWith('x-')) {
      mended[written] = response;
      continue;
    }
    const at = pointer + formatPointer([written]);
    const status = readStatus(written);
    if (status === undefined || (status !== written && Object.hasOwn(raw, status))) {
      mending.tell('unread-response', at, {
        message: `"${written}" is no status, no range and not "default"`,
        taken: 'left out',
      });
      continue;
    }
    const to = pointer + formatPointer([status]);
    if (status !== written) {
      mending.tell('odd-status', at, {
        message: `"${written}" is not written as a status`,
        found: written,
        taken: status,
      });
      mending.relocate(to, at);
    }
    mended[status] = mendResponse(mending, response, to);
  }
  return mended;
}

const phrases = new Map(
  Object.entries(STATUS_CODES).map(([code, phrase = '']) => [phrase.toLowerCase().replace(/\W/g, ''), code]),
);

/** `200`, `2XX` or `default`, out of what people write: `2xx`, `200 OK`, `HTTP 200`, `ok`. */
function readStatus(written: string): string | undefined {
  const text = written.trim();
  if (/^[1-5]\d\d$/.test(text)) return text;
  if (/^[1-5](?:xx|\*\*|\*|x|--|nn)$/i.test(text)) return `${text[0]}XX`;
  if (/^(?:default|\*|any|other|others)$/i.test(text)) return 'default';
  const code = /(?:^|\D)([1-5]\d\d)(?:\D|$)/.exec(text)?.[1];
  return code ?? phrases.get(text.toLowerCase().replace(/\W/g, ''));
}

function mendResponse(mending: Mending, raw: unknown, pointer: string): SchemaObject {
  if (isUnread(raw)) return { description: '' };
  if (typeof raw === 'string' || raw === null) {
    mending.tell('odd-structure', pointer, {
      message: 'an answer is a map with a description',
      found: raw,
      taken: 'an answer without a body',
    });
    return { description: raw ?? '' };
  }
  if (!isSchemaObject(raw)) {
    mending.tell('unread-response', pointer, { message: 'an answer is a map with a description', found: raw });
    return { description: '' };
  }
  const response = mendContent(mending, raw, pointer);
  const headers = mendHeaders(mending, response['headers'], `${pointer}/headers`);
  if (headers) response['headers'] = headers;
  else delete response['headers'];
  const { links } = response;
  if (links !== undefined && !isSchemaObject(links)) {
    mending.tell('odd-structure', `${pointer}/links`, {
      message: 'links takes a map by name',
      found: links,
      taken: 'none',
    });
    delete response['links'];
  }
  if (typeof response['description'] !== 'string') response['description'] = '';
  return response;
}

function mendHeaders(mending: Mending, raw: unknown, pointer: string): SchemaObject | undefined {
  if (raw === undefined || isUnread(raw)) return undefined;
  if (!isSchemaObject(raw)) {
    mending.tell('odd-structure', pointer, { message: 'headers takes a map by name', found: raw, taken: 'none' });
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, header]) => {
      if (isUnread(header) || !isSchemaObject(header)) return isUnread(header) ? [] : [[name, {}]];
      const at = pointer + formatPointer([name]);
      const bare = header['schema'] === undefined && header['content'] === undefined ? bareSchema(header) : undefined;
      if (!bare) return [[name, header]];
      mending.tell('odd-parameter', at, {
        message: `the header ${name} has its type beside its schema's place`,
        taken: 'its schema',
      });
      mending.relocate(`${at}/schema`, at);
      return [[name, { ...header, schema: mending.readSchema(bare, `${at}/schema`) }]];
    }),
  );
}

/** Media types that people name without their kind. */
const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  text: 'text/plain',
  html: 'text/html',
  form: 'application/x-www-form-urlencoded',
};

/** A holder of `content`: a schema without a media type around it is that of JSON. */
function mendContent(mending: Mending, raw: SchemaObject, pointer: string): SchemaObject {
  const holder = { ...raw };
  dropEmpty(holder, ['content', 'headers', 'links']);
  const { schema, content, ...others } = holder;
  if (schema !== undefined && content === undefined) {
    mending.tell('odd-structure', `${pointer}/schema`, {
      message: 'a schema stands outside content',
      taken: 'that of application/json',
    });
    mending.relocate(`${pointer}/content/application~1json/schema`, `${pointer}/schema`);
    return { ...others, content: { 'application/json': { schema } } };
  }
  if (content === undefined) return holder;
  if (!isSchemaObject(content) || isUnread(content)) {
    if (!isUnread(content))
      mending.tell('odd-structure', `${pointer}/content`, {
        message: 'content takes a map from media types',
        found: content,
        taken: 'none',
      });
    return others;
  }
  if (
    content['schema'] !== undefined &&
    Object.keys(content).every((name) => ['schema', 'example', 'examples'].includes(name))
  ) {
    mending.tell('odd-structure', `${pointer}/content`, {
      message: 'content takes a map from media types',
      taken: 'that of application/json',
    });
    mending.relocate(`${pointer}/content/application~1json`, `${pointer}/content`);
    return { ...others, content: { 'application/json': content } };
  }
  return { ...others, content: mendMediaTypes(mending, content, `${pointer}/content`) };
}

function mendMediaTypes(mending: Mending, content: SchemaObject, pointer: string): SchemaObject {
  return Object.fromEntries(
    Object.entries(content)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([written, media]) => {
        const at = pointer + formatPointer([written]);
        const name = written.includes('/') ? written : (mediaTypes[written.toLowerCase()] ?? written);
        if (name !== written) {
          mending.tell('odd-structure', at, { message: `"${written}" is no media type`, taken: name });
          mending.relocate(pointer + formatPointer([name]), at);
        }
        if (media !== null && !isSchemaObject(media))
          mending.tell('odd-structure', at, {
            message: 'a media type takes a map with a schema',
            found: media,
            taken: 'any value',
          });
        return [name, isSchemaObject(media) && !isUnread(media) ? media : {}];
      }),
  );
}

/** Reads an operation's body and answers as what they mean. */
import { STATUS_CODES } from 'node:http';
import { formatPointer } from '../../json-pointer.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';
import { bareSchema, dropEmpty, isUnread, mendFlag, type Mending } from './mending.ts';
import { mendSecurity, mendServers } from './mend-access.ts';
import { mendContent } from './mend-content.ts';
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
  dropEmpty(mended, ['operationId', 'security']);
  mendId(mending, mended, pointer);
  mendSecurity(mending, mended, pointer);
  mendServers(mending, mended, pointer);
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
    mended[status] = withoutBody(mending, status, { response: mendResponse(mending, response, to), pointer: to });
  }
  return mended;
}

/** Answers of some statuses have no body, whatever a document says (RFC 9110, 6.4.1). */
function withoutBody(
  mending: Mending,
  status: string,
  { response, pointer }: { response: SchemaObject; pointer: string },
): SchemaObject {
  if (!/^(?:1..|204|205|304)$/.test(status) || response['content'] === undefined) return response;
  mending.tell('odd-structure', `${pointer}/content`, {
    message: `an answer of ${status} has no body`,
    taken: 'no content',
    hint: `Leave out content, or document another status than ${status}.`,
  });
  const { content: _, ...others } = response;
  return others;
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
  if (typeof raw['description'] !== 'string')
    mending.tell('missing-member', pointer, { message: 'the answer has no description' });
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
      if (isUnread(header)) return [];
      const at = pointer + formatPointer([name]);
      if (!isSchemaObject(header)) {
        const message = `the header ${name} is a map with a schema`;
        mending.tell('odd-structure', at, { message, found: header, taken: 'any value' });
        return [[name, {}]];
      }
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

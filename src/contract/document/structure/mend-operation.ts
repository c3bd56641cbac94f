/** Reads an operation's body and answers as what they mean. */
import { STATUS_CODES } from 'node:http';
import { formatPointer } from '../../json-pointer.ts';
import { plainText } from '../../name-text.ts';
import { isSchemaObject, type SchemaObject, unreadKeyword } from '../../schema.ts';
import { readTypeName } from '../schema/type-name.ts';
import { bareSchema, dropEmpty, findComponent, isUnread, mendFlag, type Mending, readListed } from './mending.ts';
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
  const unread = isUnread(mended['requestBody']) ? `${pointer}/requestBody` : own.unread;
  if (unread !== undefined) mended[unreadKeyword] = unread;
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
    hint: `Write operationId: "${read ?? 'NAME'}".`,
  });
  if (read === undefined) delete operation['operationId'];
  else operation['operationId'] = read;
}

/** A list of one body is that; a text is the component that it names. */
function readBody(mending: Mending, given: unknown, pointer: string): SchemaObject | undefined {
  if (isSchemaObject(given)) return given;
  const only: unknown = Array.isArray(given) && given.length === 1 ? given[0] : undefined;
  const named = findComponent(mending, 'requestBodies', given);
  const schema = findComponent(mending, 'schemas', given);
  const inner = schema && { schema: { $ref: `#${schema.pointer}` } };
  const read = isSchemaObject(only) ? only : (named?.part ?? (inner && { content: { 'application/json': inner } }));
  mending.tell('odd-parameter', pointer, {
    message: 'a request body is a map with content',
    found: given,
    taken: only === read && read ? 'its only entry' : read ? `#${(named ?? schema)?.pointer}` : 'left out',
    hint: named ? `Write requestBody: { $ref: "#${named.pointer}" }.` : 'Write requestBody: { content: … }.',
  });
  if (read === only) mending.relocate(pointer, `${pointer}/0`);
  else if (named) mending.relocate(pointer, named.pointer);
  return read;
}

function mendBody(mending: Mending, given: unknown, pointer: string): SchemaObject | undefined {
  const raw = given === undefined || isUnread(given) ? undefined : readBody(mending, given, pointer);
  if (raw === undefined) return undefined;
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
  const answers = readAnswers(mending, raw, pointer);
  const mended: SchemaObject = {};
  for (const [written, response] of Object.entries(answers)) {
    if (written.startsWith('x-')) {
      mended[written] = response;
      continue;
    }
    const at = pointer + formatPointer([written]);
    const statuses = readStatuses(written).filter((status) => status === written || !Object.hasOwn(answers, status));
    if (statuses.length === 0) {
      mending.tellName('unread-response', at, {
        message: `"${written}" is no status, no range and not "default"`,
        taken: 'left out',
      });
      continue;
    }
    if (statuses.length > 1 || statuses[0] !== written)
      mending.tellName('odd-status', at, {
        message: `"${written}" is not written as a status`,
        found: written,
        taken: statuses.join(' and '),
        hint: `Write ${statuses.map((status) => `"${status}"`).join(' and ')}.`,
      });
    for (const status of statuses) {
      const to = pointer + formatPointer([status]);
      if (status !== written) mending.carry(to, at);
      mended[status] = withoutBody(mending, status, { response: mendResponse(mending, response, to), pointer: to });
    }
  }
  return mended;
}

/** Answers by their statuses: also a list of them, and one answer in place of all. */
function readAnswers(mending: Mending, raw: unknown, pointer: string): SchemaObject {
  const told = { message: 'responses takes a map from statuses to answers', found: raw };
  const hint = 'Write responses: { "200": { description: … } }.';
  if (isSchemaObject(raw)) {
    const isAnswer = ['description', 'content', 'schema'].some((name) => raw[name] !== undefined);
    if (!isAnswer || Object.keys(raw).some((name) => readStatuses(name).length > 0)) return raw;
    mending.tell('odd-structure', pointer, { ...told, taken: 'an answer of any status', hint });
    mending.relocate(`${pointer}/default`, pointer);
    return { default: raw };
  }
  const members = ['status', 'statusCode', 'code'];
  const entries = Array.isArray(raw) ? readListed(mending, raw, { pointer, members }) : undefined;
  const listed = Object.keys(entries ?? {}).every((name) => readStatuses(name).length > 0) ? entries : undefined;
  mending.tell('odd-structure', pointer, { ...told, taken: listed ? 'a map of its entries' : 'none', hint });
  return listed ?? {};
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

/** `200`, `2XX` or `default`, out of what people write: `2xx`, `200 OK`, `HTTP 200`, `ok`, `200, 201`; none where it is no status. */
function readStatuses(written: string): string[] {
  const parts = written.split(/[,|/]/);
  const several = parts.length > 1 ? parts.map((part) => readStatus(part)) : [];
  const one = readStatus(written);
  if (several.length > 0 && several.every((status) => status !== undefined)) return [...new Set(several)];
  return one === undefined ? [] : [one];
}

function readStatus(written: string): string | undefined {
  const text = written.trim();
  if (/^[1-5]\d\d$/.test(text)) return text;
  if (/^[1-5](?:xx|\*\*|\*|x|--|nn|\dx)$/i.test(text)) return `${text[0]}XX`;
  if (/^(?:default|\*|any|other|others|error|errors)$/i.test(text)) return 'default';
  if (/^success$/i.test(text)) return '2XX';
  const code = /(?:^|\D)([1-5]\d\d)(?:\D|$)/.exec(text)?.[1];
  return code ?? phrases.get(text.toLowerCase().replace(/\W/g, ''));
}

/** A list of one answer is that; a text is the component that it names, or a description. */
function mendResponse(mending: Mending, given: unknown, pointer: string): SchemaObject {
  if (isUnread(given)) return { description: '' };
  const only: unknown = Array.isArray(given) && given.length === 1 ? given[0] : undefined;
  const named = findComponent(mending, 'responses', given);
  const raw = isSchemaObject(only) && !isUnread(only) ? only : (named?.part ?? given);
  if (typeof given === 'string' || given === null || raw !== given) {
    mending.tell('odd-structure', pointer, {
      message: 'an answer is a map with a description',
      found: given,
      taken: raw === given ? 'an answer without a body' : named ? `#${named.pointer}` : 'its only entry',
      hint: named ? `Write { $ref: "#${named.pointer}" }.` : 'Write { description: … }.',
    });
    if (raw === given) return { description: given ?? '' };
    if (named) mending.relocate(pointer, named.pointer);
    else mending.carry(pointer, `${pointer}/0`);
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
      hint: 'Write links: { NAME: … }.',
    });
    delete response['links'];
  }
  if (typeof response['description'] !== 'string') response['description'] = '';
  return response;
}

function mendHeaders(mending: Mending, raw: unknown, pointer: string): SchemaObject | undefined {
  if (raw === undefined || isUnread(raw)) return undefined;
  const listed = Array.isArray(raw) ? readListed(mending, raw, { pointer, members: ['name'] }) : undefined;
  if (!isSchemaObject(raw)) {
    const told = {
      message: 'headers takes a map by name',
      found: raw,
      taken: listed ? 'a map of its entries' : 'none',
    };
    mending.tell('odd-structure', pointer, { ...told, hint: 'Write headers: { NAME: { schema: … } }.' });
    if (!listed) return undefined;
  }
  return Object.fromEntries(
    Object.entries((listed ?? raw) as SchemaObject).flatMap(([name, header]: [string, unknown]) => {
      if (isUnread(header)) return [];
      const at = pointer + formatPointer([name]);
      if (!isSchemaObject(header)) {
        const message = `the header ${name} is a map with a schema`;
        const type = typeof header === 'string' && readTypeName(header) ? header : undefined;
        mending.tell('odd-structure', at, {
          message,
          found: header,
          taken: type ?? 'any value',
          hint: `Write { schema: { type: ${type ?? 'string'} } }.`,
        });
        mending.relocate(`${at}/schema`, at);
        return [[name, type === undefined ? {} : { schema: mending.readSchema({ type }, `${at}/schema`) }]];
      }
      const bare = header['schema'] === undefined && header['content'] === undefined ? bareSchema(header) : undefined;
      if (!bare) return [[name, header]];
      mending.tell('odd-parameter', at, {
        message: `the header ${name} has its type beside its schema's place`,
        taken: 'its schema',
        hint: `Write schema: { type: ${plainText(header['type'])} }.`,
      });
      mending.relocate(`${at}/schema`, at);
      return [[name, { ...header, schema: mending.readSchema(bare, `${at}/schema`) }]];
    }),
  );
}

/** Reads the parts of a Postman collection as what they mean, and tells what none can be made of. */
import type { Told } from '../../contract-diagnostics.ts';
import type { ContractRule } from '../../contract-rule.ts';
import { plainText } from '../../name-text.ts';
import { isSchemaObject, type SchemaObject } from '../../schema.ts';

type Tell = (rule: ContractRule, pointer: string, told: Told) => void;

/** A copy of the collection, whose parts stand where they stood. */
export function mendCollection(collection: SchemaObject, tell: Tell): SchemaObject {
  return { ...collection, item: mendItems(collection['item'], '/item', tell) };
}

function mendItems(items: unknown, pointer: string, tell: Tell): unknown[] {
  return (Array.isArray(items) ? (items as unknown[]) : []).map((item, index) => {
    const at = `${pointer}/${index}`;
    if (isSchemaObject(item)) return mendItem(item, at, tell);
    tell('unread-operation', at, { message: 'an item is a map with a request', found: item, taken: 'left out' });
    return item;
  });
}

function mendItem(item: SchemaObject, pointer: string, tell: Tell): SchemaObject {
  const { item: inner, request, response } = item;
  const mended = { ...item };
  if (inner !== undefined) mended['item'] = mendItems(inner, `${pointer}/item`, tell);
  if (request !== undefined) mended['request'] = mendRequest(request, `${pointer}/request`, tell);
  else if (inner === undefined)
    tell('unread-operation', pointer, { message: 'an item has a request, or items', taken: 'left out' });
  if (response === undefined || response === null) return mended;
  if (!Array.isArray(response))
    tell('odd-structure', `${pointer}/response`, {
      message: 'response takes a list of saved responses',
      found: response,
      taken: 'none',
      hint: 'Write response: [ … ].',
    });
  mended['response'] = (Array.isArray(response) ? (response as unknown[]) : []).map((saved, index) =>
    mendResponse(saved, `${pointer}/response/${index}`, tell),
  );
  return mended;
}

function mendRequest(request: unknown, pointer: string, tell: Tell): unknown {
  const { url, header, body } = isSchemaObject(request) ? request : { url: request };
  const hasAddress =
    typeof url === 'string' || (isSchemaObject(url) && (url['raw'] !== undefined || url['path'] !== undefined));
  if (!hasAddress)
    tell('unread-operation', pointer, {
      message: 'a request has an address',
      found: url,
      taken: 'left out',
      hint: 'Write url: { raw: "https://…" }.',
    });
  if (!isSchemaObject(request)) return request;
  tellBody(body, `${pointer}/body`, tell);
  return {
    ...request,
    ...(header === undefined
      ? {}
      : { header: readRows(header, /\r?\n/, /:\s*/, { pointer: `${pointer}/header`, tell }) }),
    ...(isSchemaObject(url) && url['query'] !== undefined
      ? { url: { ...url, query: readRows(url['query'], /&/, /=/, { pointer: `${pointer}/url/query`, tell }) } }
      : {}),
  };
}

/** Names and values: also one text of them, or a map. */
function readRows(
  rows: unknown,
  between: RegExp,
  inside: RegExp,
  { pointer, tell }: { pointer: string; tell: Tell },
): unknown {
  if (Array.isArray(rows) || rows === null || rows === '') return rows;
  const entries: [string, unknown][] | undefined =
    typeof rows === 'string'
      ? rows.split(between).map((row) => [row.split(inside, 1)[0] ?? '', row.replace(/^[^:=]*[:=]\s*/, '')])
      : isSchemaObject(rows)
        ? Object.entries(rows)
        : undefined;
  tell('odd-structure', pointer, {
    message: 'names and values are a list',
    found: rows,
    taken: entries ? 'a list of them' : 'none',
    hint: 'Write [{ key: …, value: … }].',
  });
  return entries?.map(([key, value]) => ({ key: key.trim(), value }));
}

const modes = ['file', 'formdata', 'graphql', 'raw', 'urlencoded'];

function tellBody(body: unknown, pointer: string, tell: Tell): void {
  if (!isSchemaObject(body) || body['mode'] === undefined || modes.includes(plainText(body['mode']))) return;
  tell('odd-structure', `${pointer}/mode`, {
    message: `the mode of a body is one of ${modes.join(', ')}`,
    found: body['mode'],
    taken: 'no body',
    hint: 'Write mode: raw.',
  });
}

function mendResponse(saved: unknown, pointer: string, tell: Tell): unknown {
  if (!isSchemaObject(saved)) return saved;
  const { code } = saved;
  const read = typeof code === 'string' && /^\s*[1-5]\d\d\s*$/.test(code) ? Number(code) : code;
  if (typeof read !== 'number' || read < 100 || read > 599)
    tell('unread-response', pointer, {
      message: 'a saved response has the code of its status',
      found: code,
      taken: 'left out',
      hint: 'Write code: 200.',
    });
  else if (read !== code)
    tell('odd-status', `${pointer}/code`, {
      message: 'code is a number',
      found: code,
      taken: String(read),
      hint: `Write code: ${read}.`,
    });
  return { ...saved, code: read };
}

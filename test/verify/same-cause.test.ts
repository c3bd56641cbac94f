/** What one slip of a server breaks here and there is told once. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';
import { type Call, refuse, type Reply, shelvesDocument, startShelves, type ShelvesOptions } from './shelves.ts';

type Fault = NonNullable<ShelvesOptions['fault']>;

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

const contract = loadContract(writeContract({ 'openapi.yaml': shelvesDocument }));

/** The same document, which forbids members that it does not name. */
const strict = structuredClone(shelvesDocument);
const { NewShelf, NewBook, BookChange } = strict.components.schemas;
for (const schema of [NewShelf, NewBook, BookChange]) Object.assign(schema, { additionalProperties: false });
const forbidding = loadContract(writeContract({ 'openapi.yaml': strict }));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const membersOf = ({ body }: Call): [string, unknown][] => (isObject(body) ? Object.entries(body) : []);
const has = (call: Call, name: string): boolean => membersOf(call).some(([key]) => key === name);
const crash: Reply = { status: 500, text: 'Internal Server Error', type: 'text/plain' };
const isShort = (value: unknown): boolean => typeof value === 'string' && [...value].length < 2;

const isOddType = ({ request, text }: Call): boolean =>
  text !== '' && request.headers['content-type'] !== 'application/json';

/** Takes members whatever the case of their names, as some parsers do. */
const ignoreCase: Fault = (call, right) => {
  const names = ['title', 'subtitle', 'year', 'status', 'note', 'language', 'name', 'room', 'width', 'owner'];
  if (isObject(call.body))
    for (const [key, value] of membersOf(call)) {
      const name = names.find((each) => each === key.toLowerCase());
      if (name === undefined || name === key) continue;
      call.body[name] = value;
      delete call.body[key];
    }
  return right();
};

/** Gives back whatever it was sent. */
const keepAll: Fault = (call, right) => {
  const reply = right();
  return isObject(call.body) && isObject(reply.json) && reply.status < 300
    ? { ...reply, json: { ...call.body, ...reply.json } }
    : reply;
};

/** The same of what no answer has. */
const keepUnknown: Fault = (call, right) => {
  if (isObject(call.body))
    for (const name of ['id', 'year', 'tag'])
      if (String(call.body[name]).startsWith('docpact-')) delete call.body[name];
  return keepAll(call, right);
};

describe('one problem', () => {
  it.each<[string, Fault, string, typeof contract?]>([
    [
      'for two members that do not go together',
      (call, right) => (has(call, 'note') && has(call, 'language') ? crash : right()),
      'server-error the server failed with 500 where note and language come together, whatever they hold',
    ],
    [
      'for crashes whose answers say what was sent',
      (call, right) => {
        const [name] = membersOf(call).find(([key, value]) => value === null && key !== 'subtitle') ?? [];
        return name === undefined ? right() : { status: 500, json: { error: `NoneType: ${name}`, at: name } };
      },
      'server-error the server failed with 500 because of null in name, room, owner, width, ',
    ],
    [
      'for content types that are taken by their text',
      (call, right) => (isOddType(call) ? refuse(415, `no ${call.request.headers['content-type']}`) : right()),
      'refused-valid a valid request is refused because of its content type: APPLICATION/JSON, application/json; charset=utf-8 and application/json;charset=UTF-8',
    ],
    [
      'for short texts, whatever letters they have',
      (call, right) => (membersOf(call).some(([key, value]) => key === 'note' && isShort(value)) ? crash : right()),
      'server-error the server failed with 500 because of note: "x"',
    ],
    [
      'for short texts in any member',
      (call, right) => (membersOf(call).some(([, value]) => isShort(value)) ? refuse(400, 'too short') : right()),
      'refused-valid a valid request is refused because of texts of one or two letters in',
    ],
    [
      'for an optional member that is demanded, with a status of its own',
      (call, right) =>
        call.operation === 'changeBook' && isObject(call.body) && !has(call, 'title') ? refuse(422, 'title') : right(),
      'refused-valid a valid request is refused where title is missing, though the document says that it is optional',
    ],
    [
      'for forbidden members that are taken and come back',
      keepAll,
      'accepted-invalid members that the document forbids are accepted: addShelf, addBook and changeBook',
      forbidding,
    ],
    [
      'for unknown members that come back',
      keepUnknown,
      'leak what members bring that the document does not know comes back: addShelf, addBook and changeBook',
    ],
    [
      'for names in another case',
      ignoreCase,
      'accepted-invalid members are taken under other spellings of their names: name (addShelf); title (addBook)',
    ],
  ])('%s', async (_, fault, told, document = contract) => {
    const server = await startShelves({ fault });
    closing.push(server.close);
    const { problems } = await verify({ contract: document, target: server.url });
    expect(problems.map(({ kind, message }) => `${kind} ${message}`)).toEqual([expect.stringContaining(told)]);
  });
});

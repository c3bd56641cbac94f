/** A list of problems that moves can be no baseline: a server that remembers shows the same ids in each of twenty runs. */
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

const text = { type: 'string', minLength: 1, maxLength: 40 };
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const refused = { description: 'refused', ...json({ type: 'object', properties: { error: { type: 'string' } } }) };
const Note = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id: { type: 'integer' }, title: text, tag: text, size: { type: 'integer' } },
};

const document = {
  openapi: '3.1.0',
  info: { title: 'notes', version: '1' },
  paths: {
    '/notes': {
      post: {
        operationId: 'addNote',
        'x-laws': { unique: ['$request.body#/title'] },
        requestBody: {
          required: true,
          ...json({
            type: 'object',
            required: ['title'],
            properties: { title: text, tag: text, size: { type: 'integer' } },
          }),
        },
        responses: { 201: { description: 'made', ...json(Note) }, 400: refused, 409: refused },
      },
    },
    '/notes/{noteId}': {
      parameters: [{ name: 'noteId', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: 'getNote', responses: { 200: { description: 'one', ...json(Note) }, 404: refused } },
    },
  },
};

const contract = loadContract(writeContract({ 'openapi.yaml': document }));

type Members = Record<string, unknown>;

interface Faults {
  /** In place of the right answer to a creation. */
  add?: (body: Members, made: number) => Response | undefined;
  /** Whether others come in between looking a title up and taking it. */
  isSlow?: true;
  /** The status of a title that is taken. */
  taken?: number;
  /** What is wrong with an answer. */
  show?: (note: Members, made: number) => Members;
}

const answer = (status: number, body: unknown): Response => Response.json(body, { status });

/** A server in this process, which keeps all that any run has made. */
function createNotes({
  add,
  isSlow,
  taken = 409,
  show = (note) => note,
}: Faults): (request: Request) => Promise<Response> {
  const notes = new Map<string, Members>();
  const titles = new Set<unknown>();
  let made = 0;
  const addNote = async (request: Request): Promise<Response> => {
    const body = (await request.json().catch(() => undefined)) as unknown;
    if (!isNote(body)) return answer(400, { error: 'no note' });
    const isTaken = titles.has(body['title']);
    if (isSlow) await setImmediate();
    if (isTaken) return answer(taken, { error: 'the title is taken' });
    made += 1;
    const fault = add?.(body, made);
    if (fault) return fault;
    titles.add(body['title']);
    const { title, tag, size } = body;
    const note = { id: made, title, ...(tag === undefined ? {} : { tag }), ...(size === undefined ? {} : { size }) };
    notes.set(String(made), note);
    return answer(201, show(note, made));
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    const note = notes.get(/^\/notes\/(.+)$/.exec(pathname)?.[1] ?? '');
    if (request.method === 'POST' && pathname === '/notes') return addNote(request);
    return note ? answer(200, note) : answer(404, { error: 'no such note' });
  };
}

function isNote(body: unknown): body is Members {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { title, tag = 'a', size = 1 } = body as Members;
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && [...value].length <= 40;
  return isText(title) && isText(tag) && Number.isInteger(size);
}

const crash = (): Response => new Response('oops', { status: 500 });

it('finds nothing on a right one', async () => {
  const notes = createNotes({});
  for (let run = 0; run < 3; run += 1)
    expect((await verify({ contract, target: notes })).problems.map(({ message }) => message)).toEqual([]);
});

it('finds nothing on one that takes each title once, though its document does not say so', async () => {
  const { 'x-laws': _, ...post } = document.paths['/notes'].post;
  const unsaid = { ...document, paths: { ...document.paths, '/notes': { post } } };
  const silent = loadContract(writeContract({ 'openapi.yaml': unsaid }));
  const notes = createNotes({ taken: 400 });
  for (const seed of [1, 2, 1])
    expect((await verify({ contract: silent, target: notes, seed })).problems.map(({ message }) => message)).toEqual(
      [],
    );
});

it.each<[string, Faults, readonly string[]]>([
  [
    'crashes on emoji in a tag',
    { add: ({ tag }) => (/\p{Extended_Pictographic}|[\u{20000}-\u{2ffff}]/u.test(String(tag)) ? crash() : undefined) },
    ['server-error'],
  ],
  [
    'refuses what is taken, now or since an earlier run, with a status of its own',
    { taken: 422 },
    ['undocumented-status'],
  ],
  ['fails now and then', { add: (_, made) => (made % 7 === 0 ? crash() : undefined) }, ['unstable']],
  ['lets two who come at once take one title', { isSlow: true }, ['duplicate-accepted']],
  [
    'writes the identifier as a text from the tenth note on',
    { show: (note, made) => (made > 10 ? { ...note, id: String(note['id']) } : note) },
    ['body-schema'],
  ],
])('finds the same in twenty runs of one that %s', async (_, faults, kinds) => {
  const notes = createNotes(faults);
  // What comes now and then is found by trying often.
  const depth = kinds[0] === 'unstable' ? 'standard' : 'quick';
  const runs = [];
  for (let run = 0; run < 20; run += 1) {
    const { problems } = await verify({ contract, target: notes, depth, seed: 1 + (run % 4) });
    runs.push(problems.map(({ id, kind, message }) => `${id} ${kind} ${message}`));
  }
  const lists = new Set(
    runs.map((list) =>
      list
        .map((line) => line.split(' ').slice(0, 2).join(' '))
        .sort()
        .join('\n'),
    ),
  );
  expect([...lists], [...new Set(runs.map((list) => list.join('\n')))].join('\n---\n')).toHaveLength(1);
  expect([...lists][0]?.split('\n').map((line) => line.split(' ')[1])).toEqual(kinds);
});

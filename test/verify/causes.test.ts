/** One cause is one problem, and different causes are several, whatever clauses and operations they show in. */
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { renderText } from '../../src/report/render-text.ts';
import type { Report } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';
import { type Call, refuse, type Reply, shelvesDocument, startShelves, type ShelvesOptions } from './shelves.ts';

const contract = loadContract(writeContract({ 'openapi.yaml': shelvesDocument }));
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

async function judge(options: ShelvesOptions): Promise<Report> {
  const server = await startShelves(options);
  closing.push(server.close);
  return verify({ contract, target: server.url });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has = ({ body }: Call, name: string): boolean => isObject(body) && Object.hasOwn(body, name);
const crash: Reply = { status: 500, text: 'Internal Server Error', type: 'text/plain' };

it('finds nothing on the right server', async () => {
  expect((await judge({})).problems.map(({ kind, message }) => `${kind} ${message}`)).toEqual([]);
});

describe('one cause', () => {
  it('is a handler that writes refusals as plain text, in every operation', async () => {
    const fault: ShelvesOptions['fault'] = (_, right) => {
      const { status, json } = right();
      return status < 400 ? { status, json } : { status, text: (json as { error: string }).error, type: 'text/plain' };
    };
    const { problems, coverage } = await judge({ fault });
    const [problem, ...others] = problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      kind: 'not-json',
      message: 'refusals are text/plain and not JSON: listShelves, addShelf, getShelf, addBook, getBook and changeBook',
    });
    expect(problem?.operations).toHaveLength(6);
    expect(problem?.cases).toHaveLength(problem?.count ?? 0);
    const broken = coverage.outcomes.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id);
    expect(broken.sort()).toEqual(problem?.clauses?.toSorted());
    expect(problem?.clauses?.[0]).toBe(problem?.clause);
  });

  it('is a handler that writes refusals in another shape', async () => {
    const fault: ShelvesOptions['fault'] = (_, right) => {
      const reply = right();
      return reply.status < 400 ? reply : { ...reply, json: { detail: 'no' } };
    };
    const { problems } = await judge({ fault });
    expect(problems.map(({ kind }) => kind)).toEqual(['body-schema']);
    expect(problems[0]?.message).toMatch(
      /^refusals have another shape than the documented one \(error is required\): /,
    );
  });

  it('is an optional member that is demanded: it stands first, names the member, and explains whatever it refuses', async () => {
    const fault: ShelvesOptions['fault'] = (call, right) => {
      if (/\[{200}/.test(call.text)) return crash;
      const isLacking = call.operation === 'addBook' && isObject(call.body) && !has(call, 'status');
      return isLacking ? refuse(400, 'status is required') : right();
    };
    const { problems } = await judge({ fault });
    expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
      [
        'refused-valid',
        'a valid request is refused where status is missing, though the document says that it is optional',
      ],
      ['nesting-limit', 'JSON that is nested deeply is answered with 500, not refused'],
    ]);
    expect(problems[0]).toMatchObject({ clause: 'addBook.request.body.status.type', operations: ['addBook'] });
  });

  it('is numbers that are taken for texts, in every member', async () => {
    const { problems } = await judge({ takesNumbers: true });
    expect(problems.map(({ kind }) => kind)).toEqual(['accepted-invalid']);
    expect(problems[0]?.message).toMatch(/^numbers are taken for texts: .*title.*\(addBook\)/);
    expect(problems[0]?.clauses).toEqual(
      expect.arrayContaining([
        'addShelf.request.body.name.type',
        'addBook.request.body.title.type',
        'changeBook.request.body.note.type',
      ]),
    );
  });

  it('is a member whose type nobody looks at, whatever is sent', async () => {
    const fault: ShelvesOptions['fault'] = (call, right) => {
      if (call.operation === 'addBook' && isObject(call.body) && typeof call.body['note'] !== 'string')
        delete call.body['note'];
      return right();
    };
    const { problems } = await judge({ fault });
    expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
      ['accepted-invalid', 'lists, true and false, null, numbers and objects are taken for texts: note (addBook)'],
    ]);
  });

  it('is an undocumented status for all that is refused', async () => {
    const fault: ShelvesOptions['fault'] = (_, right) => {
      const reply = right();
      return reply.status === 400 ? { ...reply, status: 422 } : reply;
    };
    const { problems } = await judge({ fault });
    expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
      ['undocumented-status', expect.stringMatching(/^422 is not documented: .*addBook/)],
    ]);
  });
});

describe('several causes behind one clause', () => {
  const fault: ShelvesOptions['fault'] = (call, right) => {
    const values = isObject(call.body) ? Object.values(call.body) : [];
    const crashes =
      /\[{200}/.test(call.text) ||
      call.text.includes('\ufffd') ||
      has(call, '__proto__') ||
      has(call, 'docpact_unknown') ||
      values.some((value) => Array.isArray(value)) ||
      (has(call, 'subtitle') && (call.body as { subtitle: unknown }).subtitle === null);
    return crashes ? crash : right();
  };
  /** What is told of six crashes that all look alike. */
  const told = [
    'JSON that is nested deeply is answered with 500, not refused',
    'the server failed with 500 because of a body that is not UTF-8',
    'the server failed with 500 because of a member named __proto__',
    'the server failed with 500 because of a member that the document does not know',
    expect.stringMatching(/^the server failed with 500 because of values of a wrong type in .*title/),
    'the server failed with 500 because of subtitle: null',
  ];

  it('are told apart by what the requests have in common', async () => {
    const { problems } = await judge({ fault });
    expect(problems.map(({ kind }) => kind).toSorted()).toEqual([
      'nesting-limit',
      ...told.slice(1).map(() => 'server-error'),
    ]);
    expect(problems.map(({ message }) => message).toSorted()).toEqual(expect.arrayContaining(told));
    expect(problems).toHaveLength(told.length);
    const [first] = problems;
    expect(first?.message).toBe('the server failed with 500 because of subtitle: null');
    expect(JSON.parse(first?.exchanges.at(-1)?.request.body ?? '')).toEqual({
      subtitle: null,
      title: expect.any(String),
    });
  });

  it('have the same ids in every run of a server that remembers', async () => {
    const server = await startShelves({ fault });
    closing.push(server.close);
    const runs = [];
    for (let run = 0; run < 5; run += 1) runs.push(await verify({ contract, target: server.url, seed: run + 1 }));
    const ids = runs.map(({ problems }) => problems.map(({ id }) => id).toSorted());
    expect(new Set(ids.map(String)).size, ids.join('\n')).toBe(1);
  });

  it('fit on a page of 80 columns', async () => {
    const text = renderText(await judge({ fault }));
    const prose = text.split('\n').filter((line) => !/curl|printf|\$\(/.test(line));
    expect(prose.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('the smallest request', () => {
  it('has one fault: null in one member', async () => {
    const fault: ShelvesOptions['fault'] = (call, right) =>
      call.operation === 'changeBook' && isObject(call.body) && call.body['subtitle'] === null ? crash : right();
    const [problem, ...others] = (await judge({ fault })).problems;
    expect(others).toEqual([]);
    expect(problem?.exchanges.at(-1)?.request.body).toBe('{"subtitle":null}');
    expect(problem?.cases).toContain('changeBook/null/subtitle');
  });

  it('has a text with nothing but what does it', async () => {
    const fault: ShelvesOptions['fault'] = (call, right) =>
      has(call, 'note') && /[\u{10000}-\u{10ffff}]/u.test(String((call.body as { note: unknown }).note))
        ? crash
        : right();
    const [problem] = (await judge({ fault })).problems;
    const { note } = JSON.parse(problem?.exchanges.at(-1)?.request.body ?? '{}') as { note: string };
    expect([...note.replace(/\d{9}/, '')].length).toBeLessThan(4);
  });

  it('is one without a body where that is optional', async () => {
    const fault: ShelvesOptions['fault'] = (call, right) =>
      call.operation === 'changeBook' && call.text === '' ? refuse(400, 'no body') : right();
    const [problem, ...others] = (await judge({ fault })).problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ kind: 'refused-valid', cases: ['changeBook/body/absent'] });
    expect(problem?.message).toContain('without a body');
  });

  it('has one odd parameter', async () => {
    const fault: ShelvesOptions['fault'] = (call, right) => (call.request.url?.includes('limit=50') ? crash : right());
    const [problem, ...others] = (await judge({ fault })).problems;
    expect(others).toEqual([]);
    expect(problem?.message).toBe('the server failed with 500 because of limit: 50');
    expect(problem?.clause).toBe('listShelves.request.query.limit.type');
  });

  it('names a huge identifier that a server cannot hold, though a creation gives others', async () => {
    const fault: ShelvesOptions['fault'] = (call, right) =>
      /\/shelves\/9{30}$/.test(call.request.url ?? '') ? crash : right();
    const [problem] = (await judge({ fault })).problems;
    expect(problem?.kind).toBe('server-error');
    expect(problem?.exchanges.at(-1)?.request.url).toMatch(/\/shelves\/9{30}$/);
  });
});

describe('on a server that wants of each book a code that no other has, and that no fresh digits fit in', () => {
  const code = { type: 'string', pattern: '^97[89][A-Z]{9}$' };
  const document = structuredClone(shelvesDocument);
  const { NewBook } = document.components.schemas;
  Object.assign(NewBook, { required: ['title', 'code'], properties: { ...NewBook.properties, code } });
  const { responses } = document.paths['/shelves/{shelfId}/books'].post;
  Object.assign(responses, { 409: responses[400] });
  const coded = loadContract(writeContract({ 'openapi.yaml': document }));

  /** Refuses books with a code that another book has; changes may go wrong. */
  function startCoded(changeFault: (call: Call) => Reply | undefined): ReturnType<typeof startShelves> {
    const taken = new Set<string>();
    const addBook = ({ body }: Call, right: () => Reply): Reply => {
      const own = isObject(body) ? body['code'] : undefined;
      if (typeof own !== 'string' || !new RegExp(code.pattern).test(own)) return refuse(400, 'the code is wrong');
      if (taken.has(own)) return refuse(409, 'the code is taken');
      const reply = right();
      if (reply.status === 201) taken.add(own);
      return reply;
    };
    return startShelves({
      fault: (call, right) => {
        if (call.operation === 'addBook') return addBook(call, right);
        return (call.operation === 'changeBook' && changeFault(call)) || right();
      },
    });
  }

  it.each<[string, { changeFault: (call: Call) => Reply | undefined; told: string }]>([
    [
      'an optional member is refused',
      {
        changeFault: (call) => (has(call, 'subtitle') ? refuse(400, 'not wanted') : undefined),
        told: 'a valid request is refused because of subtitle, whatever it holds',
      },
    ],
    [
      'an emoji breaks it',
      {
        changeFault: ({ body }) =>
          isObject(body) && /[\u{10000}-\u{10ffff}]/u.test(String(body['note'])) ? crash : undefined,
        told: 'the server failed with 500 because of note: "𠮷𠮷𠮷"',
      },
    ],
    [
      'a list breaks it',
      {
        changeFault: ({ body, text }) => (Array.isArray(body) && text.length < 1_000 ? crash : undefined),
        told: 'the server failed with 500 (with an array as body)',
      },
    ],
  ])('%s: that is one cause, the same in every run', async (_, { changeFault, told }) => {
    const server = await startCoded(changeFault);
    closing.push(server.close);
    const runs = [];
    for (const seed of [1, 2, 3]) runs.push(await verify({ contract: coded, target: server.url, seed }));
    expect(runs.map(({ problems }) => problems.map(({ message }) => message))).toEqual(runs.map(() => [told]));
    expect(new Set(runs.flatMap(({ problems }) => problems.map(({ id }) => id))).size).toBe(1);
  });
});

describe('what a member brought that the document does not know', () => {
  const keep = (rename: (name: string) => string): NonNullable<ShelvesOptions['fault']> => {
    return (call, right) => {
      const reply = right();
      if (!isObject(call.body) || !isObject(reply.json) || reply.status >= 300 || call.operation !== 'addBook')
        return reply;
      const known = new Set(['title', 'subtitle', 'year', 'status', 'note', 'language']);
      const others = Object.entries(call.body).filter(([name, value]) => !known.has(name) && typeof value === 'string');
      return {
        ...reply,
        json: { ...reply.json, ...Object.fromEntries(others.map(([name, value]) => [rename(name), value])) },
      };
    };
  };

  it('is a leak where the answer does not know it either, and the sentence says where', async () => {
    const { problems } = await judge({ fault: keep((name) => name) });
    const leaks = problems.filter(({ kind }) => kind === 'leak');
    expect(leaks).not.toEqual([]);
    expect(leaks[0]?.message).toMatch(
      /^what a member brought that the document does not know comes back in \w+, which it does not know either/,
    );
  });

  it('is none where it comes back as what the answer documents: in another spelling, or of the answer alone', async () => {
    const known = ['title', 'subtitle', 'note', 'language', 'tag'];
    const fault = keep((name) => known.find((each) => each === name.toLowerCase()) ?? 'tag');
    const { problems } = await judge({ fault });
    expect(problems.filter(({ kind }) => kind === 'leak')).toEqual([]);
  });
});

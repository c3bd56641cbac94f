/** Reports made by hand: one that conforms, one with every kind of problem, one full of hostile text. */
import { everything } from '../../harmless.ts';
import type { ReportedExchange } from '../../../src/http/display/describe-exchange.ts';
import { type ProblemKind, problemKinds, severityOrder } from '../../../src/verdict/problem-kind.ts';
import { problemId } from '../../../src/verdict/problem-id.ts';
import type { ClauseOutcome, Outcome, PactReport, Problem, VerifyReport } from '../../../src/verdict/report.ts';

const root = '/srv/shop';
/** The folder that the sample reports' files are in. */
export const cwd: string = root;

const members = ['name', 'alias', 'size', 'colour', 'price', 'stock', 'origin', 'label', 'weight'];

function outcomesOf(decide: (id: string, index: number) => Outcome): ClauseOutcome[] {
  const request = members.map((member) => [
    `addThing.request.body.${member}.type`,
    `${member} of the request is a string`,
  ]);
  const answer = members.map((member) => [
    `addThing.response.201.body.${member}.type`,
    `${member} of the 201 answer is a string`,
  ]);
  const laws = members.map((member) => [
    `addThing.law.echo.${member}`,
    `${member} of the 2XX answer repeats $request.body#/${member}`,
  ]);
  const other = [
    ['addThing.response.201.status', 'a valid request is answered with 201'],
    ['addThing.response.400.status', 'a refused request is answered with 400'],
    ['addThing.response.400.body.msg.maxLength', 'msg of the 400 answer has at most 300 characters'],
    ['readThing.response.200.status', 'a valid request is answered with 200'],
    ['readThing.response.200.body.名称.type', '名称 of the 200 answer is a string'],
  ];
  return [...request, ...answer, ...laws, ...other].map(([id = '', sentence = ''], index) => ({
    id,
    sentence,
    outcome: decide(id, index),
    source: {
      file: `${root}/contracts/openapi.yaml`,
      pointer: `/paths/~1things/post/${index}`,
      line: 20 + index,
      ...(index % 2 === 0 ? { page: `addThing.md:${30 + index}` } : {}),
    },
  }));
}

const exchange: ReportedExchange = {
  request: {
    method: 'POST',
    url: 'http://127.0.0.1:8080/api/things',
    headers: { 'content-type': 'application/json', authorization: '$TOKEN' },
    body: '{"name":"cn-north-1-k3f9","alias":"华北一区","size":1.0,"colour":"red"}',
  },
  response: {
    status: 201,
    headers: { 'content-type': 'application/json', date: 'Thu, 19 Nov 2026 10:11:12 GMT' },
    body: '{"id":"7","name":"cn-north-1-k3f9","alias":"华北一区","size":1,"tags":[],"extra":{}}',
  },
};

const curl = `curl -i -X POST http://127.0.0.1:8080/api/things -H 'content-type: application/json' -H "authorization: $TOKEN" -d '{"name":"cn-north-1-k3f9","alias":"华北一区","size":1.0,"colour":"red"}'`;

/** A problem with everything in it; `changes` replaces what a test is about. */
export function problemOf(changes: Partial<Problem> = {}): Problem {
  const { kind = 'body-schema', clause = 'addThing.response.201.body.size.type' } = changes;
  return {
    id: problemId({ kind, clause }),
    kind,
    severity: 'error',
    clause,
    zone: 'valid',
    message: 'size of the 201 answer is a number, the contract says a string.',
    expected: 'size: a string',
    actual: 'size: 1',
    curl,
    source: { place: `${root}/contracts/openapi.yaml:31#/paths/~1things/post`, page: 'addThing.md:98' },
    case: 'every optional member alone: size',
    count: 12,
    exchanges: [exchange],
    ...changes,
  };
}

/** A report from problems; conforming where there are none. */
export function reportOf(problems: readonly Problem[], changes: Partial<VerifyReport> = {}): VerifyReport {
  const broken = new Set(problems.map(({ clause }) => clause));
  const outcomes = outcomesOf((id) => (broken.has(id) ? 'broken' : 'held'));
  return {
    version: 1,
    kind: 'verify',
    tool: { name: 'docpact', version: '0.1.0' },
    contract: { title: 'Shop', version: '3', files: ['contracts/openapi.yaml'] },
    startedAt: '2026-11-19T10:11:12.000Z',
    conforms: problems.length === 0,
    seed: 42,
    runId: 'k3f9',
    target: 'http://127.0.0.1:8080/api',
    depth: 'standard',
    repeat: 'npx docpact verify http://127.0.0.1:8080/api --seed 42 --run-id k3f9',
    summary: {
      cases: 412,
      requests: 530,
      durationMs: 2140,
      byZone: {
        valid: { cases: 120, failed: problems.length },
        invalid: { cases: 230, failed: 0 },
        open: { cases: 62, failed: 0 },
      },
    },
    coverage: { clauses: outcomes.length, covered: outcomes.length, uncovered: [], outcomes },
    problems,
    created: [],
    ...changes,
  };
}

/** The report with these clauses not reached. */
export function withMissed(report: VerifyReport, ids: readonly string[]): VerifyReport {
  const outcomes = report.coverage.outcomes.map((outcome): ClauseOutcome =>
    ids.includes(outcome.id) ? { ...outcome, outcome: 'not reached' } : outcome,
  );
  return {
    ...report,
    coverage: { clauses: outcomes.length, covered: outcomes.length - ids.length, uncovered: ids, outcomes },
  };
}

export const conforming: VerifyReport = reportOf([], { created: ['7', '8', '9'] });

/** What a client does wrong is found in recorded traffic only. */
const kindsOfRuns: readonly ProblemKind[] = severityOrder.filter((kind) => kind !== 'invalid-request');

/** One problem of each kind, each on another clause; three of them come as a sequence. */
export const troubled: VerifyReport = withMissed(
  reportOf(
    kindsOfRuns.map((kind, index) =>
      problemOf({
        kind,
        clause: outcomesOf(() => 'held')[index]?.id ?? 'addThing',
        message: `${problemKinds[kind].replace(/\.$/, '')} when ${members[index % members.length]} is sent alone.`,
        count: index + 1,
        ...(index % 5 === 2
          ? { exchanges: [exchange, exchange, { request: exchange.request, failure: 'no answer within 5000 ms' }] }
          : {}),
      }),
    ),
    { created: Array.from({ length: 60 }, (_, index) => `id-${index}-3f2a`) },
  ),
  ['readThing.response.200.status', 'readThing.response.200.body.名称.type'],
);

/** Text that a hostile or broken server may send. */
export const hostileTexts: readonly string[] = [
  '</script><script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>',
  ']]> <!-- --> &amp; <?xml ?> %0A::error::x',
  '```\n# out\n````\n</details><h1>out</h1>\n~~~',
  '\u001B[2J\u001B]8;;http://evil.example\u0007click\u001B]8;;\u0007\u009B31m',
  'a\u0000b\u0008c\uD800d\uFFFE',
  '\u202Egpj.exe\u2066 \u200Bzero \u2028line',
  '\n::error file=x,line=1::fake\n::set-env name=PATH::x\n##[error]fake\r\n::stop-commands::x',
  '数据中心名称不可修改，'.repeat(40),
  `{"deep":${'['.repeat(300)}${']'.repeat(300)}}`,
  'x'.repeat(60_000),
  '👩‍👩‍👧‍👦 é́́ العربية',
  `<a href="javascript:alert(1)" onclick='x'>$(id) \`id\` "'`,
];

const hostileRun = reportOf(
  hostileTexts.map((text, index) =>
    problemOf({
      kind: severityOrder[index] ?? 'leak',
      clause:
        index % 2 === 0 ? `addThing.response.201.body.${text.slice(0, 200)}.type` : 'addThing.response.201.status',
      message: text,
      expected: text,
      actual: text,
      curl: text,
      case: text,
      source: { place: text.slice(0, 200), page: text.slice(0, 200) },
      exchanges: [
        {
          request: { method: 'POST', url: `http://127.0.0.1/${text}`, headers: { 'x-text': text }, body: text },
          response: { status: 200, headers: { 'content-type': text }, body: text },
          failure: text,
        },
      ],
    }),
  ),
  {
    headline: hostileTexts.join(' '),
    target: hostileTexts[0] ?? '',
    runId: hostileTexts[3] ?? '',
    created: hostileTexts,
  },
);

/** Each hostile text in every place that a server, a case or a contract could put it into. */
export const hostile: VerifyReport = {
  ...hostileRun,
  coverage: {
    ...hostileRun.coverage,
    outcomes: hostileRun.coverage.outcomes.map((outcome, index): ClauseOutcome => {
      const text = hostileTexts[index]?.slice(0, 500) ?? '';
      const { source } = outcome;
      return {
        ...outcome,
        sentence: outcome.sentence + text,
        source: { ...source, file: source.file + text, page: text },
      };
    }),
  },
};

/** Every text of a run and of its problems, whatever it is called. */
export const everywhere: VerifyReport = {
  ...hostile,
  headline: everything,
  target: everything,
  runId: everything,
  repeat: everything,
  notes: [everything],
  created: [everything],
  tool: { name: 'docpact', version: everything },
  contract: { title: everything, version: everything, files: [everything] },
  problems: hostile.problems.map((problem, index) => {
    const text = [everything, ...hostileTexts][index % (hostileTexts.length + 1)] ?? '';
    return {
      ...problem,
      clause: index === 0 ? everything : problem.clause,
      ...(index === 1 ? { known: everything } : {}),
      source: { place: `${text}:3`, page: text },
      operations: [text],
      again: text,
    };
  }),
};

/** Nothing could be reached: one headline, one problem, no clause. */
export const unreachable: VerifyReport = withMissed(
  reportOf(
    [
      problemOf({
        kind: 'no-answer',
        clause: 'addThing.response.201.status',
        message: 'Nothing answers at http://127.0.0.1:8080.',
        actual: 'connect ECONNREFUSED 127.0.0.1:8080',
        exchanges: [{ request: exchange.request, failure: 'connect ECONNREFUSED 127.0.0.1:8080' }],
        count: 412,
      }),
    ],
    { headline: 'Nothing answers at http://127.0.0.1:8080: is the server running, is the port right?' },
  ),
  outcomesOf(() => 'held').map(({ id }) => id),
);

/** A report of pacts: one interaction is broken, in two ways; another was not reached. */
export const ofPacts: PactReport = {
  version: 1,
  kind: 'pact',
  tool: { name: 'docpact', version: '0.1.0' },
  contract: { title: 'Shop', version: '3', files: ['contracts/openapi.yaml'] },
  startedAt: '2026-11-19T10:11:12.000Z',
  conforms: false,
  pacts: 2,
  runId: 'k3f9',
  target: 'http://127.0.0.1:8080/api',
  repeat: 'docpact pact verify http://127.0.0.1:8080/api --run-id k3f9',
  summary: {
    cases: 3,
    requests: 4,
    durationMs: 340,
    byZone: { valid: { cases: 2, failed: 1 }, invalid: { cases: 1, failed: 0 }, open: { cases: 0, failed: 0 } },
  },
  coverage: {
    clauses: 3,
    covered: 2,
    uncovered: ['shop.The label is null.'],
    outcomes: (
      [
        ['shop.A thing is made.', 'broken'],
        ['shop.The name is missing; the request is refused.', 'held'],
        ['shop.The label is null.', 'not reached'],
      ] as const
    ).map(([id, outcome]) => ({
      id,
      sentence: 'POST /things is answered 201',
      outcome,
      source: { file: `${root}/pacts/shop.json`, pointer: '/interactions/0/description', line: 4 },
    })),
  },
  problems: [
    problemOf({ clause: 'shop.A thing is made.', source: { place: `${root}/pacts/shop.json:4` }, count: 1 }),
    problemOf({
      id: problemId({ kind: 'body-schema', clause: 'shop', at: ['size'] }),
      clause: 'shop.A thing is made.',
      message: 'size: expected a number',
      source: { place: `${root}/pacts/shop.json:4` },
      count: 1,
    }),
  ],
  created: ['7'],
};

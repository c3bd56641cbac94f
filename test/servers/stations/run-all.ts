/**
 * Holds verify against the variants: `node test/servers/stations/run-all.ts [right|ways|dead|faults] [part of an id]`.
 * In the environment: ALL=1 prints every problem, WITHOUT=putLogo,… leaves operations out, TERSE=1 prints what is not as it ought to be, DEPTH=quick tries less.
 * Exit 1 where a right server does not conform, or a dead one does.
 */
import { loadContract, verify, type Report } from '../../../src/index.ts';
import { dead } from './dead.ts';
import { faults } from './faults.ts';
import { startStations, type RunningServer } from './right-server.ts';
import { goServer } from './start-go.ts';
import { pythonServer } from './start-python.ts';
import { clausesOf } from '../../../src/verdict/report.ts';
import type { Variant } from './variant.ts';
import { ways } from './ways.ts';

/** One server under verification, and whether it ought to conform. */
interface Subject {
  id: string;
  sentence: string;
  isRight: boolean;
  /** What is dead or wrong in it. */
  operations: readonly string[];
  isBeyondProof?: true;
  start: () => Promise<RunningServer>;
}

const contract = loadContract('test/contracts/stations');
/** Some never answer: their time is up before that of others. */
const timeoutOf = ({ id }: Subject): number => (id.endsWith('never-answers') ? 400 : 3_000);
const without = (process.env['WITHOUT'] ?? '').split(',');
const operations = contract.operations.map(({ id }) => id).filter((id) => !without.includes(id));
const headers = { 'x-api-key': 'stations-key-1' };
const depth = (process.env['DEPTH'] ?? 'standard') as 'quick' | 'standard' | 'deep';

const subjectsOf = (variants: readonly Variant[], isRight: boolean): Subject[] =>
  variants.map(({ way, ...rest }) => ({ ...rest, isRight, start: () => startStations({ way }) }));

const right: Subject[] = [
  { id: 'node', sentence: 'The right server in Node.', isRight: true, operations: [], start: () => startStations() },
  ...[pythonServer, goServer]
    .filter(({ missing }) => missing === undefined)
    .map(({ language, start }) => ({
      id: language.toLowerCase(),
      sentence: `The right server in ${language}.`,
      isRight: true,
      operations: [],
      start,
    })),
];

const families: Readonly<Record<string, readonly Subject[]>> = {
  right,
  ways: subjectsOf(ways, true),
  dead: subjectsOf(dead, false),
  faults: subjectsOf(faults, false),
};

/** What is said of the right server, too, says nothing of another. */
const usual = new Set<string>();
const nameOf = ({ kind, clause }: Report['problems'][number]): string => `${kind} ${clause}`;

const [family, part = ''] = process.argv.slice(2);
for (const [name, subjects] of Object.entries(families))
  if (family === undefined || family === name)
    await runFamily(
      name,
      subjects.filter(({ id }) => id.includes(part)),
    );

async function runFamily(name: string, subjects: readonly Subject[]): Promise<void> {
  let asWished = 0;
  let named = 0;
  if (usual.size === 0 && subjects.some(({ isRight }) => !isRight) && right[0])
    for (const problem of (await judge(right[0])).problems) usual.add(nameOf(problem));
  let requests = 0;
  for (const subject of subjects) {
    const report = await judge(subject);
    if (report.conforms === subject.isRight) asWished += 1;
    if (isNamed(subject, report)) named += 1;
    requests += report.summary.requests;
    printReport(subject, report);
  }
  const wish = subjects[0]?.isRight ? 'conform, as they ought to' : 'do not conform, as they ought not to';
  if (!(subjects[0]?.isRight ?? true))
    console.log(`${name}: ${named} of ${subjects.length} are told by a problem of what is wrong in them`);
  console.log(`${name}: ${asWished} of ${subjects.length} ${wish}; ${requests} requests\n`);
  // Faults of state are beyond what every depth and every law can prove: they are counted, not demanded.
  if (asWished < subjects.length && name !== 'faults') process.exitCode = 1;
}

/** Whether a problem that the right server does not have is one of the operation that is wrong. */
function isNamed({ operations: wrong }: Subject, { problems, headline = '' }: Report): boolean {
  const own = problems.filter((problem) => !usual.has(nameOf(problem)));
  return wrong.some(
    (id) =>
      headline.includes(id) || own.some((problem) => clausesOf(problem).some((clause) => clause.startsWith(`${id}.`))),
  );
}

async function judge(subject: Subject): Promise<Report> {
  const server = await subject.start();
  const timeout = timeoutOf(subject);
  try {
    return await verify({ contract, target: server.url, headers, operations, timeout, depth, strictLaws: true });
  } finally {
    await server.close();
  }
}

function printReport(subject: Subject, report: Report): void {
  const { id, isRight, sentence, isBeyondProof } = subject;
  const { conforms, headline = '', problems, summary, coverage } = report;
  const isTold = isRight || isNamed(subject, report);
  if (process.env['TERSE'] && conforms === isRight && isTold) return;
  const mark = conforms !== isRight ? 'BAD  ' : isTold ? 'ok   ' : 'BLIND';
  const reached = `${coverage.covered}/${coverage.clauses} clauses`;
  const time = `${summary.requests} requests, ${(summary.durationMs / 1000).toFixed(1)} s`;
  console.log(
    `${mark} ${id}: ${conforms ? 'conforms' : 'does not conform'}, ${problems.length} problems, ${reached}, ${time}`,
  );
  console.log(`    ${sentence}${isBeyondProof ? ' (beyond proof)' : ''}`);
  if (headline !== '') console.log(`    headline: ${headline}`);
  const shown = process.env['ALL'] ? problems : problems.slice(0, 3);
  for (const { kind, clause, count, message, actual } of shown)
    console.log(`    ${kind} ${clause} ×${count}: ${message}; ${actual.slice(0, 160)}`);
}

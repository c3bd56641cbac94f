/** Holds verify against the variants: `node test/servers/stations/run-all.ts [right|ways|dead|faults] [part of an id]`. */
import { loadContract, verify, type Report } from '../../../src/index.ts';
import { dead } from './dead.ts';
import { faults } from './faults.ts';
import { startStations, type RunningServer } from './right-server.ts';
import { goServer } from './start-go.ts';
import { pythonServer } from './start-python.ts';
import type { Variant } from './variant.ts';
import { ways } from './ways.ts';

/** One server under verification, and whether it ought to conform. */
interface Subject {
  id: string;
  sentence: string;
  isRight: boolean;
  start: () => Promise<RunningServer>;
}

const contract = loadContract('test/contracts/stations');
/** Some never answer: their time is up before that of others. */
const timeout = 3_000;

const subjectsOf = (variants: readonly Variant[], isRight: boolean): Subject[] =>
  variants.map(({ id, sentence, way }) => ({ id, sentence, isRight, start: () => startStations({ way }) }));

const right: Subject[] = [
  { id: 'node', sentence: 'The right server in Node.', isRight: true, start: () => startStations() },
  ...[pythonServer, goServer]
    .filter(({ missing }) => missing === undefined)
    .map(({ language, start }) => ({
      id: language.toLowerCase(),
      sentence: `The right server in ${language}.`,
      isRight: true,
      start,
    })),
];

const families: Readonly<Record<string, readonly Subject[]>> = {
  right,
  ways: subjectsOf(ways, true),
  dead: subjectsOf(dead, false),
  faults: subjectsOf(faults, false),
};

const [family, part = ''] = process.argv.slice(2);
for (const [name, subjects] of Object.entries(families))
  if (family === undefined || family === name)
    await runFamily(
      name,
      subjects.filter(({ id }) => id.includes(part)),
    );

async function runFamily(name: string, subjects: readonly Subject[]): Promise<void> {
  let asWished = 0;
  let requests = 0;
  for (const subject of subjects) {
    const report = await judge(subject);
    if (report.conforms === subject.isRight) asWished += 1;
    requests += report.summary.requests;
    printReport(subject, report);
  }
  const wish = subjects[0]?.isRight ? 'conform, as they ought to' : 'do not conform, as they ought not to';
  console.log(`${name}: ${asWished} of ${subjects.length} ${wish}; ${requests} requests\n`);
}

async function judge({ start }: Subject): Promise<Report> {
  const server = await start();
  try {
    return await verify({ contract, target: server.url, headers: { 'x-api-key': 'stations-key-1' }, timeout });
  } finally {
    await server.close();
  }
}

function printReport({ id, isRight, sentence }: Subject, report: Report): void {
  const { conforms, headline = '', problems, summary, coverage } = report;
  const mark = conforms === isRight ? 'ok ' : 'BAD';
  const reached = `${coverage.covered}/${coverage.clauses} clauses`;
  const time = `${summary.requests} requests, ${(summary.durationMs / 1000).toFixed(1)} s`;
  console.log(
    `${mark} ${id}: ${conforms ? 'conforms' : 'does not conform'}, ${problems.length} problems, ${reached}, ${time}`,
  );
  console.log(`    ${sentence}`);
  if (headline !== '') console.log(`    headline: ${headline}`);
  const shown = process.env['ALL'] ? problems : problems.slice(0, 3);
  for (const { kind, clause, count, message, actual } of shown)
    console.log(`    ${kind} ${clause} ×${count}: ${message}; ${actual.slice(0, 160)}`);
}

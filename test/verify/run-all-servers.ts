/** Verifies every faulty and every conforming server: `node test/verify/run-all-servers.ts [family]`. Exits 1 on a miss that is not rare, or on a false alarm. */
import { conformingServers, faultyServers } from '../servers/index.ts';
import type { FaultyServer } from '../servers/variant.ts';
import { judgeServers, patience, type Judged } from './judge-servers.ts';

const family = process.argv[2];
const chosen = <T extends { family: string }>(all: readonly T[]): T[] =>
  all.filter((each) => family === undefined || each.family === family);

const faulty = await judgeServers<FaultyServer>(chosen(faultyServers));
const conforming = await judgeServers(chosen(conformingServers), patience);

/** No clause says that they are wrong: one that refuses one certain value of what may be taken once may have it from an earlier run. */
const beyondProof = new Set([
  'refused-text-region-name-null-text',
  'refused-text-region-name-true-text',
  'refused-text-region-name-one-character',
  'refused-text-region-name-longer-than-128-bytes',
  // The answer documents the member, and no law says where its value comes from.
  'taken-over-token',
]);
const isExcused = ({ server }: Judged<FaultyServer>): boolean => server.rare || beyondProof.has(server.name);

const missed = faulty.filter(({ report }) => report.conforms);
const flagged = conforming.filter(({ report }) => !report.conforms);

printTable('faulty servers: found of all', faulty, ({ report }) => !report.conforms);
printTable('conforming servers: not flagged of all', conforming, ({ report }) => report.conforms);
printList(
  'missed',
  missed.filter((each) => !isExcused(each)),
);
printList('missed, rare or beyond proof', missed.filter(isExcused));
printList('flagged', flagged);

const requests = [...faulty, ...conforming].map(({ report }) => report.summary.requests);
console.log(`most requests in one run: ${Math.max(...requests)}`);
process.exit(missed.every(isExcused) && flagged.length === 0 ? 0 : 1);

function printTable(title: string, judged: readonly Judged[], isRight: (each: Judged) => boolean): void {
  console.log(`${title}: ${judged.filter(isRight).length} of ${judged.length}`);
  for (const name of new Set(judged.map(({ server }) => server.family))) {
    const own = judged.filter(({ server }) => server.family === name);
    console.log(`  ${name.padEnd(24)} ${String(own.filter(isRight).length).padStart(4)} of ${own.length}`);
  }
}

function printList(title: string, judged: readonly Judged[]): void {
  if (judged.length === 0) return;
  console.log(`${title}:`);
  for (const { server, report } of judged) {
    console.log(`  ${server.name}: ${server.sentence}`);
    for (const { kind, clause, message, actual } of report.problems.slice(0, 3))
      console.log(`    ${kind} ${clause}: ${message}; ${actual.slice(0, 200)}`);
  }
}

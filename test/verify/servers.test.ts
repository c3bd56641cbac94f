/** Found and not flagged: a sample of the faulty and of the conforming servers. `run-all-servers.ts` has them all. */
import { expect, it } from 'vitest';
import { decides } from '../../src/verdict/report.ts';
import { conformingServers, faultyServers } from '../servers/index.ts';
import { judgeServers, patience, takeSample } from './judge-servers.ts';

it('flags no conforming server', async () => {
  const judged = await judgeServers(takeSample(conformingServers, 34), patience);
  const flagged = judged.flatMap(({ server, report }) =>
    report.problems.map(({ kind, clause, actual }) => `${server.name}: ${kind} ${clause}: ${actual}`),
  );
  expect(flagged).toEqual([]);
  expect(judged.filter(({ report }) => !report.conforms).map(({ server }) => server.name)).toEqual([]);
}, 300_000);

it('finds the faulty servers of a sample', async () => {
  const sample = takeSample(
    faultyServers.filter(({ rare }) => !rare),
    61,
  );
  const judged = await judgeServers(sample, { untilFound: true });
  const missed = judged.filter(({ report: { problems } }) => decides({ problems }));
  expect(missed.map(({ server }) => `${server.name}: ${server.sentence}`)).toEqual([]);
}, 300_000);

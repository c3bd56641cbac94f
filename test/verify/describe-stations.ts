/** What verify must say of servers of a contract that a stranger wrote: right ones in three languages and in their own ways, and dead ones. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { dead } from '../servers/stations/dead.ts';
import { type RunningServer, startStations } from '../servers/stations/right-server.ts';
import { goServer } from '../servers/stations/start-go.ts';
import { pythonServer } from '../servers/stations/start-python.ts';
import { ways } from '../servers/stations/ways.ts';

const contract = loadContract('test/contracts/stations');
const headers = { 'x-api-key': 'stations-key-1' };

async function judge(server: RunningServer, options: { operations?: readonly string[] } = {}): Promise<VerifyReport> {
  try {
    return await verify({ contract, target: server.url, headers, depth: 'quick', timeout: 20_000, ...options });
  } finally {
    await server.close();
  }
}

const told = ({ headline = '', problems }: VerifyReport) =>
  [headline, ...problems.map(({ kind, clause, message }) => `${kind} ${clause}: ${message}`)].filter(
    (line) => line !== '',
  );

/** Every so many of a list, from the first. */
const sampleOf = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_, index) => index % Math.ceil(all.length / count) === 0);

/** Tests of so many of the ways, and as many dead servers. */
export function describeStations(count: number): void {
  describe('a right server', () => {
    it('in Node conforms', async () => {
      expect(told(await judge(await startStations()))).toEqual([]);
    }, 60_000);

    it.each([pythonServer, goServer])(
      'in $language conforms',
      async ({ missing, start }) => {
        if (missing !== undefined) return console.warn(`left out: ${missing}`);
        expect(told(await judge(await start()))).toEqual([]);
      },
      60_000,
    );

    it.each(sampleOf(ways, count))(
      'that is right in its own way conforms: $sentence',
      async ({ way }) => {
        expect(told(await judge(await startStations({ way })))).toEqual([]);
      },
      60_000,
    );
  });

  describe('a dead server', () => {
    it.each(sampleOf(dead, count))(
      'does not conform, and is told: $sentence',
      async ({ way, operations }) => {
        const report = await judge(await startStations({ way }));
        expect(report.conforms).toBe(false);
        expect(operations.filter((id) => told(report).join('\n').includes(id))).not.toEqual([]);
      },
      60_000,
    );
  });
}

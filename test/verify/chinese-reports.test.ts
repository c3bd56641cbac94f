/** Reports on real runs, in Chinese: what is docpact's own is Chinese from the first word to the last. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { renderReport } from '../../src/report/render-report.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { faultyServers } from '../servers/index.ts';
import { faults } from '../servers/stations/faults.ts';
import { startStations } from '../servers/stations/right-server.ts';
import { ownContract } from '../write-contract.ts';

const headers = { 'x-api-key': 'stations-key-1' };
const reports: VerifyReport[] = [];

beforeAll(async () => {
  const regions = loadContract(ownContract);
  for (const { start } of faultyServers.filter((_, index) => index % 160 === 7)) {
    const server = await start();
    reports.push(await verify({ contract: regions, target: server.url, depth: 'quick' }));
    await server.close();
  }
  const stations = loadContract('test/contracts/stations');
  for (const { way, operations } of faults.filter((_, index) => index % 28 === 3)) {
    const server = await startStations({ way });
    reports.push(await verify({ contract: stations, target: server.url, headers, operations, depth: 'quick' }));
    await server.close();
  }
});

/** Three words of prose in a row; names and values of the document and the server stand in quotes or in code. */
const english = /(?<![\w.])[a-z]{2,}(?:,? [a-z]{2,}){2,}/i;
const findEnglish = (text: string): string[] => text.match(new RegExp(english, 'gi')) ?? [];

/** What a reader sees, without code and what is quoted. */
function proseOf(html: string): string {
  return html
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<script>[^]*<\/script>/, '')
    .replaceAll(/<(code|pre)\b[^]*?<\/\1>/g, '·')
    .replaceAll(/&quot;[^]*?&quot;/g, '·')
    .replaceAll(/ data-[a-z]+="[^"]*"/g, '')
    .replaceAll(/ (?:class|id|http-equiv|content|name|type|role|aria-[a-z]+by|autocomplete)="[^"]*"/g, '')
    .replaceAll(/<\/?[a-z][a-z0-9]*|>/g, '·');
}

describe('a report in Chinese', () => {
  it('comes of runs that found many things, which are English otherwise', () => {
    const kinds = new Set(reports.flatMap(({ problems }) => problems.map(({ kind }) => kind)));
    expect(kinds.size).toBeGreaterThan(4);
    for (const report of reports)
      expect(findEnglish(proseOf(renderReport(report, { format: 'html' }))).length).toBeGreaterThan(20);
  });

  it('has no English sentence in its page', () => {
    const left = reports.flatMap((report) =>
      findEnglish(proseOf(renderReport(report, { format: 'html', lang: 'zh' }))),
    );
    expect([...new Set(left)]).toEqual([]);
  });

  it('has none in its Markdown', () => {
    const left = reports.flatMap((report) => {
      const text = renderReport(report, { format: 'markdown', lang: 'zh' });
      return findEnglish(proseOf(text.replaceAll(/^(`{3,})[^]*?^\1$/gm, '·')));
    });
    expect([...new Set(left)]).toEqual([]);
  });

  it('tells what was expected in Chinese, too', () => {
    const left = reports.flatMap(({ problems }) => problems.map(({ expected }) => expected));
    const page = reports.map((report) => renderReport(report, { format: 'html', lang: 'zh' })).join('');
    const shown = new Set(
      left.filter((text) => english.test(text) && page.includes(`<pre tabindex="0">${text}</pre>`)),
    );
    expect([...shown]).toEqual([]);
  });

  it('is the same report: its kinds, clauses, values and commands stay as they are', () => {
    const [report] = reports;
    const page = report ? renderReport(report, { format: 'html', lang: 'zh' }) : '';
    expect(page).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
    for (const { kind, clause } of report?.problems ?? []) {
      expect(page).toContain(`<span class="kind">${kind}</span>`);
      expect(page).toContain(`<code>${clause}</code>`);
    }
  });

  it('is one language: the text of the terminal, JSON and the rest stay English', () => {
    for (const format of ['text', 'json', 'junit', 'github', 'sarif', 'gitlab'] as const)
      for (const report of reports.slice(0, 2))
        expect(renderReport(report, { format, lang: 'zh' })).toBe(renderReport(report, { format }));
  });
});

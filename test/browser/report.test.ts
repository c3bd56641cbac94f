/** The report's page in a real browser: no request leaves it, and it can be used with the keyboard alone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/render-html.ts';
import type { Report } from '../../src/verdict/report.ts';
import { conforming, cwd, everywhere, hostile, problemOf, reportOf, troubled } from '../unit/report/sample-reports.ts';
import { startBrowser, type BrowserPage } from './report-browser.ts';

const pages = new Map<string, Report>([
  ['/conforming', conforming],
  ['/troubled', troubled],
  ['/hostile', hostile],
  ['/everywhere', everywhere],
  ['/everywhere?zh', everywhere],
]);

describe('the page of a report, in Chromium', () => {
  const requests: string[] = [];
  let server: Server;
  let origin: string;
  let page: BrowserPage;

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      requests.push(url);
      const report = pages.get(url);
      response.writeHead(report ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(report ? renderHtml(report, { cwd, lang: url.endsWith('zh') ? 'zh' : 'en' }) : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const text = `"'><img src=${origin}/leak onerror="fetch('${origin}/leak')"><script>document.title='run'</script><link rel=stylesheet href=${origin}/leak>`;
    const body = problemOf({ message: text, expected: text, actual: text, curl: text, case: text, clause: text });
    pages.set(
      '/leaking',
      reportOf([body], { headline: text, target: text, runId: text, repeat: text, created: [text] }),
    );
    page = await startBrowser();
  });

  afterAll(async () => {
    await page?.close();
    server?.close();
  });

  async function visit(path: string): Promise<void> {
    requests.length = 0;
    await page.open(`${origin}${path}`);
  }

  const shown = (): Promise<number> => page.evaluate(`document.querySelectorAll('.problem:not([hidden])').length`);

  it.each(['/conforming', '/troubled', '/hostile', '/leaking', '/everywhere', '/everywhere?zh'])(
    'asks for nothing but itself: %s',
    async (path) => {
      await visit(path);
      await page.evaluate('new Promise((resolve) => setTimeout(resolve, 200))');
      // A browser looks for an icon of its own accord where the page's policy lets it.
      expect(requests).toEqual([path]);
      expect(page.log).toEqual([]);
      expect(await page.evaluate('document.title')).toMatch(/^(?:Conforms|Does not conform|不符合契约): /);
    },
  );

  it.each([1200, 400, 320])('needs no sideways scrolling at %i pixels', async (width) => {
    await page.resize(width);
    for (const path of ['/troubled', '/hostile', '/everywhere']) {
      await visit(path);
      await page.evaluate(`document.querySelectorAll('details').forEach((card) => { card.open = true; })`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.resize(1200);
  });

  it('filters the problems by kind and by words', async () => {
    await visit('/troubled');
    expect(await shown()).toBe(troubled.problems.length);
    const fill = (id: string, value: string): Promise<unknown> =>
      page.evaluate(`${id}.value = '${value}'; ${id}.dispatchEvent(new Event('input', { bubbles: true }))`);
    await fill('text', 'ALONE weight');
    const found = troubled.problems.filter(({ message }) => message.endsWith('when weight is sent alone.'));
    expect(await shown()).toBe(found.length);
    await fill('kind', found[0]?.kind ?? '');
    expect(await shown()).toBe(1);
    const told = await page.evaluate('document.getElementById("shown").textContent');
    expect(told).toBe(`1 of ${troubled.problems.length} shown`);
  });

  it('tells the clause of a square that the keyboard reaches, and opens its problem', async () => {
    await visit('/troubled');
    await page.evaluate(`document.querySelector('.cells .cell').focus()`);
    await page.press('ArrowRight');
    const note = await page.evaluate(`document.getElementById('clause-note').innerText`);
    expect(note).toBe(
      'broken: alias of the request is a string\naddThing.request.body.alias.type\ncontracts/openapi.yaml:21',
    );
    await page.evaluate('document.activeElement.click()');
    expect(await page.evaluate(`document.getElementById('problem-2').open`)).toBe(true);
    expect(await page.evaluate('document.activeElement.parentElement.id')).toBe('problem-2');
  });

  it('copies a curl line as it is shown', async () => {
    await visit('/troubled');
    const copied = await page.evaluate(`(async () => {
      let text;
      navigator.clipboard.writeText = async (value) => { text = value; };
      document.querySelector('.problem .copy').click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [text, document.querySelector('.problem .copy').textContent];
    })()`);
    expect(copied).toEqual([troubled.problems[0]?.curl, 'Copied']);
  });

  it('selects the line where there is no clipboard', async () => {
    await visit('/troubled');
    const selected = await page.evaluate(`(async () => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
      document.execCommand = () => false;
      document.querySelector('.problem .copy').click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [getSelection().toString(), document.querySelector('.problem .copy').textContent];
    })()`);
    expect(selected).toEqual([troubled.problems[0]?.curl, 'Selected: press Ctrl+C']);
  });
});

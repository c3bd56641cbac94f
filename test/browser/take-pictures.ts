/**
 * Takes the pictures of the READMEs: `node test/browser/take-pictures.ts`. With a folder, takes every page and report there instead, light, dark,
 * English, Chinese, wide and narrow, to be looked at.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Language } from '../../src/language/translate.ts';
import { type Mock, startMock } from '../../src/mock/start-mock.ts';
import { renderReport } from '../../src/report/render-report.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { findChromium } from './find-chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const contract = loadContract(join(root, 'examples/bookings.yaml'));

interface View {
  lang: Language;
  dark: boolean;
  width: number;
  height: number;
}

async function open(browser: Browser, { lang, dark, width, height }: View, url: string): Promise<Page> {
  const page = await browser.newPage({
    locale: lang === 'zh' ? 'zh-CN' : 'en-US',
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height },
  });
  await page.goto(url);
  return page;
}

async function send(mock: Mock, method: string, path: string, body?: object): Promise<Record<string, string>> {
  const response = await fetch(mock.url + path, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  return response.status === 204 ? {} : ((await response.json()) as Record<string, string>);
}

/** What a page of the mock has to show. */
async function useMock(mock: Mock): Promise<void> {
  const { id = '' } = await send(mock, 'POST', '/bookings', { room: 'attic', guest: 'Ada Lovelace', nights: 3 });
  await send(mock, 'GET', '/bookings?limit=5');
  await send(mock, 'POST', `/bookings/${id}/arrival`);
  await send(mock, 'DELETE', '/bookings/none-such');
  await send(mock, 'GET', `/bookings/${id}`);
  await send(mock, 'POST', '/bookings', { room: '', guest: 'Grace Hopper', nights: '2' });
}

/** The report on a server that is wrong in many ways. */
async function judgeWrong(): Promise<VerifyReport> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const server = spawn(process.execPath, [join(root, 'examples/providers/express/wrong.mjs')], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  });
  const target = `http://127.0.0.1:${port}`;
  try {
    while (!(await fetch(target).catch(() => undefined))) await new Promise((resolve) => setTimeout(resolve, 50));
    return await verify({ contract, target, depth: 'quick' });
  } finally {
    server.kill();
  }
}

async function takeMock(browser: Browser, mock: Mock, view: View, tab: string): Promise<Page> {
  const page = await open(browser, view, `${mock.url}/__docpact/#${tab}`);
  await page.getByText(/Live|已连接/).waitFor();
  if (tab === 'requests') await page.locator('.row').first().click();
  await page.waitForTimeout(300);
  return page;
}

const [folder] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
const mock = await startMock(contract, { port: 0 });
await useMock(mock);
const wrong = await judgeWrong();
const right = await verify({ contract, target: mock.url, depth: 'quick' });
await fetch(`${mock.url}/__docpact/exchanges`, { method: 'DELETE' });
await fetch(`${mock.url}/__docpact/state`, { method: 'DELETE' });
await useMock(mock);
const scratch = folder ?? join(root, 'node_modules/.cache');
mkdirSync(scratch, { recursive: true });

async function takeReport(report: VerifyReport, view: View): Promise<Page> {
  const file = join(scratch, `docpact-report-${view.lang}.html`);
  writeFileSync(file, renderReport(report, { format: 'html', lang: view.lang, cwd: root }));
  const page = await open(browser, view, `file://${file}`);
  await page.waitForTimeout(200);
  return page;
}

if (folder === undefined) {
  for (const lang of ['en', 'zh'] as const) {
    const ending = lang === 'zh' ? '.zh-CN.png' : '.png';
    const view = { lang, dark: false, width: 1120, height: 700 };
    await (await takeMock(browser, mock, view, 'requests')).screenshot({ path: join(root, `docs/mock-page${ending}`) });
    await (await takeReport(wrong, view)).screenshot({ path: join(root, `docs/report${ending}`) });
  }
} else {
  for (const lang of ['en', 'zh'] as const)
    for (const dark of [false, true])
      for (const width of [1280, 390]) {
        const view = { lang, dark, width, height: 900 };
        const name = `${lang}-${dark ? 'dark' : 'light'}-${width}.png`;
        for (const tab of ['requests', 'operations', 'state']) {
          const page = await takeMock(browser, mock, view, tab);
          await page.screenshot({ path: join(folder, `mock-${tab}-${name}`) });
          await page.close();
        }
        for (const [kind, report] of Object.entries({ wrong, right })) {
          const page = await takeReport(report, view);
          await page.screenshot({ path: join(folder, `report-${kind}-${name}`), fullPage: kind === 'right' });
          await page.close();
        }
      }
}
await browser.close();
await mock.close();

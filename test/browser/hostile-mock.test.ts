/** The mock's page in a real browser, where the contract and the clients are hostile: all of it is text. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock, type Mock } from '../../src/mock/start-mock.ts';
import { everything, raw } from '../harmless.ts';
import { hostileDocument } from '../hostile-contract.ts';
import { writeContract } from '../write-contract.ts';
import { findChromium } from './find-chromium.ts';

let browser: Browser;
let mock: Mock;
let page: Page;
const left: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  mock = await startMock(loadContract(writeContract({ 'openapi.json': hostileDocument() })), { port: 0 });
  page = await browser.newPage();
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(mock.url)) left.push(request.url());
  });
  page.on('dialog', (dialog) => void errors.push(dialog.message()));
  page.on('pageerror', (error) => void errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of')) errors.push(message.text());
  });
  await page.goto(`${mock.url}/__docpact/`);
  await page.getByText(/Live/).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await mock?.close();
});

it('shows what a contract and a client say as text on every tab, runs nothing of it and asks for nothing', async () => {
  const said = encodeURIComponent(everything.toWellFormed());
  await fetch(`${mock.url}/things/${said}?q=${said}`, { headers: { 'x-said': '"><img src=x>' } });
  await fetch(`${mock.url}/things/1`, { method: 'POST', body: everything });
  await page.locator('.row').nth(1).waitFor();
  for (const each of await page.getByRole('tab').all()) {
    await each.click();
    await page.evaluate(`document.querySelectorAll('#app details').forEach((each) => { each.open = true; })`);
    await page.evaluate(`document.querySelectorAll('#app .row').forEach((each) => each.click())`);
    await page.waitForTimeout(100);
    expect(await page.locator('#app img, #app script, #app a[href^="javascript"]').count()).toBe(0);
    expect(await page.evaluate('document.title + document.querySelector("#app").innerText')).not.toMatch(raw);
  }
  expect(left).toEqual([]);
  expect(errors).toEqual([]);
});

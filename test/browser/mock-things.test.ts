/** What the mock remembers, as tables of its page in a real browser: added, edited, removed, forgotten. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMock } from '../../src/mock/start-mock.ts';
import { contractOf, list, object, ref, text, whole } from '../resource-contract.ts';
import { findChromium } from './find-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
});
afterAll(async () => browser?.close());

it('shows the things of each resource, and lets them be added, edited, removed and forgotten', async () => {
  const contract = contractOf(
    {
      'GET /pets': { answer: list(ref('Pet')) },
      'POST /pets': { body: object({ name: text }), answer: ref('Pet') },
      'GET /pets/{petId}': { answer: ref('Pet') },
    },
    { schemas: { Pet: object({ id: whole, name: text }) }, ids: { petId: whole } },
  );
  const mock = await startMock(contract, { port: 0 });
  const pets = async () => (await (await fetch(`${mock.url}/pets`)).json()) as { id: number; name: string }[];
  const begun = await pets();
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${mock.url}/__docpact/`);
  await page.getByRole('tab', { name: /State|状态/ }).click();
  const rows = page.locator('.things tbody tr');
  await rows.nth(2).waitFor();
  expect(await rows.first().textContent()).toContain(begun[0]?.name);

  await rows.first().getByRole('button').click();
  await page.getByRole('textbox', { name: /Value|值/ }).fill(JSON.stringify({ id: begun[0]?.id, name: '<b>Rex</b>' }));
  await page.getByRole('button', { name: /Save|保存/ }).click();
  await page.getByRole('cell', { name: '<b>Rex</b>' }).waitFor();
  expect((await pets())[0]).toEqual({ id: begun[0]?.id, name: '<b>Rex</b>' });

  await page.getByRole('button', { name: /^(?:Add|添加)$/ }).click();
  await page.getByRole('textbox', { name: /Value|值/ }).fill('{ "id": 77, "name": "new" ');
  await page.getByRole('button', { name: /Save|保存/ }).click();
  await page.getByRole('alert').getByText(/JSON/).waitFor();
  await page.getByRole('textbox', { name: /Value|值/ }).fill('{ "id": 77, "name": "new" }');
  await page.getByRole('button', { name: /Save|保存/ }).click();
  await rows.nth(3).waitFor();
  expect(await pets()).toContainEqual({ id: 77, name: 'new' });

  await rows.nth(1).getByRole('button').click();
  await page.getByRole('button', { name: /Remove|删除/ }).click();
  await rows.nth(3).waitFor({ state: 'detached' });
  expect((await pets()).map(({ id }) => id)).not.toContain(begun[1]?.id);

  await page.getByRole('button', { name: /Forget all|全部清除/ }).click();
  await page.getByRole('cell', { name: '<b>Rex</b>' }).waitFor({ state: 'detached' });
  expect(await pets()).toEqual(begun);
  await mock.close();
});

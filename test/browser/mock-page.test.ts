/** The mock's page in a real browser, as a frontend developer uses it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock, type Mock } from '../../src/mock/start-mock.ts';
import { judgeWatched } from '../../src/verify/judge-watched.ts';
import { post } from '../mock/serve.ts';
import { plainRegion } from '../mock/valid-region.ts';
import { findChromium } from './find-chromium.ts';

let browser: Browser;
let mock: Mock;
let page: Page;
let left: string[];
let errors: string[];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
});
afterAll(async () => browser?.close());
beforeEach(async () => {
  mock = await startMock(loadContract('contracts'), { port: 0 });
  page = await visit();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await mock.close();
});

/** A page of its own, which notes every request that leaves the mock. */
async function visit(options: BrowserContextOptions = {}, path = '/__docpact/'): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const opened = await context.newPage();
  opened.setDefaultTimeout(10_000);
  left = [];
  errors = [];
  opened.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(mock.url)) left.push(request.url());
  });
  opened.on('pageerror', (error) => void errors.push(error.message));
  opened.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of')) errors.push(message.text());
  });
  await opened.goto(mock.url + path);
  await opened.getByText(/Live|已连接/).waitFor();
  return opened;
}

/** What the page shows of its own, what is read out among it: without code, and without texts of the document. */
function ownTextOf(shown: Page): Promise<string> {
  return shown.evaluate(`(() => {
    const all = document.querySelector('#app').cloneNode(true);
    const others = '[hidden], pre, code, dl, .what p, .url, .answers, iframe, summary .faint, h1';
    for (const each of all.querySelectorAll(others)) each.remove();
    const spoken = [...all.querySelectorAll('*')].flatMap((each) =>
      ['title', 'placeholder', 'aria-label'].map((name) => each.getAttribute(name) ?? ''),
    );
    return [all.textContent, ...spoken].join('\\n');
  })()`);
}

const tab = (name: RegExp) => page.getByRole('tab', { name });

describe('the mock’s page, in Chromium', () => {
  it('begins with a line to paste, and shows requests as they come, with what is wrong by field', async () => {
    await page.getByText('No request yet').waitFor();
    await page.getByText('curl -i -X POST').waitFor();
    await post(mock.url, { ...plainRegion(), status: 'on' });
    const row = page.locator('.row').first();
    await row.getByText('400').waitFor();
    await row.click();
    const detail = page.locator('.detail');
    await detail.getByRole('cell', { name: 'body status' }).waitFor();
    await detail.getByRole('cell', { name: 'status must be integer, not "on"' }).waitFor();
    expect(await detail.locator('pre').first().textContent()).toContain('"status": "on"');
    expect(errors).toEqual([]);
  });

  it('says of a long body that it shows its first part only, and offers no half of it to be sent again', async () => {
    await post(mock.url, plainRegion({ key_file: 'x'.repeat(900_000) }));
    await post(mock.url, plainRegion());
    const detail = page.locator('.detail');
    await page.locator('.row').nth(1).click();
    await detail
      .getByText(/only the first part of 900\d{3}/)
      .first()
      .waitFor();
    expect(await detail.getByRole('button', { name: 'Send again' }).count()).toBe(0);
    await page.locator('.row').first().click();
    await detail.getByRole('button', { name: 'Send again' }).click();
    await page.locator('.row').nth(2).getByText('201').waitFor();
    await page.locator('.row').first().getByText('400').waitFor();
  });

  it('tries a scenario, and shows its answer below it', async () => {
    await tab(/Operations/).click();
    const scenario = page.locator('.scenario', { hasText: 'server-error' });
    await scenario.getByRole('button', { name: 'Try it' }).click();
    await scenario.locator('.result').getByText('500').waitFor();
    await scenario.locator('.result').getByText('internal server error').waitFor();
    const madeUp = page.locator('.scenario', { hasText: 'A made-up request' });
    await madeUp.getByRole('button', { name: 'Try it' }).click();
    await madeUp.locator('.result').getByText('201').waitFor();
    await tab(/State 1/).waitFor();
  });

  it('lets a request be changed before it is sent, and says what the contract makes of it', async () => {
    await page.getByRole('tab', { name: 'Operations' }).click();
    const row = page.locator('.scenario').first();
    await row.getByRole('button', { name: 'Edit' }).click();
    await row.getByText('The contract allows this request.').waitFor();
    const body = row.getByRole('textbox', { name: 'Body' });
    await body.fill(JSON.stringify(plainRegion({ status: '1' })));
    await row.getByText('The contract forbids this request:').waitFor();
    await row.getByText('status must be integer, not "1"').first().waitFor();
    await row.getByRole('button', { name: 'Try it' }).click();
    await row.locator('.result .status', { hasText: '400' }).waitFor();
    await body.fill(JSON.stringify(plainRegion()));
    await row.getByText('The contract allows this request.').waitFor();
    await row.getByRole('button', { name: 'Try it' }).click();
    await row.locator('.result .status', { hasText: '201' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('copies a curl line that gets the scenario', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tab(/Operations/).click();
    await page.locator('.scenario', { hasText: 'unauthorized' }).getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const line = await page.evaluate('navigator.clipboard.readText()');
    expect(line).toContain(`curl -i -X POST ${mock.url}/openapi/v2/manage/regions`);
    expect(line).toContain("-H 'prefer: example=unauthorized'");
  });

  it('switches scenario, latency and faults for all, in every page that is open', async () => {
    const other = await visit();
    await page.getByLabel('Scenario').selectOption('server-error');
    await other.getByRole('button', { name: 'Switch all off' }).waitFor();
    expect((await post(mock.url, plainRegion())).status).toBe(500);
    await page.getByLabel('Latency').fill('no');
    await page.getByLabel('Latency').press('Enter');
    await page.getByRole('alert').getByText('latency is milliseconds').waitFor();
    await page.locator('.faults summary').click();
    await page.getByLabel('unavailable').fill('100');
    await page.getByLabel('unavailable').press('Enter');
    await other.getByText('unavailable:100%').waitFor();
    expect((await post(mock.url, plainRegion())).status).toBe(503);
    await other.getByRole('button', { name: 'Switch all off' }).click();
    await page.getByRole('button', { name: 'Switch all off' }).waitFor({ state: 'hidden' });
    expect((await post(mock.url, plainRegion())).status).toBe(201);
  });

  it('lists what was created, and forgets it', async () => {
    const region = plainRegion();
    await post(mock.url, region);
    await tab(/State 1/).click();
    await page.getByText(region.region_name).first().waitFor();
    await page.getByRole('button', { name: 'Forget all' }).click();
    await page.getByText('Nothing was created yet').waitFor();
    expect((await post(mock.url, region)).status).toBe(201);
  });

  it('keeps the focus in what was created while more comes', async () => {
    await post(mock.url, plainRegion({ region_name: 'the first' }));
    await tab(/State 1/).click();
    const first = page.locator('.panel.state summary', { hasText: 'the first' });
    await first.focus();
    await page.keyboard.press('Enter');
    for (const count of [2, 3]) {
      await post(mock.url, plainRegion());
      await page
        .locator('.panel.state .card')
        .nth(count - 1)
        .waitFor();
    }
    expect(await page.evaluate("document.activeElement.matches('.panel.state summary')")).toBe(true);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('the first');
    await page.locator('.panel.state pre').first().waitFor();
    await page.getByRole('button', { name: 'Forget all' }).click();
    await page.locator('.panel.state .card').first().waitFor({ state: 'detached' });
  });

  it('can be used with the keyboard alone', async () => {
    await post(mock.url, plainRegion());
    await post(mock.url, {});
    await page.locator('.row').nth(1).waitFor();
    await tab(/Requests/).focus();
    await page.keyboard.press('ArrowRight');
    expect(await tab(/Operations/).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Try it');
    await page.keyboard.press('Enter');
    await page.locator('.result').getByText('201').first().waitFor();
    await tab(/Requests/).focus();
    await page.locator('.row').nth(2).waitFor();
    await page.locator('.row').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('.detail').getByText('Why it was refused').waitFor();
  });

  it('speaks Chinese where the browser does, and when it is told to', async () => {
    page = await visit({ locale: 'zh-CN' });
    await page.getByRole('tab', { name: '接口' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
    await page.getByRole('button', { name: 'English' }).click();
    await tab(/Operations/).waitFor();
    await page.reload();
    await tab(/Operations/).waitFor();
  });

  it('says nothing in English on a Chinese page but what the document, the client and the server said', async () => {
    page = await visit({ locale: 'zh-CN' });
    await post(mock.url, { ...plainRegion(), status: 'on', region_name: '' });
    await post(mock.url, plainRegion({ scope: 'team' }));
    await fetch(`${mock.url}/nowhere`);
    await page.locator('.row').nth(2).waitFor();
    const seen: string[] = [];
    for (const row of await page.locator('.row').all()) {
      await row.click();
      seen.push(await ownTextOf(page));
    }
    await tab(/接口/).click();
    await page.getByRole('button', { name: '编辑' }).first().click();
    await page.getByText('契约允许此请求。').waitFor();
    for (const name of [/接口/, /状态/, /文档/]) {
      await tab(name).click();
      seen.push(await ownTextOf(page));
    }
    await page.locator('.faults summary').click();
    seen.push(await ownTextOf(page));
    expect(seen.join('\n')).toContain('status 必须是 integer');
    expect(seen.flatMap((text) => text.match(/[a-z]{2,}(?:,? [a-z]{2,}){2,}/gi) ?? [])).toEqual([]);
  });

  it('speaks the language that the mock was started in, unless another is chosen', async () => {
    await mock.close();
    mock = await startMock(loadContract('contracts'), { port: 0, lang: 'zh' });
    page = await visit({ locale: 'en-US' });
    await tab(/接口/).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.reload();
    await tab(/Operations/).waitFor();
  });

  it.each([1280, 768, 390, 320])('needs no sideways scrolling at %i pixels', async (width) => {
    page = await visit({ viewport: { width, height: 800 }, colorScheme: width < 700 ? 'dark' : 'light' });
    await post(mock.url, { ...plainRegion({ desc: 'x'.repeat(500) }), status: 'on' });
    await page.locator('.row').first().click();
    for (const name of [/Requests/, /Operations/, /State/]) {
      await tab(name).click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  it('shows the API reference, and no request leaves the machine', { timeout: 60_000 }, async () => {
    page = await visit({}, '/__docpact/#reference');
    const reference = page.frameLocator('iframe');
    await reference.getByText('添加数据中心v2').first().waitFor({ timeout: 30_000 });
    await reference.getByText('region_alias').first().waitFor();
    await page.waitForTimeout(1_000);
    expect(left).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('shows what is wrong with the contract until it is right again', async () => {
    mock.showProblem('openapi.yaml:3: this is not valid YAML');
    await page.getByRole('alert').getByText('openapi.yaml:3: this is not valid YAML').waitFor();
    await mock.replace(loadContract('test/prove/contracts/orders'));
    await page.getByText('this is not valid YAML').waitFor({ state: 'hidden' });
    await tab(/Operations/).click();
    await page.locator('.panel.operations .card').nth(1).waitFor();
  });

  it('shows what a watched server did against the contract, and offers no switch that it would not obey', async () => {
    const wrong = createServer((request, response) => request.resume().once('end', () => response.end('{}')));
    await new Promise<void>((resolve) => wrong.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(wrong.address() as AddressInfo).port}`);
    await mock.close();
    mock = await startMock(loadContract('contracts'), { port: 0, upstream: { url, judge: judgeWatched } });
    page = await visit();
    await post(mock.url, { ...plainRegion(), status: 'on' });
    await page.locator('.row .remark.bad').waitFor();
    await page.locator('.row').first().click();
    await page.locator('.detail').getByText('What the server did against the contract').waitFor();
    await page.locator('.detail').getByRole('cell', { name: 'an invalid request is accepted' }).waitFor();
    await page.locator('.detail').getByRole('cell', { name: 'status must be integer, not "on"' }).waitFor();
    await tab(/Operations/).click();
    await page.getByRole('button', { name: 'Try it' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Use for all' }).count()).toBe(0);
    expect(await page.getByLabel('Latency').isVisible()).toBe(false);
    wrong.close();
    wrong.closeAllConnections();
  });

  it('keeps up under load', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 50 }, () => post(mock.url, plainRegion())));
    }
    await tab(/State 1000/).waitFor();
    await page.getByPlaceholder('Filter').first().fill('201 regions');
    expect(await page.locator('.row').count()).toBeGreaterThan(50);
  });
});

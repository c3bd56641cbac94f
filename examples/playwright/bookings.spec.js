import { expect, test } from '@playwright/test';

const { MOCK_PORT = '4010' } = process.env;
/** Switches the mock, as its page does. */
const switchMock = (request, data) => request.patch(`http://127.0.0.1:${MOCK_PORT}/__docpact/settings`, { data });

test.beforeEach(({ page }) => page.goto('/'));

test('a booking is in the list', async ({ page }) => {
  await page.getByLabel('Room').fill('attic');
  await page.getByLabel('Guest').fill('Ada');
  await page.getByRole('button', { name: 'Book' }).click();
  await expect(page.getByText('attic: Ada')).toBeVisible();
});

test('a booking that the API refuses is explained', async ({ page }) => {
  await page.getByLabel('Room').fill('attic');
  await page.getByLabel('Guest').fill('Ada');
  await page.getByLabel('Nights').fill('31');
  await page.getByRole('button', { name: 'Book' }).click();
  await expect(page.getByRole('alert')).toHaveText('nights must be <= 30');
});

test('a server that is down is told as such', async ({ page, request }) => {
  await switchMock(request, { faults: ['unavailable:100%'] });
  await page.getByRole('button', { name: 'Book' }).click();
  await expect(page.getByRole('alert')).toHaveText('Please try again later.');
  await switchMock(request, { faults: [] });
});

import { test, type Page } from '@playwright/test';
import { drawPhotos, mailedCode, photos } from '../journeys/suite';

const folder = '../target/screenshots';

test('the pages at three widths, light and dark', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 })).newPage();
  const username = `s${Date.now().toString(36)}`;
  await page.goto(`${photos}/auth/register`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Email').fill(`${username}@localhost`);
  await page.getByLabel('Password', { exact: true }).fill('Quiet-harbour-42');
  await page.getByLabel('Repeat password').fill('Quiet-harbour-42');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Code').fill(await mailedCode(`${username}@localhost`));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/confirm'));
  await page.goto(`${photos}/galleries`);
  await page.getByRole('button', { name: 'New gallery' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill('Evenings by the sea');
  await page.getByRole('dialog').getByRole('button', { name: 'Create gallery' }).click();
  await page.locator('input[type=file]').first().setInputFiles(await drawPhotos(browser, 18));
  await page.locator('[data-photo-id][data-status=ready]').nth(17).waitFor({ timeout: 90_000 });
  await page.reload();
  const gallery = page.url();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('radio', { name: 'Full' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByRole('dialog').getByLabel('Link', { exact: true }).inputValue();

  const addresses = { home: photos, galleries: `${photos}/galleries`, gallery, links: `${photos}/links`, view: link };
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: width < 700 ? 740 : 900 });
      for (const [name, address] of Object.entries(addresses)) {
        await page.goto(address);
        await settled(page);
        await page.screenshot({ path: `${folder}/${name}-${String(width)}-${scheme}.png` });
      }
    }
  }
});

async function settled(page: Page): Promise<void> {
  // Not for an idle network: pages of the studio keep listening.
  await page.getByRole('heading').first().waitFor();
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}

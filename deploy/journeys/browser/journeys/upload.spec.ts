import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { chromium as installed } from '../chromium';
import { drawPhotos, password, photos, registered, signIn } from './suite';

const PART = /\/parts\/(\d+)\?/;

test('an upload goes on where it stopped after the browser was closed', async ({ browser }) => {
  const profile = mkdtempSync(join(tmpdir(), 'vitrine-profile.'));
  const { username } = await registered('photographer');
  const [picture] = await drawPhotos(browser, 1);
  // Rubbish behind the end of a JPEG is no part of the picture; three parts have to be sent.
  const file = { ...picture!, name: 'large.jpg', buffer: Buffer.concat([picture!.buffer, Buffer.alloc(20 * 1024 * 1024)]) };
  let context = await opened(profile);
  try {
    let page = context.pages()[0] ?? (await context.newPage());
    await signIn(page, username, password, '/galleries');
    await page.getByRole('button', { name: 'New gallery' }).first().click();
    await page.getByRole('dialog').getByLabel('Name').fill('Interrupted');
    await page.getByRole('dialog').getByRole('button', { name: 'Create gallery' }).click();
    await expect(page).toHaveURL(/\/galleries\/[0-9a-f-]{36}/);
    const gallery = new URL(page.url()).pathname;
    await page.route(PART, async (route) => {
      // Only the first part arrives; the others are on their way for good.
      if (PART.exec(route.request().url())?.[1] === '1') await route.continue();
    });
    const first = page.waitForResponse((response) => PART.exec(response.url())?.[1] === '1' && response.status() === 200);
    const second = page.waitForRequest((request) => PART.exec(request.url())?.[1] === '2');
    await page.locator('input[type=file]').first().setInputFiles(file);
    await Promise.all([first, second]);
    await context.close();

    context = await opened(profile);
    page = context.pages()[0] ?? (await context.newPage());
    const sent = partsSent(page);
    await page.goto(`${photos}${gallery}`);
    await expect(page.locator('[data-photo-id][data-status=ready]')).toHaveCount(1, { timeout: 60_000 });
    expect(sent).toEqual(['2', '3']);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

function opened(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, { ...installed.launchOptions, locale: 'en-GB', viewport: { width: 1440, height: 900 } });
}

function partsSent(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    const part = request.method() === 'PUT' ? PART.exec(request.url())?.[1] : undefined;
    if (part !== undefined) sent.push(part);
  });
  return sent;
}

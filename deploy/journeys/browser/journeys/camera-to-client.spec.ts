import { expect, test, type Page } from '@playwright/test';
import { drawPhotos, expectAccessible, mailedCode, photos, share } from './suite';

const PHOTOS = 12;

test('a photo travels from the camera to the client', async ({ browser }) => {
  const errors: string[] = [];
  const files = await drawPhotos(browser, PHOTOS);
  const studioContext = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  const page = await studioContext.newPage();
  watch(page, errors);

  await test.step('register, confirm by the mailed code, and be signed in', async () => {
    const username = `j${Date.now().toString(36)}`;
    const email = `${username}@localhost`;
    await page.goto(photos);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Create account' }).first().click();
    await page.getByRole('radio', { name: /Photographer/ }).check();
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('Quiet-harbour-42');
    await page.getByLabel('Repeat password').fill('Quiet-harbour-42');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel('Code').fill(await mailedCode(email));
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/confirm'));
    if (await page.getByLabel('Username or email').isVisible()) {
      await expectAccessible(page);
      await page.getByLabel('Username or email').fill(username);
      await page.getByLabel('Password', { exact: true }).fill('Quiet-harbour-42');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    }
    await page.waitForURL(`${photos}/**`);
    await page.goto(`${photos}/galleries`);
    await expect(page.getByRole('button', { name: 'New gallery' }).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('make a gallery and drop twelve photos on it', async () => {
    await page.getByRole('button', { name: 'New gallery' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('A summer wedding');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create gallery' }).click();
    await expect(page).toHaveURL(/\/galleries\/[0-9a-f-]{36}/);
    await page.locator('input[type=file]').first().setInputFiles(files);
    await expect(page.locator('[data-photo-id][data-status=ready]')).toHaveCount(PHOTOS, { timeout: 90_000 });
    await expectAccessible(page);
  });

  await test.step('look at one, by keys', async () => {
    await page.locator('[data-photo-id]').first().focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: /viewer/i }).or(page.getByRole('dialog')).first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-photo-id]').first()).toBeVisible();
    // Whoever came by keys goes on from the photo they left.
    await expect(page.locator('[data-photo-id]').nth(1)).toBeFocused();
  });

  await test.step('choose a watermark and see it before it is saved', async () => {
    await page.goto(`${photos}/studio/delivery`);
    const sample = page.getByRole('img', { name: /sample picture/ });
    const shown = () => sample.getAttribute('src');
    await expect(sample).toBeVisible();
    const before = await shown();
    await page.getByLabel('Text').fill('Harbour Studio');
    await page.getByRole('radio', { name: 'In one place' }).check();
    await page.getByRole('button', { name: 'Bottom right' }).click();
    await expect.poll(shown).not.toBe(before);
    await expect.poll(() => sample.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1200);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Watermark saved')).toBeVisible();
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/downloads') && answer.request().method() !== 'GET');
    await page.getByRole('radio', { name: /By date and time/ }).check();
    expect((await kept).ok()).toBe(true);
    await page.reload();
    await expect(page.getByLabel('Text')).toHaveValue('Harbour Studio');
    await expect(page.getByRole('radio', { name: /By date and time/ })).toBeChecked();
    await page.getByRole('radio', { name: /As they were uploaded/ }).check();
  });

  await test.step('take the gallery home', async () => {
    await page.goto(`${photos}/galleries`);
    await page.getByRole('link', { name: /A summer wedding/ }).first().click();
    await page.getByRole('button', { name: 'More about this gallery' }).click();
    await page.getByRole('menuitem', { name: 'Download all photos' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('status')).toContainText(`${PHOTOS} photos`);
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await dialog.getByRole('link', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('A summer wedding.zip');
    expect(await (await download).failure()).toBeNull();
  });

  const preview = await test.step('share a preview', () => createLink(page, 'Preview'));
  const full = await test.step('share in full', () => createLink(page, 'Full'));

  await test.step('a client without an account opens the preview', async () => {
    const client = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    watch(client, errors);
    await client.goto(preview);
    await expect(client.getByRole('heading', { name: 'A summer wedding' })).toBeVisible();
    await expect(client.locator('[data-photo-id]').first()).toBeVisible();
    expect(await client.getByRole('link', { name: /download/i }).count()).toBe(0);
    await expectAccessible(client);
    await client.locator('[data-photo-id] button').first().click();
    await expect(client.locator('img[src*="/watermarked/"]').first()).toBeVisible();
    await expectAccessible(client);
    await client.context().close();
  });

  await test.step('a client without an account opens the full one and downloads', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 }, acceptDownloads: true });
    const client = await context.newPage();
    watch(client, errors);
    await client.goto(full);
    await expect(client.locator('html')).toHaveAttribute('lang', 'de');
    await expect(client.locator('[data-photo-id]').first()).toBeVisible();
    await expectAccessible(client);
    const download = client.waitForEvent('download');
    await client.locator('[data-photo-id] a').first().click();
    expect((await download).suggestedFilename()).toMatch(/^DSC_00\d\d\.jpg$/);
    await client.getByRole('button', { name: 'Fotos auswählen' }).click();
    await client.locator('[data-photo-id] button').nth(0).click();
    await client.locator('[data-photo-id] button').nth(1).click();
    await expect(client.getByText('2 Fotos ausgewählt')).toBeVisible();
    await expectAccessible(client);
    await client.getByRole('button', { name: 'Auswahl herunterladen' }).click();
    await expect(client.getByRole('dialog').getByRole('status')).toContainText('2 Fotos');
    await expectAccessible(client);
    const zip = client.waitForEvent('download');
    await client.getByRole('dialog').getByRole('link', { name: 'Herunterladen' }).click();
    expect((await zip).suggestedFilename()).toBe('A summer wedding.zip');
    expect(await (await zip).failure()).toBeNull();
    await context.close();
  });

  await test.step('see what was shared', async () => {
    await page.goto(`${photos}/links`);
    await expect(page.getByText('A summer wedding').first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a second subdomain asks for no password, and its sign-out ends both', async () => {
    await page.goto(`${share}/auth/login?next=/`);
    await page.waitForURL(`${share}/**`);
    expect(await signedIn(page)).toBe(true);
    await page.goto(`${share}/sign-out`);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => signedIn(page).catch(() => true)).toBe(false);
    await page.goto(photos);
    await expect.poll(() => signedIn(page)).toBe(false);
    await page.goto(`${photos}/galleries`);
    await expect(page.getByLabel('Username or email')).toBeVisible();
  });

  expect(errors).toEqual([]);
});

test('a dead link explains itself', async ({ page }) => {
  await page.goto(`${share}/view/${'x'.repeat(64)}`);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expectAccessible(page);
});

test('pages of the studio lead to sign-in and back', async ({ page }) => {
  await page.goto(`${photos}/library`);
  await expect(page.getByLabel('Username or email')).toBeVisible();
  await page.getByLabel('Username or email').fill(process.env.ADMIN_USERNAME ?? 'admin');
  await page.getByLabel('Password', { exact: true }).fill(process.env.ADMIN_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(`${photos}/library`);
  await expectAccessible(page);
});

async function createLink(page: Page, access: 'Preview' | 'Full'): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: access }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const link = dialog.getByLabel('Link', { exact: true });
  await expect(link).toBeVisible();
  const url = await link.inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(url).toMatch(/\/view\/[\w-]{64}$/);
  return url;
}

async function signedIn(page: Page): Promise<boolean> {
  return page.evaluate(async () => ((await (await fetch('/auth/session')).json()) as { signed_in: boolean }).signed_in);
}

/** Broken scripts and refused sources must not pass unseen. */
function watch(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) {
      errors.push(`${page.url()}: ${message.text()}`);
    }
  });
}

import { test, type Page } from '@playwright/test';
import { auth, drawPhotos, lightboxOf, mailbox, mailedCode, photos, share } from '../journeys/suite';

const folder = '../target/screenshots';
const password = 'Quiet-harbour-42';

type Shown = (page: Page) => Promise<void>;

/** Goes somewhere and, where it says so, opens something there. */
const at =
  (address: string, then: Shown = async () => {}): Shown =>
  async (page) => {
    await page.goto(address);
    await page.getByRole('heading').first().waitFor();
    await picturesLoaded(page);
    await then(page);
  };

test('the pages at three widths, light and dark', async ({ browser }) => {
  const guest = await (await browser.newContext()).newPage();
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const username = `s${Date.now().toString(36)}`;
  await page.goto(`${photos}/auth/register`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Email').fill(`${username}@localhost`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Repeat password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  const code = await mailedCode(`${username}@localhost`);
  await pictures(page, 'auth-confirm', async () => {});
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/confirm'));
  await pictures(page, 'galleries-empty', at(`${photos}/galleries`));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'New gallery' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill('Evenings by the sea');
  await page.getByRole('dialog').getByRole('button', { name: 'Create gallery' }).click();
  await page.locator('input[type=file]').first().setInputFiles(await drawPhotos(browser, 18));
  await page.locator('[data-photo-id][data-status=ready]').nth(11).waitFor({ timeout: 90_000 });
  const gallery = page.url();
  const preview = await linkTo(page, 'Preview');
  const full = await linkTo(page, 'Full');

  const shown: Record<string, [Page, Shown]> = {
    'auth-sign-in': [guest, at(`${photos}/auth/login`)],
    'auth-sign-in-wrong': [
      guest,
      at(`${photos}/auth/login`, async (p) => {
        await p.getByLabel('Username or email').fill(username);
        await p.getByLabel('Password', { exact: true }).fill('not this one 1');
        await p.getByRole('button', { name: 'Sign in', exact: true }).click();
        await p.getByRole('alert').first().waitFor();
      }),
    ],
    'auth-register': [guest, at(`${photos}/auth/register`)],
    'auth-forgot-password': [guest, at(`${auth}/forgot-password`)],
    'home-guest': [guest, at(photos)],
    home: [page, at(photos)],
    galleries: [page, at(`${photos}/galleries`)],
    'galleries-new': [
      page,
      at(`${photos}/galleries`, async (p) => {
        await p.getByRole('button', { name: 'New gallery' }).first().click();
        await p.getByRole('dialog').getByLabel('Name').waitFor();
      }),
    ],
    gallery: [page, at(gallery)],
    'gallery-share': [
      page,
      at(gallery, async (p) => {
        await p.getByRole('button', { name: 'Share', exact: true }).click();
        await p.getByRole('dialog').getByRole('button', { name: 'Create link' }).waitFor();
      }),
    ],
    'gallery-lightbox': [page, at(gallery, lightboxOf)],
    library: [page, at(`${photos}/library`)],
    links: [page, at(`${photos}/links`)],
    about: [page, at(`${photos}/about`)],
    'sign-out': [page, at(`${photos}/sign-out`)],
    'no-such-page': [page, at(`${photos}/nowhere`)],
    'view-preview': [guest, at(preview)],
    'view-full': [guest, at(full)],
    'view-lightbox': [guest, at(full, lightboxOf)],
    'view-dead': [guest, at(`${share}/view/${'x'.repeat(64)}`)],
    mailbox: [guest, at(mailbox)],
  };
  const only = process.env.PAGES?.split(',');
  for (const [name, [on, show]] of Object.entries(shown)) {
    if (only && !only.includes(name)) continue;
    await test.step(name, () => pictures(on, name, show));
  }
});

async function pictures(page: Page, name: string, show: Shown): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: width < 700 ? 740 : 900 });
      await show(page);
      await picturesLoaded(page);
      await page.screenshot({ path: `${folder}/${name}-${String(width)}-${scheme}.png` });
    }
  }
}

async function linkTo(page: Page, access: 'Preview' | 'Full'): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: access }).click();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Not for an idle network: pages of the studio keep listening. Pictures below the fold wait to be scrolled to. */
async function picturesLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images]
      .filter((image) => {
        const box = image.getBoundingClientRect();
        return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      })
      .every((image) => image.complete),
  );
}

import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { adminPassword, adminUsername, auth, bearer, expectAccessible, photos, registered, signIn, type Registered } from './suite';

let person: Registered;

test.beforeAll(async () => {
  person = await registered('photographer');
});

test('an API token is shown once, opens what it says and ends when it is revoked', async ({ browser }) => {
  const page = await signedIn(browser);
  await page.goto(`${auth}/account/tokens`);
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Backup at night');
  await page.getByRole('checkbox', { name: /galleries:read/ }).check();
  await page.getByRole('checkbox', { name: /photos:read/ }).check();
  await page.getByLabel('Valid for').selectOption('7');
  await page.getByRole('button', { name: 'Create token' }).click();

  const shown = page.locator('#new-token');
  await expect(shown).toBeVisible();
  await expectAccessible(page);
  const token = await shown.innerText();
  expect(token).toMatch(/^vit_[0-9A-Za-z]{49}$/);
  expect(await bearer('GET', '/api/galleries', token)).toBe(200);
  expect(await bearer('GET', '/api/images', token)).toBe(200);
  for (const [method, path] of [
    ['POST', '/api/galleries'],
    ['GET', '/api/shares'],
    ['GET', '/api/account'],
    ['GET', '/api/account/tokens'],
  ] as const) {
    expect(await bearer(method, path, token), `${method} ${path}`).toBe(403);
  }

  await page.reload();
  await page.goto(`${auth}/account/tokens`);
  await expect(page.getByText('Backup at night')).toBeVisible();
  await expect(page.locator('#new-token')).toHaveCount(0);
  expect(await page.content()).not.toContain(token);
  await expect(page.getByText(/last used/i)).toBeVisible();

  await page.getByRole('button', { name: 'Revoke Backup at night' }).click();
  await expect(page.getByText('The token is revoked')).toBeVisible();
  await expect.poll(() => bearer('GET', '/api/galleries', token), { timeout: 2_000, intervals: [50] }).toBe(401);
});

test('account pages are read by everybody and used without a mouse', async ({ browser }) => {
  const page = await signedIn(browser);
  for (const section of ['profile', 'security', 'sessions', 'tokens', 'applications']) {
    await page.goto(`${auth}/account/${section}`);
    await fits(page);
    await expect(page.locator('nav.rail [aria-current=page]')).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#main')).toBeFocused();
    await everyControlIsReached(page, page.locator('#main'));
  }
  await page.goto(`${auth}/account/security/confirm`);
  await expectAccessible(page);
  await page.goto(`${auth}/account/profile/delete`);
  await fits(page);

  await page.goto(`${auth}/account/sessions`);
  await expect(page.getByText('This browser')).toBeVisible();
});

test('a request that is refused is told in the looks of the site', async ({ page }) => {
  const answer = await page.goto(`${auth}/oauth2/authorize?client_id=nobody&response_type=code`);
  expect(answer?.status()).toBe(400);
  await expect(page.getByRole('heading', { name: 'That did not work' })).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
  await expectAccessible(page);
});

test('the pages of a studio and of the platform are too', async ({ browser }) => {
  const page = await signedIn(browser);
  await page.goto(`${photos}/studio/members`);
  await page.getByRole('button', { name: 'Invite' }).first().waitFor();
  await fits(page);
  await everyControlIsReached(page, page.locator('main'));

  const admin = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await signIn(admin, adminUsername, adminPassword, '/admin');
  for (const section of ['', '/users', '/clients', '/audit', '/settings', '/status']) {
    await admin.goto(`${photos}/admin${section}`);
    await admin.getByRole('heading').first().waitFor();
    await fits(admin);
  }
  await admin.goto(`${photos}/admin/users`);
  await everyControlIsReached(admin, admin.locator('main'));
});

test('a change that needs a proof waits for it in another window', async ({ browser }) => {
  const page = await signedIn(browser);
  await page.goto(`${photos}/studio/members`);
  // Ten minutes later, as far as this page can tell.
  await page.route('**/api/account/studio/invitations', async (route) => {
    await route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'urn:vitrine:problem:step-up-required', title: 'Forbidden', status: 403 }),
    });
  }, { times: 1 });
  await page.getByRole('button', { name: 'Invite' }).first().click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByLabel('Email').fill(`guest-${person.email}`);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it you?' });
  await expect(proof).toBeVisible();
  await expectAccessible(page);
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    proof.getByRole('link', { name: 'Show who I am' }).click(),
  ]);
  await other.getByLabel('Password', { exact: true }).fill(person.password);
  await other.getByRole('button', { name: 'Go on' }).click();
  await expect(other.getByText('go on where you were')).toBeVisible();
  await expectAccessible(other);
  await other.close();
  const done = proof.getByRole('button', { name: 'I have done that' });
  if (await done.isVisible()) await done.click();
  await expect(page.getByRole('row', { name: new RegExp(`guest-${person.email}`) })).toBeVisible();
});

async function signedIn(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })).newPage();
  await signIn(page, person.username, person.password, '/galleries');
  return page;
}

/** Readable with assistive technology, and no wider than the smallest and a common screen. */
async function fits(page: Page): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `${page.url()} at ${width}`).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  }
}

/** Each control is in the order of the keyboard. */
async function everyControlIsReached(page: Page, within: Locator): Promise<void> {
  await within.focus();
  const controls = await within
    .locator('a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary')
    .evaluateAll((all) => {
      const shown = all.filter((each) => (each as HTMLElement).checkVisibility() && (each as HTMLElement).tabIndex >= 0);
      const groups = new Set<string>();
      let count = 0;
      for (const each of shown) {
        // Of a group of radio buttons the keyboard stops at one.
        const radio = each instanceof HTMLInputElement && each.type === 'radio' ? each.name : undefined;
        if (radio !== undefined && groups.has(radio)) continue;
        if (radio !== undefined) groups.add(radio);
        (each as HTMLElement).dataset.reach = String(count++);
      }
      return count;
    });
  const reached = new Set<string>();
  for (let i = 0; i < controls + 20 && reached.size < controls; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.reach);
    if (focus !== undefined) reached.add(focus);
  }
  const missed = await within.locator('[data-reach]').evaluateAll(
    (all, ids) => all.filter((each) => !ids.includes((each as HTMLElement).dataset.reach ?? '')).map((each) => each.outerHTML.slice(0, 120)),
    [...reached],
  );
  expect(missed, page.url()).toEqual([]);
}

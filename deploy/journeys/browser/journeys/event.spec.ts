import { type Browser, expect, test, type Page } from '@playwright/test';
import { call, drawPhotos, expectAccessible, letterTo, photos, registered, share, signIn } from './suite';

const GUESTS = 500;

test('an event of two photographers of different studios, and five hundred guests who look at once', async ({ browser }) => {
  const [first, second, guest] = await Promise.all([
    registered('photographer'),
    registered('photographer'),
    registered('client'),
  ]);
  const [owner, colleague, viewer] = await Promise.all([window(browser), window(browser), window(browser)]);
  const [mine, theirs] = chunks(await drawPhotos(browser, 4), 2);
  let gallery = '';

  await test.step('the owner lets a colleague work in the gallery, and a guest look', async () => {
    await signIn(owner, first.username, first.password, '/galleries');
    await owner.getByRole('button', { name: 'New gallery' }).first().click();
    await owner.getByRole('dialog').getByLabel('Name').fill('Harbour festival');
    await owner.getByRole('button', { name: 'Create gallery' }).click();
    await owner.waitForURL(/\/galleries\/[0-9a-f-]{36}/);
    gallery = new URL(owner.url()).pathname;
    await owner.getByRole('button', { name: 'People' }).click();
    const dialog = owner.getByRole('dialog');
    await grant(dialog, second.email, 'Add and edit');
    await grant(dialog, guest.email, 'View');
    await expectAccessible(owner);
    await owner.keyboard.press('Escape');
    expect(await letterTo(second.email, 'Harbour festival')).toContain(gallery);
  });

  await test.step('both add at once, and see what the other added', async () => {
    await signIn(colleague, second.username, second.password, '/galleries?shared=true');
    await expectAccessible(colleague);
    await colleague.getByRole('link', { name: /Harbour festival/ }).click();
    await Promise.all([
      owner.locator('input[type=file]').first().setInputFiles(mine!),
      colleague.locator('input[type=file]').first().setInputFiles(theirs!),
    ]);
    for (const page of [owner, colleague]) await expect(ready(page)).toHaveCount(4, { timeout: 60_000 });
    await owner.reload();
    await owner.getByLabel('Photographer').selectOption({ label: second.username });
    await expect(ready(owner)).toHaveCount(2);
    await expectAccessible(owner);
  });

  await test.step('the guest sees them and can change nothing', async () => {
    await signIn(viewer, guest.username, guest.password, gallery);
    await expect(ready(viewer)).toHaveCount(4);
    for (const name of ['Add photos', 'People', 'Share']) {
      await expect(viewer.getByRole('button', { name, exact: true })).toHaveCount(0);
    }
    await ready(viewer).first().hover();
    await ready(viewer).first().getByRole('button', { name: /^Select/ }).click();
    const bar = viewer.getByRole('toolbar', { name: 'Selection' });
    await expect(bar.getByRole('button', { name: 'Delete' })).toHaveCount(0);
    await expect(bar.getByRole('button', { name: 'Download' })).toHaveCount(0);
    await expectAccessible(viewer);
  });

  await test.step('all guests open the link at once, and each is counted', async () => {
    const login = await call('POST', '/api/auth/login', { username: first.username, password: first.password });
    const { access_token: token } = login.json as { access_token: string };
    const made = await call('POST', '/api/share-links', { gallery_id: gallery.split('/').at(-1), access_level: 'preview' }, token);
    const link = made.json as { id: string; token: string };
    const path = `/api/view/${link.token}`;
    const statuses = await Promise.all(
      Array.from({ length: GUESTS }, async () => {
        const opened = await call('GET', path, undefined, '', share);
        const page = await call('GET', `${path}/photos?limit=50`, undefined, '', share);
        return [opened.status, page.status, (page.json as { items?: unknown[] }).items?.length].join(' ');
      }),
    );
    expect([...new Set(statuses)]).toEqual(['200 200 4']);
    const phone = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 740 } })).newPage();
    await phone.goto(`${share}/view/${link.token}`);
    await expect(phone.getByRole('heading', { name: 'Harbour festival' })).toBeVisible();
    const { json } = await call('GET', `/api/share-links/${link.id}`, undefined, token);
    expect(json).toMatchObject({ views: GUESTS + 1, visitors: GUESTS + 1 });
  });

  await test.step('what was opened is closed again, at once', async () => {
    const picture = await ready(viewer).first().locator('img').first().getAttribute('src');
    await owner.getByRole('button', { name: 'People' }).click();
    for (const { email } of [second, guest]) {
      await owner.getByRole('button', { name: `Revoke access of ${email}` }).click();
      await expect(owner.getByText(`${email} has no access any more`)).toBeVisible();
    }
    const { origin, pathname, search } = new URL(picture!);
    // A picture is no JSON: as long as it comes, there is no status to compare.
    const status = () => call('GET', pathname + search, undefined, '', origin).then((answer) => answer.status, () => 'a picture');
    await expect.poll(status, { timeout: 5000 }).toBe(403);
    for (const page of [colleague, viewer]) {
      await page.goto(photos + gallery);
      await expect(page.getByRole('heading', { name: 'Harbour festival' })).toHaveCount(0);
      await expect(ready(page)).toHaveCount(0);
    }
    await owner.goto(`${photos}/studio/access`);
    await expect(owner.getByText('No access')).toHaveCount(2);
    await expectAccessible(owner);
  });
});

async function window(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })).newPage();
}

async function grant(dialog: ReturnType<Page['getByRole']>, email: string, level: string): Promise<void> {
  await dialog.getByLabel('Email address').fill(email);
  await dialog.getByLabel('May', { exact: true }).selectOption({ label: level });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('row').filter({ hasText: email })).toBeVisible();
}

const chunks = <T,>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

const ready = (page: Page) => page.locator('[data-photo-id][data-status=ready]');

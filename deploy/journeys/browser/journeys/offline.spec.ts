import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { call, drawPhotos, expectAccessible, password, registered, share, signIn } from './suite';

const PHOTOS = 6;

test('a client goes on without a connection, and nothing of two devices is lost', async ({ browser }) => {
  const photographer = await registered('photographer');
  const studio = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await signIn(studio, photographer.username, photographer.password, '/galleries');
  await studio.getByRole('button', { name: 'New gallery' }).first().click();
  await studio.getByRole('dialog').getByLabel('Name').fill('By the lake');
  await studio.getByRole('button', { name: 'Create gallery' }).click();
  await studio.locator('input[type=file]').first().setInputFiles(await drawPhotos(browser, PHOTOS));
  await expect(studio.locator('[data-photo-id][data-status=ready]')).toHaveCount(PHOTOS, { timeout: 60_000 });
  const { json } = await call('POST', '/api/auth/login', { username: photographer.username, password });
  const token = (json as { access_token: string }).access_token;
  const made = await call('POST', '/api/share-links', { gallery_id: studio.url().split('/').at(-1), access_level: 'full' }, token);
  const { id, url } = made.json as { id: string; url: string };
  expect(url).toContain(`${share}/view/`);

  const phone = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 }, hasTouch: true });
  const client = await phone.newPage();
  await test.step('what was opened is there without a connection', async () => {
    await client.goto(url);
    await expect(pictures(client)).toHaveCount(PHOTOS);
    await keptBy(client, PHOTOS + 1);
    const manifest = await client.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!;
      return (await fetch(link.href)).json() as Promise<{ start_url: string; display: string; name: string }>;
    });
    expect(manifest).toMatchObject({ start_url: new URL(url).pathname, display: 'standalone', name: 'By the lake' });

    await phone.setOffline(true);
    await client.reload();
    await expect(client.getByRole('heading', { name: 'By the lake' })).toBeVisible();
    await expect(client.getByText(/^Offline\. This is how it was on/)).toBeVisible();
    await expect(pictures(client)).toHaveCount(PHOTOS);
    await expectAccessible(client);
  });

  await test.step('choosing, a list and a comment wait for the connection', async () => {
    await heart(client, 1);
    await client.getByRole('button', { name: 'Lists and devices' }).click();
    const dialog = client.getByRole('dialog');
    for (const name of ['Album', 'Parents']) {
      await dialog.getByLabel('New list').fill(name);
      await dialog.getByRole('button', { name: 'Make the list' }).click();
    }
    await dialog.getByRole('button', { name: 'Move Parents up' }).click();
    await dialog.getByRole('button', { name: 'Rename the list Album' }).click();
    await dialog.getByLabel('Name of the list').fill('The album');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expectAccessible(client);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await heart(client, 2);
    await client.getByRole('button', { name: 'Open DSC_0003.jpg' }).click();
    await client.getByRole('button', { name: 'Comments' }).click();
    await client.getByLabel('Your comment').fill('Said on the train');
    await client.getByRole('button', { name: 'Write' }).click();
    await expect(client.getByText('Said on the train')).toBeVisible();
    await client.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(client).toHaveURL(url);
    // All of it outlives the page.
    await client.reload();
    await expect(client.getByText(/changes wait for a connection/)).toBeVisible();
  });

  await test.step('another device changes too, and with the connection all is on both', async () => {
    const laptop = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
    // The same person: known by one choice that was sent before.
    await phone.setOffline(false);
    await expect(client.getByText(/waits? for a connection/)).toHaveCount(0);
    await expect(client.getByText(/^Offline/)).toHaveCount(0);
    await carried(phone, laptop);
    const other = await laptop.newPage();
    await other.goto(url);
    await expect(other.getByText('1 photo chosen')).toBeVisible();
    await phone.setOffline(true);
    await client.getByLabel('List', { exact: true }).selectOption({ label: 'Parents' });
    await heart(client, 4);
    await heart(other, 5);
    await other.getByRole('button', { name: 'Lists and devices' }).click();
    await other.getByLabel('New list').fill('From the laptop');
    await other.getByRole('button', { name: 'Make the list' }).click();
    await expect(other.getByRole('option', { name: 'From the laptop' })).toHaveCount(1);
    await phone.setOffline(false);
    await expect(client.getByText(/waits? for a connection/)).toHaveCount(0);
    await client.reload();
    for (const page of [client, other]) {
      await page.reload();
      await expect(page.getByText('2 photos chosen')).toBeVisible();
      await expect(page.getByLabel('List', { exact: true }).locator('option')).toHaveText([
        'Favourites',
        'Parents',
        'The album',
        'From the laptop',
      ]);
    }
    await client.getByLabel('List', { exact: true }).selectOption({ label: 'Parents' });
    await expect(client.getByText('2 photos chosen')).toBeVisible();
    await laptop.close();
  });

  await test.step('a revoked link leaves nothing on the device', async () => {
    expect((await call('DELETE', `/api/share-links/${id}`, undefined, token)).status).toBe(204);
    await expect(async () => {
      await client.reload();
      await expect(client.getByRole('heading', { name: 'This link is switched off' })).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect.poll(() => client.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('vitrine-link')))).toEqual([]);
    await phone.setOffline(true);
    await client.reload();
    await expect(client.locator('[data-photo-id]')).toHaveCount(0);
  });
});

const pictures = (page: Page) => page.locator('[data-photo-id] img[data-shown=true]');

const heart = (page: Page, number: number) =>
  page.getByRole('button', { name: `Favourite DSC_000${String(number)}.jpg` }).click();

/** Until the worker has the pictures that were seen. */
async function keptBy(page: Page, count: number): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const name = (await caches.keys()).find((key) => key.startsWith('vitrine-link'));
          if (name === undefined) return 0;
          return (await (await caches.open(name)).keys()).filter(({ url }) => new URL(url).pathname.startsWith('/a/')).length;
        }),
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(count);
}

/** What following the letter to another device does. */
async function carried(from: BrowserContext, to: BrowserContext): Promise<void> {
  await to.addCookies((await from.cookies()).filter((cookie) => cookie.name === 'vitrine_visitor'));
}

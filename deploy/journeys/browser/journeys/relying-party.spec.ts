import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { api, freePort, newPerson, typePassword } from './people';
import { auth, call, expectAccessible, photos } from './suite';

const folder = fileURLToPath(new URL('../../relying-party', import.meta.url));

let app: ChildProcess | undefined;
let shop = '';

test.beforeAll(async () => {
  if (!existsSync(`${folder}/node_modules`)) {
    spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  }
  const port = await freePort();
  shop = `http://app.localhost:${port}`;
  const client = await api('POST', '/api/admin/clients', {
    name: 'Print shop',
    redirect_uris: [`${shop}/callback`],
    post_logout_redirect_uris: [`${shop}/`],
    backchannel_logout_uri: `${shop}/backchannel-logout`,
    scopes: ['openid', 'profile', 'email'],
    confidential: true,
    consent_required: true,
  });
  app = spawn(process.execPath, ['app.mjs'], {
    cwd: folder,
    env: {
      ...process.env,
      ISSUER: auth,
      ORIGIN: shop,
      PORT: String(port),
      CLIENT_ID: client.client_id,
      CLIENT_SECRET: client.client_secret,
      SHOW_TOKENS: 'yes',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await expect.poll(() => fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.status, () => 0)).toBe(200);
});

test.afterAll(() => {
  app?.kill();
});

test('another application signs people in and out with the suite', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const person = await newPerson();

  await test.step('sign in at photos', async () => {
    await page.goto(`${photos}/auth/login?next=%2Fgalleries`);
    await typePassword(page, person);
    await page.waitForURL(`${photos}/**`);
  });

  await test.step('the application asks for consent, not for a password', async () => {
    await page.goto(shop);
    await page.getByRole('link', { name: 'Sign in with Vitrine' }).click();
    await expect(page.getByRole('heading', { name: 'Continue to Print shop?' })).toBeVisible();
    await expect(page.getByText('app.localhost')).toBeVisible();
    await expect(page.getByText('see your email address')).toBeVisible();
    expect(await page.getByLabel('Password').count()).toBe(0);
    await expectAccessible(page);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await page.waitForURL(`${shop}/`);
    await expect(page.getByText(person)).toHaveCount(1);
  });

  await test.step('its token opens nothing of the suite', async () => {
    const held = (await (await page.request.get(`http://127.0.0.1:${new URL(shop).port}/tokens`, { headers: await cookies(page) })).json()) as {
      access_token: string;
    };
    expect(held.access_token).toBeTruthy();
    for (const path of ['/api/galleries', '/api/stats', '/api/share-links', '/api/auth/me', '/api/generations']) {
      const answer = await call('GET', path, undefined, held.access_token);
      expect(answer.status, path).toBe(401);
    }
  });

  await test.step('signing out at photos signs out of the application', async () => {
    await page.goto(`${auth}/sign-out`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${auth}/signed-out`);
    await expect
      .poll(async () => {
        await page.goto(shop);
        return page.getByText('Nobody is signed in.').isVisible();
      })
      .toBe(true);
  });

  await test.step('signing in for the application again asks for the password and no consent', async () => {
    await page.getByRole('link', { name: 'Sign in with Vitrine' }).click();
    await expect(page.getByText('to continue to app.localhost')).toBeVisible();
    await typePassword(page, person);
    await page.waitForURL(`${shop}/`);
    await expect(page.getByText(person)).toHaveCount(1);
    await page.goto(`${photos}/auth/login?next=%2Fgalleries`);
    await page.waitForURL(`${photos}/galleries`);
    expect(await session(page)).toBe(200);
  });

  await test.step('signing out of the application signs out of photos', async () => {
    await page.goto(shop);
    await page.getByRole('link', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.origin === shop);
    await expect(page.getByText('Nobody is signed in.')).toBeVisible();
    await page.goto(`${photos}/galleries`);
    await expect(page.getByLabel('Username or email')).toBeVisible();
  });

  await test.step('the person takes it back', async () => {
    await page.goto(`${auth}/account/applications`);
    await typePassword(page, person);
    await page.goto(`${auth}/account/applications`);
    await expect(page.getByRole('heading', { name: 'Print shop' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByRole('heading', { name: 'Print shop' })).toHaveCount(0);
    await page.goto(shop);
    await page.getByRole('link', { name: 'Sign in with Vitrine' }).click();
    await expect(page.getByRole('heading', { name: 'Continue to Print shop?' })).toBeVisible();
    await page.getByRole('button', { name: 'Do not allow' }).click();
    await expect(page.getByText('Not signed in: access_denied')).toBeVisible();
  });
});

/** What the gateway says about the browser's session at photos. */
async function session(page: Page): Promise<number> {
  return page.evaluate(async () => (await fetch('/auth/me', { redirect: 'manual' })).status);
}

async function cookies(page: Page): Promise<Record<string, string>> {
  return { cookie: (await page.context().cookies(shop)).map(({ name, value }) => `${name}=${value}`).join('; ') };
}

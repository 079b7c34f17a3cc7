import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { newPerson } from './people';
import { auth, photos } from './suite';

const folder = fileURLToPath(new URL('../../relying-party', import.meta.url));
const issuer = process.env.UPSTREAM_INDEPENDENT_ISSUER;

let provider: ChildProcess | undefined;

// The suite learns of its upstream providers when it starts.
test.skip(!issuer, 'The suite was started without UPSTREAM_INDEPENDENT_ISSUER');

test.beforeAll(async () => {
  if (!existsSync(`${folder}/node_modules/oidc-provider`)) {
    spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  }
  provider = spawn(process.execPath, ['upstream.mjs'], {
    cwd: folder,
    env: {
      ...process.env,
      ISSUER: issuer,
      REDIRECT: `${auth}/sign-in/upstream/independent/callback`,
      CLIENT_ID: process.env.UPSTREAM_INDEPENDENT_CLIENT_ID,
      CLIENT_SECRET: process.env.UPSTREAM_INDEPENDENT_CLIENT_SECRET,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await expect
    .poll(() => fetch(`${issuer}/.well-known/openid-configuration`).then((answer) => answer.status, () => 0))
    .toBe(200);
});

test.afterAll(() => {
  provider?.kill();
});

test('a first sign-in with another provider makes an account, the next one finds it', async ({ browser }) => {
  const name = `up${Date.now().toString(36)}`;
  const first = await signIn(browser, name);
  await first.waitForURL(`${photos}/**`);
  const account = await me(first);
  expect(account).toMatchObject({ username: name, email: `${name}@localhost` });

  const second = await signIn(browser, name);
  await second.waitForURL(`${photos}/**`);
  expect((await me(second)).id).toBe(account.id);
});

test('an account is linked by the verified address', async ({ browser }) => {
  const known = await newPerson();
  const page = await signIn(browser, known);
  await page.waitForURL(`${photos}/**`);
  expect(await me(page)).toMatchObject({ username: known, email: `${known}@localhost` });
});

test('an address that nobody verified opens nobody’s account', async ({ browser }) => {
  const known = await newPerson();
  const page = await signIn(browser, `${known}.unverified`);
  await expect(page.getByText('has not verified your email address')).toBeVisible();
  await page.goto(`${photos}/galleries`);
  await expect(page.getByLabel('Username or email')).toBeVisible();
});

/** With a fresh browser, through the other provider's own pages. */
async function signIn(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(`${photos}/auth/login?next=%2Fgalleries`);
  await page.getByRole('link', { name: 'Sign in with' }).click();
  await page.waitForURL(`${issuer}/**`);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  return page;
}

async function me(page: Page): Promise<{ id: string; username: string; email: string }> {
  return page.evaluate(async () => (await fetch('/api/auth/me')).json());
}

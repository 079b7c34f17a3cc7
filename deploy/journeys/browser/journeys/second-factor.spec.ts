import { createHmac } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { auth, expectAccessible, mailedCode, photos } from './suite';

const PASSWORD = 'Quiet-harbour-42';

test('a person protects the account with an app and a passkey', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
  });
  const username = `f${Date.now().toString(36)}`;

  await test.step('register', async () => {
    await page.goto(`${auth}/register`);
    await page.getByRole('radio', { name: /Client/ }).check();
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('Email').fill(`${username}@localhost`);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Repeat password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel('Code').fill(await mailedCode(`${username}@localhost`));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.waitForURL(`${photos}/**`);
  });

  const { secret, recoveryCode } = await test.step('set up an authenticator app', async () => {
    await page.goto(`${auth}/account/security`);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Set up an app' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await expect.poll(() => page.locator('img.qr').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await expectAccessible(page);
    const text = (await page.locator('.secret-text code').innerText()).replaceAll(' ', '');
    await page.getByLabel('Six-digit code').fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByRole('alert')).toContainText('does not fit');
    await page.getByLabel('Six-digit code').fill(totp(text, 0));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.locator('.codes li')).toHaveCount(10);
    await expectAccessible(page);
    const code = await page.locator('.codes li').first().innerText();
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await expect(page.getByText('10 left')).toBeVisible();
    await expectAccessible(page);
    return { secret: text, recoveryCode: code };
  });

  await test.step('sign in with password and code', async () => {
    await signOut(page);
    await page.goto(`${photos}/auth/login?next=%2Fgalleries`);
    await expectAccessible(page);
    await password(page, username);
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel(/Code from your app/).fill('123456');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('wrong or has been used');
    await expectAccessible(page);
    await page.goto(`${auth}/account/security`);
    await expect(page).toHaveURL(`${auth}/sign-in/second-factor`);
    // The code of now was used up by setting the app up; the next one counts, too.
    await page.getByLabel(/Code from your app/).fill(totp(secret, 1));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${auth}/account/security`);
  });

  await test.step('sign in with a recovery code', async () => {
    await signOut(page);
    await page.goto(`${photos}/auth/login`);
    await password(page, username);
    await page.getByLabel(/Code from your app/).fill(recoveryCode);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${photos}/**`);
    await page.goto(`${auth}/account/security`);
    await expect(page.getByText('9 left')).toBeVisible();
  });

  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await test.step('add a passkey', async () => {
    await page.getByRole('link', { name: 'Add a passkey' }).click();
    await expectAccessible(page);
    await page.getByLabel('Name').fill('This laptop');
    await page.getByRole('button', { name: 'Create the passkey' }).click();
    await expect(page.getByRole('status')).toContainText('The passkey is added');
    await expect(page.getByText('This laptop').first()).toBeVisible();
    await page.getByText('Change', { exact: true }).click();
    await expectAccessible(page);
    await page.getByLabel('Name').fill('My laptop');
    await page.getByRole('button', { name: 'Rename' }).click();
    await expect(page.getByText('My laptop').first()).toBeVisible();
    const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials.map((credential) => credential.rpId)).toEqual(['auth.localhost']);
    expect(credentials[0]!.isResidentCredential).toBe(true);
  });

  await test.step('the passkey as the second factor', async () => {
    await signOut(page);
    await presence(false);
    await page.goto(`${photos}/auth/login`);
    await password(page, username);
    await expectAccessible(page);
    await presence(true);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(`${photos}/**`);
  });

  await test.step('the passkey alone', async () => {
    await signOut(page);
    await presence(false);
    await page.goto(`${photos}/auth/login`);
    await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeEnabled();
    await presence(true);
    // Where the browser already offered it among the user names, the page is gone by now.
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click({ timeout: 5_000 }).catch(() => {});
    await page.waitForURL(`${photos}/**`);
    await page.goto(`${auth}/account/security`);
    await expect(page.getByText('Last used')).toBeVisible();
  });

  await test.step('a proof is asked for once more before changes, later', async () => {
    await page.goto(`${auth}/account/security/confirm`);
    await expectAccessible(page);
    // Who has a second factor shows that one: the password is not enough, and not asked for.
    await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0);
    await expect(page.getByLabel(/Code from your app/)).toBeVisible();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page).toHaveURL(/\/account\/security(\?|$)/);
  });

  await test.step('remove both', async () => {
    await page.getByText('Change', { exact: true }).click();
    await page.getByRole('button', { name: 'Remove this passkey' }).click();
    await expect(page.getByRole('status')).toContainText('The passkey is removed');
    await page.getByText('Remove', { exact: true }).click();
    await page.getByRole('button', { name: 'Remove the app' }).click();
    await expect(page.getByRole('button', { name: 'Set up an app' })).toBeVisible();
  });

  await test.step('on a phone, in the dark, in German', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const path of ['/account/security', '/account/security/passkeys/new', '/account/security/confirm']) {
      await page.goto(`${auth}${path}?lang=de`);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
  });

  expect(errors).toEqual([]);

  async function presence(enabled: boolean): Promise<void> {
    await device.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  }
});

async function password(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${auth}/sign-in/second-factor`);
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${auth}/sign-out`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
}

/** What an authenticator app shows, some steps from now (RFC 6238). */
function totp(secret: string, steps: number): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = hash[19]! & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { api, freePort, newPerson, typePassword } from './people';
import { auth, photos } from './suite';

const apache = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';

let server: ChildProcess | undefined;
let folder = '';
let gate = '';

test.skip(!existsSync(apache) || !existsSync(`${modules}/mod_auth_openidc.so`), 'Apache with mod_auth_openidc is not installed');

test.beforeAll(async () => {
  const port = await freePort();
  gate = `http://gate.localhost:${port}`;
  const client = await api('POST', '/api/admin/clients', {
    name: 'Archive',
    redirect_uris: [`${gate}/signed-in`],
    post_logout_redirect_uris: [`${gate}/`],
    backchannel_logout_uri: `${gate}/signed-in?logout=backchannel`,
    scopes: ['openid', 'profile', 'email'],
    confidential: true,
    consent_required: false,
  });
  folder = mkdtempSync(join(tmpdir(), 'vitrine-gate-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'pages/index.shtml'), '<h1>The archive</h1><p>Come in, <!--#echo var="REMOTE_USER" -->.</p>');
  writeFileSync(join(folder, 'apache.conf'), configuration(port, client.client_id, client.client_secret));
  server = spawn(apache, ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'], { stdio: ['ignore', 'inherit', 'inherit'] });
  // It redirects browsers only.
  await expect.poll(() => fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.status, () => 0)).toBe(401);
});

test.afterAll(async ({}, info) => {
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server!.once('exit', resolve));
    server.kill();
    await ended;
  }
  if (folder) {
    const log = join(folder, 'error.log');
    if (existsSync(log)) await info.attach('apache', { body: readFileSync(log) });
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a page behind Apache opens without a second password and closes when the person signs out', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const person = await newPerson();

  await test.step('nobody comes in unknown', async () => {
    await page.goto(`${gate}/`);
    await expect(page.getByText('to continue to gate.localhost')).toBeVisible();
  });

  await test.step('signed in at photos, the page opens at once', async () => {
    await page.goto(`${photos}/auth/login?next=%2Fgalleries`);
    await typePassword(page, person);
    await page.waitForURL(`${photos}/**`);
    await page.goto(`${gate}/`);
    await page.waitForURL(`${gate}/`);
    await expect(page.getByText(`Come in, ${person}.`)).toBeVisible();
  });

  await test.step('signing out at the suite closes it by back-channel logout', async () => {
    await page.goto(`${auth}/sign-out`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${auth}/signed-out`);
    await expect
      .poll(async () => {
        await page.goto(`${gate}/`);
        return page.getByLabel('Username or email').isVisible();
      })
      .toBe(true);
  });

  await test.step('and it opens again after a sign-in for it', async () => {
    await typePassword(page, person);
    await page.waitForURL(`${gate}/`);
    await expect(page.getByText(`Come in, ${person}.`)).toBeVisible();
  });
});

/** Only what the page needs; sessions are kept at the server, where back-channel logout can end them. */
function configuration(port: number, clientId: string, clientSecret: string): string {
  const load = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'dir', 'include', 'mime', 'auth_openidc']
    .map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`)
    .join('\n');
  return `${load}
ServerRoot ${folder}
ServerName gate.localhost:${port}
UseCanonicalName On
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
Mutex file:${folder}
ErrorLog ${folder}/error.log
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
DocumentRoot ${folder}/pages
DirectoryIndex index.shtml
TypesConfig /dev/null
AddType text/html .shtml
AddOutputFilter INCLUDES .shtml
OIDCProviderMetadataURL ${auth}/.well-known/openid-configuration
OIDCClientID ${clientId}
OIDCClientSecret ${clientSecret}
OIDCRedirectURI ${gate}/signed-in
OIDCCryptoPassphrase ${randomUUID()}
OIDCScope "openid profile email"
OIDCPKCEMethod S256
OIDCSessionType server-cache
OIDCRemoteUserClaim preferred_username
<Directory ${folder}/pages>
  Options +Includes
</Directory>
<Location />
  AuthType openid-connect
  Require valid-user
</Location>
`;
}

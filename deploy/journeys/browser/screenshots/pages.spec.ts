import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  adminPassword,
  adminUsername,
  auth,
  call,
  drawPhotos,
  lightboxOf,
  mailbox,
  mailedCode,
  photos,
  registered,
  share,
  signIn,
} from '../journeys/suite';

const folder = '../target/screenshots';
const password = 'Quiet-harbour-42';

/** Browsers that people sign in with. */
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
];

const only = process.env.PAGES?.split(',');

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
  const locked = await linkTo(page, 'Full', async (dialog) => {
    await dialog.getByRole('button', { name: 'Password, limits, sets' }).click();
    await dialog.getByLabel('PIN for downloads').fill('2906');
  });
  // Opened once, so that a device keeps it; and chosen of, so that there is something to look at.
  const away = await (await browser.newContext()).newPage();
  await away.goto(full);
  for (const number of [1, 3, 4]) await away.getByRole('button', { name: `Favourite DSC_000${String(number)}.jpg` }).click();
  await away.waitForFunction(async () => {
    const name = (await caches.keys()).find((key) => key.startsWith('vitrine-link'));
    return name !== undefined && (await (await caches.open(name)).keys()).filter(({ url }) => url.includes('/a/')).length > 3;
  });

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
    'library-filtered': [page, at(`${photos}/library?q=dsc`)],
    palette: [
      page,
      at(`${photos}/galleries`, async (p) => {
        await p.keyboard.press('Control+K');
        await p.getByRole('combobox', { name: 'Go anywhere' }).fill('e');
        await p.getByRole('option').first().waitFor();
      }),
    ],
    'gallery-selected': [
      page,
      at(gallery, async (p) => {
        await p.keyboard.press('Control+A');
        await p.getByRole('toolbar', { name: 'Selection' }).waitFor();
      }),
    ],
    bin: [page, at(`${photos}/library/bin`)],
    clients: [page, at(`${photos}/clients`)],
    insights: [page, at(`${photos}/insights`)],
    notices: [page, at(`${photos}/notices`)],
    proofing: [
      page,
      at(`${photos}/links`, async (p) => {
        await p.getByRole('button', { name: 'More about this link' }).nth(1).click();
        await p.getByRole('menuitem', { name: 'Choices and comments' }).click();
        await p.getByRole('heading', { level: 1 }).waitFor();
      }),
    ],
    links: [page, at(`${photos}/links`)],
    about: [page, at(`${photos}/about`)],
    'sign-out': [page, at(`${photos}/sign-out`)],
    'no-such-page': [page, at(`${photos}/nowhere`)],
    'view-preview': [guest, at(preview)],
    'view-full': [guest, at(full)],
    'view-lightbox': [guest, at(full, lightboxOf)],
    'view-pin': [
      guest,
      at(locked, async (p) => {
        await p.getByRole('button', { name: 'Download all' }).click();
        await p.getByLabel('The PIN you got from the photographer').waitFor();
      }),
    ],
    'view-lists': [
      away,
      at(full, async (p) => {
        await p.getByRole('button', { name: 'Lists and devices' }).click();
        await p.getByLabel('New list').fill('Album');
        await p.getByRole('button', { name: 'Make the list' }).click();
      }),
    ],
    'view-offline': [
      away,
      async (p) => {
        await p.context().setOffline(false);
        await p.goto(full);
        await p.context().setOffline(true);
        await at(full)(p);
      },
    ],
    'view-dead': [guest, at(`${share}/view/${'x'.repeat(64)}`)],
    mailbox: [guest, at(mailbox)],
  };
  for (const [name, [on, show]] of Object.entries(shown)) {
    if (only && !only.includes(name)) continue;
    await test.step(name, () => pictures(on, name, show));
  }
});

test('the pages of an account, a studio and the platform', async ({ browser }) => {
  const person = await registered('photographer');
  const page = await (await browser.newContext({ userAgent: agents[0] })).newPage();
  await signIn(page, person.username, person.password, '/galleries');
  for (const userAgent of agents.slice(1)) {
    await signIn(await (await browser.newContext({ userAgent })).newPage(), person.username, person.password, '/galleries');
  }
  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, adminUsername, adminPassword, '/admin');
  const { json } = await call('POST', '/api/auth/login', { username: adminUsername, password: adminPassword });
  const key = (json as { access_token: string }).access_token;
  const redirect = 'https://prints.example.org/callback';
  const client = await call(
    'POST',
    '/api/admin/clients',
    {
      name: 'Print shop',
      redirect_uris: [redirect],
      post_logout_redirect_uris: [],
      scopes: ['openid', 'profile', 'email', 'offline_access'],
      confidential: true,
      consent_required: true,
    },
    key,
  );
  const consent = new URL(`${auth}/oauth2/authorize`);
  consent.search = new URLSearchParams({
    response_type: 'code',
    client_id: (client.json as { client_id: string }).client_id,
    redirect_uri: redirect,
    scope: 'openid profile email offline_access',
    state: 'state',
    nonce: 'nonce',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }).toString();
  const members = ['ada', 'benedikt.von.der.aue', 'cleo'];
  await page.goto(`${photos}/studio/members`);
  for (const member of members) {
    await page.getByRole('button', { name: 'Invite' }).first().click();
    await page.getByRole('dialog').getByLabel('Email').fill(`${member}.${person.username}@example.org`);
    await page.getByRole('dialog').getByRole('button', { name: 'Send invitation' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  const shown: Record<string, [Page, Shown]> = {
    'account-profile': [page, at(`${auth}/account/profile`)],
    'account-profile-wrong': [
      page,
      at(`${auth}/account/profile`, async (p) => {
        await p.getByLabel('New address').fill('new.address@example.org');
        await p.locator('#email_password').fill('not this one 1');
        await p.getByRole('button', { name: 'Send a code' }).click();
        await p.locator('[aria-invalid=true]').first().waitFor();
      }),
    ],
    'account-delete': [page, at(`${auth}/account/profile/delete`)],
    'account-security': [page, at(`${auth}/account/security`)],
    'account-confirm': [page, at(`${auth}/account/security/confirm`)],
    'account-confirmed': [page, at(`${auth}/account/security/confirmed`)],
    'account-totp': [
      page,
      at(`${auth}/account/security`, async (p) => {
        await p.getByRole('button', { name: 'Set up an app' }).click();
        await p.getByLabel('Six-digit code').waitFor();
      }),
    ],
    'account-sessions': [page, at(`${auth}/account/sessions`)],
    'account-tokens': [page, at(`${auth}/account/tokens`)],
    'account-tokens-created': [
      page,
      at(`${auth}/account/tokens`, async (p) => {
        await p.getByLabel('Name').fill(`Backup ${Date.now().toString(36)}`);
        await p.getByRole('checkbox', { name: /photos:read/ }).check();
        await p.getByRole('button', { name: 'Create token' }).click();
        await p.locator('#new-token').waitFor();
      }),
    ],
    'auth-consent': [page, at(consent.href)],
    'account-applications': [
      page,
      async (p) => {
        // The application itself is not there: going on to it fails, and what was allowed is kept.
        await p.goto(consent.href).catch(() => undefined);
        const allow = p.getByRole('button', { name: 'Allow', exact: true });
        if (await allow.isVisible()) {
          const allowed = p.waitForResponse((answer) => answer.request().method() === 'POST');
          await allow.click({ noWaitAfter: true });
          await allowed;
        }
        await expect(async () => at(`${auth}/account/applications`)(p)).toPass();
      },
    ],
    'auth-restore-email-over': [page, at(`${auth}/restore-email?token=over`)],
    members: [page, at(`${photos}/studio/members`)],
    'members-invite': [
      page,
      at(`${photos}/studio/members`, async (p) => {
        await p.getByRole('button', { name: 'Invite' }).first().click();
        await p.getByRole('dialog').getByLabel('Email').waitFor();
      }),
    ],
    admin: [admin, at(`${photos}/admin`)],
    'admin-users': [admin, at(`${photos}/admin/users`)],
    'admin-user-menu': [
      admin,
      at(`${photos}/admin/users`, async (p) => {
        await p.getByRole('button', { name: /^Actions for/ }).first().click();
        await p.getByRole('menuitem').first().waitFor();
      }),
    ],
    'admin-clients': [admin, at(`${photos}/admin/clients`)],
    'admin-audit': [admin, at(`${photos}/admin/audit`)],
    'admin-settings': [admin, at(`${photos}/admin/settings`)],
    'admin-status': [admin, at(`${photos}/admin/status`)],
  };
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

async function linkTo(
  page: Page,
  access: 'Preview' | 'Full',
  more: (dialog: Locator) => Promise<void> = async () => {},
): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: access }).click();
  await more(dialog);
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

import { expect, test } from '@playwright/test';
import { drawPhotos, expectAccessible, letterTo, mailbox, photos, registered, signIn } from './suite';

test('a studio puts on its own looks, and everybody sees them', async ({ browser }) => {
  const photographer = await registered('photographer');
  const client = `client-${photographer.username}@localhost`;
  const studio = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })).newPage();
  const visitor = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } })).newPage();
  const [picture] = await drawPhotos(browser, 1);
  const accent = () =>
    visitor.evaluate(() => getComputedStyle(document.querySelector('.button-primary, .packages .display')!).color);

  await test.step('logo, colour, typeface and words', async () => {
    await signIn(studio, photographer.username, photographer.password, '/studio/branding');
    const logo = studio.getByRole('group', { name: 'For light ground' });
    await logo.locator('input[type=file]').setInputFiles(picture!);
    await expect(logo.getByRole('img')).toBeVisible();
    await studio.getByRole('radio', { name: 'Wine' }).check();
    await studio.getByRole('combobox', { name: 'Typeface of titles' }).click();
    await studio.getByRole('option', { name: 'Jost' }).click();
    await studio.getByLabel('Line at the end of pages and mails').fill('Quiet pictures since 2009');
    await studio.getByLabel('E-mail').fill('hello@lumen.example.org');
    await studio.getByRole('button', { name: 'Save' }).click();
    await expect(studio.getByText('Saved. Clients see it from now on.')).toBeVisible();
    await expectAccessible(studio);

    await studio.goto(`${photos}/studio/branding?part=texts`);
    await studio.getByLabel('About the studio').fill('We photograph **people**. <script>alert(1)</script>');
    await studio.getByRole('button', { name: 'Add a package' }).click();
    await studio.getByRole('textbox', { name: 'Name', exact: true }).fill('Small');
    await studio.getByLabel('Price, as it is read').fill('from 900 €');
    await studio.getByRole('button', { name: 'Save' }).click();
    await expect(studio.getByText('Saved. Visitors see it from now on.')).toBeVisible();
    await expectAccessible(studio);
  });

  await test.step('a public gallery, shared with a client', async () => {
    await studio.goto(`${photos}/galleries`);
    await studio.getByRole('button', { name: 'New gallery' }).first().click();
    await studio.getByRole('dialog').getByLabel('Name').fill(`Lumen ${photographer.username}`);
    await studio.getByRole('dialog').getByRole('switch', { name: 'Public' }).check();
    await studio.getByRole('button', { name: 'Create gallery' }).click();
    await studio.locator('input[type=file]').first().setInputFiles([picture!]);
    await expect(studio.locator('[data-photo-id][data-status=ready]')).toHaveCount(1, { timeout: 90_000 });
    await studio.getByRole('button', { name: 'Share', exact: true }).click();
    await studio.getByRole('dialog').getByRole('combobox', { name: 'Send to' }).fill(client);
    await studio.keyboard.press('Enter');
    await studio.getByRole('button', { name: 'Send 1 link' }).click();
  });

  await test.step('the mail and the client’s page wear it', async () => {
    const letter = await letterTo(client);
    expect(letter).toContain('Quiet pictures since 2009');
    const messages = (await (await fetch(`${mailbox}/api/messages`)).text()).toString();
    expect(messages).toContain('background:#7A1F2B');
    await visitor.goto(letter.match(/http\S+\/view\/[\w-]+/)![0]);
    await expect(visitor.locator('.cover .studio-mark img')).toBeVisible();
    await expect(visitor.getByText('Quiet pictures since 2009')).toBeVisible();
    const family = await visitor
      .getByRole('heading', { level: 1 })
      .evaluate((heading) => getComputedStyle(heading).fontFamily);
    expect(family).toContain('Jost');
    await expectAccessible(visitor);
  });

  await test.step('so do the public pages', async () => {
    await visitor.goto(`${photos}/explore?q=${photographer.username}`);
    await visitor.getByRole('link', { name: new RegExp(`Lumen ${photographer.username}`) }).click();
    await expect(visitor.getByRole('heading', { level: 1 })).toContainText('Lumen');
    await expectAccessible(visitor);
    await visitor.locator('.public-gallery-foot a').first().click();
    await expect(visitor.getByText('We photograph people. <script>alert(1)</script>')).toBeVisible();
    await expect(visitor.getByText('from 900 €')).toBeVisible();
    expect(await accent()).toBe('rgb(122, 31, 43)');
    await expectAccessible(visitor);
    for (const page of ['/features', '/pricing', '/about', '/nothing-here']) {
      await visitor.goto(`${photos}${page}`);
      await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(visitor);
    }
  });
});

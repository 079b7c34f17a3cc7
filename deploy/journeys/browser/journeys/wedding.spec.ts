import { expect, test, type Page } from '@playwright/test';
import { drawPhotos, expectAccessible, letterTo, photos, registered, share, signIn } from './suite';

const PHOTOS = 8;

test('a wedding, from the upload to the signed-off selection', async ({ browser }) => {
  const photographer = await registered('photographer');
  const couple = `couple-${photographer.username}@localhost`;
  const studio = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })).newPage();
  const client = await (
    await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 }, hasTouch: true })
  ).newPage();

  await test.step('upload, and find again by a word and a tag', async () => {
    await signIn(studio, photographer.username, photographer.password, '/galleries');
    await studio.getByRole('button', { name: 'New gallery' }).first().click();
    await studio.getByRole('dialog').getByLabel('Name').fill('Mara and Ole');
    await studio.getByRole('button', { name: 'Create gallery' }).click();
    await studio.locator('input[type=file]').first().setInputFiles(await drawPhotos(browser, PHOTOS));
    await expect(ready(studio)).toHaveCount(PHOTOS, { timeout: 90_000 });

    await studio.goto(`${photos}/library`);
    await expect(ready(studio)).toHaveCount(PHOTOS);
    await studio.locator('.library-search input').fill('0003');
    await expect(ready(studio)).toHaveCount(1);
    await expectAccessible(studio);
    await ready(studio).first().hover();
    await ready(studio).first().getByRole('button', { name: /^Select/ }).click();
    await studio.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Tags' }).click();
    await studio.getByRole('combobox', { name: 'Add' }).fill('first dance');
    await studio.keyboard.press('Enter');
    await expectAccessible(studio);
    await studio.getByRole('button', { name: 'Save tags' }).click();
    await expect(studio.getByText('Tags of 1 photo saved.')).toBeVisible();
    await studio.goto(`${photos}/library?tag=First%20Dance`);
    await expect(ready(studio)).toHaveCount(1);
  });

  const link = await test.step('share by mail, with a PIN for downloads', async () => {
    await studio.goto(`${photos}/galleries`);
    await studio.getByRole('link', { name: /Mara and Ole/ }).first().click();
    await studio.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = studio.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Full' }).click();
    await dialog.getByRole('combobox', { name: 'Send to' }).fill(couple);
    await studio.keyboard.press('Enter');
    await dialog.getByLabel('Message').fill('Which three shall I print?');
    await dialog.getByRole('button', { name: 'Password, limits, sets' }).click();
    await dialog.getByLabel('PIN for downloads').fill('2906');
    await expectAccessible(studio);
    await dialog.getByRole('button', { name: 'Send 1 link' }).click();
    const letter = await letterTo(couple);
    expect(letter).toContain('Which three shall I print?');
    const url = letter.match(/http\S+\/view\/[\w-]+/)?.[0];
    expect(url).toContain(`${share}/view/`);
    return url!;
  });

  await test.step('the couple choose three on the phone, say something, and send', async () => {
    await client.goto(link);
    await expect(client.getByRole('heading', { name: 'Mara and Ole' })).toBeVisible();
    for (const name of ['DSC_0001.jpg', 'DSC_0002.jpg', 'DSC_0004.jpg']) {
      await client.getByRole('button', { name: `Favourite ${name}` }).click();
    }
    await expect(client.getByText('3 photos chosen')).toBeVisible();
    await expectAccessible(client);
    await client.getByRole('button', { name: 'Review' }).click();
    await expect(client.locator('[data-photo-id]')).toHaveCount(3);
    await client.getByRole('button', { name: 'Send', exact: true }).click();
    await expectAccessible(client);
    await client.getByLabel('Your name (if you like)').fill('Mara');
    await client.getByRole('button', { name: 'Send 3 photos' }).click();
    await expect(client.getByText(/3 photos sent on/)).toBeVisible();
    await client.reload();
    await expect(client.getByText(/3 photos sent on/)).toBeVisible();
  });

  await test.step('a download asks for the PIN first', async () => {
    await client.getByRole('button', { name: 'Download all' }).click();
    await client.getByLabel('The PIN you got from the photographer').fill('0000');
    await client.getByRole('button', { name: 'Go on' }).click();
    await expect(client.getByText('The PIN for downloads is not right.')).toBeVisible();
    await expectAccessible(client);
    await client.getByLabel('The PIN you got from the photographer').fill('2906');
    await client.getByRole('button', { name: 'Go on' }).click();
    await expect(client.getByRole('status').filter({ hasText: `${PHOTOS} photos` })).toBeVisible();
    const download = client.waitForEvent('download');
    await client.getByRole('link', { name: 'Download', exact: true }).click();
    expect(await (await download).failure()).toBeNull();
  });

  await test.step('the photographer sees what was sent', async () => {
    await studio.goto(`${photos}/links`);
    await studio.getByRole('button', { name: 'More about this link' }).click();
    await studio.getByRole('menuitem', { name: 'Choices and comments' }).click();
    await expect(studio.getByText('Mara').first()).toBeVisible();
    await expectAccessible(studio);
  });

  await test.step('the link is revoked, and the couple ask for another', async () => {
    await studio.goto(`${photos}/links`);
    await studio.getByRole('button', { name: 'More about this link' }).click();
    await studio.getByRole('menuitem', { name: 'Revoke' }).click();
    await studio.getByRole('dialog').getByRole('button', { name: /Revoke/ }).click();
    await expect(studio.locator('[data-state=revoked]')).toHaveCount(1);
    await client.goto(link);
    await client.getByRole('button', { name: 'Ask the photographer' }).click();
    await client.getByLabel('Your name').fill('Mara');
    await client.getByLabel('Your e-mail address').fill(couple);
    await client.getByLabel('Your message').fill('May we see them once more?');
    await expectAccessible(client);
    await client.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(client.getByText('Your message is on its way.', { exact: false })).toBeVisible();
    expect(await letterTo(photographer.email, 'May we see them once more?')).toContain(couple);
  });
});

const ready = (page: Page) => page.locator('[data-photo-id][data-status=ready]');

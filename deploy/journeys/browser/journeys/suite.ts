import { expect, type Browser, type Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';

export const port = Number(process.env.VITRINE_PORT ?? 8080);
export const photos = `http://photos.localhost:${port}`;
export const share = `http://share.localhost:${port}`;
export const auth = `http://auth.localhost:${port}`;
export const mailbox = `http://127.0.0.1:${8025 + port - 8080}`;

/** The code in the newest mail to an address. */
export async function mailedCode(address: string): Promise<string> {
  let code: string | undefined;
  await expect
    .poll(
      async () => {
        const answer: unknown = await (await fetch(`${mailbox}/api/messages`)).json();
        const messages = (Array.isArray(answer) ? answer : (answer as { items: unknown[] }).items) as {
          to: string[];
          text: string;
        }[];
        const mail = messages.find((message) => message.to.some((to) => to.includes(address)));
        code = mail?.text.match(/(?<![\w-])\d{6}(?![\w-])/)?.[0];
        return code;
      },
      { timeout: 20_000 },
    )
    .toBeTruthy();
  return code!;
}

/** Pictures drawn by the browser itself, each its own; long side 1600. */
export async function drawPhotos(browser: Browser, count: number): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const page = await browser.newPage();
  const drawn = await page.evaluate((howMany) => {
    const shapes = [
      [1600, 1067],
      [1067, 1600],
      [1600, 900],
      [1600, 1200],
      [1280, 1600],
    ];
    return Array.from({ length: howMany }, (_, i) => {
      const [width, height] = shapes[i % shapes.length]!;
      const canvas = document.createElement('canvas');
      canvas.width = width!;
      canvas.height = height!;
      const g = canvas.getContext('2d')!;
      const hue = (i * 47) % 360;
      const sky = g.createLinearGradient(0, 0, 0, height! * 0.7);
      sky.addColorStop(0, `hsl(${hue} 55% 32%)`);
      sky.addColorStop(1, `hsl(${(hue + 40) % 360} 75% 78%)`);
      g.fillStyle = sky;
      g.fillRect(0, 0, width!, height!);
      g.fillStyle = `hsl(${(hue + 50) % 360} 90% 88%)`;
      g.beginPath();
      g.arc(width! * (0.25 + ((i * 13) % 50) / 100), height! * 0.42, height! * 0.07, 0, 7);
      g.fill();
      for (let ridge = 0; ridge < 4; ridge++) {
        g.fillStyle = `hsl(${(hue + 200) % 360} ${30 + ridge * 6}% ${46 - ridge * 11}%)`;
        g.beginPath();
        g.moveTo(0, height!);
        for (let x = 0; x <= width!; x += 8) {
          const y = height! * (0.52 + ridge * 0.12) + Math.sin(x / (90 + ridge * 40) + i * 3 + ridge) * 60 + Math.sin(x / 31 + i) * 14;
          g.lineTo(x, y);
        }
        g.lineTo(width!, height!);
        g.fill();
      }
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
    });
  }, count);
  await page.close();
  return drawn.map((base64, i) => ({
    name: `DSC_${String(i + 1).padStart(4, '0')}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(base64, 'base64'),
  }));
}

/** Opens the first photo shown, in the studio or in the client's view. */
export async function lightboxOf(page: Page): Promise<void> {
  await page.locator('[data-cell]').first().click();
  await page.getByRole('region', { name: /viewer/i }).or(page.getByRole('dialog')).first().waitFor();
}

/** No serious or critical accessibility violation on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  const serious = result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(serious, page.url()).toEqual([]);
}

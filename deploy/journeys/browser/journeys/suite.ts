import { Agent, request } from 'node:http';
import { expect, type Browser, type Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';

export const port = Number(process.env.VITRINE_PORT ?? 8080);
export const photos = `http://photos.localhost:${port}`;
export const share = `http://share.localhost:${port}`;
export const auth = `http://auth.localhost:${port}`;
export const mailbox = `http://127.0.0.1:${8025 + port - 8080}`;

export const adminUsername = process.env.ADMIN_USERNAME ?? 'admin';
export const adminPassword = process.env.ADMIN_PASSWORD ?? '';

export interface Registered {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** Of everybody who is registered here. */
export const password = 'Quiet-harbour-42';

/** Somebody with an account, made through the API and confirmed by the mailed code. */
export async function registered(accountType: 'photographer' | 'client'): Promise<Registered> {
  const username = `${accountType[0]!}${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  const email = `${username}@localhost`;
  const answers = [
    await call('POST', '/api/auth/register', { username, email, password, confirm_password: password, account_type: accountType }),
    await call('POST', '/api/auth/confirm', { email, code: await mailedCode(email) }),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([201, 204]);
  return { username, email, password };
}

/** Signs a browser in, and on to a page of the studio. */
export async function signIn(page: Page, username: string, password: string, next: string): Promise<void> {
  await page.goto(`${photos}/auth/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${photos}${next}`);
}

/** Many callers share so many connections, as behind an edge proxy. */
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** What the API answers to a script. Node does not know *.localhost everywhere, so the host is named in the header. */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  token = '',
  origin = photos,
): Promise<{ status: number; json: unknown }> {
  return new Promise((resolve, reject) => {
    const url = new URL(origin);
    const asked = request(
      {
        agent,
        host: '127.0.0.1',
        port: url.port,
        path,
        method,
        headers: {
          host: url.host,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, json: text === '' ? undefined : (JSON.parse(text) as unknown) });
        });
      },
    );
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** The status a script with a personal API token gets. */
export async function bearer(method: string, path: string, token: string): Promise<number> {
  return (await call(method, path, method === 'GET' ? undefined : {}, token)).status;
}

/** What the newest mail to an address says that has these words in it. */
export async function letterTo(address: string, words: string | RegExp = ''): Promise<string> {
  let text: string | undefined;
  await expect
    .poll(
      async () => {
        const answer: unknown = await (await fetch(`${mailbox}/api/messages`)).json();
        const messages = (Array.isArray(answer) ? answer : (answer as { items: unknown[] }).items) as {
          to: string[];
          text: string;
        }[];
        text = messages.find(
          (message) => message.to.some((to) => to.includes(address)) && message.text.search(words) >= 0,
        )?.text;
        return text;
      },
      { timeout: 20_000 },
    )
    .toBeTruthy();
  return text!;
}

const CODE = /(?<![\w-])\d{6}(?![\w-])/;

/** The code in the newest mail to an address. */
export const mailedCode = async (address: string): Promise<string> => (await letterTo(address, CODE)).match(CODE)![0];

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
  // Contrast is that of a page at rest: what is still fading in is paler than it will be.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished),
    ),
  );
  const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  const serious = result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(serious, page.url()).toEqual([]);
}

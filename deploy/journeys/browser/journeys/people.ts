import { createServer } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { adminPassword, adminUsername, call, password, registered } from './suite';

export async function typePassword(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username or email').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A client with an account. */
export async function newPerson(): Promise<string> {
  return (await registered('client')).username;
}

let adminToken: string | undefined;

/** What the API answers the administrator, or whoever's token is given; anything but success fails the test. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function api(method: string, path: string, body?: unknown, token?: string): Promise<any> {
  if (token === undefined && adminToken === undefined) {
    const { json } = await call('POST', '/api/auth/login', { username: adminUsername, password: adminPassword });
    adminToken = (json as { access_token: string }).access_token;
  }
  const answer = await call(method, path, body, token ?? adminToken);
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
  return answer.json;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

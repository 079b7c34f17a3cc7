// Sign-ins for an application and token refreshes, at Vitrine and at a Keycloak beside it, in one run on one machine.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { cpuSeconds } from './processes.mjs';
import { Browser, account, photos, port, send } from './client.mjs';

const SECONDS = 10;
const WARM_UP = 4;
const REDIRECT = 'http://app.localhost:3999/callback';

/** What a run needs to know of a provider. CPU seconds are of all its processes so far. */
async function vitrine() {
  const admin = await login('admin', process.env.ADMIN_PASSWORD);
  const made = await send('POST', photos('/api/admin/clients'), {
    token: admin,
    body: { name: 'Bench', redirect_uris: [REDIRECT], scopes: ['openid', 'profile', 'email'], confidential: true, consent_required: false },
  });
  if (made.status !== 201) throw new Error(`client: ${made.status} ${made.bytes}`);
  const { client_id, client_secret } = made.json();
  const { username, password } = await account();
  return {
    name: 'Vitrine',
    issuer: `http://auth.localhost:${port}`,
    authorize: '/oauth2/authorize',
    token: '/oauth2/token',
    clientId: client_id,
    clientSecret: client_secret,
    username,
    password,
    cpu: () => {
      const all = cpuSeconds();
      return all && all['auth-service'] + all.gateway + all.devservices;
    },
  };
}

async function login(username, password) {
  const answer = await send('POST', photos('/api/auth/login'), { body: { username, password } });
  if (answer.status !== 200) throw new Error(`${username}: ${answer.status} ${answer.bytes}`);
  return answer.json().access_token;
}

/** As deploy/bench/suite/keycloak starts it. */
function keycloak() {
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const pid = process.env.KEYCLOAK_PID;
  return {
    name: 'Keycloak',
    issuer: `http://localhost:${process.env.KEYCLOAK_PORT}`,
    authorize: '/realms/bench/protocol/openid-connect/auth',
    token: '/realms/bench/protocol/openid-connect/token',
    clientId: 'bench',
    clientSecret: 'bench-only-secret',
    username: 'person',
    password: 'Measured-twice-1',
    clientCredentials: true,
    cpu: () => {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /s, '').split(' ');
      return (Number(stat[11]) + Number(stat[12])) / ticks;
    },
  };
}

/** As a person does it for an application: page, form, code, tokens. */
async function signIn(provider) {
  const browser = new Browser();
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: REDIRECT,
    scope: 'openid profile email',
    state: 's',
    nonce: 'n',
  });
  const page = await browser.send('GET', `${provider.issuer}${provider.authorize}?${asked}`);
  const html = page.bytes.toString('utf8');
  const form = html.match(/<form[^>]*>(?:(?!<\/form>)[\s\S])*name="password"[\s\S]*?<\/form>/)?.[0];
  if (!form) throw new Error(`${provider.name}: no sign-in form at ${page.url}, ${page.status}`);
  const action = form.match(/action="([^"]+)"/)[1].replaceAll('&amp;', '&');
  const fields = new URLSearchParams({ username: provider.username, password: provider.password });
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = input.match(/name="([^"]+)"/)?.[1];
    if (name) fields.set(name, input.match(/value="([^"]*)"/)?.[1] ?? '');
  }
  const answer = await browser.send('POST', new URL(action, page.url).href, {
    body: Buffer.from(fields.toString()),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    stopAt: REDIRECT,
  });
  if (!answer.url.startsWith(REDIRECT)) throw new Error(`${provider.name}: sign-in ended at ${answer.url} with ${answer.status}`);
  const code = new URL(answer.url).searchParams.get('code');
  return tokens(provider, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
}

async function tokens(provider, form) {
  const answer = await send('POST', provider.issuer + provider.token, {
    body: Buffer.from(new URLSearchParams(form).toString()),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Authorization: `Basic ${Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString('base64')}`,
    },
  });
  if (answer.status !== 200) throw new Error(`${provider.name}: ${form.grant_type} answered ${answer.status}: ${answer.bytes}`);
  return answer.json();
}

/** Repeats a task in lanes that each wait for their own answer, first unmeasured. */
async function measured(title, provider, lanes, task) {
  await repeated(lanes, WARM_UP, task);
  const before = provider.cpu();
  const { times, seconds } = await repeated(lanes, SECONDS, task);
  const after = provider.cpu();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0);
  const cpu = before && after ? `   CPU ${(((after - before) / times.length) * 1000).toFixed(1)} ms each` : '';
  console.log(
    `${provider.name.padEnd(9)} ${title.padEnd(34)} ${(times.length / seconds).toFixed(1).padStart(7)} /s   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms${cpu}`,
  );
}

async function repeated(lanes, duration, task) {
  const times = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() - begun < duration * 1000) {
        const start = performance.now();
        await task(lane);
        times.push(performance.now() - start);
      }
    }),
  );
  return { times, seconds: (performance.now() - begun) / 1000 };
}

export async function tokenBench() {
  const providers = [await vitrine()];
  if (process.env.KEYCLOAK_PORT) providers.push(keycloak());
  for (const provider of providers) {
    await measured('sign-in for an application', provider, 4, () => signIn(provider));
    // Each lane renews its own token: it changes at each use. One sign-in after the other: sixteen password checks at once take their time.
    const held = [];
    while (held.length < 16) held.push((await signIn(provider)).refresh_token);
    await measured('refresh, token changed at each use', provider, held.length, async (lane) => {
      const renewed = await tokens(provider, { grant_type: 'refresh_token', refresh_token: held[lane] });
      if (renewed.refresh_token === held[lane]) throw new Error(`${provider.name}: the refresh token stayed the same`);
      held[lane] = renewed.refresh_token;
    });
    if (provider.clientCredentials) {
      await measured('client credentials', provider, 16, () => tokens(provider, { grant_type: 'client_credentials' }));
    }
  }
}

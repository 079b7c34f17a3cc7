// A small application behind Vitrine's sign-in: it knows OpenID Connect and nothing else of the suite.
//   ISSUER=http://auth.localhost:8080 CLIENT_ID=... CLIENT_SECRET=... PORT=3900 node app.mjs
// The addresses to register: /callback, / after signing out, /backchannel-logout.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose';
import * as openid from 'openid-client';

const port = Number(process.env.PORT ?? 3900);
const origin = process.env.ORIGIN ?? `http://app.localhost:${port}`;
const issuer = new URL(process.env.ISSUER ?? 'http://auth.localhost:8080');
const scope = process.env.SCOPE ?? 'openid profile email';

// Browsers know that *.localhost is this machine; Node asks the name server, which may not.
const lookup = (host, options, done) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);

function call(url, options = {}) {
  const target = new URL(url);
  if (!target.hostname.endsWith('.localhost')) return fetch(target, options);
  return new Promise((resolve, reject) => {
    const request = (target.protocol === 'https:' ? https : http).request(
      target,
      { method: options.method ?? 'GET', headers: Object.fromEntries(new Headers(options.headers)), lookup, signal: options.signal },
      (answer) =>
        resolve(
          new Response([204, 304].includes(answer.statusCode) ? null : Readable.toWeb(answer), {
            status: answer.statusCode,
            headers: Object.entries(answer.headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
          }),
        ),
    );
    request.on('error', reject);
    request.end(options.body == null ? undefined : String(options.body));
  });
}

// Read from discovery when first needed, so that this application may start before the provider.
let discovered;
async function provider() {
  discovered ??= openid
    .discovery(
      issuer,
      process.env.CLIENT_ID,
      { client_secret: process.env.CLIENT_SECRET },
      openid.ClientSecretBasic(process.env.CLIENT_SECRET),
      { [openid.customFetch]: call, execute: issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [] },
    )
    .then((config) => ({
      config,
      keys: createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri), { [joseFetch]: call }),
    }))
    .catch((error) => {
      discovered = undefined;
      throw error;
    });
  return discovered;
}

const waiting = new Map();
const sessions = new Map();
const usedLogoutTokens = new Set();

const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const cookie = (request, name) =>
  request.headers.cookie?.split('; ').find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
const setCookie = (name, value, seconds) =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${origin.startsWith('https:') ? '; Secure' : ''}`;
const page = (response, body, status = 200) => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Print shop</title><h1>Print shop</h1>${body}</html>`);
};
const redirect = (response, location, cookies = []) => {
  response.writeHead(303, { location: String(location), 'set-cookie': cookies, 'cache-control': 'no-store' });
  response.end();
};

const routes = {
  'GET /': async (request, response) => {
    const session = sessions.get(cookie(request, 'shop'));
    if (!session) return page(response, '<p>Nobody is signed in.</p><a href="/login">Sign in with Vitrine</a>');
    page(
      response,
      `<p>Signed in as <strong>${escape(session.name)}</strong>, ${escape(session.email)}</p><a href="/logout">Sign out</a>`,
    );
  },

  'GET /login': async (request, response) => {
    const { config } = await provider();
    const key = randomUUID();
    const verifier = openid.randomPKCECodeVerifier();
    const asked = { verifier, state: openid.randomState(), nonce: openid.randomNonce() };
    waiting.set(key, asked);
    setTimeout(() => waiting.delete(key), 600_000).unref();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: `${origin}/callback`,
      scope,
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    redirect(response, url, [setCookie('shop_login', key, 600)]);
  },

  'GET /callback': async (request, response, url) => {
    const asked = waiting.get(cookie(request, 'shop_login'));
    waiting.delete(cookie(request, 'shop_login'));
    if (!asked) return page(response, '<p>This sign-in is over.</p><a href="/login">Begin again</a>', 400);
    if (url.searchParams.has('error')) {
      return page(response, `<p>Not signed in: ${escape(url.searchParams.get('error'))}</p><a href="/login">Try again</a>`, 403);
    }
    const { config } = await provider();
    // Checks state, issuer, signature, audience, nonce and times.
    const tokens = await openid.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const info = await openid.fetchUserInfo(config, tokens.access_token, claims.sub);
    const id = randomUUID();
    sessions.set(id, {
      sub: claims.sub,
      sid: claims.sid,
      name: info.name ?? claims.sub,
      email: info.email ?? 'without address',
      idToken: tokens.id_token,
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
    });
    redirect(response, '/', [setCookie('shop', id, 604_800), setCookie('shop_login', '', 0)]);
  },

  'GET /logout': async (request, response) => {
    const session = sessions.get(cookie(request, 'shop'));
    if (!session) return redirect(response, '/');
    sessions.delete(cookie(request, 'shop'));
    const { config } = await provider();
    const url = openid.buildEndSessionUrl(config, {
      id_token_hint: session.idToken,
      post_logout_redirect_uri: `${origin}/`,
      state: openid.randomState(),
    });
    redirect(response, url, [setCookie('shop', '', 0)]);
  },

  // OpenID Connect Back-Channel Logout 1.0, section 2.6.
  'POST /backchannel-logout': async (request, response) => {
    let form = '';
    for await (const chunk of request) form += chunk;
    try {
      const { config, keys } = await provider();
      const { payload } = await jwtVerify(new URLSearchParams(form).get('logout_token') ?? '', keys, {
        issuer: config.serverMetadata().issuer,
        audience: process.env.CLIENT_ID,
        typ: 'logout+jwt',
        algorithms: ['RS256'],
        requiredClaims: ['iat', 'exp', 'jti', 'events'],
      });
      if (!payload.events['http://schemas.openid.net/event/backchannel-logout'] || 'nonce' in payload || !(payload.sid ?? payload.sub)) {
        throw new Error('not a logout token');
      }
      if (usedLogoutTokens.has(payload.jti)) throw new Error('used before');
      usedLogoutTokens.add(payload.jti);
      for (const [id, session] of sessions) {
        if (payload.sid ? session.sid === payload.sid : session.sub === payload.sub) sessions.delete(id);
      }
      response.writeHead(200, { 'cache-control': 'no-store' }).end();
    } catch (error) {
      console.error(`Logout refused: ${error.message}`);
      response.writeHead(400, { 'cache-control': 'no-store' }).end();
    }
  },
};

if (process.env.SHOW_TOKENS) {
  // For tests: what this application holds for the person who asks.
  routes['GET /tokens'] = async (request, response) => {
    const session = sessions.get(cookie(request, 'shop'));
    response.writeHead(session ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: session?.accessToken }));
  };
}

http
  .createServer((request, response) => {
    const url = new URL(request.url, origin);
    const route = routes[`${request.method} ${url.pathname}`];
    if (!route) return page(response, '<p>Nothing here.</p>', 404);
    route(request, response, url).catch((error) => {
      console.error(error);
      page(response, '<p>That did not work.</p><a href="/login">Begin again</a>', 502);
    });
  })
  .listen(port, '127.0.0.1', () => console.log(`Print shop on ${origin}`));

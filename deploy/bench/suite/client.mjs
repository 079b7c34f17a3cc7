// The suite as a script sees it: connections go to the loopback address, the Host header names the host.
import http from 'node:http';

export const port = Number(process.env.VITRINE_PORT ?? 8080);
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** Sends a request to a public URL of the suite. */
export function send(method, url, { token, body, headers = {} } = {}) {
  const target = new URL(url);
  const bytes = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: '127.0.0.1',
        port: target.port,
        method,
        path: target.pathname + target.search,
        headers: {
          Host: target.host,
          ...(bytes && !Buffer.isBuffer(body) ? { 'Content-Type': 'application/json' } : {}),
          ...(bytes ? { 'Content-Length': bytes.length } : {}),
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks);
          resolve({
            status: response.statusCode,
            headers: response.headers,
            bytes: text,
            json: () => JSON.parse(text.toString('utf8')),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(bytes);
  });
}

export const photos = (path) => `http://photos.localhost:${port}${path}`;
export const share = (path) => `http://share.localhost:${port}${path}`;

/** The answer, if it has this status. */
export async function expect(status, answer) {
  const response = await answer;
  if (response.status !== status) {
    throw new Error(`expected ${status}, got ${response.status}: ${response.bytes.toString('utf8').slice(0, 300)}`);
  }
  return response;
}

/** Registers a photographer, confirmed by the local mailbox, and answers name, password and a token. */
export async function account() {
  const username = `bench${Date.now().toString(36)}`;
  const email = `${username}@localhost`;
  const password = 'Measured-twice-1';
  await expect(
    201,
    send('POST', photos('/api/auth/register'), {
      body: { username, email, password, confirm_password: password, account_type: 'photographer' },
    }),
  );
  let code;
  for (let tries = 0; !code && tries < 100; tries++) {
    const answer = await send('GET', `http://127.0.0.1:${8025 + port - 8080}/api/messages`);
    const messages = answer.json();
    const mail = (messages.items ?? messages).find((message) => message.to.some((to) => to.includes(email)));
    code = mail?.text.match(/(?<![\w-])\d{6}(?![\w-])/)?.[0];
    if (!code) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await expect(204, send('POST', photos('/api/auth/confirm'), { body: { email, code } }));
  const login = await expect(200, send('POST', photos('/api/auth/login'), { body: { username, password } }));
  return { username, password, token: login.json().access_token };
}

export const photographer = async () => (await account()).token;

/** A browser without a screen: keeps cookies per host and follows redirects. */
export class Browser {
  #cookies = new Map();

  cookies(host) {
    return [...(this.#cookies.get(host) ?? new Map())].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** @param options.stopAt where an address begins that is not opened: its redirect is the answer */
  async send(method, url, options = {}) {
    let next = { method, url, options };
    for (let hops = 0; hops < 12; hops++) {
      const host = new URL(next.url).host;
      const cookie = this.cookies(host);
      const answer = await send(next.method, next.url, {
        ...next.options,
        headers: { Accept: 'text/html', ...next.options.headers, ...(cookie ? { Cookie: cookie } : {}) },
      });
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
        const jar = this.#cookies.get(host) ?? this.#cookies.set(host, new Map()).get(host);
        if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      if (![301, 302, 303, 307].includes(answer.status)) return { ...answer, url: next.url };
      const location = new URL(answer.headers.location, next.url).href;
      if (options.stopAt && location.startsWith(options.stopAt)) return { ...answer, url: location };
      next = { method: 'GET', url: location, options: {} };
    }
    throw new Error(`too many redirects at ${url}`);
  }

  /** Signs in at the web app as a person does; the session cookie is then in the jar of the photos host. */
  async signIn(username, password) {
    const page = await this.send('GET', photos('/auth/login?next=%2F'));
    const csrf = page.bytes.toString('utf8').match(/name="_csrf"[^>]*value="([^"]+)"/)[1];
    const form = new URLSearchParams({ _csrf: csrf, username, password }).toString();
    const answer = await this.send('POST', new URL('/sign-in', page.url).href, {
      body: Buffer.from(form),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    if (!answer.url.startsWith(photos('/'))) throw new Error(`sign-in ended at ${answer.url} with ${answer.status}`);
  }
}

export async function gallery(token, name) {
  const answer = await expect(201, send('POST', photos('/api/galleries'), { token, body: { name, is_public: false } }));
  return answer.json().id;
}

/** The three steps of an upload; the photo's id. */
export async function upload(token, galleryId, filename, bytes) {
  const reserved = await expect(
    200,
    send('POST', photos('/api/images/upload-url'), {
      token,
      body: { filename, content_type: 'image/jpeg', size_bytes: bytes.length, gallery_id: galleryId },
    }),
  );
  const { upload_url, headers, key } = reserved.json();
  await expect(200, send('PUT', upload_url, { body: bytes, headers }));
  const confirmed = await expect(
    201,
    send('POST', photos('/api/images/confirm'), { token, body: { key, filename, size_bytes: bytes.length } }),
  );
  return confirmed.json().id;
}

export async function galleryState(token, galleryId) {
  return (await expect(200, send('GET', photos(`/api/galleries/${galleryId}`), { token }))).json();
}

/** Waits until all photos that are expected are rendered. */
export async function untilReady(token, id, expected) {
  for (;;) {
    const state = await galleryState(token, id);
    if (state.photo_count >= expected && state.pending_count === 0) return state;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export async function shareLink(token, galleryId) {
  const answer = await expect(
    201,
    send('POST', photos('/api/share-links'), {
      token,
      body: { gallery_id: galleryId, access_level: 'preview', expires_in_days: 1 },
    }),
  );
  return answer.json();
}

/** Runs a task for each item, so many at a time. */
export async function inParallel(items, width, task) {
  const queue = [...items.entries()];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await task(next[1], next[0]);
    }),
  );
}

// Measures the running suite from outside. Bounded in count and time; talks to the loopback address only.
//   node bench.mjs whole-path [PHOTOS]      upload to ready
//   node bench.mjs sign-in                  sign-ins, and API calls by session, access token and API token
//   node bench.mjs tokens                   sign-ins for an application and refreshes, beside Keycloak where one is started
//   node bench.mjs reads [PHOTOS]           lists and share views of a large gallery, and the gateway's overhead
import autocannon from 'autocannon';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { cpuSeconds, peakMemory } from './processes.mjs';
import { tokenBench } from './tokens.mjs';
import { Browser, account, gallery, inParallel, photographer, photos, port, send, share, shareLink, upload, untilReady } from './client.mjs';

const [what = 'reads', count] = process.argv.slice(2);
const SECONDS = 10;

async function cameraPhotos() {
  const folder = process.env.VITRINE_BENCH_PHOTOS;
  if (folder && existsSync(folder)) {
    return readdirSync(folder)
      .filter((name) => /\.jpe?g$/i.test(name))
      .sort()
      .map((name) => readFileSync(join(folder, name)));
  }
  return Promise.all(
    [1, 2, 3].map((seed) =>
      sharp({ create: { width: 6000, height: 4000, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 20 + seed } } })
        .blur(1 + seed)
        .jpeg({ quality: 90 })
        .toBuffer(),
    ),
  );
}

async function wholePath(howMany) {
  const sources = await cameraPhotos();
  const token = await photographer();
  const id = await gallery(token, 'Whole path');
  const megabytes = sources.reduce((sum, bytes) => sum + bytes.length, 0) / sources.length / 1e6;
  await inParallel(Array.from({ length: 20 }), 6, (_, i) => upload(token, id, `warm${i}.jpg`, sources[i % sources.length]));
  await untilReady(token, id, 20);
  const before = cpuSeconds();
  const begun = performance.now();
  await inParallel(Array.from({ length: howMany }), 6, (_, i) => upload(token, id, `p${i}.jpg`, sources[i % sources.length]));
  const uploaded = (performance.now() - begun) / 1000;
  const state = await untilReady(token, id, howMany + 20);
  const seconds = (performance.now() - begun) / 1000;
  console.log(`${howMany} photos of ${megabytes.toFixed(1)} MB on average, ${state.failed_count} failed`);
  console.log(`confirmed after ${uploaded.toFixed(1)} s (${(howMany / uploaded).toFixed(1)}/s), all ready after ${seconds.toFixed(1)} s: ${(howMany / seconds).toFixed(2)} photos/s`);
  const after = cpuSeconds();
  if (before && after) {
    const each = Object.keys(after).map((name) => `${name} ${((after[name] - before[name]) / howMany).toFixed(3)}`);
    console.log(`CPU s a photo: ${each.join(', ')}`);
    console.log(`peak memory: worker ${peakMemory('media-worker')} MB, media-service ${peakMemory('media-service')} MB`);
  }
}

function load(title, url, headers = {}) {
  const target = new URL(url);
  return new Promise((resolve, reject) => {
    autocannon(
      {
        url: `http://127.0.0.1:${target.port}${target.pathname}${target.search}`,
        headers: { Host: target.host, 'Accept-Encoding': 'gzip', ...headers },
        connections: 16,
        duration: SECONDS,
      },
      (error, result) => {
        if (error) return reject(error);
        const failed = result.non2xx + result.errors;
        console.log(
          `${title.padEnd(44)} ${result.requests.average.toFixed(0).padStart(6)} /s   p50 ${result.latency.p50} ms   p99 ${result.latency.p99} ms   ${(result.throughput.average / result.requests.average / 1024).toFixed(1)} KiB each${failed ? `   ${failed} FAILED` : ''}`,
        );
        resolve(result);
      },
    );
  });
}

async function reads(howMany) {
  const token = await photographer();
  const id = await gallery(token, 'Ten thousand');
  const tiny = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      sharp({ create: { width: 64, height: 48, channels: 3, background: { r: i * 12, g: 90, b: 200 - i * 9 } } }).jpeg().toBuffer(),
    ),
  );
  console.log(`uploading ${howMany} small photos ...`);
  const begun = performance.now();
  await inParallel(Array.from({ length: howMany }), 12, (_, i) => upload(token, id, `t${i}.jpg`, tiny[i % tiny.length]));
  await untilReady(token, id, howMany);
  console.log(`all ready after ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  const link = await shareLink(token, id);
  const bearer = { Authorization: `Bearer ${token}` };
  const direct = Number(process.env.GALLERY_PORT ?? port + 2);
  const first = await send('GET', photos(`/api/galleries/${id}/photos?limit=50`), { token });
  let cursor = first.json().next_cursor;
  for (let page = 0; page < howMany / 400; page++) {
    cursor = (await send('GET', photos(`/api/galleries/${id}/photos?limit=200&cursor=${cursor}`), { token })).json().next_cursor ?? cursor;
  }
  await load('warm-up', photos(`/api/galleries/${id}/photos?limit=50`), bearer);
  await load('gallery page of 50, first', photos(`/api/galleries/${id}/photos?limit=50`), bearer);
  await load('gallery page of 50, in the middle', photos(`/api/galleries/${id}/photos?limit=50&cursor=${cursor}`), bearer);
  await load('warm-up', share(`/api/view/${link.token}/photos?limit=50`));
  await load('share view page of 50', share(`/api/view/${link.token}/photos?limit=50`));
  await load('share view, opened and counted', share(`/api/view/${link.token}`));
  const through = await load('one gallery through the gateway', photos(`/api/galleries/${id}`), bearer);
  const straight = await load('one gallery from the service directly', `http://127.0.0.1:${direct}/api/galleries/${id}`, bearer);
  console.log(`gateway: ${(through.requests.average / straight.requests.average).toFixed(2)} of the direct rate`);
  const thumbnail = first.json().items.find((photo) => photo.urls)?.urls.thumbnail;
  await load('thumbnail through the gateway', thumbnail);
  const media = new URL(thumbnail);
  media.hostname = '127.0.0.1';
  media.port = String(Number(process.env.MEDIA_PORT ?? port + 3));
  await load('thumbnail from the service directly', media.href);
}

function perSecond(title, seconds, times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0);
  console.log(`${title.padEnd(44)} ${(times.length / seconds).toFixed(1).padStart(6)} /s   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms`);
}

/** Repeats a task in so many lanes for a while; each lane waits for its own answer. */
async function repeated(title, lanes, task) {
  const times = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() - begun < SECONDS * 1000) {
        const start = performance.now();
        await task();
        times.push(performance.now() - start);
      }
    }),
  );
  perSecond(title, (performance.now() - begun) / 1000, times);
}

async function signIn() {
  const { username, password, token } = await account();
  const id = await gallery(token, 'Signed in');
  const path = photos(`/api/galleries/${id}`);
  const login = async () => {
    const answer = await send('POST', photos('/api/auth/login'), { body: { username, password } });
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.bytes}`);
  };
  const before = cpuSeconds();
  await repeated('sign-in by script (one password check)', 4, login);
  await repeated('sign-in by browser, with its five redirects', 4, () => new Browser().signIn(username, password));
  const after = cpuSeconds();
  if (before && after) console.log(`auth-service used ${(after['auth-service'] - before['auth-service']).toFixed(1)} CPU s in those ${2 * SECONDS} s`);
  const browser = new Browser();
  await browser.signIn(username, password);
  const session = { Cookie: browser.cookies(new URL(path).host) };
  const made = await send('POST', photos('/api/account/tokens'), {
    token,
    body: { name: 'bench', scopes: ['galleries:read'] },
  });
  await load('warm-up', path, { Authorization: `Bearer ${token}` });
  await load('API call by access token', path, { Authorization: `Bearer ${token}` });
  await load('API call by browser session', path, session);
  if (made.status === 201) await load('API call by personal API token', path, { Authorization: `Bearer ${made.json().token}` });
  else console.log(`no API token: ${made.status} ${made.bytes}`);
}

if (what === 'whole-path') await wholePath(Number(count ?? 60));
else if (what === 'sign-in') await signIn();
else if (what === 'tokens') await tokenBench();
else if (what === 'reads') await reads(Number(count ?? 10_000));
else throw new Error(`unknown: ${what}`);
process.exit(0);

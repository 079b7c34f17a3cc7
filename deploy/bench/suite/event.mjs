// An event's gallery on the evening its link is sent out: all guests open it at once, each as a browser of their own, look at the
// first pictures and choose one, while the photographer's pages listen. node event.mjs [GUESTS]
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { Browser, expect, gallery, inParallel, photographer, photos, port, send, share, shareLink, untilReady, upload } from './client.mjs';

const guests = Number(process.argv[2] ?? 500);
const PHOTOS = 60;
const PICTURES = 12;
const PAGES = 20;

const token = await photographer();
const album = await gallery(token, 'Summer party');
const pictures = await Promise.all(
  Array.from({ length: PHOTOS }, (_, i) =>
    sharp({ create: { width: 900, height: 600, channels: 3, background: { r: i * 4, g: 90, b: 240 - i * 4 }, noise: { type: 'gaussian', mean: 120, sigma: 30 } } })
      .jpeg()
      .toBuffer(),
  ),
);
await inParallel(pictures, 3, (bytes, i) => upload(token, album, `party-${String(i).padStart(3, '0')}.jpg`, bytes));
await untilReady(token, album, PHOTOS);
const link = await shareLink(token, album);
await expect(200, send('PUT', photos(`/api/share-links/${link.id}/proofing`), {
  token,
  body: { enabled: true, kind: 'choose', beyond_quota: true, comments: true },
}));

/** A page of the photographer that listens; it counts the guests whose choice it heard of. */
function listen() {
  let heard = 0;
  const request = http.request({
    host: '127.0.0.1',
    port,
    path: '/api/shares/events',
    headers: { Host: `photos.localhost:${port}`, Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
  });
  request.on('response', (response) => {
    response.setEncoding('utf8');
    response.on('data', (chunk) => (heard += chunk.split('event:').length - 1));
  });
  request.on('error', () => {});
  request.end();
  return { heard: () => heard, close: () => request.destroy() };
}

const pages = Array.from({ length: PAGES }, listen);
const times = { 'opened and counted': [], 'first page of photos': [], 'one thumbnail': [], 'one choice': [] };
async function timed(title, task) {
  const begun = performance.now();
  const answer = await task();
  times[title].push(performance.now() - begun);
  return answer;
}

const path = `/api/view/${link.token}`;
const begun = performance.now();
await Promise.all(
  Array.from({ length: guests }, async () => {
    const browser = new Browser();
    const get = (url) => expect(200, browser.send('GET', url, { headers: { Accept: 'application/json' } }));
    await timed('opened and counted', () => get(share(path)));
    const page = await timed('first page of photos', () => get(share(`${path}/photos?limit=50`)));
    const { items } = page.json();
    for (const photo of items.slice(0, PICTURES)) {
      await timed('one thumbnail', () => expect(200, send('GET', photo.urls.thumbnail)));
    }
    const change = { id: randomUUID(), at: new Date().toISOString(), kind: 'choose', photo_id: items[Math.floor(Math.random() * items.length)].id };
    await timed('one choice', () => expect(200, browser.send('POST', share(`${path}/changes`), { headers: { Accept: 'application/json' }, body: { changes: [change] } })));
  }),
);
const seconds = (performance.now() - begun) / 1000;

const state = (await expect(200, send('GET', photos(`/api/share-links/${link.id}`), { token }))).json();
console.log(`${guests} guests at once, ${PAGES} listening pages: ${seconds.toFixed(1)} s, ${((guests * (PICTURES + 3)) / seconds).toFixed(0)} requests a second`);
for (const [title, all] of Object.entries(times)) {
  all.sort((a, b) => a - b);
  const at = (part) => all[Math.min(all.length - 1, Math.floor(all.length * part))].toFixed(0).padStart(6);
  console.log(`${title.padEnd(24)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms`);
}
console.log(`counted ${state.views} views of ${state.visitors} visitors; each listening page heard ${Math.min(...pages.map((page) => page.heard()))} to ${Math.max(...pages.map((page) => page.heard()))} messages`);
pages.forEach((page) => page.close());
if (state.views !== guests || state.visitors !== guests) throw new Error('the counters are wrong');

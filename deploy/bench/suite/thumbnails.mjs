// Thumbnails: media-service directly against nginx with the same files, in turns, on the loopback address. What is compared is
// the CPU a request costs, which other work on the machine distorts less than the rate.
//   node thumbnails.mjs [PHOTOS]      nginx from the path or from $VITRINE_NGINX (Debian: nginx-light)
import autocannon from 'autocannon';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { cpuSeconds } from './processes.mjs';
import { gallery, galleryState, inParallel, photographer, photos, port, send, upload } from './client.mjs';

const howMany = Number(process.argv[2] ?? 60);
const NGINX = process.env.VITRINE_NGINX ?? 'nginx';
const NGINX_PORT = port + 40;
const MEDIA_PORT = port + 3;
const ROUNDS = 3;
const SECONDS = 8;
const CONNECTIONS = 16;
const TICKS = 100;

if (spawnSync(NGINX, ['-v']).error) {
  console.log('nginx is not here: install nginx-light, or name it by $VITRINE_NGINX');
  process.exit(0);
}

const data = process.env.VITRINE_DATA;
const token = await photographer();
const id = await gallery(token, 'Thumbnails');
await inParallel(Array.from({ length: howMany }), 6, async (_, i) =>
  upload(
    token,
    id,
    `t${i}.jpg`,
    await sharp({ create: { width: 1600, height: 1067, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 15 + (i % 20) } } })
      .blur(2)
      .jpeg()
      .toBuffer(),
  ),
);
for (;;) {
  const state = await galleryState(token, id);
  if (state.photo_count >= howMany && state.pending_count === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 200));
}
const urls = [];
for (let cursor = ''; cursor !== null; ) {
  const page = (await send('GET', photos(`/api/galleries/${id}/photos?limit=100${cursor && `&cursor=${cursor}`}`), { token })).json();
  urls.push(...page.items.map((photo) => new URL(photo.urls.thumbnail)));
  cursor = page.next_cursor;
}

const folder = mkdtempSync(join(tmpdir(), 'vitrine-nginx.'));
writeFileSync(
  join(folder, 'nginx.conf'),
  `daemon off; worker_processes auto; pid ${folder}/pid; error_log ${folder}/error.log; user root;
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type image/jpeg;
  client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  server { listen 127.0.0.1:${NGINX_PORT}; root ${data}/media; }
}
`,
);
const nginx = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });

/** CPU seconds of nginx and its workers. */
function nginxSeconds() {
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      if (Number(pid) === nginx.pid || Number(fields[1]) === nginx.pid) sum += (Number(fields[11]) + Number(fields[12])) / TICKS;
    } catch {
      // Ended while we looked.
    }
  }
  return sum;
}

const load = (origin, requests) =>
  new Promise((resolve, reject) => {
    autocannon({ url: origin, connections: CONNECTIONS, duration: SECONDS, requests }, (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });

async function measure(name, origin, requests, cpu) {
  const before = cpu();
  const result = await load(origin, requests);
  const seconds = cpu() - before;
  const total = result.requests.total;
  const failed = result.non2xx + result.errors;
  const each = (1000 * seconds) / total;
  console.log(
    `${name.padEnd(16)} ${result.requests.average.toFixed(0).padStart(6)} /s   p50 ${result.latency.p50} ms   p99 ${result.latency.p99} ms   ${(result.throughput.average / result.requests.average / 1024).toFixed(1)} KiB each   ${each.toFixed(4)} CPU ms each${failed ? `   ${failed} FAILED` : ''}`,
  );
  if (failed) process.exitCode = 1;
  return each;
}

const signed = urls.map((url) => ({ method: 'GET', path: url.pathname + url.search, headers: { Host: url.host } }));
const plain = urls.map((url) => {
  const [, owner, file] = url.pathname.match(/^\/a\/([^/]+)\/([^/.]+)\./);
  return { method: 'GET', path: `/renditions/${owner}/${file}/thumbnail.jpg` };
});
const ratios = [];
try {
  const media = (name) => measure(name, `http://127.0.0.1:${MEDIA_PORT}`, signed, () => cpuSeconds()['media-service']);
  await media('warming up');
  for (let round = 0; round < ROUNDS; round++) {
    const theirs = await measure('nginx', `http://127.0.0.1:${NGINX_PORT}`, plain, nginxSeconds);
    const ours = await media('media-service');
    ratios.push(ours / theirs);
  }
} finally {
  nginx.kill();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`CPU a thumbnail, media-service to nginx: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} (target: at most 4)`);

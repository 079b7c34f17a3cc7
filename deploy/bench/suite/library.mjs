// The library of a studio with many photos, searched through the gateway. The rows are put into the database as if
// their photos had been rendered long ago; nothing is rendered. node library.mjs [PHOTOS]
import { readFileSync } from 'node:fs';
import pg from 'pg';
import sharp from 'sharp';
import { gallery, photographer, photos, port, send, upload } from './client.mjs';

const howMany = Number(process.argv[2] ?? 1_000_000);
const TRIES = 60;

const password = readFileSync(`${process.env.VITRINE_DATA}/secrets.env`, 'utf8').match(/^DATABASE_PASSWORD_GALLERY=(.*)$/m)[1];
const database = new pg.Client({
  host: '127.0.0.1',
  port: port + 11,
  database: 'vitrine_gallery',
  user: 'vitrine_gallery',
  password,
});

const token = await photographer();
const album = await gallery(token, 'Template');
await upload(token, album, 'template.jpg', await sharp({ create: { width: 64, height: 48, channels: 3, background: '#0f5e63' } }).jpeg().toBuffer());
const get = (path) => send('GET', photos(path), { token });
let template;
while (!template) {
  template = (await get('/api/images?status=ready')).json().items[0];
  if (!template) await new Promise((resolve) => setTimeout(resolve, 200));
}

console.log(`putting ${howMany} photos into the database ...`);
await database.connect();
// So many at once are put into the index of terms in lumps; photos that arrive one by one are not.
await database.query('alter index photos_by_term set (fastupdate = on)');
// Ten years, newest last; words as files, places and keywords have them; one event of 40,000 photos lies far back.
await database.query(
  `insert into photos (id, studio_id, owner_id, key, filename, rating, status, width, height, content_type, size_bytes,
                       metadata, position, version, created_at, updated_at, captured_at, taken_at, camera, lens, tags, terms)
   select (lpad(to_hex(1450000000000 + n * 300000::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
           || substr(md5(n::text), 4, 15))::uuid, studio_id, owner_id, key || n, filename, rating, 'ready', 6000, 4000,
          'image/jpeg', 12000000, metadata, position, 1, taken, taken, taken, taken, camera, lens, array[tag],
          array_to_tsvector(array['s:' || studio_id, 'w:dsc', 'w:jpg', 'w:' || lpad((n % 10000)::text, 4, '0'),
            'w:' || split_part(lower(camera), ' ', 1), 'c:' || lower(camera), 'l:' || lower(lens), 't:' || tag, 'w:' || tag,
            'w:guest' || n % 5000, 'r:' || rating,
            'w:' || case when n between $2 * 0.3 and $2 * 0.3 + 40000 then 'marathon' else 'wedding' end])
     from (select n, p.studio_id, p.owner_id, p.key, p.metadata, p.position, 'DSC_' || lpad((n % 10000)::text, 4, '0') || '.jpg' as filename,
                  case when n % 10 < 6 then 0 else n % 6 end as rating,
                  timestamptz '2015-12-13' + n * interval '300 seconds' as taken,
                  (array['NIKON Z 8', 'Canon EOS R5', 'ILCE-7M4', 'LEICA M11'])[1 + n % 4] as camera,
                  (array['50mm f/1.2', '85mm f/1.4', '24-70mm f/2.8'])[1 + n % 3] as lens,
                  (array['cake', 'dance', 'portrait', 'ring', 'venue', 'speech', 'party'])[1 + n % 7] as tag
             from photos p, generate_series(1, $2) n where p.id = $1) rows`,
  [template.id, howMany],
);
await database.query('alter index photos_by_term set (fastupdate = off)');
await database.query("select gin_clean_pending_list('photos_by_term')");
await database.query('analyze photos');
const size = await database.query("select pg_size_pretty(pg_total_relation_size('photos')) as all, pg_size_pretty(pg_relation_size('photos_by_term')) as terms");
console.log(`table with indexes ${size.rows[0].all}, index of terms ${size.rows[0].terms}`);
await database.end();

const QUESTIONS = {
  'newest 50': '?limit=50',
  'last taken 50': '?limit=50&sort=taken',
  'one word of many (canon)': '?q=canon',
  'beginning of a word (por)': '?q=por',
  'two words (canon dance)': '?q=canon%20dance',
  'rare word (guest4711)': '?q=guest4711',
  'a file (dsc 0815)': '?q=dsc%200815',
  'old event of 40,000 (marathon)': '?q=marathon',
  'nothing (zebra)': '?q=zebra',
  'camera, stars, month': '?camera=NIKON%20Z%208&rating=4&from=2019-05-01T00:00:00Z&to=2019-06-01T00:00:00Z',
  'tag by capture time': '?tag=ring&sort=taken',
  'failed ones': '?status=failed',
  suggestions: '/suggestions?q=c',
  timeline: '/timeline',
  'ids of all of a word (10,000)': '/ids?q=canon&limit=10000',
};
console.log(`${TRIES} requests each, one after the other, through the gateway`);
for (const [title, query] of Object.entries(QUESTIONS)) {
  const times = [];
  let found;
  for (let i = 0; i < TRIES; i++) {
    const begun = performance.now();
    const answer = await get(`/api/images${query}`);
    if (answer.status !== 200) throw new Error(`${title}: ${answer.status}`);
    if (i >= 10) times.push(performance.now() - begun);
    found = (answer.json().items ?? answer.json().months).length;
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(0).padStart(4);
  console.log(`${title.padEnd(36)} p50 ${at(0.5)} ms   p98 ${at(0.98)} ms   ${found} on the page`);
}

// A share link as Lighthouse sees it on its usual slow phone (slow 4G, a quarter of the CPU): three openings, the one in the middle counts.
//   node lighthouse.mjs [PHOTOS]      VITRINE_BENCH_PHOTOS names a folder of JPEGs; CHROMIUM a browser other than /usr/bin/chromium
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import sharp from 'sharp';
import { gallery, inParallel, photographer, photos, send, untilReady, upload } from './client.mjs';

const howMany = Number(process.argv[2] ?? 60);
const RUNS = 3;
/** The others are copies of these: what a browser loads is as much. */
const DIFFERENT = 6;

const folder = process.env.VITRINE_BENCH_PHOTOS;
const files = folder ? readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name)) : [];

/** Smooth areas with grain, as heavy as a photograph of this size is. */
const made = (i) => {
  const [width, height] = i % 3 === 1 ? [1600, 2400] : [2400, 1600];
  const hue = (i * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1">
    <stop stop-color="hsl(${hue} 45% 30%)"/><stop offset=".6" stop-color="hsl(${hue + 40} 60% 75%)"/><stop offset="1" stop-color="hsl(${hue + 180} 30% 25%)"/>
    </linearGradient><filter id="f"><feTurbulence type="fractalNoise" baseFrequency=".012" numOctaves="4" seed="${i}"/><feColorMatrix type="saturate" values="0"/>
    <feComponentTransfer><feFuncA type="linear" slope=".45"/></feComponentTransfer></filter></defs>
    <rect width="100%" height="100%" fill="url(#g)"/><rect width="100%" height="100%" filter="url(#f)"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
};

const bytes = files.length > 0 ? files.map((name) => readFileSync(join(folder, name))) : await Promise.all(Array.from({ length: DIFFERENT }, (_, i) => made(i)));
const token = await photographer();
const id = await gallery(token, 'Anna and Jonas');
await inParallel(Array.from({ length: howMany }), 2, async (_, i) =>
  upload(token, id, `DSC_${i}.jpg`, bytes[i % bytes.length]),
);
await untilReady(token, id, howMany);
const link = await send('POST', photos('/api/share-links'), { token, body: { gallery_id: id, access_level: 'full', expires_in_days: 1 } });
const { url } = link.json();

const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  logLevel: 'silent',
});
const runs = [];
try {
  // The first opening warms the services up, as the first visitor of a day does for the others.
  for (let run = 0; run <= RUNS; run++) {
    const { lhr } = await lighthouse(url, {
      port: chrome.port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices'],
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    if (run > 0) runs.push(lhr);
  }
} finally {
  chrome.kill();
}
const lhr = runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score)[Math.floor(RUNS / 2)];
if (process.env.VITRINE_BENCH_REPORT) writeFileSync(process.env.VITRINE_BENCH_REPORT, JSON.stringify(lhr));

console.log(`share link with ${howMany} photos, Lighthouse ${lhr.lighthouseVersion}, mobile; the middle one of ${RUNS}`);
for (const { title, score } of Object.values(lhr.categories)) console.log(`${title.padEnd(28)} ${Math.round(score * 100)}`);
for (const name of ['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time', 'cumulative-layout-shift']) {
  const { title, displayValue } = lhr.audits[name];
  console.log(`${title.padEnd(28)} ${displayValue}`);
}
const items = lhr.audits['network-requests'].details.items;
const weigh = (label, some) =>
  console.log(`${label.padEnd(28)} ${some.length} requests, ${Math.round(some.reduce((sum, item) => sum + item.transferSize, 0) / 1024)} KiB`);
weigh('scripts', items.filter((item) => item.resourceType === 'Script'));
weigh('styles', items.filter((item) => item.resourceType === 'Stylesheet'));
weigh('fonts', items.filter((item) => item.resourceType === 'Font'));
weigh('pictures', items.filter((item) => item.resourceType === 'Image'));
const failed = Object.values(lhr.audits).filter(
  (audit) => audit.scoreDisplayMode === 'binary' && audit.score === 0 && lhr.categories.accessibility.auditRefs.some((ref) => ref.id === audit.id),
);
for (const audit of failed) console.log(`accessibility: ${audit.id}: ${audit.title}`);

// The same renditions with npm sharp at its best: decode once, derive everything from the decoded preview.
// node sharp.js FOLDER PASSES [RESULTS]
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exifReader from 'exif-reader';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';

const [folder, passes, results] = process.argv.slice(2);
const QUALITY = 82;
const PREVIEW = 2048;
const THUMBNAIL = 400;
const PLACEHOLDER = 100;

sharp.concurrency(1);
sharp.cache(false);

const text = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">
  <text x="200" y="160" text-anchor="middle" transform="rotate(-30 200 150)" font-family="sans-serif"
    font-size="44" font-weight="bold" fill="white" fill-opacity="0.35">SAMPLE PROOF</text></svg>`;
const tile = await sharp(Buffer.from(text)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
const mark = { input: tile.data, raw: { width: 400, height: 300, channels: 4 }, tile: true };

const inside = (size) => [size, size, { fit: 'inside', withoutEnlargement: true }];
const pixels = ({ info }) => ({ raw: { width: info.width, height: info.height, channels: info.channels } });
const raw = (image) => image.raw().toBuffer({ resolveWithObject: true });
const jpeg = (image) => image.jpeg({ quality: QUALITY }).toBuffer();

async function render(file) {
  const { exif } = await sharp(file).metadata();
  if (exif) {
    try {
      exifReader(exif);
    } catch {
      // a broken EXIF block is no reason to refuse a photo
    }
  }
  const preview = await raw(sharp(file).rotate().resize(...inside(PREVIEW)).toColourspace('srgb'));
  const thumbnail = await raw(sharp(preview.data, pixels(preview)).resize(...inside(THUMBNAIL)));
  const tiny = await raw(sharp(thumbnail.data, pixels(thumbnail)).resize(...inside(PLACEHOLDER)).ensureAlpha());
  rgbaToThumbHash(tiny.info.width, tiny.info.height, tiny.data);
  return {
    preview: await jpeg(sharp(preview.data, pixels(preview))),
    watermarked: await jpeg(sharp(preview.data, pixels(preview)).composite([mark])),
    thumbnail: await jpeg(sharp(thumbnail.data, pixels(thumbnail))),
  };
}

function seconds(began) {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

const files = readdirSync(folder).sort();
for (let pass = 1; pass <= Number(passes); pass++) {
  const began = process.cpuUsage();
  for (const name of files) {
    const one = process.cpuUsage();
    const renditions = await render(join(folder, name));
    if (pass === Number(passes)) {
      console.log(`  ${name} ${seconds(one).toFixed(4)} s`);
    }
    if (results && pass === Number(passes)) {
      mkdirSync(results, { recursive: true });
      for (const [kind, bytes] of Object.entries(renditions)) {
        writeFileSync(join(results, `${name}.${kind}.jpg`), bytes);
      }
    }
  }
  console.log(`sharp pass ${pass} cpu/photo=${(seconds(began) / files.length).toFixed(4)}`);
}

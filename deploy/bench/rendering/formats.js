// What WebP and AVIF would save for previews and thumbnails, and what they would cost: each at the lowest quality whose
// luma is as near to the scaled picture as our JPEG of quality 82 is.
//   node formats.js FOLDER
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);

const SIDES = [2048, 400];
const FORMATS = {
  webp: (picture, quality) => picture.webp({ quality, effort: 4 }),
  avif: (picture, quality) => picture.avif({ quality, effort: 4 }),
};

const raw = ({ data, info }) => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

async function luma(picture) {
  return (await picture.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })).data;
}

async function psnr(reference, encoded) {
  const seen = await luma(sharp(encoded));
  let sum = 0;
  for (let i = 0; i < seen.length; i++) sum += (seen[i] - reference[i]) ** 2;
  return 10 * Math.log10((255 * 255 * seen.length) / sum);
}

async function timed(task) {
  const before = process.cpuUsage();
  const result = await task();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

async function main(folder) {
  const files = fs.readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name));
  for (const side of SIDES) {
    const totals = { jpeg: { bytes: 0, seconds: 0 } };
    for (const format of Object.keys(FORMATS)) totals[format] = { bytes: 0, seconds: 0, qualities: [] };
    for (const name of files) {
      const scaled = await sharp(path.join(folder, name))
        .rotate()
        .resize(side, side, { fit: 'inside' })
        .toColourspace('srgb')
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const reference = await luma(raw(scaled));
      const jpeg = await timed(() => raw(scaled).jpeg({ quality: 82 }).toBuffer());
      const wanted = await psnr(reference, jpeg.result);
      totals.jpeg.bytes += jpeg.result.length;
      totals.jpeg.seconds += jpeg.seconds;
      for (const [format, encode] of Object.entries(FORMATS)) {
        let low = 40;
        let high = 94;
        while (high - low > 2) {
          const middle = (low + high) >> 1;
          if ((await psnr(reference, await encode(raw(scaled), middle).toBuffer())) >= wanted) high = middle;
          else low = middle;
        }
        const best = await timed(() => encode(raw(scaled), high).toBuffer());
        totals[format].bytes += best.result.length;
        totals[format].seconds += best.seconds;
        totals[format].qualities.push(high);
      }
    }
    for (const [format, { bytes, seconds, qualities }] of Object.entries(totals)) {
      const middle = qualities?.sort((a, b) => a - b)[qualities.length >> 1];
      console.log(
        `${String(side).padStart(5)} ${format.padEnd(5)} ${(bytes / files.length / 1024).toFixed(1).padStart(7)} KiB (${(bytes / totals.jpeg.bytes).toFixed(2)})   ` +
          `${((1000 * seconds) / files.length).toFixed(1).padStart(7)} CPU ms (${(seconds / totals.jpeg.seconds).toFixed(1)})${middle ? `   quality ${middle}` : ''}`,
      );
    }
  }
}

await main(process.argv[2]);

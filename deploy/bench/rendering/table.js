// Ratios of the last pass by groups of photos, and how near the previews are to a full decode reduced by Lanczos.
// node table.js FOLDER RESULTS, where RESULTS holds sharp.log, fast.log, scalar.log, java.log and folders of renditions
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const [folder, results] = process.argv.slice(2);
const PREVIEW = 2048;
const ENGINES = ['fast', 'scalar', 'java'];

function seconds(engine) {
  const log = readFileSync(join(results, `${engine}.log`), 'utf8');
  return new Map([...log.matchAll(/^ {2}(\S+) +([\d.]+) s/gm)].map(([, name, cpu]) => [name, Number(cpu)]));
}

const cpu = new Map(['sharp', ...ENGINES].map((engine) => [engine, seconds(engine)]));
const names = [...cpu.get('sharp').keys()];

async function traits(name) {
  const { width, height, icc, isProgressive } = await sharp(join(folder, name)).metadata();
  const description = icc ? icc.toString('latin1') : '';
  const wide = /Adobe RGB|ProPhoto|Display P3/.test(description);
  return { 'no or sRGB profile': !wide, 'wide gamut': wide, '24 megapixels and more': width * height >= 23.5e6,
    progressive: isProgressive === true, 'below 24 megapixels': width * height < 23.5e6 };
}

async function luma(image) {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const y = new Float64Array(info.width * info.height);
  for (let i = 0; i < y.length; i++) {
    const at = i * info.channels;
    y[i] = info.channels < 3 ? data[at] : 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
  }
  return { y, width: info.width, height: info.height };
}

function psnr(one, other) {
  if (one.width !== other.width || one.height !== other.height) {
    throw new Error('previews of different sizes');
  }
  let sum = 0;
  for (let i = 0; i < one.y.length; i++) {
    sum += (one.y[i] - other.y[i]) ** 2;
  }
  return 10 * Math.log10((255 * 255) / (sum / one.y.length));
}

// Neither ours nor sharp's own reduction: every pixel decoded, Lanczos of three lobes in double precision.
async function reference(name) {
  const whole = await luma(sharp(join(folder, name)).rotate().toColourspace('srgb'));
  const scale = Math.min(1, PREVIEW / Math.max(whole.width, whole.height));
  const width = Math.round(whole.width * scale);
  const height = Math.round(whole.height * scale);
  const narrow = across(whole.y, whole.width, whole.height, width);
  const turned = across(transposed(narrow, width, whole.height), whole.height, width, height);
  return { y: transposed(turned, height, width), width, height };
}

function across(source, width, height, outputs) {
  const step = width / outputs;
  const stretch = Math.max(1, step);
  const target = new Float64Array(outputs * height);
  for (let x = 0; x < outputs; x++) {
    const centre = (x + 0.5) * step - 0.5;
    const first = Math.ceil(centre - 3 * stretch);
    const last = Math.floor(centre + 3 * stretch);
    const weights = [];
    for (let at = first; at <= last; at++) {
      weights.push(lanczos((at - centre) / stretch));
    }
    const sum = weights.reduce((one, other) => one + other);
    for (let y = 0; y < height; y++) {
      let value = 0;
      for (let k = 0; k < weights.length; k++) {
        value += weights[k] * source[y * width + Math.min(width - 1, Math.max(0, first + k))];
      }
      target[y * outputs + x] = value / sum;
    }
  }
  return target;
}

function lanczos(x) {
  const angle = Math.PI * x;
  return x === 0 ? 1 : Math.abs(x) >= 3 ? 0 : (3 * Math.sin(angle) * Math.sin(angle / 3)) / (angle * angle);
}

function transposed(source, width, height) {
  const target = new Float64Array(source.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      target[x * height + y] = source[y * width + x];
    }
  }
  return target;
}

const quality = { sharp: 0, fast: 0, java: 0 };
for (const name of names) {
  const truth = await reference(name);
  const own = {};
  for (const engine of Object.keys(quality)) {
    own[engine] = psnr(truth, await luma(sharp(join(results, engine, `${name}.preview.jpg`))));
    quality[engine] += own[engine] / names.length;
  }
  console.log(`  ${name.padEnd(36)} PSNR-Y ${Object.entries(own).map(([e, v]) => `${e} ${v.toFixed(2)}`).join('  ')}`);
}

const groups = new Map([['all', names]]);
for (const name of names) {
  for (const [group, member] of Object.entries(await traits(name))) {
    if (member) {
      groups.set(group, [...(groups.get(group) ?? []), name]);
    }
  }
}
const mean = (engine, members) => members.reduce((sum, name) => sum + cpu.get(engine).get(name), 0) / members.length;

console.log('\nCPU seconds a photo, last pass (ratio to sharp)');
console.log(`${'group'.padEnd(26)}photos   sharp   turbo, Vector API   turbo, plain Java   Java alone`);
for (const [group, members] of groups) {
  const peer = mean('sharp', members);
  const cells = ENGINES.map((engine) => {
    const own = mean(engine, members);
    return `${own.toFixed(3)} (${(own / peer).toFixed(2)})`;
  });
  console.log(`${group.padEnd(26)}${String(members.length).padStart(6)}${peer.toFixed(3).padStart(8)}`
    + cells.map((cell) => cell.padStart(18)).join('  '));
}
console.log(`\nPSNR-Y of the previews, mean: sharp ${quality.sharp.toFixed(2)} dB, turbo ${quality.fast.toFixed(2)} dB, Java alone ${quality.java.toFixed(2)} dB`);

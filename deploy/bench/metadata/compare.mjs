// node compare.mjs OURS THEIRS: how often both read the same, by field; differences are listed.
import { readFileSync } from 'node:fs';

const [ours, theirs] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const peer = new Map(theirs.map((photo) => [photo.SourceFile, photo]));

const text = (value) => (value === undefined || value === null ? undefined : String(value).replace(/\s+/g, ' ').trim() || undefined);
const number = (value) => (Number.isFinite(Number(value)) && value !== '' && value !== null && value !== undefined ? Number(value) : undefined);
const seconds = (value) => {
  if (!value) return undefined;
  const [over, under] = String(value).split('/').map(Number);
  return under ? over / under : over;
};
const date = (value) => text(value)?.replace(/^(\d{4}):(\d\d):(\d\d) /, '$1-$2-$3T').slice(0, 19);
const list = (...values) => [...new Set(values.flat().filter((value) => value !== undefined).map((value) => text(value)).filter(Boolean))].sort().join('; ') || undefined;
const near = (one, other) => Math.abs(one - other) <= 0.01 * Math.abs(other) + 1e-6;
const same = (one, other) => one === other;
/** Any of the places a field may stand in. */
const oneOf = (one, others) => others.some((other) => one === other);

const FIELDS = [
  ['make', (o) => text(o.cameraMake), (t) => text(t.Make), same],
  ['model', (o) => text(o.cameraModel), (t) => text(t.Model), same],
  ['lens', (o) => text(o.lens), (t) => text(t.LensModel), same],
  ['aperture', (o) => number(o.aperture), (t) => number(t.FNumber) || undefined, near],
  ['exposure time', (o) => seconds(o.exposureTime), (t) => number(t.ExposureTime) || undefined, (a, b) => Math.abs(a / b - 1) < 0.05],
  ['ISO', (o) => number(o.iso), (t) => number(String(t.ISO ?? '').split(' ')[0]) || undefined, near],
  ['focal length', (o) => number(o.focalLengthMm), (t) => number(t.FocalLength) || undefined, near],
  ['date', (o) => date(o.capturedAt), (t) => (/[1-9]/.test(t.DateTimeOriginal ?? '') ? date(t.DateTimeOriginal) : undefined), same],
  ['latitude', (o) => number(o.latitude), (t) => number(t.GPSLatitude), near],
  ['longitude', (o) => number(o.longitude), (t) => number(t.GPSLongitude), near],
  ['title', (o) => text(o.title), (t) => [t.Title, t.ObjectName].map(text).filter(Boolean), oneOf],
  ['caption', (o) => text(o.caption), (t) => [t.Description, t['Caption-Abstract'], t.ImageDescription].map(text).filter(Boolean), oneOf],
  ['keywords', (o) => list(o.keywords), (t) => list(t.Keywords, t.Subject), same],
  ['rating', (o) => number(o.rating), (t) => number(t.Rating), near],
  ['copyright', (o) => text(o.copyright), (t) => [t.Copyright, t.Rights, t.CopyrightNotice].map(text).filter(Boolean), oneOf],
];

const empty = (value) => value === undefined || (Array.isArray(value) && value.length === 0);
console.log(`${ours.length} photos`);
console.log('field           same  differ  only exiftool  only ours');
for (const [name, own, other, equal] of FIELDS) {
  const counts = { same: 0, differ: 0, theirs: 0, ours: 0 };
  const examples = [];
  for (const photo of ours) {
    const peerPhoto = peer.get(photo.file);
    if (!peerPhoto) continue;
    const a = own(photo.metadata);
    const b = other(peerPhoto);
    if (empty(a) && empty(b)) continue;
    const kind = empty(a) ? 'theirs' : empty(b) ? 'ours' : equal(a, b) ? 'same' : 'differ';
    counts[kind]++;
    if (kind !== 'same') examples.push(`    ${photo.file.split('/').pop()}: ours ${JSON.stringify(a)}, exiftool ${JSON.stringify(b)}`);
  }
  console.log(`${name.padEnd(14)}${String(counts.same).padStart(6)}${String(counts.differ).padStart(8)}${String(counts.theirs).padStart(15)}${String(counts.ours).padStart(11)}`);
  examples.slice(0, 6).forEach((line) => console.log(line.slice(0, 200)));
}

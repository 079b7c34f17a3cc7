import { type Dimensions, readDimensions } from './dimensions';

export const LONGEST_SIDE = 2560;
const QUALITY = 0.85;
const JPEG = 'image/jpeg';
/** Decoded, a pixel takes four bytes: more than this no phone can hold. */
const MOST_PIXELS = 120_000_000;

/** What the browser knows about pictures; tests bring their own. */
export interface Decoder {
  decode(file: Blob): Promise<DecodedPicture>;
}

/** Its sides are those of the upright picture. */
export interface DecodedPicture extends Dimensions {
  /** Drawn through these sizes one after the other, on white; pixels are all that a canvas writes down. Uses the picture up. */
  toJpeg(sizes: readonly Dimensions[], quality: number): Promise<Blob>;
}

/**
 * The picture upright, at most 2560 pixels long, as a JPEG without any metadata; null for what goes as it is: other kinds
 * of files, animations, and what the browser cannot decode.
 *
 * Whatever can be decoded is encoded anew, small pictures too, even where the result is larger than the file: to know that
 * a file carries nothing about camera and place one would have to read every corner of three formats, and a corner
 * overlooked gives a home away.
 */
export async function shrink(file: File, decoder: Decoder): Promise<File | null> {
  if (!(await isStill(file))) return null;
  const announced = await readDimensions(file);
  if (announced !== null && announced.width * announced.height > MOST_PIXELS) return null;
  try {
    const picture = await decoder.decode(file);
    const jpeg = await picture.toJpeg(sizesTowards(LONGEST_SIDE, picture), QUALITY);
    return new File([jpeg], nameOfJpeg(file.name), { type: JPEG, lastModified: file.lastModified });
  } catch {
    return null;
  }
}

/** A JPEG, PNG or WebP by its first bytes, whatever its name says; a WebP that moves would stand still afterwards. */
async function isStill(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 21).arrayBuffer());
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (head[0] === 0xff && head[1] === 0xd8) return true;
  if (head[0] === 0x89 && text(1, 4) === 'PNG') return true;
  const moves = text(12, 16) === 'VP8X' && (head[20]! & 0x02) !== 0;
  return text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP' && !moves;
}

/** By halves until less than a half is left to go: browsers that look at four pixels only would leave out the others. */
export function sizesTowards(longestSide: number, from: Dimensions): Dimensions[] {
  const sizes: Dimensions[] = [];
  let { width, height } = from;
  while (Math.max(width, height) > 2 * longestSide) {
    width = Math.ceil(width / 2);
    height = Math.ceil(height / 2);
    sizes.push({ width, height });
  }
  const scale = Math.min(1, longestSide / Math.max(from.width, from.height));
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return [...sizes, { width: scaled(from.width), height: scaled(from.height) }];
}

const nameOfJpeg = (name: string) => `${name.replace(/\.[^.]*$/, '')}.jpg`;

import { describe, expect, it } from 'vitest';
import { dimensionsOf } from './dimensions';

const view = (...bytes: (number | number[])[]) => {
  const flat = bytes.flat();
  return new DataView(Uint8Array.from([...flat, ...Array<number>(Math.max(0, 40 - flat.length)).fill(0)]).buffer);
};
const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0));
const SOI = [0xff, 0xd8];
const frame = (width: number, height: number) => [
  0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
];
/** An APP1 with one entry: the orientation. */
const exif = (orientation: number) => [
  0xff, 0xe1, 0, 34,
  ...text('Exif'), 0, 0,
  ...text('II'), 42, 0, 8, 0, 0, 0,
  1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0,
];

describe('dimensionsOf', () => {
  it('reads a JPEG', () => {
    expect(dimensionsOf(view(SOI, frame(6000, 4000)))).toEqual({ width: 6000, height: 4000 });
  });

  it('turns a JPEG that lies on its side', () => {
    expect(dimensionsOf(view(SOI, exif(6), frame(6000, 4000)))).toEqual({ width: 4000, height: 6000 });
    expect(dimensionsOf(view(SOI, exif(3), frame(6000, 4000)))).toEqual({ width: 6000, height: 4000 });
  });

  it('reads a PNG, a GIF and three kinds of WebP', () => {
    expect(dimensionsOf(view([0x89, ...text('PNG'), 13, 10, 26, 10, 0, 0, 0, 13, ...text('IHDR'), 0, 0, 4, 0, 0, 0, 3, 0]))).toEqual({ width: 1024, height: 768 });
    expect(dimensionsOf(view(text('GIF89a'), 0x40, 1, 0xf0, 0))).toEqual({ width: 320, height: 240 });
    const riff = [...text('RIFF'), 0, 0, 0, 0, ...text('WEBP')];
    expect(dimensionsOf(view(riff, text('VP8X'), [10, 0, 0, 0, 0, 0, 0, 0, 0xff, 1, 0, 0xff, 0, 0]))).toEqual({ width: 512, height: 256 });
    expect(dimensionsOf(view(riff, text('VP8 '), [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]))).toEqual({ width: 640, height: 480 });
    expect(dimensionsOf(view(riff, text('VP8L'), [0, 0, 0, 0, 0x2f, 0x63, 0xc0, 0x18, 0]))).toEqual({ width: 100, height: 100 });
  });

  it('knows nothing of what is broken or foreign', () => {
    expect(dimensionsOf(view(text('BM')))).toBeNull();
    expect(dimensionsOf(view(SOI, [0, 0, 0]))).toBeNull();
    expect(dimensionsOf(new DataView(new ArrayBuffer(4)))).toBeNull();
    expect(dimensionsOf(view([0x89, ...text('PNG')]))).toBeNull();
  });
});

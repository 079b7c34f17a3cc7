import { describe, expect, it, vi } from 'vitest';
import type { Dimensions } from './dimensions';
import { type DecodedPicture, type Decoder, shrink, sizesTowards } from './shrink';

const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0));
const file = (name: string, head: number[], length = 400) =>
  new File([Uint8Array.from([...head, ...Array<number>(length).fill(0)])], name, { lastModified: 1_700_000_000_000 });
const JPEG = [0xff, 0xd8, 0xff, 0xe0];
const PNG = [0x89, ...text('PNG'), 13, 10, 26, 10, 0, 0, 0, 13, ...text('IHDR')];
const webp = (flags: number) => [...text('RIFF'), 0, 0, 0, 0, ...text('WEBPVP8X'), 10, 0, 0, 0, flags];

/** Knows every file as a picture of this size, and writes down how it was asked to draw it. */
function decoder(size: Dimensions, result = 'pixels only') {
  const toJpeg = vi.fn<DecodedPicture['toJpeg']>(() => Promise.resolve(new Blob([result], { type: 'image/jpeg' })));
  const decode = vi.fn<Decoder['decode']>(() => Promise.resolve({ ...size, toJpeg }));
  return { decode, toJpeg };
}
const LARGE = { width: 4000, height: 3000 };

describe('shrink', () => {
  it.each([
    ['a JPEG', file('IMG_4711.JPG', JPEG), 'IMG_4711.jpg'],
    ['a PNG', file('scan.of.2024.png', PNG), 'scan.of.2024.jpg'],
    ['a WebP', file('web', webp(0x0c)), 'web.jpg'],
  ])('makes of %s a JPEG of 2560 pixels with its name and time', async (_, photo, name) => {
    const fake = decoder(LARGE);
    const smaller = await shrink(photo, fake);
    expect(smaller).toMatchObject({ name, type: 'image/jpeg', lastModified: 1_700_000_000_000 });
    expect(await smaller!.text()).toBe('pixels only');
    expect(fake.toJpeg).toHaveBeenCalledExactlyOnceWith([{ width: 2560, height: 1920 }], 0.85);
  });

  it('encodes small pictures anew in their own size, even when that makes them larger', async () => {
    const photo = file('small.jpg', JPEG, 4);
    const fake = decoder({ width: 800, height: 1200 }, 'much more than there was before');
    const smaller = await shrink(photo, fake);
    expect(fake.toJpeg).toHaveBeenCalledWith([{ width: 800, height: 1200 }], 0.85);
    expect(smaller!.size).toBeGreaterThan(photo.size);
  });

  it.each([
    ['a GIF', file('film.gif', text('GIF89a'))],
    ['a TIFF named like a JPEG', file('scan.jpg', text('II*'))],
    ['a WebP that moves', file('film.webp', webp(0x02))],
    ['a picture no phone can hold', file('huge.png', [...PNG, 0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20])],
    ['next to nothing', file('x.webp', text('RIFF'), 0)],
  ])('leaves %s as it is, without decoding it', async (_, other) => {
    const fake = decoder(LARGE);
    expect(await shrink(other, fake)).toBeNull();
    expect(fake.decode).not.toHaveBeenCalled();
  });

  it('leaves what cannot be decoded or encoded as it is', async () => {
    const photo = file('broken.jpg', JPEG);
    expect(await shrink(photo, { decode: () => Promise.reject(new Error('broken')) })).toBeNull();
    const fake = decoder(LARGE);
    fake.toJpeg.mockRejectedValue(new Error('no room'));
    expect(await shrink(photo, fake)).toBeNull();
  });
});

describe('sizesTowards', () => {
  it('keeps what is small enough', () => {
    expect(sizesTowards(2560, { width: 2560, height: 1707 })).toEqual([{ width: 2560, height: 1707 }]);
  });

  it('measures the longest side, whichever it is', () => {
    expect(sizesTowards(2560, { width: 3413, height: 5120 })).toEqual([{ width: 1707, height: 2560 }]);
  });

  it('goes by halves when there is more than a half to go', () => {
    expect(sizesTowards(2560, { width: 11648, height: 8736 })).toEqual([
      { width: 5824, height: 4368 },
      { width: 2912, height: 2184 },
      { width: 2560, height: 1920 },
    ]);
  });

  it('leaves at least a pixel of a thin line', () => {
    expect(sizesTowards(2560, { width: 10_000, height: 1 }).at(-1)).toEqual({ width: 2560, height: 1 });
  });
});

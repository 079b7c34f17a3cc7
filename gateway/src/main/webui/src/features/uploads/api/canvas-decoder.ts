import type { Dimensions } from './dimensions';
import type { DecodedPicture, Decoder } from './shrink';

/** Decodes and encodes with what browsers have for workers. */
export const canvasDecoder: Decoder = {
  async decode(file) {
    if (!isFaithful()) throw new Error('The browser does not hand out what a canvas holds');
    return decoded(await createImageBitmap(file, { imageOrientation: 'from-image' }));
  },
};

function decoded(bitmap: ImageBitmap): DecodedPicture {
  const { width, height } = bitmap;
  return {
    width,
    height,
    async toJpeg(sizes, quality) {
      let drawn: OffscreenCanvas | null = null;
      for (const size of sizes) {
        drawn = draw(drawn ?? bitmap, size);
        // The largest of all: gone as soon as it is drawn.
        bitmap.close();
      }
      return drawn!.convertToBlob({ type: 'image/jpeg', quality });
    },
  };
}

function draw(picture: ImageBitmap | OffscreenCanvas, { width, height }: Dimensions): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  // JPEG knows no transparency: it would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}

let faithful: boolean | undefined;

/** Browsers set to resist fingerprinting give noise instead of the picture: that must not be delivered. */
function isFaithful(): boolean {
  if (faithful === undefined) {
    const colour = [200, 100, 50] as const;
    const context = new OffscreenCanvas(8, 8).getContext('2d')!;
    context.fillStyle = `rgb(${colour.join(' ')})`;
    context.fillRect(0, 0, 8, 8);
    const { data } = context.getImageData(0, 0, 8, 8);
    faithful = data.every((value, at) => Math.abs(value - (colour[at % 4] ?? 255)) <= 4);
  }
  return faithful;
}

const HEAD_BYTES = 256 * 1024;

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** Width and height as they will be seen, from the head of a file, without decoding it; null for what is not known here. */
export async function readDimensions(file: Blob): Promise<Dimensions | null> {
  try {
    return dimensionsOf(new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  } catch {
    return null;
  }
}

export function dimensionsOf(view: DataView): Dimensions | null {
  if (view.byteLength < 30) return null;
  if (view.getUint16(0) === 0xffd8) return jpeg(view);
  if (view.getUint32(0) === 0x89504e47) return sized(view.getUint32(16), view.getUint32(20));
  if (ascii(view, 0, 4) === 'GIF8') return sized(view.getUint16(6, true), view.getUint16(8, true));
  if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') return webp(view);
  return null;
}

function jpeg(view: DataView): Dimensions | null {
  let at = 2;
  let turned = false;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe1 && ascii(view, at + 4, 4) === 'Exif') turned = exifOrientation(view, at + 10) >= 5;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const height = view.getUint16(at + 5);
      const width = view.getUint16(at + 7);
      return turned ? sized(height, width) : sized(width, height);
    }
    at += 2 + length;
  }
  return null;
}

/** 1 to 8; from 5 on the picture lies on its side. */
function exifOrientation(view: DataView, tiff: number): number {
  if (tiff + 8 > view.byteLength) return 1;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  }
  return 1;
}

function webp(view: DataView): Dimensions | null {
  switch (ascii(view, 12, 4)) {
    case 'VP8X':
      return sized(1 + uint24(view, 24), 1 + uint24(view, 27));
    case 'VP8 ':
      return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return sized(1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff));
    }
    default:
      return null;
  }
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

const sized = (width: number, height: number): Dimensions | null => (width > 0 && height > 0 ? { width, height } : null);

function ascii(view: DataView, at: number, length: number): string {
  let text = '';
  for (let index = 0; index < length && at + index < view.byteLength; index++) {
    text += String.fromCharCode(view.getUint8(at + index));
  }
  return text;
}

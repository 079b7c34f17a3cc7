import { thumbHashToAverageRGBA, thumbHashToDataURL } from 'thumbhash';

const decoded = new Map<string, Placeholder | null>();
const KEPT = 2000;

export interface Placeholder {
  /** A picture of some 32 pixels as data: URL. */
  readonly url: string;
  readonly color: string;
}

/** Decodes a base64 ThumbHash once; what is broken is no placeholder and no error. */
export function placeholderOf(hash: string | null | undefined): Placeholder | null {
  if (!hash) return null;
  const known = decoded.get(hash);
  if (known !== undefined) return known;
  const made = decode(hash);
  if (decoded.size >= KEPT) decoded.clear();
  decoded.set(hash, made);
  return made;
}

function decode(hash: string): Placeholder | null {
  try {
    const bytes = Uint8Array.from(atob(hash.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    if (bytes.length < 5) return null;
    const { r, g, b } = thumbHashToAverageRGBA(bytes);
    const channel = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 255);
    return {
      url: thumbHashToDataURL(bytes),
      color: `rgb(${String(channel(r))} ${String(channel(g))} ${String(channel(b))})`,
    };
  } catch {
    return null;
  }
}

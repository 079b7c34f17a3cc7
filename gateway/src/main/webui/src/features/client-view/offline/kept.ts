/**
 * What a device keeps of a link, and until when. Shared by the pages and the worker that answers for a lost connection.
 * Each link has a cache of its own, so that nothing of one is ever shown at another.
 */
const LINK_CACHE = 'vitrine-link:';
export const SHELL_CACHE = 'vitrine-shell:';

/** Set on what was kept, with the moment it came from the server. */
export const KEPT_AT = 'X-Kept-At';

export const cacheOf = (token: string) => LINK_CACHE + token;

export const isCacheOfLink = (name: string) => name.startsWith(LINK_CACHE);

/** The link that a page or a call belongs to; null for everything else of the suite. */
export function tokenOf(path: string): string | null {
  return /^(?:\/api)?\/view\/([A-Za-z0-9_-]{20,100})(?:\/|$)/.exec(path)?.[1] ?? null;
}

/** The answers that make a page: the link itself, its photos, what was chosen. Nothing else of the API is kept. */
export function isKeptAnswer(path: string): boolean {
  return /^\/api\/view\/[A-Za-z0-9_-]{20,100}(?:\/photos|\/proofing)?$/.test(path);
}

export const isLinkItself = (path: string) => /^\/api\/view\/[^/]+$/.test(path);

/**
 * A picture is the same however the address that leads to it is signed. Null for what is no picture to look at: originals and
 * downloads are not kept.
 */
export function pictureKey(address: string): string | null {
  const url = new URL(address);
  if (url.searchParams.has('n')) return null;
  const shown = /^\/a\/[^/]+\/[^/]+\/(?:thumbnail|display|preview|watermarked(?:\/[^/]+){1,3})$/.test(url.pathname);
  return shown ? url.origin + url.pathname : null;
}

const OVER = new Set(['link-expired', 'link-used-up', 'link-revoked', 'gone', 'password-required']);

/** Whether an answer takes back what was shown: then nothing of the link stays on the device. */
export function takesBack(path: string, status: number, slug: string): boolean {
  if (status < 400 || status >= 500) return false;
  return OVER.has(slug) || (isLinkItself(path) && (slug === 'not-found' || status === 410));
}

/** A picture on the device. */
export interface KeptPicture {
  readonly bytes: number;
  /** When it was last shown, in milliseconds of the epoch. */
  readonly seen: number;
}

export interface KeptLink {
  /** ISO moment; what is kept beyond it is deleted unseen. */
  readonly until: string;
  readonly opened: number;
  readonly pictures: Readonly<Record<string, KeptPicture>>;
}

export const isGood = (link: KeptLink | null, now: number): link is KeptLink =>
  link !== null && Date.parse(link.until) > now;

const MOST_BYTES = 256 * 1024 * 1024;
const SHARE_OF_ROOM = 0.4;
/** After making room there is some for a while. */
const LEFT_FULL = 0.8;
export const MOST_LINKS = 30;

/** How many bytes of pictures may be kept, given what the browser says there is room for. */
export function roomFor(estimate: { quota?: number; usage?: number } | undefined, keptBytes: number): number {
  if (estimate?.quota === undefined) return MOST_BYTES;
  const free = Math.max(0, estimate.quota - (estimate.usage ?? 0)) + keptBytes;
  return Math.min(MOST_BYTES, Math.floor(free * SHARE_OF_ROOM));
}

/** What has to go so that the rest fits: the pictures not looked at for longest, of whichever link. */
export function toEvict(
  links: ReadonlyMap<string, KeptLink>,
  most: number,
): readonly { readonly token: string; readonly key: string }[] {
  const all = [...links].flatMap(([token, link]) =>
    Object.entries(link.pictures).map(([key, picture]) => ({ token, key, ...picture })),
  );
  let bytes = all.reduce((sum, picture) => sum + picture.bytes, 0);
  if (bytes <= most) return [];
  const evicted = [];
  for (const picture of all.sort((a, b) => a.seen - b.seen)) {
    if (bytes <= most * LEFT_FULL) break;
    bytes -= picture.bytes;
    evicted.push({ token: picture.token, key: picture.key });
  }
  return evicted;
}

/** Links that are over, or opened longer ago than the others a device has room for. */
export function toForget(links: ReadonlyMap<string, KeptLink>, now: number): readonly string[] {
  const good = [...links].filter(([, link]) => isGood(link, now)).sort(([, a], [, b]) => b.opened - a.opened);
  const staying = new Set(good.slice(0, MOST_LINKS).map(([token]) => token));
  return [...links.keys()].filter((token) => !staying.has(token));
}

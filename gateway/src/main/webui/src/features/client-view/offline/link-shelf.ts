import {
  KEPT_AT,
  type KeptLink,
  type KeptPicture,
  cacheOf,
  isCacheOfLink,
  isGood,
  isLinkItself,
  pictureKey,
  roomFor,
  takesBack,
  toEvict,
  toForget,
} from './kept';

/** Where the record of a link lies in its cache; no page or call has this address. */
const RECORD = '/view/kept';
const SEEN_AGAIN_MS = 60 * 60 * 1000;
const SAVED_AFTER_MS = 400;

interface Shelf {
  link: KeptLink | null;
  saving: Promise<void> | undefined;
}

export interface ShelfSettings {
  readonly caches: CacheStorage;
  readonly estimate: () => Promise<StorageEstimate | undefined>;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** The links that this device keeps: their answers and pictures, as long as each may be kept and as far as there is room. */
export class LinkShelves {
  private readonly shelves = new Map<string, Promise<Shelf>>();
  private tidying: Promise<void> | undefined;

  constructor(private readonly settings: ShelfSettings) {}

  /**
   * An answer from the server: kept, or the reason to delete what was.
   *
   * @param made when another than the server hands it over
   */
  async answered(token: string, address: string, response: Response): Promise<void> {
    const path = new URL(address).pathname;
    if (!response.ok) {
      const slug = await slugOf(response);
      if (takesBack(path, response.status, slug)) await this.forget(token);
      return;
    }
    const body = await response.text();
    if (isLinkItself(path)) {
      const until = keptUntil(body);
      if (until === null || Date.parse(until) <= this.settings.now()) {
        await this.forget(token);
        return;
      }
      const shelf = await this.shelf(token);
      shelf.link = { pictures: {}, ...shelf.link, until, opened: this.settings.now() };
      void this.save(token, shelf);
    } else if (!(await this.keeps(token))) {
      return;
    }
    const cache = await this.settings.caches.open(cacheOf(token));
    await cache.put(
      address,
      new Response(body, {
        headers: { 'Content-Type': 'application/json', [KEPT_AT]: new Date(this.settings.now()).toISOString() },
      }),
    );
    await this.stillKept(token);
  }

  async answer(token: string, address: string): Promise<Response | undefined> {
    if (!(await this.keeps(token))) return undefined;
    return (await this.settings.caches.open(cacheOf(token))).match(address);
  }

  async picture(token: string, address: string): Promise<Response | undefined> {
    const key = pictureKey(address);
    if (key === null || !(await this.keeps(token))) return undefined;
    const shelf = await this.shelf(token);
    const known = shelf.link?.pictures[key];
    const found = await (await this.settings.caches.open(cacheOf(token))).match(key);
    if (found !== undefined && known !== undefined && this.settings.now() - known.seen > SEEN_AGAIN_MS) {
      this.note(token, shelf, key, { ...known, seen: this.settings.now() });
    }
    return found;
  }

  /** Keeps a picture whose bytes can be read; one of another kind cannot be counted honestly. */
  async keepPicture(token: string, address: string, response: Response): Promise<void> {
    const key = pictureKey(address);
    if (key === null || response.status !== 200 || response.type === 'opaque' || !(await this.keeps(token))) return;
    const bytes = await response.blob();
    const cache = await this.settings.caches.open(cacheOf(token));
    const kept = () =>
      cache.put(key, new Response(bytes, { headers: { 'Content-Type': response.headers.get('Content-Type') ?? 'image/jpeg' } }));
    try {
      await kept();
    } catch {
      // The browser has no room: it may have after some others went.
      await this.makeRoom(0.5);
      await kept().catch(() => undefined);
    }
    const shelf = await this.shelf(token);
    if (!(await this.stillKept(token))) return;
    this.note(token, shelf, key, { bytes: bytes.size, seen: this.settings.now() });
    this.tidying ??= this.settings.pause(SAVED_AFTER_MS).then(async () => {
      this.tidying = undefined;
      await this.makeRoom(1);
    });
    await this.tidying;
  }

  /** Everything of a link, at once. */
  async forget(token: string): Promise<void> {
    const shelf = await this.shelf(token);
    shelf.link = null;
    await this.settings.caches.delete(cacheOf(token));
  }

  /** Whatever is over, and what there is no room for. */
  async tidy(): Promise<void> {
    const links = await this.all();
    for (const token of toForget(links, this.settings.now())) await this.forget(token);
    for (const [token, { pictures }] of links) {
      const cache = await this.settings.caches.open(cacheOf(token));
      // Stored by a worker that ended before it could write them down.
      for (const { url } of await cache.keys()) {
        if (pictureKey(url) !== null && pictures[url] === undefined) await cache.delete(url);
      }
      await this.stillKept(token);
    }
    await this.makeRoom(1);
  }

  /** When all that was noted is written. */
  async settled(): Promise<void> {
    for (const shelf of this.shelves.values()) await (await shelf).saving;
  }

  /** What was taken back while it was being written is deleted again. */
  private async stillKept(token: string): Promise<boolean> {
    if (isGood((await this.shelf(token)).link, this.settings.now())) return true;
    await this.forget(token);
    return false;
  }

  private async makeRoom(part: number): Promise<void> {
    const links = await this.all();
    const bytes = [...links.values()].flatMap((link) => Object.values(link.pictures)).reduce((sum, one) => sum + one.bytes, 0);
    const most = roomFor(await this.settings.estimate(), bytes) * part;
    for (const { token, key } of toEvict(links, part < 1 ? Math.min(most, bytes * part) : most)) {
      const shelf = await this.shelf(token);
      await (await this.settings.caches.open(cacheOf(token))).delete(key);
      if (shelf.link !== null) {
        const pictures: Record<string, KeptPicture> = { ...shelf.link.pictures };
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
        delete pictures[key];
        shelf.link = { ...shelf.link, pictures };
        void this.save(token, shelf);
      }
    }
  }

  private async all(): Promise<Map<string, KeptLink>> {
    const links = new Map<string, KeptLink>();
    for (const name of (await this.settings.caches.keys()).filter(isCacheOfLink)) {
      const token = name.slice(cacheOf('').length);
      const { link } = await this.shelf(token);
      // What has no record was left behind half made.
      if (link === null) await this.settings.caches.delete(name);
      else links.set(token, link);
    }
    return links;
  }

  private async keeps(token: string): Promise<boolean> {
    const shelf = await this.shelf(token);
    if (isGood(shelf.link, this.settings.now())) return true;
    if (shelf.link !== null) await this.forget(token);
    return false;
  }

  private shelf(token: string): Promise<Shelf> {
    const known = this.shelves.get(token);
    if (known !== undefined) return known;
    const made = this.read(token).then((link) => ({ link, saving: undefined }));
    this.shelves.set(token, made);
    return made;
  }

  private async read(token: string): Promise<KeptLink | null> {
    if (!(await this.settings.caches.has(cacheOf(token)))) return null;
    const record = await (await this.settings.caches.open(cacheOf(token))).match(RECORD);
    return (await record?.json().catch(() => null)) as KeptLink | null | undefined ?? null;
  }

  private note(token: string, shelf: Shelf, key: string, picture: KeptPicture): void {
    if (shelf.link === null) return;
    shelf.link = { ...shelf.link, pictures: { ...shelf.link.pictures, [key]: picture } };
    void this.save(token, shelf);
  }

  /** Many changes in a row are written once. */
  private save(token: string, shelf: Shelf): Promise<void> {
    return (shelf.saving ??= this.settings.pause(SAVED_AFTER_MS).then(async () => {
      shelf.saving = undefined;
      if (shelf.link === null) return;
      const cache = await this.settings.caches.open(cacheOf(token));
      await cache.put(RECORD, new Response(JSON.stringify(shelf.link)));
      await this.stillKept(token);
    }));
  }
}

async function slugOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { type?: unknown } | null;
  return typeof body?.type === 'string' ? body.type.slice(body.type.lastIndexOf(':') + 1) : '';
}

function keptUntil(body: string): string | null {
  try {
    const until = (JSON.parse(body) as { kept_until?: unknown }).kept_until;
    return typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? until : null;
  } catch {
    return null;
  }
}

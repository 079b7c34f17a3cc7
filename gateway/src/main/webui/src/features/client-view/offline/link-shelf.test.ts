import { describe, expect, it } from 'vitest';
import { KEPT_AT, cacheOf } from './kept';
import { LinkShelves, type ShelfSettings } from './link-shelf';

const mine = 'm'.repeat(43);
const theirs = 't'.repeat(43);
const origin = 'http://share.localhost';
const linkAt = (token: string) => `${origin}/api/view/${token}`;
const pictureAt = (name: string, signature = 'x') => `http://media.localhost/a/o/${name}/preview?s=${signature}`;

/** A browser's caches, as far as they are used. */
class Caches {
  readonly stores = new Map<string, Map<string, Response>>();
  /** The browser refuses to store more than this. */
  full = Infinity;

  has = (name: string) => Promise.resolve(this.stores.has(name));
  keys = () => Promise.resolve([...this.stores.keys()]);
  delete = (name: string) => Promise.resolve(this.stores.delete(name));
  open = (name: string) => {
    let store = this.stores.get(name);
    if (store === undefined) this.stores.set(name, (store = new Map()));
    const at = (key: string | Request) => new URL(typeof key === 'string' ? key : key.url, origin).href;
    const open = store;
    return Promise.resolve({
      match: (key: string) => Promise.resolve(open.get(at(key))?.clone()),
      put: (key: string, response: Response) => {
        if (open.size >= this.full) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
        open.set(at(key), response);
        return Promise.resolve();
      },
      delete: (key: string) => Promise.resolve(open.delete(at(key))),
      keys: () => Promise.resolve([...open.keys()].map((url) => ({ url }))),
    });
  };
}

class World {
  readonly caches = new Caches();
  time = Date.parse('2026-05-01T00:00:00Z');
  quota = Infinity;

  shelves(): LinkShelves {
    return new LinkShelves({
      caches: this.caches as unknown as CacheStorage,
      estimate: () => Promise.resolve(this.quota === Infinity ? undefined : { quota: this.quota, usage: 0 }),
      now: () => this.time,
      pause: () => Promise.resolve(),
    } satisfies ShelfSettings);
  }
}

const view = (until: string | null = '2026-05-20T00:00:00Z') => new Response(JSON.stringify({ gallery: 1, kept_until: until }));
const problem = (status: number, slug: string) =>
  new Response(JSON.stringify({ type: `urn:vitrine:problem:${slug}` }), { status });
const jpeg = (bytes = 10) => new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'image/jpeg' } });

async function opened(world: World, token = mine): Promise<LinkShelves> {
  const shelves = world.shelves();
  await shelves.answered(token, linkAt(token), view());
  await shelves.keepPicture(token, pictureAt('one'), jpeg());
  await shelves.settled();
  return shelves;
}

describe('LinkShelves', () => {
  it('gives back answers with their time, and pictures whatever their signature', async () => {
    const world = new World();
    await opened(world);
    const later = world.shelves();
    const answer = await later.answer(mine, linkAt(mine));
    expect(answer?.headers.get(KEPT_AT)).toBe('2026-05-01T00:00:00.000Z');
    expect(await answer?.json()).toMatchObject({ gallery: 1 });
    expect(await later.picture(mine, pictureAt('one', 'another'))).toBeDefined();
    expect(await later.picture(mine, pictureAt('two'))).toBeUndefined();
  });

  it('shows nothing of one link at another', async () => {
    const world = new World();
    const shelves = await opened(world);
    await shelves.answered(theirs, linkAt(theirs), view());
    expect(await shelves.picture(theirs, pictureAt('one'))).toBeUndefined();
    await shelves.forget(theirs);
    expect(await shelves.picture(mine, pictureAt('one'))).toBeDefined();
  });

  it('keeps nothing of a link that was not let in, or that counts each look', async () => {
    const world = new World();
    const shelves = world.shelves();
    await shelves.answered(mine, linkAt(mine), problem(401, 'password-required'));
    await shelves.answered(mine, `${linkAt(mine)}/photos?limit=100`, new Response('{}'));
    await shelves.keepPicture(mine, pictureAt('one'), jpeg());
    await shelves.answered(theirs, linkAt(theirs), view(null));
    await shelves.keepPicture(theirs, pictureAt('one'), jpeg());
    await shelves.settled();
    expect([...world.caches.stores.keys()]).toEqual([]);
  });

  it.each([
    [410, 'link-revoked'],
    [410, 'link-expired'],
    [401, 'password-required'],
    [404, 'not-found'],
  ])('deletes everything when the answer is %s %s', async (status, slug) => {
    const world = new World();
    const shelves = await opened(world);
    await shelves.answered(mine, linkAt(mine), problem(status, slug));
    await shelves.settled();
    expect([...world.caches.stores.keys()]).toEqual([]);
    expect(await shelves.picture(mine, pictureAt('one'))).toBeUndefined();
  });

  it('deletes nothing because a server is away or one photo is not there', async () => {
    const world = new World();
    const shelves = await opened(world);
    await shelves.answered(mine, linkAt(mine), problem(503, 'unavailable'));
    await shelves.answered(mine, `${linkAt(mine)}/photos?set=1`, problem(404, 'not-found'));
    expect(await shelves.answer(mine, linkAt(mine))).toBeDefined();
  });

  it('ends by itself where nobody can be asked', async () => {
    const world = new World();
    await opened(world);
    world.time = Date.parse('2026-05-20T00:00:01Z');
    const later = world.shelves();
    expect(await later.answer(mine, linkAt(mine))).toBeUndefined();
    expect(world.caches.stores.has(cacheOf(mine))).toBe(false);
  });

  it('leaves nothing of a picture that arrives after the link was taken back', async () => {
    const world = new World();
    const shelves = await opened(world);
    const slow = jpeg();
    let arrive: () => void = () => undefined;
    slow.blob = () =>
      new Promise((resolve) => {
        arrive = () => {
          resolve(new Blob(['x']));
        };
      });
    const keeping = shelves.keepPicture(mine, pictureAt('late'), slow);
    await new Promise((resolve) => setTimeout(resolve));
    await shelves.answered(mine, linkAt(mine), problem(410, 'link-revoked'));
    arrive();
    await keeping;
    await shelves.settled();
    expect([...world.caches.stores.keys()]).toEqual([]);
  });

  it('stays within its room, and gives up the pictures seen longest ago', async () => {
    const world = new World();
    world.quota = 500;
    const shelves = await opened(world);
    for (const name of ['two', 'three', 'four', 'five']) {
      world.time += 1000;
      await shelves.keepPicture(mine, pictureAt(name), jpeg(100));
    }
    expect(await shelves.picture(mine, pictureAt('one'))).toBeUndefined();
    expect(await shelves.picture(mine, pictureAt('five'))).toBeDefined();
    expect(await shelves.answer(mine, linkAt(mine))).toBeDefined();
  });

  it('tidies away what a worker left behind that ended too early', async () => {
    const world = new World();
    await opened(world);
    await (await world.caches.open(cacheOf(mine))).put(pictureAt('orphan').split('?')[0]!, jpeg());
    await (await world.caches.open(cacheOf(theirs))).put(linkAt(theirs), view());
    await world.shelves().tidy();
    expect([...world.caches.stores.keys()]).toEqual([cacheOf(mine)]);
    expect([...(world.caches.stores.get(cacheOf(mine))?.keys() ?? [])].some((key) => key.includes('orphan'))).toBe(false);
    expect(await world.shelves().picture(mine, pictureAt('one'))).toBeDefined();
  });
});

import { describe, expect, it } from 'vitest';
import { type KeptLink, MOST_LINKS, isKeptAnswer, pictureKey, roomFor, takesBack, toEvict, toForget, tokenOf } from './kept';

const token = 'a'.repeat(43);
const MB = 1024 * 1024;

const link = (pictures: KeptLink['pictures'], more: Partial<KeptLink> = {}): KeptLink => ({
  until: '2030-01-01T00:00:00Z',
  opened: 0,
  pictures,
  ...more,
});

describe('what is kept', () => {
  it('is a link, its photos and choices, and nothing else of the API', () => {
    expect(isKeptAnswer(`/api/view/${token}`)).toBe(true);
    expect(isKeptAnswer(`/api/view/${token}/photos`)).toBe(true);
    expect(isKeptAnswer(`/api/view/${token}/proofing`)).toBe(true);
    for (const path of [`/api/view/${token}/downloads/1`, `/api/view/${token}/lists`, '/api/galleries', '/api/images', '/auth/session']) {
      expect(isKeptAnswer(path), path).toBe(false);
    }
    expect(tokenOf(`/view/${token}`)).toBe(token);
    expect(tokenOf('/galleries/1')).toBeNull();
    expect(tokenOf(`/viewer/${token}`)).toBeNull();
  });

  it('knows a picture by what it is, not by its signature', () => {
    const at = (query: string, variant = 'preview') => `http://media.localhost/a/o/f/${variant}?${query}`;
    expect(pictureKey(at('g=l.1&e=5&k=a&s=x'))).toBe(pictureKey(at('g=l.1&e=9&k=b&s=y')));
    expect(pictureKey(at('g=1'))).not.toBe(pictureKey(at('g=1', 'thumbnail')));
    expect(pictureKey(at('g=1', 'watermarked/studio/name'))).not.toBe(pictureKey(at('g=1', 'watermarked/studio/other')));
    expect(pictureKey(at('g=1', 'original'))).toBeNull();
    expect(pictureKey(at('g=1&n=file.jpg'))).toBeNull();
    expect(pictureKey('http://media.localhost/z/1?g=1')).toBeNull();
  });

  it('is taken back by a link that is over or locked, not by a server that is away', () => {
    const path = `/api/view/${token}`;
    for (const slug of ['link-revoked', 'link-expired', 'password-required']) expect(takesBack(`${path}/photos`, 410, slug)).toBe(true);
    expect(takesBack(path, 404, 'not-found')).toBe(true);
    expect(takesBack(`${path}/photos`, 404, 'not-found')).toBe(false);
    expect(takesBack(path, 503, 'unavailable')).toBe(false);
    expect(takesBack(path, 429, 'rate-limited')).toBe(false);
    expect(takesBack(path, 0, 'network')).toBe(false);
  });
});

describe('room', () => {
  it('is a part of what the browser has', () => {
    expect(roomFor(undefined, 0)).toBe(256 * MB);
    expect(roomFor({ quota: 10_000 * MB, usage: 0 }, 0)).toBe(256 * MB);
    expect(roomFor({ quota: 100 * MB, usage: 60 * MB }, 10 * MB)).toBe(20 * MB);
    expect(roomFor({ quota: 100 * MB, usage: 200 * MB }, 0)).toBe(0);
  });

  it('is made by the pictures not seen for longest, of any link', () => {
    const links = new Map([
      ['one', link({ a: { bytes: 40, seen: 3 }, b: { bytes: 40, seen: 1 } })],
      ['two', link({ c: { bytes: 40, seen: 2 }, d: { bytes: 40, seen: 4 } })],
    ]);
    expect(toEvict(links, 200)).toEqual([]);
    expect(toEvict(links, 110)).toEqual([
      { token: 'one', key: 'b' },
      { token: 'two', key: 'c' },
    ]);
    expect(toEvict(links, 0)).toHaveLength(4);
  });

  it('is left by links that are over, and by the oldest of very many', () => {
    const links = new Map(Array.from({ length: MOST_LINKS + 1 }, (_, at) => [`link${String(at)}`, link({}, { opened: at })]));
    links.set('over', link({}, { opened: 99, until: '2020-01-01T00:00:00Z' }));
    expect([...toForget(links, Date.parse('2026-01-01T00:00:00Z'))].sort()).toEqual(['link0', 'over']);
  });
});

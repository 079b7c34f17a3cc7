import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Page, Photo } from '@/lib/api/models';
import { applyPhoto, forgetPhoto, galleryPhotosQuery, inOrder, libraryKey, newestFirst, placesOf } from './photos';
import { NOTHING_SELECTED, allOf, extended, pruned, stepped, toggled } from './selection';

const photo = (id: string, status: Photo['status'] = 'ready') => ({ id, status, gallery_id: 'g', set_id: null, position: id }) as Photo;
const pages = (...lists: string[][]) => ({
  pages: lists.map(
    (ids, index): Page<Photo> => ({
      items: ids.map((id) => photo(id)),
      next_cursor: index === lists.length - 1 ? null : 'more',
    }),
  ),
  pageParams: lists.map(() => null),
});
const shown = (data: ReturnType<typeof inOrder>) => data?.pages.map((page) => page.items.map((item) => item.id));

describe('the places of photos', () => {
  const known = new Map([
    ['c', photo('c')],
    ['a', photo('a')],
    ['s', { ...photo('s'), set_id: 'x' }],
    ['o', { ...photo('o'), gallery_id: 'other' }],
    ['loose', { ...photo('loose'), gallery_id: null }],
  ]);

  it('are galleries and sets, each in its order', () => {
    expect(placesOf(known, ['c', 's', 'o', 'a'])).toEqual([
      { galleryId: 'g', setId: null, ids: ['a', 'c'] },
      { galleryId: 'g', setId: 'x', ids: ['s'] },
      { galleryId: 'other', setId: null, ids: ['o'] },
    ]);
  });

  it('are not told where one is not known, or in no gallery', () => {
    expect(placesOf(known, ['a', 'elsewhere'])).toBeNull();
    expect(placesOf(known, ['a', 'loose'])).toBeNull();
  });
});

describe('a list of photos', () => {
  it('replaces a photo where it stands', () => {
    const changed = inOrder(pages(['a', 'b'], ['c']), photo('b', 'failed'));
    expect(shown(changed)).toEqual([['a', 'b'], ['c']]);
    expect(changed?.pages[0]?.items[1]?.status).toBe('failed');
  });

  it('puts a new one where the list puts it', () => {
    expect(shown(inOrder(pages(['a'], ['c']), photo('n')))).toEqual([['a'], ['c', 'n']]);
    expect(shown(inOrder(pages(['a'], ['c']), photo('b')))).toEqual([['a'], ['b', 'c']]);
    expect(shown(newestFirst(pages(['a'], ['b']), photo('n')))).toEqual([['n', 'a'], ['b']]);
  });

  it('follows a photo that was put elsewhere', () => {
    const moved = { ...photo('a'), position: 'bb' };
    expect(shown(inOrder(pages(['a', 'b'], ['c']), moved))).toEqual([['b'], ['a', 'c']]);
  });

  it('leaves a new one to its own page while there are more', () => {
    const partial = pages(['a'], ['b']);
    partial.pages[1]!.next_cursor = 'more';
    expect(shown(inOrder(partial, photo('n')))).toEqual([['a'], ['b']]);
  });
});

describe('a photo heard of', () => {
  it('reaches the gallery and the library, and leaves both when deleted', () => {
    const client = new QueryClient();
    client.setQueryData(galleryPhotosQuery('g').queryKey, pages(['a']));
    client.setQueryData(libraryKey, pages(['a']));
    applyPhoto(client, photo('n'));
    expect(shown(client.getQueryData(galleryPhotosQuery('g').queryKey))).toEqual([['a', 'n']]);
    expect(shown(client.getQueryData(libraryKey))).toEqual([['n', 'a']]);
    forgetPhoto(client, 'n');
    expect(shown(client.getQueryData(galleryPhotosQuery('g').queryKey))).toEqual([['a']]);
    expect(shown(client.getQueryData(libraryKey))).toEqual([['a']]);
  });
});

describe('the selection', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];

  it('toggles, and extends from where it began', () => {
    const one = toggled(NOTHING_SELECTED, 'b');
    expect([...extended(one, 'd', order).ids]).toEqual(['b', 'c', 'd']);
    expect([...extended(one, 'a', order).ids].toSorted()).toEqual(['a', 'b']);
    expect(toggled(one, 'b').ids.size).toBe(0);
  });

  it('begins with the first when there is nothing to extend', () => {
    expect([...extended(NOTHING_SELECTED, 'c', order).ids]).toEqual(['c']);
  });

  it('loses what is no longer there and is otherwise untouched', () => {
    const all = allOf(order);
    expect(pruned(all, order)).toBe(all);
    expect([...pruned(all, ['a', 'c']).ids]).toEqual(['a', 'c']);
  });
});

describe('a step by the keyboard', () => {
  const order = ['a', 'b', 'c', 'd'];
  it('takes photos one place on or back, and no further than the ends', () => {
    expect(stepped(order, ['b'], -1)).toEqual({ before: 'a' });
    expect(stepped(order, ['b'], 1)).toEqual({ before: 'd' });
    expect(stepped(order, ['c'], 1)).toEqual({ before: null });
    expect(stepped(order, ['a'], -1)).toBeUndefined();
    expect(stepped(order, ['d'], 1)).toBeUndefined();
    expect(stepped(order, ['x'], 1)).toBeUndefined();
  });
  it('takes a selection together', () => {
    expect(stepped(order, ['b', 'c'], -1)).toEqual({ before: 'a' });
    expect(stepped(order, ['b', 'c'], 1)).toEqual({ before: null });
    expect(stepped(order, ['b', 'd'], 1)).toEqual({ before: null });
    expect(stepped(order, order, 1)).toBeUndefined();
  });
});

import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';

export interface BinChoice {
  readonly photos?: readonly string[];
  readonly galleries?: readonly string[];
}

/** The service takes so many at once. */
const MOST = { photos: 1000, galleries: 100 };

export const binQuery = () =>
  infiniteQueryOptions({
    queryKey: ['bin'],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET('/api/bin', { params: { query: { limit: 60, cursor: pageParam ?? undefined } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const putIntoBin = (choice: BinChoice): Promise<void> =>
  inTurn(choice, (body) => answer(api.POST('/api/bin', { body })));

export const restoreFromBin = (choice: BinChoice): Promise<void> =>
  inTurn(choice, (body) => answer(api.POST('/api/bin/restore', { body })));

export const deleteForGood = (choice: BinChoice): Promise<void> =>
  inTurn(choice, (body) => answer(api.DELETE('/api/bin', { body })));

export const emptyBin = (): Promise<unknown> =>
  answer(api.DELETE('/api/bin', { params: { query: { everything: true } } }));

interface Body {
  photo_ids: string[];
  gallery_ids: string[];
}

async function inTurn({ photos = [], galleries = [] }: BinChoice, send: (body: Body) => Promise<unknown>) {
  for (let n = 0; n * MOST.photos < photos.length || n * MOST.galleries < galleries.length; n++) {
    await send({
      photo_ids: photos.slice(n * MOST.photos, (n + 1) * MOST.photos),
      gallery_ids: galleries.slice(n * MOST.galleries, (n + 1) * MOST.galleries),
    });
  }
}

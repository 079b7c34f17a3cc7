import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, post, withQuery } from '@/lib/api/http';
import type { AccessLevel, Page, ShareLink } from '@/lib/api/models';

export const EXPIRY_DAYS = [1, 3, 7, 14, 30, 90] as const;

export interface NewShareLink {
  gallery_id: string;
  access_level: AccessLevel;
  expires_in_days: number | null;
  max_views?: number;
  password?: string;
  recipient_email?: string;
  message?: string;
}

export const sharesQuery = (galleryId?: string) =>
  infiniteQueryOptions({
    queryKey: ['shares', { galleryId: galleryId ?? null }],
    queryFn: ({ pageParam, signal }) =>
      get<Page<ShareLink>>(withQuery('/api/shares', { gallery_id: galleryId, limit: 50, cursor: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function useCreateLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (link: NewShareLink) => post<ShareLink>('/api/share-links', link),
    onSuccess: () => client.invalidateQueries({ queryKey: ['shares'] }),
  });
}

export function useSwitchLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean }) => patch<ShareLink>(`/api/share-links/${id}`, { is_active: on }),
    onSettled: () => client.invalidateQueries({ queryKey: ['shares'] }),
  });
}

export function useRevokeLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => del(`/api/share-links/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['shares'] }),
  });
}

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { BrandingEdit, StudioBranding, StudioPages } from '@/lib/api/models';

export type Ground = 'light' | 'dark';

export const brandingQuery = queryOptions({
  queryKey: ['studio', 'branding'],
  queryFn: ({ signal }) => answer(api.GET('/api/studio/branding', { signal })),
});

export const pagesQuery = queryOptions({
  queryKey: ['studio', 'pages'],
  queryFn: ({ signal }) => answer(api.GET('/api/studio/pages', { signal })),
});

export const hostQuery = queryOptions({
  queryKey: ['studio', 'host'],
  queryFn: ({ signal }) => answer(api.GET('/api/studio/host', { signal })),
});

export const editOf = ({ branding }: StudioBranding): BrandingEdit => ({
  accent: branding.accent.name,
  font: branding.font,
  footer: branding.footer,
  website: branding.website,
  email: branding.email,
  phone: branding.phone,
});

function useSaving<T>(save: (what: T) => Promise<StudioBranding>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      client.setQueryData(brandingQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: ['public'] });
    },
  });
}

export const useSaveBranding = () =>
  useSaving((edit: BrandingEdit) => answer(api.PUT('/api/studio/branding', { body: edit })));

export const useSaveLogo = () =>
  useSaving(({ ground, file }: { ground: Ground; file: File | null }) =>
    file === null
      ? answer(api.DELETE('/api/studio/branding/logo/{ground}', { params: { path: { ground } } }))
      : answer(
          api.PUT('/api/studio/branding/logo/{ground}', {
            params: { path: { ground } },
            headers: { 'Content-Type': 'application/octet-stream' },
            // The bytes themselves are the body; without one the serializer would not be asked.
            body: file as unknown as string,
            bodySerializer: () => file,
          }),
        ),
  );

export function useSavePages() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pages: StudioPages) => answer(api.PUT('/api/studio/pages', { body: pages })),
    onSuccess: (saved) => {
      client.setQueryData(pagesQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: ['public'] });
    },
  });
}

export type HostChange = { kind: 'use'; host: string } | { kind: 'check' } | { kind: 'give-up' };

export function useChangeHost() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: HostChange) => {
      switch (change.kind) {
        case 'use':
          return answer(api.PUT('/api/studio/host', { body: { host: change.host } }));
        case 'check':
          return answer(api.POST('/api/studio/host/check'));
        case 'give-up':
          return answer(api.DELETE('/api/studio/host'));
      }
    },
    onSuccess: (saved) => {
      client.setQueryData(hostQuery.queryKey, saved);
    },
  });
}

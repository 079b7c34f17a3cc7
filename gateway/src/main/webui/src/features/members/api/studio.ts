import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import { asProblem } from '@/lib/api/problem';
import type { OwnStudio } from '@/lib/api/models';

export const STUDIO_ROLES = ['owner', 'manager', 'member'] as const;
export type StudioRole = (typeof STUDIO_ROLES)[number];

/** What the service decides too: owners everything, managers over plain members. */
export const decidesOver = (mine: StudioRole, other: StudioRole): boolean =>
  mine === 'owner' || (mine === 'manager' && other === 'member');

export const studioRole = (role: string): StudioRole => STUDIO_ROLES.find((known) => known === role) ?? 'member';

/** The reader's studio, or null for somebody without. */
export const studioQuery = queryOptions({
  queryKey: ['studio'],
  queryFn: async ({ signal }): Promise<OwnStudio | null> => {
    try {
      return await answer(api.GET('/api/account/studio', { signal }));
    } catch (error) {
      if (asProblem(error).slug === 'not-found') return null;
      throw error;
    }
  },
});

function useChange<T, R>(change: (what: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ['studio'] }),
  });
}

export const useRenameStudio = () =>
  useChange((name: string) => answer(api.PATCH('/api/account/studio', { body: { name } })));

export const useInvite = () =>
  useChange((invitation: { email: string; role: StudioRole }) =>
    answer(api.POST('/api/account/studio/invitations', { body: invitation })),
  );

export const useWithdraw = () =>
  useChange((id: string) => answer(api.DELETE('/api/account/studio/invitations/{id}', { params: { path: { id } } })));

export const useAssignStudioRole = () =>
  useChange(({ accountId, role }: { accountId: string; role: StudioRole }) =>
    answer(
      api.PATCH('/api/account/studio/members/{accountId}', { params: { path: { accountId } }, body: { role } }),
    ),
  );

export const useRemoveMember = () =>
  useChange((accountId: string) =>
    answer(api.DELETE('/api/account/studio/members/{accountId}', { params: { path: { accountId } } })),
  );

export const useLeaveStudio = () => useChange(() => answer(api.POST('/api/account/studio/leave')));

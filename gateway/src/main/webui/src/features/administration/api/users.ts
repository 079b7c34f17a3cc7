import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { User } from '@/lib/api/models';

export const ROLES = ['admin', 'photographer', 'user', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export interface UserFilter {
  q?: string;
  role?: Role;
  active?: boolean;
}

export interface NewUser {
  username: string;
  email: string;
  role: Role;
  studio_name: string | null;
  language: 'en' | 'de';
}

export const roleOf = (user: User): Role => ROLES.find((role) => user.roles.includes(role)) ?? 'viewer';

export const usersQuery = (filter: UserFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'users', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/admin/users', {
          params: { query: { ...filter, limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** What an admin does to an account; the lists are asked anew whatever came of it. */
function useChange<T>(change: (what: T) => Promise<User>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ['admin', 'users'] }),
  });
}

export const useCreateUser = () =>
  useChange((user: NewUser) => answer(api.POST('/api/admin/users', { body: user })));

export const useAssignRole = () =>
  useChange(({ id, role }: { id: string; role: Role }) =>
    answer(api.POST('/api/admin/user/{id}/role', { params: { path: { id } }, body: { role } })),
  );

export const useDeactivate = () =>
  useChange((id: string) => answer(api.POST('/api/admin/user/{id}/deactivate', { params: { path: { id } } })));

export const useReactivate = () =>
  useChange((id: string) => answer(api.POST('/api/admin/user/{id}/reactivate', { params: { path: { id } } })));

export const useEndSessions = () =>
  useChange((id: string) => answer(api.POST('/api/admin/users/{id}/end-sessions', { params: { path: { id } } })));

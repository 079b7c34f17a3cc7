import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { gateway, withQuery } from '@/lib/api/http';
import type { Account, Session } from '@/lib/api/models';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => (await gateway<Session>('GET', '/auth/session')) ?? { signed_in: false },
  staleTime: 60_000,
});

/** The signed-in account, or nobody. */
export function useAccount(): Account | null {
  const { data } = useSuspenseQuery(sessionQuery);
  return data.signed_in ? (data.account ?? null) : null;
}

/** Photographers and admins keep galleries; everybody else looks at them. */
export const keepsGalleries = (account: Account | null): boolean =>
  account?.roles.some((role) => role === 'photographer' || role === 'admin') ?? false;

export const isAdmin = (account: Account | null): boolean => account?.roles.includes('admin') ?? false;

/** The account's own pages are at the host that signs people in: `photos.example.org` has its sister `auth.example.org`. */
export const accountPagesUrl = (): string =>
  `${location.protocol}//${location.host.replace(/^[^.]+\./, 'auth.')}/account/profile`;

/** Where somebody shows once more who they are; the page says that this window waits. */
export const proofUrl = (): string => new URL('/account/security/confirm?from=app', accountPagesUrl()).href;

export const signInUrl = (next: string) => withQuery('/auth/login', { next });
export const registerUrl = (next = '/galleries') => withQuery('/auth/register', { next });

export function goToSignIn(): void {
  location.assign(signInUrl(location.pathname + location.search));
}

export async function signOut(): Promise<void> {
  const answer = await gateway<{ location?: string }>('POST', '/auth/logout');
  location.assign(answer?.location ?? '/');
}

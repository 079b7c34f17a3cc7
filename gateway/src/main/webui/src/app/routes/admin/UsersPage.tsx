import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { ROLES, type UserFilter, usersQuery } from '@/features/administration/api/users';
import { NewUserDialog } from '@/features/administration/components/NewUserDialog';
import { UserTable } from '@/features/administration/components/UserTable';
import { useItems } from '../paging';

export function UsersPage() {
  const { t } = useTranslation(['admin', 'common']);
  const filter = useSearch({ from: '/studio/admin/users' });
  const navigate = useNavigate();
  const query = useInfiniteQuery({ ...usersQuery(filter), placeholderData: keepPreviousData });
  const users = useItems(query.data);
  const [creating, setCreating] = useState(false);
  useTitle(t('sections.users'));
  const narrow = (change: UserFilter) => {
    void navigate({ to: '/admin/users', search: { ...filter, ...change }, replace: true });
  };
  const search = useDebouncedCallback((q: string) => {
    narrow({ q: q.trim() || undefined });
  }, 250);
  return (
    <>
      <div className="page-head">
        <h1>{t('sections.users')}</h1>
        <div className="spacer" />
        <Button
          onClick={() => {
            setCreating(true);
          }}
        >
          {t('new_user')}
        </Button>
      </div>
      <div className="filters" role="search" aria-label={t('sections.users')}>
        <TextInput
          type="search"
          label={t('search_users')}
          defaultValue={filter.q ?? ''}
          maxLength={254}
          onChange={(event) => {
            search(event.currentTarget.value);
          }}
        />
        <NativeSelect
          label={t('role')}
          value={filter.role ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            narrow({ role: ROLES.find((role) => role === chosen) });
          }}
          data={[{ value: '', label: t('any_role') }, ...ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))]}
        />
        <NativeSelect
          label={t('state')}
          value={filter.active === undefined ? '' : String(filter.active)}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            narrow({ active: chosen === '' ? undefined : chosen === 'true' });
          }}
          data={[
            { value: '', label: t('any_state') },
            { value: 'true', label: t('active') },
            { value: 'false', label: t('inactive') },
          ]}
        />
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && users.length === 0 ? (
        <EmptyNotice words={t('nothing_found')} />
      ) : (
        <UserTable users={users} />
      )}
      <ShowMore pages={query} />
      <NewUserDialog
        opened={creating}
        onClose={() => {
          setCreating(false);
        }}
        onCreated={(user) => {
          notifications.show({ message: t('user_created', { name: user.username }) });
        }}
      />
    </>
  );
}

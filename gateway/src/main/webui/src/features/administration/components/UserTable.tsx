import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/ui/Confirm';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import { RowActions } from '@/components/ui/RowActions';
import { showProblem } from '@/components/ui/show-problem';
import type { User } from '@/lib/api/models';
import { formatShortDate } from '@/lib/format';
import { roleOf, useDeactivate, useEndSessions, useReactivate } from '../api/users';
import { RoleDialog } from './RoleDialog';

type Asked = { what: 'role' | 'deactivate' | 'sessions'; user: User };

export function UserTable({ users }: { users: readonly User[] }) {
  const { t, i18n } = useTranslation(['admin', 'common']);
  const [asked, setAsked] = useState<Asked | null>(null);
  const deactivate = useDeactivate();
  const reactivate = useReactivate();
  const endSessions = useEndSessions();
  const close = () => {
    setAsked(null);
    deactivate.reset();
    endSessions.reset();
  };
  const name = asked?.user.username ?? '';
  return (
    <>
      <DataTable
        label={t('sections.users')}
        columns={[
          { key: 'user', words: t('user') },
          { key: 'role', words: t('role') },
          { key: 'studio', words: t('studio') },
          { key: 'state', words: t('state') },
          { key: 'created', words: t('created') },
          { key: 'actions', words: t('actions'), hidden: true },
        ]}
      >
        {users.map((user) => (
          <Row key={user.id} quiet={!user.active}>
            <Cell column="user">
              <span className="data-main">{user.username}</span>
              <span className="data-quiet">{user.email}</span>
            </Cell>
            <Cell column="role" words={t('role')}>
              {t(`roles.${roleOf(user)}`)}
            </Cell>
            <Cell column="studio" words={t('studio')}>
              {user.studio?.name ?? t('no_studio')}
            </Cell>
            <Cell column="state" words={t('state')}>
              <span className="data-state" data-state={user.active ? 'good' : 'bad'}>
                {user.active ? t('active') : t('inactive')}
              </span>
            </Cell>
            <Cell column="created" words={t('created')}>
              <span className="numbers">{formatShortDate(user.created_at, i18n.language)}</span>
            </Cell>
            <Cell column="actions">
              <RowActions label={t('actions_for', { name: user.username })}>
                <Menu.Item
                  onClick={() => {
                    setAsked({ what: 'role', user });
                  }}
                >
                  {t('change_role')}
                </Menu.Item>
                <Menu.Item
                  onClick={() => {
                    setAsked({ what: 'sessions', user });
                  }}
                >
                  {t('end_sessions')}
                </Menu.Item>
                {user.active ? (
                  <Menu.Item
                    className="danger-item"
                    onClick={() => {
                      setAsked({ what: 'deactivate', user });
                    }}
                  >
                    {t('deactivate')}
                  </Menu.Item>
                ) : (
                  <Menu.Item
                    onClick={() => {
                      reactivate.mutate(user.id, { onError: showProblem });
                    }}
                  >
                    {t('reactivate')}
                  </Menu.Item>
                )}
              </RowActions>
            </Cell>
          </Row>
        ))}
      </DataTable>
      <RoleDialog user={asked?.what === 'role' ? asked.user : null} onClose={close} />
      <Confirm
        opened={asked?.what === 'deactivate'}
        title={t('deactivate_title', { name })}
        words={t('deactivate_words', { name })}
        action={t('deactivate')}
        cancel={t('cancel')}
        danger
        busy={deactivate.isPending}
        error={deactivate.error}
        onClose={close}
        onConfirm={() => {
          deactivate.mutate(asked!.user.id, { onSuccess: close });
        }}
      />
      <Confirm
        opened={asked?.what === 'sessions'}
        title={t('end_sessions_title', { name })}
        words={t('end_sessions_words', { name })}
        action={t('end_sessions')}
        cancel={t('cancel')}
        busy={endSessions.isPending}
        error={endSessions.error}
        onClose={close}
        onConfirm={() => {
          endSessions.mutate(asked!.user.id, {
            onSuccess: () => {
              close();
              notifications.show({ message: t('sessions_ended', { name }) });
            },
          });
        }}
      />
    </>
  );
}

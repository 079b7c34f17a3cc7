import { Menu, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/ui/Confirm';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import { RowActions } from '@/components/ui/RowActions';
import type { OwnStudio, StudioMember } from '@/lib/api/models';
import { formatShortDate } from '@/lib/format';
import { STUDIO_ROLES, type StudioRole, decidesOver, studioRole, useAssignStudioRole, useRemoveMember } from '../api/studio';

interface MemberListProps {
  readonly studio: OwnStudio;
  readonly ownId: string;
}

export function MemberList({ studio, ownId }: MemberListProps) {
  const { t, i18n } = useTranslation(['admin', 'common']);
  const [asked, setAsked] = useState<{ what: 'role' | 'remove'; member: StudioMember } | null>(null);
  const mine = studioRole(studio.role);
  const remove = useRemoveMember();
  const close = () => {
    setAsked(null);
    remove.reset();
  };
  const name = asked?.member.username ?? '';
  return (
    <>
      <DataTable
        label={t('members')}
        columns={[
          { key: 'member', words: t('member') },
          { key: 'role', words: t('role') },
          { key: 'joined', words: t('joined') },
          { key: 'actions', words: t('actions'), hidden: true },
        ]}
      >
        {studio.members.map((member) => {
          const removable = member.account_id !== ownId && decidesOver(mine, studioRole(member.role));
          return (
            <Row key={member.account_id} quiet={!member.active}>
              <Cell column="member">
                <span className="data-main">{member.username}</span>
                {member.account_id === ownId && ` (${t('you')})`}
                {!member.active && ` (${t('inactive')})`}
                <span className="data-quiet">{member.email}</span>
              </Cell>
              <Cell column="role" words={t('role')}>
                {t(`studio_roles.${studioRole(member.role)}`)}
              </Cell>
              <Cell column="joined" words={t('joined')}>
                <span className="numbers">
                  {member.joined_at === null ? '–' : formatShortDate(member.joined_at, i18n.language)}
                </span>
              </Cell>
              <Cell column="actions">
                {(mine === 'owner' || removable) && (
                  <RowActions label={t('actions_for', { name: member.username })}>
                    {mine === 'owner' && (
                      <Menu.Item
                        onClick={() => {
                          setAsked({ what: 'role', member });
                        }}
                      >
                        {t('change_role')}
                      </Menu.Item>
                    )}
                    {removable && (
                      <Menu.Item
                        className="danger-item"
                        onClick={() => {
                          setAsked({ what: 'remove', member });
                        }}
                      >
                        {t('remove_member')}
                      </Menu.Item>
                    )}
                  </RowActions>
                )}
              </Cell>
            </Row>
          );
        })}
      </DataTable>
      <RoleDialog member={asked?.what === 'role' ? asked.member : null} onClose={close} />
      <Confirm
        opened={asked?.what === 'remove'}
        title={t('remove_member_title', { name })}
        words={t('remove_member_words', { name })}
        action={t('remove_member')}
        cancel={t('cancel')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          remove.mutate(asked!.member.account_id, { onSuccess: close });
        }}
      />
    </>
  );
}

function RoleDialog({ member, onClose }: { member: StudioMember | null; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const [chosen, setChosen] = useState<StudioRole | null>(null);
  const assign = useAssignStudioRole();
  const role = chosen ?? studioRole(member?.role ?? '');
  const close = () => {
    setChosen(null);
    assign.reset();
    onClose();
  };
  return (
    <Confirm
      opened={member !== null}
      title={t('change_role_title', { name: member?.username ?? '' })}
      words={t(`studio_role_words.${role}`)}
      action={t('change_role')}
      cancel={t('cancel')}
      busy={assign.isPending}
      error={assign.error}
      onClose={close}
      onConfirm={() => {
        assign.mutate({ accountId: member!.account_id, role }, { onSuccess: close });
      }}
    >
      <NativeSelect
        data-autofocus
        label={t('role')}
        value={role}
        onChange={(event) => {
          setChosen(studioRole(event.currentTarget.value));
        }}
        data={STUDIO_ROLES.map((each) => ({ value: each, label: t(`studio_roles.${each}`) }))}
      />
    </Confirm>
  );
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import { showProblem } from '@/components/ui/show-problem';
import type { OwnStudio, StudioInvitation } from '@/lib/api/models';
import { formatShortDate } from '@/lib/format';
import { decidesOver, studioRole, useInvite, useWithdraw } from '../api/studio';
import './members.css';

export function InvitationList({ studio }: { studio: OwnStudio }) {
  const { t, i18n } = useTranslation(['admin', 'common']);
  const invite = useInvite();
  const withdraw = useWithdraw();
  const again = ({ email, role }: StudioInvitation) => {
    invite.mutate(
      { email, role: studioRole(role) },
      {
        onSuccess: () => {
          notifications.show({ message: t('invited', { email }) });
        },
        onError: showProblem,
      },
    );
  };
  return (
    <DataTable
      label={t('invitations')}
      columns={[
        { key: 'email', words: t('email') },
        { key: 'role', words: t('role') },
        { key: 'until', words: t('state') },
        { key: 'actions', words: t('actions'), hidden: true },
      ]}
    >
      {studio.invitations.map((invitation) => {
        const expired = new Date(invitation.expires_at).getTime() < Date.now();
        const role = studioRole(invitation.role);
        return (
          <Row key={invitation.id} quiet={expired}>
            <Cell column="email">
              <span className="data-main">{invitation.email}</span>
              {invitation.invited_by !== null && (
                <span className="data-quiet">{t('invited_by', { name: invitation.invited_by })}</span>
              )}
            </Cell>
            <Cell column="role" words={t('role')}>
              {t(`studio_roles.${role}`)}
            </Cell>
            <Cell column="until" words={t('state')}>
              {expired ? t('expired') : t('valid_until', { date: formatShortDate(invitation.expires_at, i18n.language) })}
            </Cell>
            <Cell column="buttons">
              {decidesOver(studioRole(studio.role), role) && (
                <span className="invitation-actions">
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('invite_again_for', { email: invitation.email })}
                    onClick={() => {
                      again(invitation);
                    }}
                  >
                    {t('invite_again')}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('withdraw_for', { email: invitation.email })}
                    onClick={() => {
                      withdraw.mutate(invitation.id, { onError: showProblem });
                    }}
                  >
                    {t('withdraw')}
                  </Button>
                </span>
              )}
            </Cell>
          </Row>
        );
      })}
    </DataTable>
  );
}

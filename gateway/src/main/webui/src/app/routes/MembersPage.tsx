import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/ui/Confirm';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { studioQuery, useLeaveStudio } from '@/features/members/api/studio';
import { InvitationList } from '@/features/members/components/InvitationList';
import { MemberList } from '@/features/members/components/MemberList';
import { InviteDialog, RenameDialog } from '@/features/members/components/StudioDialogs';
import { signInUrl, useAccount } from '@/features/session/api/session';

/** Who works in the reader's studio. */
export function MembersPage() {
  const { t } = useTranslation(['admin', 'common']);
  const account = useAccount();
  const query = useQuery(studioQuery);
  const leave = useLeaveStudio();
  const [opened, setOpened] = useState<'invite' | 'rename' | 'leave' | null>(null);
  const close = () => {
    setOpened(null);
    leave.reset();
  };
  useTitle(t('members'));
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending || account === null) return null;
  const studio = query.data;
  if (studio === null) return <EmptyNotice words={t('no_studio_words')} />;
  return (
    <div className="page">
      <div className="page-head page-head-wide">
        <div>
          <h1>{studio.name}</h1>
          <p className="page-words">{t('members_words')}</p>
        </div>
        <div className="spacer" />
        {studio.members.length > 1 && (
          <Button
            variant="default"
            onClick={() => {
              setOpened('leave');
            }}
          >
            {t('leave')}
          </Button>
        )}
        {studio.role === 'owner' && (
          <Button
            variant="default"
            onClick={() => {
              setOpened('rename');
            }}
          >
            {t('rename_studio')}
          </Button>
        )}
        {studio.role !== 'member' && (
          <Button
            onClick={() => {
              setOpened('invite');
            }}
          >
            {t('invite')}
          </Button>
        )}
      </div>
      <MemberList studio={studio} ownId={account.id} />
      {studio.invitations.length > 0 && (
        <section className="page-part" aria-labelledby="invitations">
          <h2 id="invitations">{t('invitations')}</h2>
          <InvitationList studio={studio} />
        </section>
      )}
      <InviteDialog studio={studio} opened={opened === 'invite'} onClose={close} />
      <RenameDialog studio={studio} opened={opened === 'rename'} onClose={close} />
      <Confirm
        opened={opened === 'leave'}
        title={t('leave_title', { name: studio.name })}
        words={t('leave_words')}
        action={t('leave')}
        cancel={t('cancel')}
        danger
        busy={leave.isPending}
        error={leave.error}
        onClose={close}
        onConfirm={() => {
          leave.mutate(undefined, {
            onSuccess: () => {
              // The session still names the studio that was left; signing in again asks for no password.
              location.assign(signInUrl('/'));
            },
          });
        }}
      />
    </div>
  );
}

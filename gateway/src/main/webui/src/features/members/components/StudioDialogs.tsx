import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem, fieldErrors } from '@/lib/api/problem';
import type { OwnStudio } from '@/lib/api/models';
import { problemText } from '@/lib/i18n/problem-text';
import { STUDIO_ROLES, type StudioRole, decidesOver, studioRole, useInvite, useRenameStudio } from '../api/studio';

interface DialogProps {
  readonly studio: OwnStudio;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function InviteDialog({ studio, opened, onClose }: DialogProps) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite_title', { name: studio.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <InviteForm studio={studio} onClose={onClose} />
    </Modal>
  );
}

function InviteForm({ studio, onClose }: Omit<DialogProps, 'opened'>) {
  const { t } = useTranslation(['admin', 'common']);
  const invite = useInvite();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: { email: '', role: 'member' as StudioRole },
    validate: { email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t('email_flaw')) },
  });
  const send = form.onSubmit(({ email, role }) => {
    setProblem(null);
    invite.mutate(
      { email: email.trim(), role },
      {
        onSuccess: (invited) => {
          notifications.show({ message: t('invited', { email: invited.email }) });
          onClose();
        },
        onError: (error) => {
          const failed = asProblem(error);
          const beside = fieldErrors(failed, ['email', 'role']);
          form.setErrors(beside);
          if (Object.keys(beside).length === 0) setProblem(failed);
        },
      },
    );
  });
  const mine = studioRole(studio.role);
  return (
    <form onSubmit={send} className="form" noValidate>
      <p className="form-note">{t('invite_words')}</p>
      <TextInput data-autofocus type="email" label={t('email')} {...form.getInputProps('email')} />
      <NativeSelect
        label={t('role')}
        description={t(`studio_role_words.${form.values.role}`)}
        data={STUDIO_ROLES.filter((role) => decidesOver(mine, role)).map((role) => ({
          value: role,
          label: t(`studio_roles.${role}`),
        }))}
        {...form.getInputProps('role')}
      />
      <Foot problem={problem} busy={invite.isPending} action={t('send_invitation')} onClose={onClose} />
    </form>
  );
}

export function RenameDialog({ studio, opened, onClose }: DialogProps) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Modal opened={opened} onClose={onClose} title={t('rename_studio')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <RenameForm studio={studio} onClose={onClose} />
    </Modal>
  );
}

function RenameForm({ studio, onClose }: Omit<DialogProps, 'opened'>) {
  const { t } = useTranslation(['admin', 'common']);
  const rename = useRenameStudio();
  const form = useForm({
    initialValues: { name: studio.name },
    validate: { name: (name) => (name.trim() === '' ? t('name_flaw') : null) },
  });
  const send = form.onSubmit(({ name }) => {
    rename.mutate(name.trim(), { onSuccess: onClose });
  });
  return (
    <form onSubmit={send} className="form" noValidate>
      <TextInput data-autofocus label={t('studio_name')} maxLength={120} {...form.getInputProps('name')} />
      <Foot
        problem={rename.isError ? asProblem(rename.error) : null}
        busy={rename.isPending}
        action={t('save')}
        onClose={onClose}
      />
    </form>
  );
}

function Foot(props: { problem: Problem | null; busy: boolean; action: string; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <>
      {props.problem && (
        <p className="form-problem" role="alert">
          {problemText(props.problem)}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={props.onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={props.busy}>
          {props.action}
        </Button>
      </div>
    </>
  );
}

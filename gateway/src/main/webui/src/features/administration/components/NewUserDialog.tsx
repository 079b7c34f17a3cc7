import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem, fieldErrors } from '@/lib/api/problem';
import type { User } from '@/lib/api/models';
import { problemText } from '@/lib/i18n/problem-text';
import { type NewUser, ROLES, useCreateUser } from '../api/users';

interface NewUserDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onCreated: (user: User) => void;
}

export function NewUserDialog({ opened, onClose, onCreated }: NewUserDialogProps) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Modal opened={opened} onClose={onClose} title={t('new_user')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <NewUserForm onClose={onClose} onCreated={onCreated} />
    </Modal>
  );
}

function NewUserForm({ onClose, onCreated }: Omit<NewUserDialogProps, 'opened'>) {
  const { t, i18n } = useTranslation(['admin', 'common']);
  const create = useCreateUser();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<NewUser & { studio_name: string }>({
    initialValues: {
      username: '',
      email: '',
      role: 'photographer',
      studio_name: '',
      language: i18n.language === 'de' ? 'de' : 'en',
    },
    validate: {
      username: (name) => (/^\w{3,50}$/.test(name.trim()) ? null : t('username_hint')),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t('email_flaw')),
    },
  });
  const runsStudio = form.values.role === 'photographer' || form.values.role === 'admin';
  const send = form.onSubmit((values) => {
    setProblem(null);
    create.mutate(
      {
        ...values,
        username: values.username.trim(),
        email: values.email.trim(),
        studio_name: runsStudio ? values.studio_name.trim() || null : null,
      },
      {
        onSuccess: (user) => {
          onCreated(user);
          onClose();
        },
        onError: (error) => {
          const failed = asProblem(error);
          const beside = fieldErrors(failed, ['username', 'email', 'role', 'studio_name']);
          if (failed.slug === 'username-taken') beside.username = problemText(failed);
          if (failed.slug === 'email-taken') beside.email = problemText(failed);
          form.setErrors(beside);
          if (Object.keys(beside).length === 0) setProblem(failed);
        },
      },
    );
  });
  return (
    <form onSubmit={send} className="form" noValidate>
      <p className="form-note">{t('new_user_words')}</p>
      <TextInput data-autofocus autoComplete="off" label={t('username')} description={t('username_hint')} {...form.getInputProps('username')} />
      <TextInput type="email" autoComplete="off" label={t('email')} {...form.getInputProps('email')} />
      <div className="form-pair">
        <NativeSelect
          label={t('role')}
          data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          {...form.getInputProps('role')}
        />
        <NativeSelect
          label={t('mail_language')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          {...form.getInputProps('language')}
        />
      </div>
      {runsStudio && <TextInput label={t('studio_name')} maxLength={120} {...form.getInputProps('studio_name')} />}
      {problem && (
        <p className="form-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {t('create_user')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import type { Gallery } from '@/lib/api/models';
import { type Problem, asProblem, fieldErrors } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { LEVELS, type Level, galleryPermissionsQuery, useGrant } from '../api/permissions';
import { PermissionTable } from './PermissionTable';

interface PeopleDialogProps {
  readonly gallery: Pick<Gallery, 'id' | 'name'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** With whom a gallery is shared by name, and what each of them may do. */
export function PeopleDialog({ gallery, opened, onClose }: PeopleDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('people.title', { name: gallery.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <People gallery={gallery} />
    </Modal>
  );
}

function People({ gallery }: Pick<PeopleDialogProps, 'gallery'>) {
  const { t } = useTranslation(['studio', 'common']);
  const query = useInfiniteQuery(galleryPermissionsQuery(gallery.id));
  const permissions = (query.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <div className="form">
      <GrantForm galleryId={gallery.id} />
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && permissions.length === 0 ? (
        <p className="form-note">{t('people.nobody_yet')}</p>
      ) : (
        <PermissionTable label={t('people.people')} permissions={permissions} />
      )}
      <ShowMore pages={query} />
    </div>
  );
}

function GrantForm({ galleryId }: { galleryId: string }) {
  const { t } = useTranslation(['studio', 'common']);
  const grant = useGrant(galleryId);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: { email: '', level: 'view' as Level },
    validate: { email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t('people.email_flaw')) },
  });
  const send = form.onSubmit(({ email, level }) => {
    setProblem(null);
    grant.mutate(
      { email: email.trim(), level },
      {
        onSuccess: (permission) => {
          notifications.show({ message: t('people.is_granted', { email: permission.email }) });
          form.reset();
        },
        onError: (error) => {
          const failed = asProblem(error);
          const beside = fieldErrors(failed, ['email', 'level']);
          form.setErrors(beside);
          if (Object.keys(beside).length === 0) setProblem(failed);
        },
      },
    );
  });
  return (
    <form onSubmit={send} className="grant-form" noValidate>
      <TextInput
        data-autofocus
        type="email"
        label={t('people.email')}
        maxLength={254}
        {...form.getInputProps('email')}
      />
      <NativeSelect
        label={t('people.may')}
        data={LEVELS.map((value) => ({ value, label: t(`people.levels.${value}`) }))}
        {...form.getInputProps('level')}
      />
      <Button type="submit" loading={grant.isPending}>
        {t('people.add')}
      </Button>
      <p className="form-note">{t(`people.level_words.${form.values.level}`)}</p>
      {problem && (
        <p className="form-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
    </form>
  );
}

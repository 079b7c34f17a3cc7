import { Button, Modal, Switch, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem, fieldErrors } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import type { GalleryFields } from '../api/galleries';

interface GalleryDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly submit: string;
  readonly initial: GalleryFields;
  /** Said above the fields, for example how many photos wait to go in. */
  readonly note?: string;
  readonly onSubmit: (fields: GalleryFields) => Promise<unknown>;
  readonly onClose: () => void;
}

export function GalleryDialog({ opened, title, onClose, ...form }: GalleryDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      {/* A new form every time the dialog opens. */}
      <GalleryForm {...form} onClose={onClose} />
    </Modal>
  );
}

function GalleryForm({
  submit,
  initial,
  note,
  onSubmit,
  onClose,
}: Omit<GalleryDialogProps, 'opened' | 'title'>) {
  const { t } = useTranslation(['studio', 'common']);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: { name: initial.name, description: initial.description ?? '', event_date: initial.event_date ?? '', is_public: initial.is_public },
    validate: { name: (name) => (name.trim() === '' ? t('name_missing') : null) },
  });
  const send = form.onSubmit(async (values) => {
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit({
        name: values.name.trim(),
        description: values.description.trim() || null,
        event_date: values.event_date || null,
        is_public: values.is_public,
      });
      onClose();
    } catch (error) {
      const failed = asProblem(error);
      const beside = fieldErrors(failed, ['name', 'description', 'event_date', 'is_public']);
      form.setErrors(beside);
      if (Object.keys(beside).length === 0) setProblem(failed);
    } finally {
      setBusy(false);
    }
  });
  return (
    <form onSubmit={send} className="form" noValidate>
      {note && <p className="form-note">{note}</p>}
      <TextInput data-autofocus label={t('name')} maxLength={256} {...form.getInputProps('name')} />
      <TextInput type="date" label={t('event_date')} max="9999-12-31" {...form.getInputProps('event_date')} />
      <Textarea
        label={t('description')}
        description={t('description_form')}
        rows={3}
        maxLength={4000}
        {...form.getInputProps('description')}
      />
      <Switch
        withThumbIndicator={false}
        label={t('public')}
        description={t('public_explained')}
        {...form.getInputProps('is_public', { type: 'checkbox' })}
      />
      {problem && (
        <p className="form-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

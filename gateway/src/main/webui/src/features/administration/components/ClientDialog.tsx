import { Button, Modal, Switch, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { type ClientApplication, useSaveClient } from '../api/clients';

interface ClientDialogProps {
  readonly opened: boolean;
  /** The one to edit, or null for a new one. */
  readonly client: ClientApplication | null;
  readonly onClose: () => void;
  readonly onSaved: (client: ClientApplication) => void;
}

const FIELDS = ['name', 'redirect_uris', 'post_logout_redirect_uris', 'backchannel_logout_uri', 'scopes'] as const;

export function ClientDialog({ opened, client, onClose, onSaved }: ClientDialogProps) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={client === null ? t('new_client') : t('edit_client', { name: client.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <ClientForm client={client} onClose={onClose} onSaved={onSaved} />
    </Modal>
  );
}

const lines = (text: string) =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function ClientForm({ client, onClose, onSaved }: Omit<ClientDialogProps, 'opened'>) {
  const { t } = useTranslation(['admin', 'common']);
  const save = useSaveClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: {
      name: client?.name ?? '',
      redirect_uris: client?.redirect_uris.join('\n') ?? '',
      post_logout_redirect_uris: client?.post_logout_redirect_uris.join('\n') ?? '',
      backchannel_logout_uri: client?.backchannel_logout_uri ?? '',
      scopes: client?.scopes.join(' ') ?? 'openid profile email',
      confidential: client?.confidential ?? true,
      consent_required: client?.consent_required ?? true,
    },
    validate: { name: (name) => (name.trim() === '' ? t('name_flaw') : null) },
  });
  const send = form.onSubmit((values) => {
    setProblem(null);
    save.mutate(
      {
        id: client?.client_id ?? null,
        fields: {
          ...values,
          name: values.name.trim(),
          redirect_uris: lines(values.redirect_uris),
          post_logout_redirect_uris: lines(values.post_logout_redirect_uris),
          backchannel_logout_uri: values.backchannel_logout_uri.trim() || null,
          scopes: lines(values.scopes),
        },
      },
      {
        onSuccess: (saved) => {
          onSaved(saved);
        },
        onError: (error) => {
          const failed = asProblem(error);
          // The service names entries of a list as `redirect_uris[1]`; the form has one field for all.
          const beside: Record<string, string> = {};
          for (const { field, message } of failed.errors) {
            const known = FIELDS.find((name) => field === name || field.startsWith(`${name}[`));
            if (known !== undefined) beside[known] ??= message;
          }
          form.setErrors(beside);
          if (Object.keys(beside).length === 0) setProblem(failed);
        },
      },
    );
  });
  return (
    <form onSubmit={send} className="form" noValidate>
      <TextInput data-autofocus label={t('client_name')} maxLength={80} {...form.getInputProps('name')} />
      <Textarea label={t('redirect_uris')} description={t('one_a_line')} rows={3} {...form.getInputProps('redirect_uris')} />
      <Textarea
        label={t('post_logout_redirect_uris')}
        description={t('one_a_line')}
        rows={3}
        {...form.getInputProps('post_logout_redirect_uris')}
      />
      <TextInput label={t('backchannel_logout_uri')} {...form.getInputProps('backchannel_logout_uri')} />
      <TextInput label={t('scopes')} description={t('scopes_hint')} {...form.getInputProps('scopes')} />
      <Switch
        withThumbIndicator={false}
        label={t('confidential')}
        description={t('confidential_words')}
        {...form.getInputProps('confidential', { type: 'checkbox' })}
      />
      <Switch
        withThumbIndicator={false}
        label={t('consent_required')}
        {...form.getInputProps('consent_required', { type: 'checkbox' })}
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
        <Button type="submit" loading={save.isPending}>
          {client === null ? t('create_client') : t('save')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Collapse, Modal, NativeSelect, NumberInput, PasswordInput, Radio, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessLevel, DownloadSize, ShareLink } from '@/lib/api/models';
import { type Problem, asProblem, fieldErrors } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { EXPIRY_DAYS, useCreateLink } from '../api/links';
import { LinkReady } from './LinkReady';
import './sharing.css';

interface ShareDialogProps {
  readonly gallery: { readonly id: string; readonly name: string };
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ShareDialog({ gallery, opened, onClose }: ShareDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [made, setMade] = useState<ShareLink | null>(null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setMade(null);
      }}
      size={560}
      title={made ? t('link_ready') : t('share_title', { name: gallery.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {made ? (
        <LinkReady link={made} onDone={onClose} onAnother={() => { setMade(null); }} />
      ) : (
        <ShareForm galleryId={gallery.id} onMade={setMade} onCancel={onClose} />
      )}
    </Modal>
  );
}

const FIELDS = ['access_level', 'expires_in_days', 'max_views', 'password', 'recipient_email', 'message', 'watermark_name'] as const;
const PASSWORD_BYTES = 72;

function ShareForm({
  galleryId,
  onMade,
  onCancel,
}: {
  galleryId: string;
  onMade: (link: ShareLink) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['studio', 'common']);
  const create = useCreateLink();
  const [options, setOptions] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: {
      access_level: 'preview' as AccessLevel,
      expires_in_days: '30',
      max_views: '' as number | string,
      password: '',
      recipient_email: '',
      message: '',
      download_size: 'original' as DownloadSize,
      watermark_name: '',
    },
    validate: {
      recipient_email: (email) => (email.trim() === '' || /^\S+@\S+$/.test(email.trim()) ? null : t('email_wrong')),
      password: (password) =>
        new TextEncoder().encode(password).length > PASSWORD_BYTES ? t('password_too_long') : null,
      max_views: (views) => (views === '' || Number(views) >= 1 ? null : t('max_views_wrong')),
    },
  });
  const send = form.onSubmit(
    async (values) => {
      setProblem(null);
      try {
        onMade(
          await create.mutateAsync({
            gallery_id: galleryId,
            access_level: values.access_level,
            expires_in_days: values.expires_in_days === '' ? null : Number(values.expires_in_days),
            max_views: values.max_views === '' ? undefined : Number(values.max_views),
            password: values.password || undefined,
            recipient_email: values.recipient_email.trim() || undefined,
            message: values.message.trim() || undefined,
            download_size: values.access_level === 'full' ? values.download_size : undefined,
            watermark_name: values.access_level === 'preview' ? values.watermark_name.trim() || undefined : undefined,
          }),
        );
      } catch (error) {
        const failed = asProblem(error);
        const beside = fieldErrors(failed, FIELDS);
        form.setErrors(beside);
        if ('max_views' in beside || 'password' in beside) setOptions(true);
        if (Object.keys(beside).length === 0) setProblem(failed);
      }
    },
    (errors) => {
      if ('max_views' in errors || 'password' in errors) setOptions(true);
    },
  );

  return (
    <form onSubmit={send} className="form" noValidate>
      <Radio.Group label={t('access')} {...form.getInputProps('access_level')}>
        <div className="access-choice">
          {(['preview', 'full'] as const).map((level) => (
            <Radio.Card key={level} value={level} className="access-card" aria-label={t(`access_levels.${level}`)}>
              <Radio.Indicator />
              <span>
                <strong>{t(`access_levels.${level}`)}</strong>
                <span>{t(`access_explained.${level}`)}</span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <TextInput
        type="email"
        autoComplete="off"
        label={t('recipient')}
        description={t('recipient_explained')}
        placeholder="name@example.org"
        maxLength={254}
        {...form.getInputProps('recipient_email')}
      />
      <NativeSelect
        label={t('expires')}
        data={[
          ...EXPIRY_DAYS.map((days) => ({ value: String(days), label: t('in_days', { count: days }) })),
          { value: '', label: t('never') },
        ]}
        {...form.getInputProps('expires_in_days')}
      />
      <button
        type="button"
        className="fold"
        aria-expanded={options}
        onClick={() => {
          setOptions((open) => !open);
        }}
      >
        {t('more_options')}
      </button>
      <Collapse expanded={options} transitionDuration={160}>
        <div className="form">
          {form.values.access_level === 'full' ? (
            <NativeSelect
              label={t('download_size')}
              data={(['original', 'web'] as const).map((size) => ({ value: size, label: t(`download_up_to.${size}`) }))}
              {...form.getInputProps('download_size')}
            />
          ) : (
            <TextInput
              label={t('watermark_name')}
              description={t('watermark_name_explained')}
              maxLength={60}
              {...form.getInputProps('watermark_name')}
            />
          )}
          <div className="form-pair">
            <NumberInput
              label={t('max_views')}
              description={t('max_views_explained')}
              placeholder={t('no_limit')}
              min={1}
              max={1_000_000}
              allowDecimal={false}
              hideControls
              {...form.getInputProps('max_views')}
            />
            <PasswordInput
              label={t('password')}
              description={t('password_explained')}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': t('common:show_password') }}
              {...form.getInputProps('password')}
            />
          </div>
          <Textarea
            label={t('message')}
            description={t('message_explained')}
            rows={3}
            maxLength={2000}
            {...form.getInputProps('message')}
          />
        </div>
      </Collapse>
      {problem && (
        <p className="form-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {t('create_link')}
        </Button>
      </div>
    </form>
  );
}

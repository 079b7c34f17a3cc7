import {
  Button,
  Collapse,
  Modal,
  MultiSelect,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Radio,
  TagsInput,
  TextInput,
  Textarea,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessLevel, DownloadSize, ShareLink } from '@/lib/api/models';
import { type Problem, asProblem, fieldErrors } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { EXPIRY_DAYS, type NewShareLink, useCreateLink, useInvite } from '../api/links';
import { LinkReady } from './LinkReady';
import './sharing.css';

interface ShareDialogProps {
  readonly gallery: { readonly id: string; readonly name: string };
  /** The sets it is divided into. */
  readonly sets: readonly { readonly id: string; readonly name: string }[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ShareDialog({ gallery, sets, opened, onClose }: ShareDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [made, setMade] = useState<readonly ShareLink[] | null>(null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setMade(null);
      }}
      size={560}
      title={made ? t(made[0]?.recipient_email ? 'links_sent' : 'link_ready') : t('share_title', { name: gallery.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {made ? (
        <LinkReady links={made} onDone={onClose} onAnother={() => { setMade(null); }} />
      ) : (
        <ShareForm galleryId={gallery.id} sets={sets} onMade={setMade} onCancel={onClose} />
      )}
    </Modal>
  );
}

const FIELDS = [
  'access_level',
  'expires_in_days',
  'max_views',
  'password',
  'recipients',
  'message',
  'watermark_name',
  'download_pin',
  'set_ids',
] as const;
const FOLDED = ['max_views', 'password', 'download_pin', 'set_ids', 'message'];
const ADDRESS = /^\S+@\S+$/;
const PASSWORD_BYTES = 72;

function ShareForm({
  galleryId,
  sets,
  onMade,
  onCancel,
}: {
  galleryId: string;
  sets: ShareDialogProps['sets'];
  onMade: (links: readonly ShareLink[]) => void;
  onCancel: () => void;
}) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const create = useCreateLink();
  const invite = useInvite();
  const [options, setOptions] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: {
      access_level: 'preview' as AccessLevel,
      expires_in_days: '30',
      max_views: '' as number | string,
      password: '',
      recipients: [] as string[],
      message: '',
      download_size: 'original' as DownloadSize,
      watermark_name: '',
      download_pin: '',
      set_ids: [] as string[],
    },
    validate: {
      recipients: (addresses) => (addresses.every((address) => ADDRESS.test(address)) ? null : t('email_wrong')),
      download_pin: (pin) => (pin === '' || /^[0-9]{4,12}$/.test(pin) ? null : t('download_pin_wrong')),
      password: (password) =>
        new TextEncoder().encode(password).length > PASSWORD_BYTES ? t('password_too_long') : null,
      max_views: (views) => (views === '' || Number(views) >= 1 ? null : t('max_views_wrong')),
    },
  });
  const send = form.onSubmit(
    async (values) => {
      setProblem(null);
      try {
        const full = values.access_level === 'full';
        const link: NewShareLink = {
          gallery_id: galleryId,
          access_level: values.access_level,
          expires_in_days: values.expires_in_days === '' ? null : Number(values.expires_in_days),
          max_views: values.max_views === '' ? undefined : Number(values.max_views),
          password: values.password || undefined,
          message: values.message.trim() || undefined,
          download_size: full ? values.download_size : undefined,
          download_pin: full ? values.download_pin || undefined : undefined,
          watermark_name: full ? undefined : values.watermark_name.trim() || undefined,
          set_ids: values.set_ids.length === 0 ? undefined : values.set_ids,
        };
        if (values.recipients.length === 0) {
          onMade([await create.mutateAsync(link)]);
        } else {
          const language = i18n.language === 'de' ? 'de' : 'en';
          const sent = await invite.mutateAsync({ link, recipients: values.recipients, language });
          onMade(sent.items);
        }
      } catch (error) {
        const failed = asProblem(error);
        const beside = fieldErrors(failed, FIELDS);
        form.setErrors(beside);
        if (FOLDED.some((field) => field in beside)) setOptions(true);
        if (Object.keys(beside).length === 0) setProblem(failed);
      }
    },
    (errors) => {
      if (FOLDED.some((field) => field in errors)) setOptions(true);
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
      <TagsInput
        label={t('recipients')}
        description={t('recipients_explained')}
        placeholder={form.values.recipients.length === 0 ? 'name@example.org' : undefined}
        splitChars={[',', ';', ' ', '\n']}
        maxTags={100}
        maxLength={254}
        acceptValueOnBlur
        {...form.getInputProps('recipients')}
      />
      <Textarea
        label={t('message')}
        description={t('message_explained')}
        rows={3}
        maxLength={2000}
        {...form.getInputProps('message')}
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
          {form.values.access_level === 'full' && (
            <TextInput
              label={t('download_pin')}
              description={t('download_pin_explained')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              {...form.getInputProps('download_pin')}
            />
          )}
          {sets.length > 0 && (
            <MultiSelect
              label={t('sets_shown')}
              description={t('sets_shown_explained')}
              placeholder={form.values.set_ids.length === 0 ? t('all_sets') : undefined}
              data={sets.map((set) => ({ value: set.id, label: set.name }))}
              clearable
              {...form.getInputProps('set_ids')}
            />
          )}
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
        <Button type="submit" loading={create.isPending || invite.isPending}>
          {form.values.recipients.length === 0 ? t('create_link') : t('send_links', { count: form.values.recipients.length })}
        </Button>
      </div>
    </form>
  );
}

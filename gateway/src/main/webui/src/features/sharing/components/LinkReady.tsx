import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShareLink } from '@/lib/api/models';
import { formatDate } from '@/lib/format';
import { CopyButton } from './CopyButton';

interface LinkReadyProps {
  readonly link: ShareLink;
  readonly onDone: () => void;
  readonly onAnother: () => void;
}

export function LinkReady({ link, onDone, onAnother }: LinkReadyProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const body = [link.message, link.url].filter(Boolean).join('\n\n');
  const mail = `mailto:${encodeURIComponent(link.recipient_email ?? '')}?subject=${encodeURIComponent(link.gallery_name)}&body=${encodeURIComponent(body)}`;
  return (
    <div className="form">
      <div className="link-row">
        <TextInput
          readOnly
          aria-label={t('link')}
          value={link.url}
          className="link-field"
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
        <CopyButton value={link.url} primary />
      </div>
      <p className="form-note">
        {t(`access_explained.${link.access_level}`)}{' '}
        {link.expires_at === null
          ? t('link_never_ends')
          : t('link_ends', { date: formatDate(link.expires_at, i18n.language) })}{' '}
        {link.has_password && t('link_password_apart')}
      </p>
      <div className="form-actions">
        <Button variant="subtle" color="gray" onClick={onAnother}>
          {t('another_link')}
        </Button>
        <span className="spacer" />
        <Button variant="default" component="a" href={mail}>
          {t('write_mail')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShareLink } from '@/lib/api/models';
import { formatDate } from '@/lib/format';
import { qrCode } from '../api/links';
import { CopyButton } from './CopyButton';

interface LinkReadyProps {
  /** One for anybody, or one for each recipient, who have been written to. */
  readonly links: readonly ShareLink[];
  readonly onDone: () => void;
  readonly onAnother: () => void;
}

export function LinkReady({ links, onDone, onAnother }: LinkReadyProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const [first] = links;
  if (first === undefined) return null;
  const sent = first.recipient_email !== null;
  const subject = encodeURIComponent(first.gallery_name);
  const body = encodeURIComponent([first.message, first.url].filter(Boolean).join('\n\n'));
  return (
    <div className="form">
      {sent && <p className="form-note">{t('letters_on_their_way', { count: links.length })}</p>}
      <ul className="ready-links">
        {links.map((link) => (
          <li key={link.id}>
            {link.recipient_email && <span className="ready-recipient">{link.recipient_email}</span>}
            <div className="link-row">
              <TextInput
                readOnly
                aria-label={link.recipient_email ? t('link_for', { name: link.recipient_email }) : t('link')}
                value={link.url}
                className="link-field"
                onFocus={(event) => {
                  event.currentTarget.select();
                }}
              />
              <CopyButton value={link.url} primary={!sent} />
            </div>
          </li>
        ))}
      </ul>
      {!sent && (
        <figure className="ready-code">
          <img src={qrCode(first.id)} alt={t('qr_code')} width={144} height={144} />
          <figcaption>
            {t('qr_words')} <a href={qrCode(first.id)} download="share-link.svg">{t('qr_download')}</a>
          </figcaption>
        </figure>
      )}
      <p className="form-note">
        {t(`access_explained.${first.access_level}`)}{' '}
        {first.expires_at === null
          ? t('link_never_ends')
          : t('link_ends', { date: formatDate(first.expires_at, i18n.language) })}{' '}
        {first.has_password && t('link_password_apart')} {first.has_pin && t('link_pin_apart')}
      </p>
      <div className="form-actions">
        <Button variant="subtle" color="gray" onClick={onAnother}>
          {t('another_link')}
        </Button>
        <span className="spacer" />
        {!sent && (
          <Button variant="default" component="a" href={`mailto:?subject=${subject}&body=${body}`}>
            {t('write_mail')}
          </Button>
        )}
        <Button variant="default" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}

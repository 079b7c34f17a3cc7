import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '@/components/photo/Icon';
import type { Notice } from '@/lib/api/models';
import { formatDateTime } from '@/lib/format';
import './notices.css';

const ICONS: Record<Notice['kind'], IconName> = {
  shared: 'links',
  granted: 'clients',
  chosen: 'check',
  commented: 'mail',
  signed: 'check',
  downloaded: 'download',
  failed: 'alert',
};

interface NoticeFeedProps {
  readonly notices: readonly Notice[];
  /** Where somebody may open it, the gallery; else its name. */
  readonly gallery: (notice: Notice) => ReactNode;
  readonly onRead: (notice: Notice) => void;
}

export function NoticeFeed({ notices, gallery, onRead }: NoticeFeedProps) {
  const { t, i18n } = useTranslation('clients');
  return (
    <ol className="notices">
      {notices.map((notice) => (
        <li key={notice.id} data-unread={notice.read ? undefined : 'true'}>
          <span className="notice-icon">
            <Icon name={ICONS[notice.kind]} size={18} />
          </span>
          <div>
            <span className="notice-words">
              {!notice.read && <span className="visually-hidden">{t('notice_new')}</span>}
              {t(`told.${notice.kind}`, { count: notice.amount, who: notice.actor ?? t('a_visitor') })}
            </span>
            {notice.words !== null && <q className="notice-quote">{notice.words}</q>}
            <span className="notice-place">
              {notice.gallery_name !== null && <span className="notice-gallery">{gallery(notice)}</span>}
              <time dateTime={notice.at}>{formatDateTime(notice.at, i18n.language)}</time>
            </span>
          </div>
          {!notice.read && (
            <button
              type="button"
              className="notice-read"
              aria-label={t('mark_read')}
              title={t('mark_read')}
              onClick={() => {
                onRead(notice);
              }}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

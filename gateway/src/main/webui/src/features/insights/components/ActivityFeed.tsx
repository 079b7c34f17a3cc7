import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '@/components/photo/Icon';
import type { Activity } from '@/lib/api/models';
import { formatDateTime } from '@/lib/format';
import './insights.css';

const ICONS: Record<Activity['kind'], IconName> = {
  uploaded: 'upload',
  shared: 'links',
  viewed: 'eye',
  photo_viewed: 'photo',
  downloaded: 'download',
  chosen: 'check',
  commented: 'mail',
  signed: 'check',
};

interface ActivityFeedProps {
  readonly items: readonly Activity[];
  readonly galleryLink: (gallery: NonNullable<Activity['gallery']>) => ReactNode;
}

export function ActivityFeed({ items, galleryLink }: ActivityFeedProps) {
  const { i18n } = useTranslation('clients');
  const say = useSentence();
  return (
    <ol className="activity">
      {items.map((item) => (
        <li key={item.id} data-kind={item.kind}>
          <span className="activity-icon">
            <Icon name={ICONS[item.kind]} size={18} />
          </span>
          <div>
            <span className="activity-words">{say(item)}</span>
            {item.words !== null && <q className="activity-quote">{item.words}</q>}
            <span className="activity-place">
              {item.gallery && <span className="activity-gallery">{galleryLink(item.gallery)}</span>}
              <time dateTime={item.last_at}>{formatDateTime(item.last_at, i18n.language)}</time>
            </span>
          </div>
        </li>
      ))}
    </ol>
  );
}

function useSentence(): (item: Activity) => string {
  const { t } = useTranslation('clients');
  return (item) => {
    const customer = item.customer?.name;
    if (item.kind === 'uploaded') return t('did.uploaded', { count: item.amount });
    if (item.kind === 'shared') return customer === undefined ? t('did.shared_open') : t('did.shared', { who: customer });
    return t(`did.${item.kind}`, { count: item.amount, who: item.visitor_name ?? customer ?? t('a_visitor') });
  };
}

import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { customersQuery } from '@/features/customers/api/customers';
import { galleriesQuery } from '@/features/galleries/api/galleries';
import { GalleryCards } from '@/features/galleries/components/GalleryCards';
import { SPANS, type Span, activityQuery, statsQuery, viewsQuery } from '@/features/insights/api/insights';
import { ActivityFeed } from '@/features/insights/components/ActivityFeed';
import { type Figure, Figures } from '@/features/insights/components/Figures';
import { StorageRing } from '@/features/insights/components/StorageRing';
import { ViewsChart } from '@/features/insights/components/ViewsChart';
import { sharesQuery } from '@/features/sharing/api/links';
import { formatShortDate } from '@/lib/format';
import { ForKeepers } from './ForKeepers';
import { useItems } from './paging';

const RECENT = 3;
const LISTS = { photos: '/library', clients: '/clients', views: '/links', downloads: '/links' } as const satisfies Record<
  Figure,
  string
>;

export function InsightsPage() {
  return (
    <ForKeepers>
      <Insights />
    </ForKeepers>
  );
}

function Insights() {
  const { t, i18n } = useTranslation(['clients', 'studio', 'common']);
  const stats = useQuery(statsQuery);
  const galleries = useItems(useInfiniteQuery(galleriesQuery('')).data);
  const activity = useInfiniteQuery(activityQuery);
  const items = useItems(activity.data);
  useTitle(t('insights'));
  if (stats.isError) return <ProblemNotice error={stats.error} onRetry={() => void stats.refetch()} />;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('insights')}</h1>
          <p className="page-words">{t('insights_words')}</p>
        </div>
      </div>
      {stats.data && (
        <Figures stats={stats.data} link={(figure, children) => <Link to={LISTS[figure]}>{children}</Link>} />
      )}
      <div className="insights-grid">
        <OverTime galleries={galleries} />
        <Part id="storage" words={t('storage')}>
          {stats.data && <StorageRing storage={stats.data.storage} />}
        </Part>
        <Part id="activity" words={t('activity')}>
          {activity.isError && <ProblemNotice error={activity.error} onRetry={() => void activity.refetch()} />}
          {activity.isSuccess && items.length === 0 && <p className="form-note">{t('no_activity')}</p>}
          <ActivityFeed
            items={items}
            galleryLink={(gallery) => (
              <Link to="/galleries/$galleryId" params={{ galleryId: gallery.id }}>
                {gallery.name}
              </Link>
            )}
          />
          <ShowMore pages={activity} />
        </Part>
        <Part id="recent" words={t('recent_galleries')}>
          <GalleryCards
            galleries={galleries.slice(0, RECENT).map((gallery) => ({
              id: gallery.id,
              name: gallery.name,
              cover: gallery.cover,
              facts: [
                formatShortDate(gallery.created_at, i18n.language),
                t('common:photo_count', { count: gallery.photo_count }),
              ],
              isPublic: gallery.is_public,
              failed: gallery.failed_count,
            }))}
            link={(gallery, children) => (
              <Link to="/galleries/$galleryId" params={{ galleryId: gallery.id }}>
                {children}
              </Link>
            )}
          />
        </Part>
      </div>
    </div>
  );
}

function Part({ id, words, children }: { id: string; words: string; children: ReactNode }) {
  return (
    <section className="page-part" aria-labelledby={id}>
      <h2 id={id}>{words}</h2>
      {children}
    </section>
  );
}

function OverTime({ galleries }: { galleries: readonly { id: string; name: string }[] }) {
  const { t, i18n } = useTranslation(['clients', 'studio', 'common']);
  const [span, setSpan] = useState<Span>('days');
  // `gallery:…`, `link:…` or `customer:…`; empty for the studio.
  const [of, setOf] = useState('');
  const [kind, id] = of.split(':');
  const views = useQuery(viewsQuery(span, kind && id ? { [kind]: id } : {}));
  const links = useItems(useInfiniteQuery(sharesQuery()).data);
  const customers = useItems(useInfiniteQuery(customersQuery({})).data);
  const group = (words: string, items: { value: string; label: string }[]) => (items.length > 0 ? [{ group: words, items }] : []);
  return (
    <section className="page-part" aria-labelledby="views">
      <div className="part-head">
        <h2 id="views">{t('views_over_time')}</h2>
        <NativeSelect
          aria-label={t('views_of')}
          value={of}
          onChange={(event) => {
            setOf(event.currentTarget.value);
          }}
          data={[
            { value: '', label: t('whole_studio') },
            ...group(
              t('studio:galleries'),
              galleries.map((gallery) => ({ value: `gallery:${gallery.id}`, label: gallery.name })),
            ),
            ...group(
              t('studio:links'),
              links.map((link) => ({
                value: `link:${link.id}`,
                label: [link.gallery_name, link.recipient_email ?? formatShortDate(link.created_at, i18n.language)].join(' · '),
              })),
            ),
            ...group(
              t('clients'),
              customers.map((customer) => ({ value: `customer:${customer.id}`, label: customer.name })),
            ),
          ]}
        />
        <SegmentedControl
          aria-label={t('span')}
          value={span}
          onChange={(value) => {
            setSpan(value as Span);
          }}
          data={SPANS.map((value) => ({ value, label: t(`spans.${value}`) }))}
        />
      </div>
      {views.isError && <ProblemNotice error={views.error} onRetry={() => void views.refetch()} />}
      {views.data && <ViewsChart buckets={views.data.items} />}
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { downloadsQuery, watermarkQuery } from '@/features/delivery/api/delivery';
import { DownloadNames } from '@/features/delivery/components/DownloadNames';
import { WatermarkForm } from '@/features/delivery/components/WatermarkForm';
import { studioQuery } from '@/features/members/api/studio';

/** How the studio hands its photos over; for its owner. */
export function DeliveryPage() {
  const { t } = useTranslation(['studio', 'common']);
  const studio = useQuery(studioQuery);
  useTitle(t('delivery'));
  if (studio.isError) return <ProblemNotice error={studio.error} onRetry={() => void studio.refetch()} />;
  if (studio.isPending) return null;
  if (studio.data?.role !== 'owner') return <EmptyNotice words={t('delivery_for_owners')} />;
  return <Settings />;
}

function Settings() {
  const { t } = useTranslation(['studio', 'common']);
  const watermark = useQuery(watermarkQuery);
  const downloads = useQuery(downloadsQuery);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('delivery')}</h1>
          <p className="page-words">{t('delivery_words')}</p>
        </div>
      </div>
      <section className="page-part" aria-labelledby="watermark">
        <h2 id="watermark">{t('watermark')}</h2>
        {watermark.isError && <ProblemNotice error={watermark.error} onRetry={() => void watermark.refetch()} />}
        {watermark.data && <WatermarkForm watermark={watermark.data} />}
      </section>
      <section className="page-part" aria-labelledby="downloads">
        <h2 id="downloads">{t('downloads')}</h2>
        {downloads.isError && <ProblemNotice error={downloads.error} onRetry={() => void downloads.refetch()} />}
        {downloads.data && <DownloadNames downloads={downloads.data} />}
      </section>
    </div>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { brandingQuery, hostQuery, pagesQuery } from '@/features/branding/api/branding';
import { HostForm } from '@/features/branding/components/HostForm';
import { LooksForm } from '@/features/branding/components/LooksForm';
import { TextsForm } from '@/features/branding/components/TextsForm';
import { studioQuery } from '@/features/members/api/studio';
import { BRANDING_SECTIONS } from './branding-sections';

/** How the studio looks and what it says of itself. */
export function BrandingPage() {
  const { t } = useTranslation(['site', 'admin', 'common']);
  const studio = useQuery(studioQuery);
  const branding = useQuery(brandingQuery);
  const { part = 'looks' } = useSearch({ from: '/studio/studio/branding' });
  const navigate = useNavigate();
  useTitle(t('branding'));
  if (studio.isError) return <ProblemNotice error={studio.error} onRetry={() => void studio.refetch()} />;
  if (branding.isError) return <ProblemNotice error={branding.error} onRetry={() => void branding.refetch()} />;
  if (studio.isPending || branding.isPending) return null;
  if (studio.data === null) return <EmptyNotice words={t('admin:no_studio_words')} />;
  const { editable } = branding.data;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('branding')}</h1>
          <p className="page-words">{t(editable ? 'branding_words' : 'branding_members')}</p>
        </div>
        <div className="spacer" />
        <Link to="/studios/$studioId" params={{ studioId: studio.data.id }} className="page-link">
          {t('see_public_page')}
        </Link>
      </div>
      <SegmentedControl
        aria-label={t('branding')}
        value={part}
        onChange={(chosen) => {
          const section = BRANDING_SECTIONS.find((one) => one === chosen);
          void navigate({ to: '/studio/branding', search: { part: section === 'looks' ? undefined : section }, replace: true });
        }}
        data={BRANDING_SECTIONS.map((one) => ({ value: one, label: t(`sections.${one}`) }))}
      />
      <div className="page-part">
        {part === 'looks' && <LooksForm of={branding.data} studio={studio.data.name} />}
        {part === 'texts' && <Texts editable={editable} />}
        {part === 'host' && <Host editable={editable} />}
      </div>
    </div>
  );
}

function Texts({ editable }: { editable: boolean }) {
  const { t } = useTranslation(['site', 'common']);
  const pages = useQuery(pagesQuery);
  if (pages.isError) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.data === undefined) return null;
  return (
    <>
      <p className="page-words branding-lead">{t('texts_words')}</p>
      <TextsForm pages={pages.data} editable={editable} />
    </>
  );
}

function Host({ editable }: { editable: boolean }) {
  const { t } = useTranslation(['site', 'common']);
  const host = useQuery(hostQuery);
  if (host.isError) return <ProblemNotice error={host.error} onRetry={() => void host.refetch()} />;
  if (host.data === undefined) return null;
  return (
    <>
      <p className="page-words branding-lead">{t('host_words')}</p>
      <HostForm host={host.data} editable={editable} />
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { settingsQuery } from '@/features/administration/api/platform';
import { siteQuery } from '@/features/site/api/site';
import { SiteStudioForm } from '@/features/site/components/SiteStudioForm';
import { SettingsForm } from '@/features/administration/components/SettingsForm';

export function SettingsPage() {
  const { t } = useTranslation(['admin', 'common']);
  const query = useQuery(settingsQuery);
  const site = useQuery(siteQuery);
  useTitle(t('sections.settings'));
  return (
    <>
      <div className="page-head">
        <h1>{t('sections.settings')}</h1>
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        query.isSuccess && <SettingsForm settings={query.data} />
      )}
      {site.isError ? (
        <ProblemNotice error={site.error} onRetry={() => void site.refetch()} />
      ) : (
        site.isSuccess && <SiteStudioForm studio={site.data.studio} />
      )}
    </>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { statusQuery } from '@/features/administration/api/platform';
import { StatusBoard } from '@/features/administration/components/StatusBoard';
import { formatDateTime } from '@/lib/format';

export function StatusPage() {
  const { t, i18n } = useTranslation(['admin', 'common']);
  const query = useQuery(statusQuery);
  useTitle(t('sections.status'));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t('sections.status')}</h1>
          <p className="page-words">
            {query.data ? t('checked_at', { time: formatDateTime(query.data.checked_at, i18n.language) }) : ' '}
          </p>
        </div>
        <div className="spacer" />
        <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t('check_again')}
        </Button>
      </div>
      {query.data ? (
        <StatusBoard status={query.data} />
      ) : (
        query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}

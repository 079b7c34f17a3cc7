import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { auditCsvUrl, auditQuery } from '@/features/administration/api/platform';
import { AuditFilters } from '@/features/administration/components/AuditFilters';
import { AuditTable } from '@/features/administration/components/AuditTable';
import { useItems } from '../paging';

export function AuditPage() {
  const { t } = useTranslation(['admin', 'common']);
  const filter = useSearch({ from: '/studio/admin/audit' });
  const navigate = useNavigate();
  const query = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData });
  const entries = useItems(query.data);
  useTitle(t('sections.audit'));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t('sections.audit')}</h1>
          <p className="page-words">{t('section_words.audit')}</p>
        </div>
        <div className="spacer" />
        <Button
          variant="default"
          component="a"
          href={auditCsvUrl(filter)}
          download
          leftSection={<Icon name="download" size={18} />}
        >
          {t('audit_csv')}
        </Button>
      </div>
      <AuditFilters
        filter={filter}
        onFilter={(wanted) => {
          void navigate({ to: '/admin/audit', search: wanted });
        }}
      />
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && entries.length === 0 ? (
        <EmptyNotice words={t('nothing_found')} />
      ) : (
        <AuditTable entries={entries} />
      )}
      <ShowMore pages={query} />
    </>
  );
}

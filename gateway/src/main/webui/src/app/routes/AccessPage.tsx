import { Checkbox, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { permissionsQuery } from '@/features/permissions/api/permissions';
import { PermissionTable } from '@/features/permissions/components/PermissionTable';
import { ForKeepers } from './ForKeepers';
import { useItems } from './paging';

/** All that the studio opened to people by name, in one place. */
export function AccessPage() {
  return (
    <ForKeepers>
      <Access />
    </ForKeepers>
  );
}

function Access() {
  const { t } = useTranslation(['studio', 'common']);
  const { person = '', active } = useSearch({ from: '/studio/studio/access' });
  const navigate = useNavigate();
  const query = useInfiniteQuery({ ...permissionsQuery({ person, active }), placeholderData: keepPreviousData });
  const permissions = useItems(query.data);
  useTitle(t('people.all'));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('people.all')}</h1>
          <p className="page-words">{t('people.all_words')}</p>
        </div>
        <div className="spacer" />
        <TextInput
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          value={person}
          maxLength={254}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            void navigate({ to: '.', search: (before) => ({ ...before, person: typed || undefined }), replace: true });
          }}
        />
        <Checkbox
          pb={8}
          label={t('people.only_active')}
          checked={active ?? false}
          onChange={(event) => {
            const only = event.currentTarget.checked;
            void navigate({ to: '.', search: (before) => ({ ...before, active: only ? true : undefined }), replace: true });
          }}
        />
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && permissions.length === 0 ? (
        <EmptyNotice words={t(person === '' && active === undefined ? 'people.none' : 'people.none_found')} />
      ) : (
        <PermissionTable
          label={t('people.all')}
          permissions={permissions}
          gallery={(permission) => (
            <Link to="/galleries/$galleryId" params={{ galleryId: permission.gallery_id }}>
              {permission.gallery_name}
            </Link>
          )}
        />
      )}
      <ShowMore pages={query} />
    </div>
  );
}

import { Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { Studio } from '@/lib/api/models';
import { siteStudiosQuery, useNameSiteStudio } from '../api/site';

/** Which studio speaks on the site's own pages. */
export function SiteStudioForm({ studio }: { studio: Studio | null }) {
  const { t } = useTranslation(['site', 'common']);
  const name = useNameSiteStudio();
  const [chosen, setChosen] = useState<string | null>(studio?.id ?? null);
  const [typed, setTyped] = useState(studio?.name ?? '');
  const [q] = useDebouncedValue(typed === studio?.name ? '' : typed, 250);
  const found = useInfiniteQuery(siteStudiosQuery(q));
  const known = new Map((found.data?.pages.flatMap((page) => page.items) ?? []).map((one) => [one.id, one.name]));
  if (studio !== null) known.set(studio.id, studio.name);
  return (
    <form
      className="form settings"
      onSubmit={(event) => {
        event.preventDefault();
        name.mutate(chosen, {
          onError: showProblem,
          onSuccess: () => notifications.show({ message: t('site_studio_saved') }),
        });
      }}
    >
      <section aria-labelledby="site-studio">
        <h2 id="site-studio">{t('site_studio')}</h2>
        <Select
          aria-labelledby="site-studio"
          description={t('site_studio_explained')}
          placeholder={t('site_studio_none')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('site_studio_none') }}
          data={[...known].map(([value, label]) => ({ value, label }))}
          filter={({ options }) => options}
          value={chosen}
          onChange={setChosen}
          searchValue={typed}
          onSearchChange={setTyped}
        />
        <div className="form-actions">
          <Button type="submit" loading={name.isPending} disabled={chosen === (studio?.id ?? null)}>
            {t('save')}
          </Button>
        </div>
      </section>
    </form>
  );
}

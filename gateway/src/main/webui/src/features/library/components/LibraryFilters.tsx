import { Button, NativeSelect, Pill, Popover, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { formatMonth, formatShortDate } from '@/lib/format';
import { type LibraryFilter, isNarrowed } from '../api/filter';
import { timelineQuery } from '../api/library';

interface LibraryFiltersProps {
  readonly filter: LibraryFilter;
  /** The name of the gallery it is narrowed to. */
  readonly galleryName: string | undefined;
  readonly onFilter: (change: Partial<LibraryFilter>) => void;
  readonly onReset: () => void;
}

/** What narrows the library beside words: chosen in a panel, shown as pills that can be taken away one by one. */
export function LibraryFilters({ filter, galleryName, onFilter, onReset }: LibraryFiltersProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <>
      <Popover position="bottom-end" trapFocus returnFocus withinPortal>
        <Popover.Target>
          <Button variant="default" leftSection={<Icon name="settings" size={18} />}>
            {t('filter')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className="filter-panel">
            <NativeSelect
              label={t('rating')}
              value={String(filter.rating ?? '')}
              data={[
                { value: '', label: t('any_rating') },
                ...[1, 2, 3, 4, 5].map((stars) => ({ value: String(stars), label: t('rated_at_least', { count: stars }) })),
              ]}
              onChange={(event) => {
                onFilter({ rating: event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value) });
              }}
            />
            <NativeSelect
              label={t('photo_state')}
              value={filter.archived ? 'archived' : (filter.status ?? '')}
              data={[
                { value: '', label: t('any_state') },
                { value: 'pending', label: t('photo_pending') },
                { value: 'failed', label: t('photo_failed') },
                { value: 'archived', label: t('archived') },
              ]}
              onChange={(event) => {
                const value = event.currentTarget.value;
                onFilter({
                  archived: value === 'archived' ? true : undefined,
                  status: value === 'pending' || value === 'failed' ? value : undefined,
                });
              }}
            />
            <TextInput
              type="date"
              label={t('taken_from')}
              value={filter.from ?? ''}
              onChange={(event) => {
                onFilter({ from: event.currentTarget.value || undefined });
              }}
            />
            <TextInput
              type="date"
              label={t('taken_to')}
              value={filter.to ?? ''}
              onChange={(event) => {
                onFilter({ to: event.currentTarget.value || undefined });
              }}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
      {isNarrowed(filter) && <Pills filter={filter} galleryName={galleryName} onFilter={onFilter} onReset={onReset} />}
    </>
  );
}

function Pills({ filter, galleryName, onFilter, onReset }: LibraryFiltersProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const pills: [keyof LibraryFilter, string][] = [];
  if (filter.gallery !== undefined) pills.push(['gallery', galleryName ?? t('suggestion_kinds.gallery')]);
  if (filter.tag !== undefined) pills.push(['tag', filter.tag]);
  if (filter.camera !== undefined) pills.push(['camera', filter.camera]);
  if (filter.lens !== undefined) pills.push(['lens', filter.lens]);
  if (filter.rating !== undefined) pills.push(['rating', t('rated_at_least', { count: filter.rating })]);
  if (filter.status !== undefined) pills.push(['status', t(filter.status === 'failed' ? 'photo_failed' : 'photo_pending')]);
  if (filter.archived !== undefined) pills.push(['archived', t('archived')]);
  if (filter.from !== undefined) pills.push(['from', t('from_day', { day: formatShortDate(`${filter.from}T00:00:00`, i18n.language) })]);
  if (filter.to !== undefined) pills.push(['to', t('to_day', { day: formatShortDate(`${filter.to}T00:00:00`, i18n.language) })]);
  if (pills.length === 0) return null;
  return (
    <div className="filter-pills">
      {pills.map(([key, words]) => (
        <Pill
          key={key}
          size="lg"
          withRemoveButton
          removeButtonProps={{ 'aria-label': t('remove_filter', { name: words }), tabIndex: 0 }}
          onRemove={() => {
            onFilter({ [key]: undefined });
          }}
        >
          {words}
        </Pill>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={onReset}>
        {t('remove_all_filters')}
      </Button>
    </div>
  );
}

/** Newest first by arrival or by the time of the picture; by time, one can go to a month. */
export function LibraryOrder({ filter, onFilter }: Pick<LibraryFiltersProps, 'filter' | 'onFilter'>) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const { data } = useQuery({ ...timelineQuery, enabled: filter.sort === 'taken' });
  const months = data?.months ?? [];
  return (
    <div className="library-order">
      <NativeSelect
        aria-label={t('order')}
        value={filter.sort ?? 'added'}
        data={[
          { value: 'added', label: t('by_arrival') },
          { value: 'taken', label: t('by_capture') },
        ]}
        onChange={(event) => {
          onFilter({ sort: event.currentTarget.value === 'taken' ? 'taken' : undefined });
        }}
      />
      {filter.sort === 'taken' && months.length > 1 && (
        <NativeSelect
          aria-label={t('go_to_month')}
          value={months.find((month) => filter.to === lastDay(month)) ?? ''}
          data={[
            { value: '', label: t('go_to_month') },
            ...months.map((month) => ({ value: month, label: formatMonth(month, i18n.language) })),
          ]}
          onChange={(event) => {
            const month = event.currentTarget.value;
            onFilter({ to: month === '' ? undefined : lastDay(month) });
          }}
        />
      )}
    </div>
  );
}

function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}

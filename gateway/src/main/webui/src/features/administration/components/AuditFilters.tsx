import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '../api/platform';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
}

const FIELDS = ['q', 'action', 'actor', 'subject', 'from', 'to'] as const;

export function AuditFilters({ filter, onFilter }: AuditFiltersProps) {
  const { t } = useTranslation(['admin', 'common']);
  const form = useForm({
    initialValues: Object.fromEntries(FIELDS.map((field) => [field, filter[field] ?? ''])) as Record<
      (typeof FIELDS)[number],
      string
    >,
  });
  const send = form.onSubmit((values) => {
    const entries = FIELDS.map((field) => [field, values[field].trim()] as const);
    onFilter(Object.fromEntries(entries.filter(([, value]) => value !== '')));
  });
  return (
    <form className="filters" role="search" aria-label={t('sections.audit')} onSubmit={send}>
      <TextInput label={t('audit_search')} maxLength={254} {...form.getInputProps('q')} />
      <TextInput
        label={t('audit_action')}
        placeholder="account."
        title={t('audit_action_hint')}
        maxLength={60}
        {...form.getInputProps('action')}
      />
      <TextInput label={t('audit_actor')} title={t('audit_party_hint')} maxLength={254} {...form.getInputProps('actor')} />
      <TextInput label={t('audit_subject')} title={t('audit_party_hint')} maxLength={254} {...form.getInputProps('subject')} />
      <TextInput type="date" label={t('audit_from')} {...form.getInputProps('from')} />
      <TextInput type="date" label={t('audit_to')} {...form.getInputProps('to')} />
      <div className="filter-actions">
        <Button type="submit">{t('audit_apply')}</Button>
        <Button
          variant="default"
          onClick={() => {
            form.setValues({ q: '', action: '', actor: '', subject: '', from: '', to: '' });
            onFilter({});
          }}
        >
          {t('audit_reset')}
        </Button>
      </div>
    </form>
  );
}

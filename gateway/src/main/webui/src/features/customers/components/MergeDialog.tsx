import { Button, Modal, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import type { Customer } from '@/lib/api/models';
import { problemText } from '@/lib/i18n/problem-text';
import { customersQuery, useMergeCustomers } from '../api/customers';

interface MergeDialogProps {
  readonly customer: Customer;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function MergeDialog({ customer, opened, onClose }: MergeDialogProps) {
  const { t } = useTranslation(['clients', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('merge_title', { name: customer.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <MergeForm customer={customer} onClose={onClose} />
    </Modal>
  );
}

function MergeForm({ customer, onClose }: Omit<MergeDialogProps, 'opened'>) {
  const { t } = useTranslation(['clients', 'common']);
  const [typed, setTyped] = useState('');
  const [other, setOther] = useState<{ value: string; label: string } | null>(null);
  // What stands in the field once somebody is chosen is a label, not a search.
  const [q] = useDebouncedValue(typed === other?.label ? '' : typed.trim(), 200);
  const found = useInfiniteQuery(customersQuery({ q: q || undefined }));
  const merge = useMergeCustomers(customer.id);
  const options = (found.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((candidate) => candidate.id !== customer.id)
    .map((candidate) => ({
      value: candidate.id,
      label: candidate.name === candidate.email ? candidate.email : `${candidate.name} (${candidate.email})`,
    }));
  if (other && !options.some((option) => option.value === other.value)) options.push(other);
  return (
    <div className="form">
      <p className="form-note">{t('merge_words')}</p>
      <Select
        data-autofocus
        searchable
        label={t('merge_other')}
        placeholder={t('search_clients')}
        nothingFoundMessage={t('nothing_fits')}
        data={options}
        // The service has searched, in the phone number too.
        filter={({ options: all }) => all}
        value={other?.value ?? null}
        onSearchChange={setTyped}
        onChange={(_, option) => {
          setOther(option ? { value: option.value, label: option.label } : null);
        }}
      />
      {merge.isError && (
        <p className="form-problem" role="alert">
          {problemText(asProblem(merge.error))}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          disabled={other === null}
          loading={merge.isPending}
          onClick={() => {
            if (other === null) return;
            merge.mutate(other.value, {
              onSuccess: () => {
                notifications.show({ message: t('merged') });
                onClose();
              },
            });
          }}
        >
          {t('merge_action')}
        </Button>
      </div>
    </div>
  );
}

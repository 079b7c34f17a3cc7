import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { Confirm } from '@/components/ui/Confirm';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { customersQuery, useDeleteCustomer } from '@/features/customers/api/customers';
import { CustomerDialog } from '@/features/customers/components/CustomerDialog';
import { CustomerTable } from '@/features/customers/components/CustomerTable';
import { ImportDialog } from '@/features/customers/components/ImportDialog';
import type { Customer } from '@/lib/api/models';
import { ForKeepers } from './ForKeepers';
import { useItems } from './paging';

export function CustomersPage() {
  return (
    <ForKeepers>
      <Customers />
    </ForKeepers>
  );
}

type Opened = { what: 'add' | 'import' } | { what: 'edit' | 'delete'; customer: Customer };

function Customers() {
  const { t } = useTranslation(['clients', 'common']);
  const filter = useSearch({ from: '/studio/clients' });
  const navigate = useNavigate();
  const query = useInfiniteQuery({ ...customersQuery(filter), placeholderData: keepPreviousData });
  const customers = useItems(query.data);
  const remove = useDeleteCustomer();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [typed, setTyped] = useState(filter.q ?? '');
  const search = useDebouncedCallback((q: string) => {
    void navigate({ to: '/clients', search: { ...filter, q: q.trim() || undefined }, replace: true });
  }, 250);
  const close = () => {
    setOpened(null);
    remove.reset();
  };
  const edited = opened?.what === 'edit' || opened?.what === 'delete' ? opened.customer : null;
  useTitle(t('clients'));
  return (
    <div className="page">
      <div className="page-head page-head-wide">
        <div>
          <h1>{t('clients')}</h1>
          <p className="page-words">{t('clients_words')}</p>
        </div>
        <div className="spacer" />
        <Button
          variant="default"
          onClick={() => {
            setOpened({ what: 'import' });
          }}
        >
          {t('import')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <a href="/api/customers/export" download="clients.csv" {...props} />}
        >
          {t('export')}
        </Button>
        <Button
          onClick={() => {
            setOpened({ what: 'add' });
          }}
        >
          {t('add_client')}
        </Button>
      </div>
      <div className="customer-filter" role="search">
        <TextInput
          type="search"
          aria-label={t('search_clients')}
          placeholder={t('search_clients')}
          leftSection={<Icon name="search" size={18} />}
          maxLength={256}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <SegmentedControl
          aria-label={t('status')}
          value={filter.status ?? 'all'}
          onChange={(value) => {
            const status = value === 'active' || value === 'inactive' ? value : undefined;
            void navigate({ to: '/clients', search: { ...filter, status }, replace: true });
          }}
          data={[
            { value: 'all', label: t('all') },
            { value: 'active', label: t('statuses.active') },
            { value: 'inactive', label: t('statuses.inactive') },
          ]}
        />
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && customers.length === 0 ? (
        <EmptyNotice
          words={filter.q === undefined && filter.status === undefined ? t('no_clients') : t('no_clients_found')}
        />
      ) : (
        <CustomerTable
          customers={customers}
          link={(customer) => (
            <Link to="/clients/$customerId" params={{ customerId: customer.id }}>
              {customer.name}
            </Link>
          )}
          onEdit={(customer) => {
            setOpened({ what: 'edit', customer });
          }}
          onDelete={(customer) => {
            setOpened({ what: 'delete', customer });
          }}
        />
      )}
      <ShowMore pages={query} />
      <CustomerDialog
        customer={edited}
        opened={opened?.what === 'add' || opened?.what === 'edit'}
        onClose={close}
      />
      <ImportDialog opened={opened?.what === 'import'} onClose={close} />
      <Confirm
        opened={opened?.what === 'delete'}
        title={t('delete_client_title', { name: edited?.name ?? '' })}
        words={t('delete_client_words')}
        action={t('delete_client')}
        cancel={t('cancel')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          const customer = edited!;
          remove.mutate(customer.id, {
            onSuccess: () => {
              notifications.show({ message: t('client_deleted', { name: customer.name }) });
              close();
            },
          });
        }}
      />
    </div>
  );
}

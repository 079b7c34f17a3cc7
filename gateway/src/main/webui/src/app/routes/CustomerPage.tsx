import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { customerGalleriesQuery, customerQuery } from '@/features/customers/api/customers';
import '@/features/customers/components/customers.css';
import { AssignDialog } from '@/features/customers/components/AssignDialog';
import { CustomerDialog } from '@/features/customers/components/CustomerDialog';
import { MergeDialog } from '@/features/customers/components/MergeDialog';
import { galleriesQuery } from '@/features/galleries/api/galleries';
import { historyQuery } from '@/features/insights/api/insights';
import { ActivityFeed } from '@/features/insights/components/ActivityFeed';
import type { Customer } from '@/lib/api/models';
import { formatDate, formatDateTime } from '@/lib/format';
import { ForKeepers } from './ForKeepers';
import { useItems } from './paging';

export function CustomerPage() {
  return (
    <ForKeepers>
      <OneCustomer />
    </ForKeepers>
  );
}

function OneCustomer() {
  const { customerId } = useParams({ from: '/studio/clients/$customerId' });
  const query = useQuery(customerQuery(customerId));
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return null;
  return <Details customer={query.data} />;
}

function Details({ customer }: { customer: Customer }) {
  const { t, i18n } = useTranslation(['clients', 'common']);
  const [opened, setOpened] = useState<'edit' | 'merge' | 'galleries' | null>(null);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const assigned = useQuery(customerGalleriesQuery(customer.id));
  const found = useItems(useInfiniteQuery({ ...galleriesQuery(q), enabled: opened === 'galleries' }).data);
  const history = useInfiniteQuery(historyQuery(customer.id));
  const items = useItems(history.data);
  const close = () => {
    setOpened(null);
    setTyped('');
  };
  useTitle(customer.name);
  return (
    <div className="page">
      <Link to="/clients" className="page-back">
        <Icon name="back" size={16} />
        {t('clients')}
      </Link>
      <div className="page-head">
        <div>
          <h1 className="customer-title">{customer.name}</h1>
          <p className="page-words">
            {t(`statuses.${customer.status}`)} · {t('since', { date: formatDate(customer.created_at, i18n.language) })}
          </p>
        </div>
        <div className="spacer" />
        <Button
          variant="default"
          onClick={() => {
            setOpened('merge');
          }}
        >
          {t('merge')}
        </Button>
        <Button
          onClick={() => {
            setOpened('edit');
          }}
        >
          {t('edit_client')}
        </Button>
      </div>
      <dl className="customer-facts">
        <div>
          <dt>{t('email')}</dt>
          <dd>
            <a href={`mailto:${encodeURIComponent(customer.email)}`}>{customer.email}</a>
            {customer.other_emails.length > 0 && (
              <span className="data-quiet">{t('also_known_as', { emails: customer.other_emails.join(', ') })}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('phone')}</dt>
          <dd>{customer.phone ?? '–'}</dd>
        </div>
        <div>
          <dt>{t('last_seen')}</dt>
          <dd className="numbers">
            {customer.last_accessed_at === null
              ? t('never_seen')
              : formatDateTime(customer.last_accessed_at, i18n.language)}
          </dd>
        </div>
        {customer.notes !== null && (
          <div className="customer-notes">
            <dt>{t('notes')}</dt>
            <dd>{customer.notes}</dd>
          </div>
        )}
      </dl>
      <section className="page-part" aria-labelledby="galleries">
        <h2 id="galleries">{t('galleries')}</h2>
        {assigned.isError && <ProblemNotice error={assigned.error} onRetry={() => void assigned.refetch()} />}
        {assigned.data?.length === 0 && <p className="form-note">{t('no_client_galleries')}</p>}
        <ul className="customer-galleries">
          {assigned.data?.map((gallery) => (
            <li key={gallery.id}>
              <Link to="/galleries/$galleryId" params={{ galleryId: gallery.id }}>
                {gallery.name}
              </Link>
            </li>
          ))}
        </ul>
        <Button
          variant="default"
          disabled={assigned.data === undefined}
          onClick={() => {
            setOpened('galleries');
          }}
        >
          {t('change_galleries')}
        </Button>
      </section>
      <section className="page-part" aria-labelledby="history">
        <h2 id="history">{t('history')}</h2>
        {history.isError && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
        {history.isSuccess && items.length === 0 && <p className="form-note">{t('no_history')}</p>}
        <ActivityFeed
          items={items}
          galleryLink={(gallery) => (
            <Link to="/galleries/$galleryId" params={{ galleryId: gallery.id }}>
              {gallery.name}
            </Link>
          )}
        />
        <ShowMore pages={history} />
      </section>
      <CustomerDialog customer={customer} opened={opened === 'edit'} onClose={close} />
      <MergeDialog customer={customer} opened={opened === 'merge'} onClose={close} />
      <AssignDialog
        customer={customer}
        assigned={assigned.data ?? []}
        galleries={found}
        onSearch={setTyped}
        opened={opened === 'galleries'}
        onClose={close}
      />
    </div>
  );
}

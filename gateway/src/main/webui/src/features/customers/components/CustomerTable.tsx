import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import { RowActions } from '@/components/ui/RowActions';
import type { Customer } from '@/lib/api/models';
import { formatNumber, formatShortDate } from '@/lib/format';
import './customers.css';

interface CustomerTableProps {
  readonly customers: readonly Customer[];
  readonly link: (customer: Customer) => ReactNode;
  readonly onEdit: (customer: Customer) => void;
  readonly onDelete: (customer: Customer) => void;
}

export function CustomerTable({ customers, link, onEdit, onDelete }: CustomerTableProps) {
  const { t, i18n } = useTranslation(['clients', 'common']);
  return (
    <DataTable
      label={t('clients')}
      columns={[
        { key: 'name', words: t('name') },
        { key: 'phone', words: t('phone') },
        { key: 'galleries', words: t('galleries') },
        { key: 'links', words: t('links') },
        { key: 'status', words: t('status') },
        { key: 'when', words: t('last_seen') },
        { key: 'actions', words: t('actions'), hidden: true },
      ]}
    >
      {customers.map((customer) => (
        <Row key={customer.id} quiet={customer.status === 'inactive'}>
          <Cell column="name">
            <span className="data-main customer-name">{link(customer)}</span>
            {customer.email !== customer.name && <span className="data-quiet">{customer.email}</span>}
          </Cell>
          <Cell column="phone" words={t('phone')}>
            {customer.phone ?? '–'}
          </Cell>
          <Cell column="galleries" words={t('galleries')}>
            <span className="numbers">{formatNumber(customer.gallery_count, i18n.language)}</span>
          </Cell>
          <Cell column="links" words={t('links')}>
            <span className="numbers">{formatNumber(customer.link_count, i18n.language)}</span>
          </Cell>
          <Cell column="status" words={t('status')}>
            <span className="data-state" data-state={customer.status === 'active' ? 'good' : undefined}>
              {t(`statuses.${customer.status}`)}
            </span>
          </Cell>
          <Cell column="when" words={t('last_seen')}>
            <span className="numbers">
              {customer.last_accessed_at === null
                ? t('never_seen')
                : formatShortDate(customer.last_accessed_at, i18n.language)}
            </span>
          </Cell>
          <Cell column="actions">
            <RowActions label={t('actions_for', { name: customer.name })}>
              <Menu.Item
                onClick={() => {
                  onEdit(customer);
                }}
              >
                {t('edit_client')}
              </Menu.Item>
              <Menu.Item
                className="danger-item"
                onClick={() => {
                  onDelete(customer);
                }}
              >
                {t('delete_client')}
              </Menu.Item>
            </RowActions>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

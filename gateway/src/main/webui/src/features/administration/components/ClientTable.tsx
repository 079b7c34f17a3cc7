import { Button, CopyButton, Menu, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/ui/Confirm';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import { RowActions } from '@/components/ui/RowActions';
import { type ClientApplication, useDeleteClient, useNewSecret } from '../api/clients';

interface ClientTableProps {
  readonly clients: readonly ClientApplication[];
  readonly onEdit: (client: ClientApplication) => void;
  readonly onTold: (client: ClientApplication) => void;
}

export function ClientTable({ clients, onEdit, onTold }: ClientTableProps) {
  const { t } = useTranslation(['admin', 'common']);
  const [asked, setAsked] = useState<{ what: 'secret' | 'delete'; client: ClientApplication } | null>(null);
  const renew = useNewSecret();
  const remove = useDeleteClient();
  const close = () => {
    setAsked(null);
    renew.reset();
    remove.reset();
  };
  const name = asked?.client.name ?? '';
  return (
    <>
      <DataTable
        label={t('sections.clients')}
        columns={[
          { key: 'client', words: t('client') },
          { key: 'kind', words: t('confidential') },
          { key: 'redirects', words: t('redirect_uris') },
          { key: 'scopes', words: t('scopes') },
          { key: 'actions', words: t('actions'), hidden: true },
        ]}
      >
        {clients.map((client) => (
          <Row key={client.client_id}>
            <Cell column="client">
              <span className="data-main">{client.name}</span>
              <span className="data-quiet">{client.client_id}</span>
            </Cell>
            <Cell column="kind" words={t('confidential')}>
              {client.confidential ? t('with_secret') : t('without_secret')}
              {client.built_in && <span className="data-quiet">{t('built_in')}</span>}
              {client.consent_required && <span className="data-quiet">{t('asks_consent')}</span>}
            </Cell>
            <Cell column="redirects" words={t('redirect_uris')}>
              {client.redirect_uris.map((uri) => (
                <div key={uri}>{uri}</div>
              ))}
            </Cell>
            <Cell column="scopes" words={t('scopes')}>
              {client.scopes.join(' ')}
            </Cell>
            <Cell column="actions">
              {!client.built_in && (
                <RowActions label={t('actions_for', { name: client.name })}>
                  <Menu.Item
                    onClick={() => {
                      onEdit(client);
                    }}
                  >
                    {t('edit')}
                  </Menu.Item>
                  {client.confidential && (
                    <Menu.Item
                      onClick={() => {
                        setAsked({ what: 'secret', client });
                      }}
                    >
                      {t('new_secret')}
                    </Menu.Item>
                  )}
                  <Menu.Item
                    className="danger-item"
                    onClick={() => {
                      setAsked({ what: 'delete', client });
                    }}
                  >
                    {t('delete')}
                  </Menu.Item>
                </RowActions>
              )}
            </Cell>
          </Row>
        ))}
      </DataTable>
      <Confirm
        opened={asked?.what === 'secret'}
        title={t('new_secret_title', { name })}
        words={t('new_secret_words')}
        action={t('new_secret')}
        cancel={t('cancel')}
        danger
        busy={renew.isPending}
        error={renew.error}
        onClose={close}
        onConfirm={() => {
          renew.mutate(asked!.client.client_id, {
            onSuccess: (told) => {
              close();
              onTold(told);
            },
          });
        }}
      />
      <Confirm
        opened={asked?.what === 'delete'}
        title={t('delete_client_title', { name })}
        words={t('delete_client_words')}
        action={t('delete')}
        cancel={t('cancel')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          remove.mutate(asked!.client.client_id, { onSuccess: close });
        }}
      />
    </>
  );
}

/** The one time that a secret is seen. */
export function SecretDialog({ client, onClose }: { client: ClientApplication | null; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const secret = client?.client_secret ?? '';
  return (
    <Modal
      opened={client !== null}
      onClose={onClose}
      title={client?.name ?? ''}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className="form">
        <p className="form-note">{t('client_secret_words')}</p>
        <Told words={t('client_id')} value={client?.client_id ?? ''} />
        <Told words={t('client_secret')} value={secret} />
      </div>
    </Modal>
  );
}

function Told({ words, value }: { words: string; value: string }) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <div>
      <div className="form-note">{words}</div>
      <div className="secret-field">
        <code>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} aria-label={`${t('copy')}: ${words}`}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}

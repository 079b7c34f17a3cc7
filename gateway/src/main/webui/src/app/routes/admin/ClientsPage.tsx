import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { type ClientApplication, clientsQuery } from '@/features/administration/api/clients';
import { ClientDialog } from '@/features/administration/components/ClientDialog';
import { ClientTable, SecretDialog } from '@/features/administration/components/ClientTable';

export function ClientsPage() {
  const { t } = useTranslation(['admin', 'common']);
  const query = useQuery(clientsQuery);
  const [editing, setEditing] = useState<ClientApplication | 'new' | null>(null);
  const [told, setTold] = useState<ClientApplication | null>(null);
  useTitle(t('sections.clients'));
  const tell = (client: ClientApplication) => {
    if (client.client_secret) setTold(client);
  };
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t('sections.clients')}</h1>
          <p className="page-words">{t('section_words.clients')}</p>
        </div>
        <div className="spacer" />
        <Button
          onClick={() => {
            setEditing('new');
          }}
        >
          {t('new_client')}
        </Button>
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && query.data.length === 0 ? (
        <EmptyNotice words={t('no_clients')} />
      ) : (
        <ClientTable clients={query.data ?? []} onEdit={setEditing} onTold={tell} />
      )}
      <ClientDialog
        opened={editing !== null}
        client={editing === 'new' ? null : editing}
        onClose={() => {
          setEditing(null);
        }}
        onSaved={(client) => {
          setEditing(null);
          tell(client);
        }}
      />
      <SecretDialog
        client={told}
        onClose={() => {
          setTold(null);
        }}
      />
    </>
  );
}

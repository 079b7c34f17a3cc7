import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioHost } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { formatDate } from '@/lib/format';
import { problemText } from '@/lib/i18n/problem-text';
import { type HostChange, useChangeHost } from '../api/branding';

/** A host name of the studio's own, and how it is proved. */
export function HostForm({ host, editable }: { host: StudioHost; editable: boolean }) {
  const { t, i18n } = useTranslation(['site', 'common']);
  const change = useChangeHost();
  const [name, setName] = useState(host.host ?? '');
  const make = (what: HostChange) => {
    change.mutate(what);
  };
  const problem = change.isError ? asProblem(change.error) : null;
  return (
    <form
      className="form branding-texts"
      onSubmit={(event) => {
        event.preventDefault();
        make({ kind: 'use', host: name.trim().toLowerCase() });
      }}
    >
      <TextInput
        label={t('host')}
        description={t('host_explained')}
        placeholder="fotos.your-studio.example"
        maxLength={253}
        disabled={!editable}
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        error={problem?.errors[0]?.message ?? (problem && problemText(problem))}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      {editable && (
        <div className="form-actions">
          {host.host && (
            <Button
              variant="default"
              onClick={() => {
                setName('');
                make({ kind: 'give-up' });
              }}
            >
              {t('host_remove')}
            </Button>
          )}
          <Button type="submit" variant={host.host === null ? 'filled' : 'default'} disabled={name.trim() === '' || name === host.host}>
            {t('host_save')}
          </Button>
        </div>
      )}
      {host.host && (
        <>
          <p className="form-note">{t('host_records')}</p>
          <div className="host-records">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('host_record_type')}</th>
                  <th scope="col">{t('host_record_name')}</th>
                  <th scope="col">{t('host_record_value')}</th>
                </tr>
              </thead>
              <tbody>
                {host.records.map((record) => (
                  <tr key={record.type}>
                    <td>{record.type}</td>
                    <td>
                      <code>{record.name}</code>
                    </td>
                    <td>
                      <code>{record.value}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p role="status">
            {host.verified_at === null
              ? t('host_waiting')
              : t('host_verified', { date: formatDate(host.verified_at, i18n.language) })}
          </p>
          <p className="form-note">{t('host_operator')}</p>
          {editable && host.verified_at === null && (
            <div className="form-actions">
              <Button
                loading={change.isPending}
                onClick={() => {
                  make({ kind: 'check' });
                }}
              >
                {t('host_check')}
              </Button>
            </div>
          )}
        </>
      )}
    </form>
  );
}

import { Button, FileInput, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import type { CustomerImport } from '@/lib/api/models';
import { problemText } from '@/lib/i18n/problem-text';
import { useImportCustomers } from '../api/customers';
import './customers.css';

/** Says what a file would do before it does it. */
export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['clients', 'common']);
  return (
    <Modal opened={opened} onClose={onClose} title={t('import_title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <ImportForm onClose={onClose} />
    </Modal>
  );
}

function ImportForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['clients', 'common']);
  const [file, setFile] = useState<File | null>(null);
  const attempt = useImportCustomers();
  const real = useImportCustomers();
  const outcome = attempt.data;
  const failed = attempt.error ?? real.error;
  const choose = (chosen: File | null) => {
    setFile(chosen);
    attempt.reset();
    real.reset();
    if (chosen) attempt.mutate({ file: chosen, dryRun: true });
  };
  return (
    <div className="form">
      <p className="form-note">{t('import_words')}</p>
      <FileInput
        label={t('import_file')}
        placeholder={t('import_choose')}
        accept=".csv,text/csv"
        value={file}
        onChange={choose}
        clearable={false}
      />
      <div aria-live="polite">{outcome && <Outcome outcome={outcome} />}</div>
      {failed !== null && (
        <p className="form-problem" role="alert">
          {[problemText(asProblem(failed)), ...asProblem(failed).errors.map((error) => error.message)].join(' ')}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          disabled={file === null || outcome === undefined || outcome.created === 0}
          loading={attempt.isPending || real.isPending}
          onClick={() => {
            if (file === null) return;
            real.mutate(
              { file, dryRun: false },
              {
                onSuccess: (done) => {
                  notifications.show({ message: t('imported', { count: done.created }) });
                  onClose();
                },
              },
            );
          }}
        >
          {outcome ? t('import_action', { count: outcome.created }) : t('import')}
        </Button>
      </div>
    </div>
  );
}

function Outcome({ outcome }: { outcome: CustomerImport }) {
  const { t } = useTranslation(['clients', 'common']);
  return (
    <ul className="import-outcome">
      <li>{t('import_new', { count: outcome.created })}</li>
      {outcome.known > 0 && <li>{t('import_known', { count: outcome.known })}</li>}
      {outcome.refused > 0 && (
        <li>
          {t('import_refused', { count: outcome.refused })}
          <ul className="import-errors" tabIndex={0}>
            {outcome.errors.map((error, index) => (
              <li key={index}>{t('import_row', { row: error.row, field: error.field, message: error.message })}</li>
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
}

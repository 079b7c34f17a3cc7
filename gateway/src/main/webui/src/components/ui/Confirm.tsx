import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly words: string;
  readonly action: string;
  readonly cancel: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks once before what cannot simply be undone, naming what happens. */
export function Confirm({ opened, title, words, action, cancel, danger, busy, error, children, onClose, onConfirm }: ConfirmProps) {
  const { t } = useTranslation('common');
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="form">
        <p className="form-note">{words}</p>
        {children}
        {error !== null && error !== undefined && (
          <p className="form-problem" role="alert">
            {problemText(asProblem(error))}
          </p>
        )}
        <div className="form-actions">
          <Button variant="default" onClick={onClose} data-autofocus={children === undefined ? true : undefined}>
            {cancel}
          </Button>
          <Button color={danger ? 'red' : undefined} loading={busy} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

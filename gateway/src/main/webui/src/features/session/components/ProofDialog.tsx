import { Button, Modal, getDefaultZIndex } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onProofDue } from '@/lib/api/http';
import { proofUrl } from '../api/session';

type Settle = (proved: boolean) => void;

/**
 * Asks for a proof where a change of the account needs one. It is given in another window, so that whatever is open and typed here stays;
 * the change is sent again when this window is looked at next.
 */
export function ProofDialog() {
  const { t } = useTranslation(['studio', 'common']);
  const [waiting, setWaiting] = useState<readonly Settle[]>([]);
  const [left, setLeft] = useState(false);

  useEffect(() => {
    onProofDue(
      () =>
        new Promise<boolean>((resolve) => {
          setWaiting((others) => [...others, resolve]);
        }),
    );
    return () => {
      onProofDue(undefined);
    };
  }, []);

  const settle = (proved: boolean) => {
    waiting.forEach((each) => {
      each(proved);
    });
    setWaiting([]);
    setLeft(false);
  };

  useEffect(() => {
    if (!left) return;
    const back = () => {
      if (document.visibilityState === 'visible') settle(true);
    };
    document.addEventListener('visibilitychange', back);
    return () => {
      document.removeEventListener('visibilitychange', back);
    };
  });

  return (
    <Modal
      opened={waiting.length > 0}
      onClose={() => {
        settle(false);
      }}
      title={t('proof_title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      // The change it is asked for may come from a dialog itself.
      zIndex={getDefaultZIndex('overlay')}
    >
      <div className="form">
        <p className="form-note">{t('proof_words')}</p>
        <div className="form-actions">
          <Button
            variant="default"
            onClick={() => {
              settle(false);
            }}
          >
            {t('proof_cancel')}
          </Button>
          {/* The link stays when it was followed: a browser does not follow one that goes as it is clicked. */}
          <Button
            component="a"
            href={proofUrl()}
            target="_blank"
            rel="noreferrer"
            variant={left ? 'default' : 'filled'}
            data-autofocus
            onClick={() => {
              setLeft(true);
            }}
          >
            {t('proof_open')}
          </Button>
          {left && (
            <Button
              onClick={() => {
                settle(true);
              }}
            >
              {t('proof_done')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

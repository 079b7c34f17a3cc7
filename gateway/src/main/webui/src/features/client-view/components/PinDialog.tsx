import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { unlockDownloads } from '../api/shared-gallery';

interface PinDialogProps {
  readonly token: string;
  readonly onUnlocked: () => void;
  readonly onClose: () => void;
}

/** Asks once for the PIN that guards downloads; what was asked for goes on afterwards. */
export function PinDialog({ token, onUnlocked, onClose }: PinDialogProps) {
  const { t } = useTranslation(['view', 'common']);
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useId();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await unlockDownloads(token, pin);
      dialog.current?.close();
      onUnlocked();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} className="download-panel" aria-labelledby={`${field}-title`} onClose={onClose}>
      <h2 id={`${field}-title`} className="display">
        {t('pin_title')}
      </h2>
      <form className="pin-form" onSubmit={(event) => void send(event)}>
        <label htmlFor={field}>{t('pin_words')}</label>
        <input
          id={field}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          pattern="[0-9]{4,12}"
          maxLength={12}
          autoFocus
          required
          value={pin}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${field}-problem`}
          onChange={(event) => {
            setPin(event.currentTarget.value);
          }}
        />
        {problem && (
          <p id={`${field}-problem`} className="field-problem" role="alert">
            {problemText(problem)}
          </p>
        )}
        <div className="download-actions">
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              dialog.current?.close();
            }}
          >
            {t('cancel')}
          </button>
          <button type="submit" className="button" disabled={busy || pin === ''}>
            {t('pin_send')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

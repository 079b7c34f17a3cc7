import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { unlockDownloads } from '../api/shared-gallery';
import { Dialog } from '../choices/Dialog';

interface PinDialogProps {
  readonly token: string;
  readonly onUnlocked: () => void;
  readonly onClose: () => void;
}

/** Asks once for the PIN that guards downloads; what was asked for goes on afterwards. */
export function PinDialog({ token, onUnlocked, onClose }: PinDialogProps) {
  const { t } = useTranslation(['view', 'common']);
  const field = useId();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await unlockDownloads(token, pin);
      onUnlocked();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('pin_title')} onClose={onClose}>
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
        <button type="submit" className="button button-primary" disabled={busy || pin === ''}>
          {t('pin_send')}
        </button>
      </form>
    </Dialog>
  );
}

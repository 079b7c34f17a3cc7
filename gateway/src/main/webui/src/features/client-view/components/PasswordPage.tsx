import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem } from '@/lib/api/problem';
import type { Brand } from '@/lib/branding';
import { problemText } from '@/lib/i18n/problem-text';
import { unlock } from '../api/shared-gallery';
import { Column } from './Column';

interface PasswordPageProps {
  readonly token: string;
  readonly brand: Brand | null;
  readonly onUnlocked: () => void;
}

export function PasswordPage({ token, brand, onUnlocked }: PasswordPageProps) {
  const { t } = useTranslation(['view', 'common']);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useId();
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await unlock(token, password);
      onUnlocked();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Column title={t('password_title')} brand={brand}>
      <p>{t('password_words')}</p>
      <form onSubmit={(event) => void send(event)}>
        <label htmlFor={field}>{t('password')}</label>
        <input
          id={field}
          type="password"
          autoComplete="current-password"
          autoFocus
          required
          value={password}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${field}-problem`}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
          }}
        />
        {problem && (
          <p id={`${field}-problem`} className="field-problem" role="alert">
            {problemText(problem)}
          </p>
        )}
        <button type="submit" className="button button-primary" disabled={busy || password === ''}>
          {t('open')}
        </button>
      </form>
    </Column>
  );
}

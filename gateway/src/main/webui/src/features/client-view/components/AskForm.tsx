import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { ask } from '../api/shared-gallery';

/** A letter to the photographer from somebody whose link is over. */
export function AskForm({ token }: { token: string }) {
  const { t } = useTranslation(['view', 'common']);
  const field = useId();
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing');
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    setState('sending');
    setProblem(null);
    try {
      await ask(token, { name: said('name'), email: said('email'), message: said('message') });
      setState('sent');
    } catch (error) {
      setProblem(asProblem(error));
      setState('writing');
    }
  };
  if (state === 'sent') return <p role="status">{t('ask.sent')}</p>;
  if (!open) {
    return (
      <button
        type="button"
        className="button button-primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('ask.open')}
      </button>
    );
  }
  return (
    <form className="ask-form" onSubmit={(event) => void send(event)}>
      <label htmlFor={`${field}-name`}>{t('ask.name')}</label>
      <input id={`${field}-name`} name="name" autoComplete="name" maxLength={100} required autoFocus />
      <label htmlFor={`${field}-email`}>{t('ask.email')}</label>
      <input id={`${field}-email`} name="email" type="email" autoComplete="email" maxLength={254} required />
      <label htmlFor={`${field}-message`}>{t('ask.message')}</label>
      <textarea id={`${field}-message`} name="message" rows={4} maxLength={2000} required />
      {problem && (
        <p className="field-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <button type="submit" className="button button-primary" disabled={state === 'sending'}>
        {t('ask.send')}
      </button>
    </form>
  );
}

import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem, networkProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { Dialog } from './Dialog';
import type { ChoicesOfLink } from './use-choices';

/** Says what is sent and that it stays so, and asks who sends it. */
export function SendDialog({ of, count, onClose }: { of: ChoicesOfLink; count: number; onClose: () => void }) {
  const { t } = useTranslation(['view', 'common']);
  const { calls, book, choices } = of;
  const state = choices.state;
  const [name, setName] = useState(state?.visitor?.name ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useId();
  if (state === null) return null;
  const quota = state.kind === 'choose' ? state.quota : null;
  const beyond = quota === null ? 0 : Math.max(0, count - quota);
  const refused = beyond > 0 && !state.beyond_quota;
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      // What was chosen a moment ago goes first.
      await book.sync();
      if (book.snapshot().waiting > 0) throw networkProblem();
      if (name.trim() !== (state.visitor?.name ?? '')) {
        await calls.describe(name.trim() || null, state.visitor?.email ?? null);
      }
      book.know(await calls.signOff());
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
      void book.sync();
    }
  };
  return (
    <Dialog title={t('send_title', { count })} onClose={onClose}>
      <form className="choice-form" onSubmit={(event) => void send(event)}>
        {beyond > 0 && (
          <p className={refused ? 'choice-over' : undefined} role={refused ? 'alert' : undefined}>
            {t(refused ? 'beyond_refused' : 'beyond_allowed', { count: beyond, quota })}
          </p>
        )}
        {choices.waiting > 0 && <p role="status">{t('waiting', { count: choices.waiting })}</p>}
        <p>{t('send_words')}</p>
        <label htmlFor={field}>{t('your_name')}</label>
        <input
          id={field}
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        {problem !== null && (
          <p className="choice-over" role="alert">
            {problemText(problem)}
          </p>
        )}
        <button type="submit" className="button button-primary" disabled={busy || refused || choices.waiting > 0}>
          {t('send_now', { count })}
        </button>
      </form>
    </Dialog>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { Dialog } from './Dialog';
import type { ChoicesOfLink } from './use-choices';

const codeInAddress = () => /^#carry=([\w-]+)$/.exec(location.hash)?.[1] ?? null;

/** Whoever came by the link of a mail takes the choices over, by a press of their own: programs that follow links do not. */
export function CarriedHere({ of }: { of: ChoicesOfLink }) {
  const { t } = useTranslation('view');
  const [code, setCode] = useState(codeInAddress);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (code === null) return null;
  const leave = () => {
    history.replaceState(history.state, '', location.pathname + location.search);
    setCode(null);
  };
  const take = async () => {
    try {
      await of.book.sync();
      of.book.know(await of.calls.redeem(code));
      leave();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Dialog title={t('carried_title')} onClose={leave}>
      <p>{t('carried_words')}</p>
      {problem !== null && (
        <p className="choice-over" role="alert">
          {problemText(problem)}
        </p>
      )}
      <button type="button" className="button button-primary" onClick={() => void take()}>
        {t('carried_take')}
      </button>
    </Dialog>
  );
}

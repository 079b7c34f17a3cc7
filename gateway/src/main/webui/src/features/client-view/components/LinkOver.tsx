import { useTranslation } from 'react-i18next';
import type { Problem } from '@/lib/api/problem';
import type { Brand } from '@/lib/branding';
import { formatDate } from '@/lib/format';
import { problemText } from '@/lib/i18n/problem-text';
import { AskForm } from './AskForm';
import { Column } from './Column';

const OVER = {
  'link-expired': 'expired',
  'link-used-up': 'used_up',
  'link-revoked': 'revoked',
  gone: 'revoked',
  'not-found': 'unknown',
} as const;

interface LinkOverProps {
  readonly token: string;
  readonly brand: Brand | null;
  readonly problem: Problem;
  readonly onRetry: () => void;
}

/** A link that is over says since when, and lets one ask. */
export function LinkOver({ token, brand, problem, onRetry }: LinkOverProps) {
  const { t, i18n } = useTranslation(['view', 'common']);
  const fact = (name: string) => (typeof problem.facts[name] === 'string' ? problem.facts[name] : undefined);
  const studio = brand?.name;
  const since = fact('expired_at');
  const kind = OVER[problem.slug as keyof typeof OVER] as (typeof OVER)[keyof typeof OVER] | undefined;
  if (kind === undefined) {
    return (
      <Column title={t('trouble_title')} brand={brand}>
        <p>{problemText(problem)}</p>
        <button type="button" className="button button-primary" onClick={onRetry}>
          {t('common:try_again')}
        </button>
      </Column>
    );
  }
  return (
    <Column title={t(`over.${kind}.title`)} brand={brand}>
      <p>
        {kind === 'expired' && since !== undefined
          ? t('over.expired.since', { date: formatDate(since, i18n.language) })
          : t(`over.${kind}.words`)}
      </p>
      <p>{studio === undefined ? t('over.ask') : t('over.ask_studio', { studio })}</p>
      {kind !== 'unknown' && <AskForm token={token} />}
    </Column>
  );
}

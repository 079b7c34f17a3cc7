import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { Icon } from '../photo/Icon';
import './notice.css';

/** What went wrong, where it went wrong, and what can be done about it. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('common');
  return (
    <div className="notice notice-problem" role="alert">
      <Icon name="alert" size={24} />
      <p>{problemText(asProblem(error))}</p>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('try_again')}
        </Button>
      )}
    </div>
  );
}

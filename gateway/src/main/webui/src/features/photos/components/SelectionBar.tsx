import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import './selection-bar.css';

interface SelectionBarProps {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** Rises while something is selected; its buttons say what can be done with it. */
export function SelectionBar({ count, onClear, children }: SelectionBarProps) {
  const { t } = useTranslation(['studio', 'common']);
  if (count === 0) return null;
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('selection')}>
      <strong className="numbers" aria-live="polite">
        {t('selected', { count })}
      </strong>
      {children}
      <button type="button" onClick={onClear}>
        {t('clear_selection')}
      </button>
    </div>
  );
}

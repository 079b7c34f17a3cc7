import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stats } from '@/lib/api/models';
import { formatNumber } from '@/lib/format';
import { Sparkline } from './Sparkline';
import './insights.css';

export const FIGURES = ['photos', 'clients', 'views', 'downloads'] as const;
export type Figure = (typeof FIGURES)[number];

interface FiguresProps {
  readonly stats: Stats;
  /** Around each figure: its list. */
  readonly link: (figure: Figure, children: ReactNode) => ReactNode;
}

const total = (stats: Stats, figure: Figure) => (figure === 'clients' ? stats.customers : stats[figure]);
const perDay = (stats: Stats, figure: Figure) =>
  stats.days.map((day) => (figure === 'clients' ? day.customers : day[figure]));

export function Figures({ stats, link }: FiguresProps) {
  const { t, i18n } = useTranslation('clients');
  return (
    <ul className="figures">
      {FIGURES.map((figure) => {
        const days = perDay(stats, figure);
        const lately = days.reduce((sum, value) => sum + value, 0);
        return (
          <li key={figure} data-figure={figure}>
            {link(
              figure,
              <>
                <span className="figure-name">{t(`figures.${figure}`)}</span>
                <span className="figure-value numbers">{formatNumber(total(stats, figure), i18n.language)}</span>
                <Sparkline values={days} />
                <span className="figure-lately numbers">
                  {t('in_thirty_days', { amount: formatNumber(lately, i18n.language) })}
                </span>
              </>,
            )}
          </li>
        );
      })}
    </ul>
  );
}

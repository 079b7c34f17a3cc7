import { useTranslation } from 'react-i18next';
import type { PublicGalleryPage } from '@/lib/api/models';
import './section-row.css';

interface SectionRowProps {
  readonly sets: PublicGalleryPage['sets'];
  /** Null for all. */
  readonly chosen: string | null;
  readonly onChoose: (set: string | null) => void;
}

/** The sections of a public gallery, always in reach while one looks. */
export function SectionRow({ sets, chosen, onChoose }: SectionRowProps) {
  const { t } = useTranslation(['site', 'common']);
  if (sets.length === 0) return null;
  return (
    <nav className="section-row" aria-label={t('sets')}>
      {[{ id: null, name: t('all') }, ...sets].map((set) => (
        <button
          key={set.id}
          type="button"
          aria-current={set.id === chosen ? 'true' : undefined}
          onClick={() => {
            onChoose(set.id);
          }}
        >
          {set.name}
        </button>
      ))}
    </nav>
  );
}

import { useTranslation } from 'react-i18next';
import type { SharedGallery } from '@/lib/api/models';

interface SetRowProps {
  readonly sets: SharedGallery['gallery']['sets'];
  /** Null for all. */
  readonly chosen: string | null;
  readonly onChoose: (set: string | null) => void;
}

/** The sections of the gallery, always in reach while one looks. */
export function SetRow({ sets, chosen, onChoose }: SetRowProps) {
  const { t } = useTranslation(['view', 'common']);
  if (sets.length === 0) return null;
  return (
    <nav className="set-row" aria-label={t('sets')}>
      {[{ id: null, name: t('all') }, ...sets].map((set) => (
        <button
          key={set.id}
          type="button"
          aria-current={set.id === chosen ? 'true' : undefined}
          onClick={() => {
            onChoose(set.id);
            // What was looked at is gone: the next set is looked at from its beginning.
            document.getElementById('photos')?.querySelector('.set-row')?.scrollIntoView({ block: 'nearest' });
          }}
        >
          {set.name}
        </button>
      ))}
    </nav>
  );
}

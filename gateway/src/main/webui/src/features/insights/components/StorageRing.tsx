import { useTranslation } from 'react-i18next';
import type { Stats } from '@/lib/api/models';
import { formatBytes } from '@/lib/format';
import './insights.css';

const RADIUS = 54;
const ROUND = 2 * Math.PI * RADIUS;

/** How the room is used; the words beside the ring carry all of it. */
export function StorageRing({ storage }: { storage: Stats['storage'] }) {
  const { t, i18n } = useTranslation('clients');
  const all = storage.originals + storage.derivatives;
  if (all === 0) return <p className="form-note">{t('no_storage')}</p>;
  const part = (storage.originals / all) * ROUND;
  return (
    <div className="ring">
      <svg width="148" height="148" viewBox="0 0 148 148" aria-hidden="true">
        <circle className="ring-derivatives" cx="74" cy="74" r={RADIUS} fill="none" strokeWidth="18" />
        <circle
          className="ring-originals"
          cx="74"
          cy="74"
          r={RADIUS}
          fill="none"
          strokeWidth="18"
          strokeDasharray={`${part.toFixed(2)} ${(ROUND - part).toFixed(2)}`}
          transform="rotate(-90 74 74)"
        />
        <text x="74" y="79" textAnchor="middle" className="numbers">
          {formatBytes(all, i18n.language)}
        </text>
      </svg>
      <dl className="ring-key numbers">
        {(['originals', 'derivatives'] as const).map((kind) => (
          <div key={kind} data-kind={kind}>
            <dt>{t(kind)}</dt>
            <dd>{formatBytes(storage[kind], i18n.language)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

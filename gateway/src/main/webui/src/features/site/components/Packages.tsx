import { useTranslation } from 'react-i18next';
import { Prose } from '@/components/text/Prose';
import type { PricePackage } from '@/lib/api/models';
import './site.css';

/** What can be booked, side by side. */
export function Packages({ packages }: { packages: readonly PricePackage[] }) {
  const { t } = useTranslation(['site', 'common']);
  return (
    <ul className="packages">
      {packages.map((one, place) => (
        <li key={place}>
          <h3>{one.name}</h3>
          <p className="package-price display numbers">{one.price}</p>
          {one.description && <Prose text={one.description} className="package-words" />}
          {one.highlights.length > 0 && (
            <ul aria-label={t('included')}>
              {one.highlights.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { Picture } from '@/components/photo/Picture';
import type { BinItem } from '@/lib/api/models';
import { formatShortDate } from '@/lib/format';
import './bin-items.css';

interface BinItemsProps {
  readonly items: readonly BinItem[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string) => void;
}

/** What can still be put back, each with a box to choose it by. */
export function BinItems({ items, chosen, onChoose }: BinItemsProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  return (
    <ul className="bin-items">
      {items.map((item) => {
        const facts = [
          item.kind === 'gallery' ? t('photo_count', { count: item.photo_count }) : item.gallery_name,
          t('gone_at', { date: formatShortDate(item.gone_at, i18n.language) }),
        ];
        return (
          <li key={item.id} data-bin-id={item.id} data-kind={item.kind}>
            <label>
              <span className="bin-picture">
                {item.urls ? (
                  <Picture source={item.urls} placeholder={item.placeholder} alt="" side={240} />
                ) : (
                  <span className="bin-blank">
                    <Icon name={item.kind === 'gallery' ? 'galleries' : 'photo'} size={28} />
                  </span>
                )}
                {item.kind === 'gallery' && (
                  <span className="bin-kind">
                    <Icon name="galleries" size={14} />
                    {t('gallery')}
                  </span>
                )}
              </span>
              <span className="bin-line">
                <Checkbox
                  checked={chosen.has(item.id)}
                  aria-label={t('select_photo', { name: item.name })}
                  onChange={() => {
                    onChoose(item.id);
                  }}
                />
                <span className="bin-name">{item.name}</span>
              </span>
              <span className="bin-facts numbers">{facts.filter(Boolean).join(' · ')}</span>
            </label>
          </li>
        );
      })}
    </ul>
  );
}

import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import type { ChoiceList } from '@/lib/api/models';
import { isOpen } from './CellChoice';
import type { ChoicesOfLink } from './use-choices';

interface NamedListProps {
  readonly of: ChoicesOfLink;
  readonly list: ChoiceList;
  /** Among the named lists, which `order` gives by their ids. */
  readonly place: number;
  readonly order: readonly string[];
  readonly onDeleted: (id: string) => void;
}

/** A list of one's own, to be renamed, moved among the others, and deleted; with and without a connection. */
export function NamedList({ of, list, place, order, onDeleted }: NamedListProps) {
  const { t } = useTranslation(['view', 'common']);
  const { book } = of;
  const [name, setName] = useState<string | null>(null);
  const field = useId();
  const row = useRef<HTMLLIElement>(null);
  const moved = useRef<string | null>(null);
  // A row that was moved is another place of the same list: whoever moves it goes on from there.
  useEffect(() => {
    if (moved.current === null) return;
    const buttons = [...(row.current?.querySelectorAll<HTMLButtonElement>('[data-move]') ?? [])];
    (buttons.find((button) => button.dataset.move === moved.current && !button.disabled) ?? buttons.find((b) => !b.disabled))?.focus();
    moved.current = null;
  }, [place]);

  const rename = (event: SyntheticEvent) => {
    event.preventDefault();
    const called = name?.trim() ?? '';
    if (called !== '' && called !== list.name) book.change({ kind: 'rename_list', list_id: list.id, text: called });
    setName(null);
  };
  const move = (by: -1 | 1) => {
    const changed = order.filter((id) => id !== list.id);
    changed.splice(place + by, 0, list.id);
    moved.current = String(by);
    book.change({ kind: 'order_lists', list_ids: changed });
  };

  if (name !== null) {
    return (
      <li ref={row}>
        <form className="choice-rename" onSubmit={rename}>
          <label htmlFor={field} className="visually-hidden">
            {t('list_name')}
          </label>
          <input
            id={field}
            autoFocus
            required
            maxLength={80}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              event.preventDefault();
              setName(null);
            }}
          />
          <button type="submit" className="button button-quiet">
            {t('save')}
          </button>
        </form>
      </li>
    );
  }
  return (
    <li ref={row}>
      <span>{list.name}</span>
      <span>{list.photo_ids.length}</span>
      {isOpen(of) && (
        <span className="choice-list-actions">
          {([-1, 1] as const).map((by) => (
            <button
              key={by}
              type="button"
              className="choice-mark"
              data-move={by}
              disabled={by < 0 ? place === 0 : place === order.length - 1}
              aria-label={t(by < 0 ? 'list_up' : 'list_down', { name: list.name })}
              onClick={() => {
                move(by);
              }}
            >
              <Icon name={by < 0 ? 'up' : 'down'} size={20} />
            </button>
          ))}
          <button
            type="button"
            className="choice-mark"
            aria-label={t('rename_list', { name: list.name })}
            onClick={() => {
              setName(list.name);
            }}
          >
            <Icon name="edit" size={20} />
          </button>
          <button
            type="button"
            className="choice-mark"
            aria-label={t('delete_list', { name: list.name })}
            onClick={() => {
              // What another device put there meanwhile was not seen, and stays.
              book.change({ kind: 'delete_list', list_id: list.id, photo_ids: [...list.photo_ids] });
              onDeleted(list.id);
            }}
          >
            <Icon name="trash" size={20} />
          </button>
        </span>
      )}
    </li>
  );
}

import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem, networkProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { isOpen } from './CellChoice';
import { NamedList } from './NamedList';
import { Dialog } from './Dialog';
import type { ChoicesOfLink } from './use-choices';

interface ListsDialogProps {
  readonly of: ChoicesOfLink;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
  readonly onDeleted: (id: string) => void;
}

const MOST = 19;

/** Lists of one's own beside the favourites, and the way to another device. */
export function ListsDialog({ of, onClose, onMade, onDeleted }: ListsDialogProps) {
  const { t } = useTranslation(['view', 'common']);
  const { calls, book, choices } = of;
  const [name, setName] = useState('');
  const [email, setEmail] = useState(choices.state?.visitor?.email ?? '');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fields = useId();
  const open = isOpen(of);
  const named = choices.lists.filter((list) => list.kind === 'named');
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const make = (event: SyntheticEvent) => {
    event.preventDefault();
    const called = name.trim();
    if (called === '') return;
    const { id } = book.change({ kind: 'add_list', text: called });
    setName('');
    onMade(id);
  };
  const carry = (event: SyntheticEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await book.sync();
      if (book.snapshot().waiting > 0) throw networkProblem();
      await calls.carry(email);
      setAsked(true);
    });
  };
  return (
    <Dialog title={t('your_choices')} onClose={onClose}>
      {problem !== null && (
        <p className="choice-over" role="alert">
          {problemText(problem)}
        </p>
      )}
      {choices.state?.kind === 'choose' && (
        <>
          <ul className="choice-lists">
            <li>
              <span>{t('favourites')}</span>
              <span>{choices.lists.find((list) => list.kind === 'favourites')?.photo_ids.length ?? 0}</span>
            </li>
            {named.map((list, place) => (
              <NamedList
                key={list.id}
                of={of}
                list={list}
                place={place}
                order={named.map(({ id }) => id)}
                onDeleted={onDeleted}
              />
            ))}
          </ul>
          {open && named.length >= MOST && <p className="choice-note">{t('lists_full')}</p>}
          {open && named.length < MOST && (
            <form className="choice-form" onSubmit={make}>
              <label htmlFor={`${fields}-list`}>{t('new_list')}</label>
              <input
                id={`${fields}-list`}
                required
                maxLength={80}
                value={name}
                onChange={(event) => {
                  setName(event.currentTarget.value);
                }}
              />
              <button type="submit" className="button">
                {t('make_list')}
              </button>
            </form>
          )}
        </>
      )}
      <form className="choice-form" onSubmit={carry}>
        <h3>{t('carry_title')}</h3>
        <p>{t('carry_words')}</p>
        <label htmlFor={`${fields}-mail`}>{t('email')}</label>
        <input
          id={`${fields}-mail`}
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            setAsked(false);
          }}
        />
        <button type="submit" className="button">
          {t('carry')}
        </button>
        <p role="status">{asked ? t('carry_asked') : ''}</p>
      </form>
    </Dialog>
  );
}

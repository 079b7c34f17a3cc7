import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { isOpen } from './CellChoice';
import { Dialog } from './Dialog';
import type { ChoicesOfLink } from './use-choices';

interface ListsDialogProps {
  readonly of: ChoicesOfLink;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
  readonly onDeleted: (id: string) => void;
}

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
    void attempt(async () => {
      const list = await calls.addList(name);
      book.know(await calls.load());
      setName('');
      onMade(list.id);
    });
  };
  const carry = (event: SyntheticEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await book.sync();
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
            {named.map((list) => (
              <li key={list.id}>
                <span>{list.name}</span>
                <span>{list.photo_ids.length}</span>
                {open && (
                  <button
                    type="button"
                    className="button button-quiet"
                    aria-label={t('delete_list', { name: list.name })}
                    onClick={() =>
                      void attempt(async () => {
                        book.know(await calls.deleteList(list.id));
                        onDeleted(list.id);
                      })
                    }
                  >
                    {t('delete')}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {open && (
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

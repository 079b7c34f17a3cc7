import { useEffect, useState, useSyncExternalStore } from 'react';
import { callsOf } from './calls';
import { ChoicesBook } from './choices';
import { lastingStore } from './pending';

/** The choices of whoever looks at the link, kept true while the page is open. */
export function useChoices(token: string) {
  const [{ calls, book }] = useState(() => {
    const made = callsOf(token);
    return { calls: made, book: new ChoicesBook(token, made, lastingStore()) };
  });
  const choices = useSyncExternalStore(book.subscribe, book.snapshot);
  useEffect(() => {
    void book.start();
    const again = () => {
      if (document.visibilityState === 'visible') void book.sync();
    };
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      book.stop();
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [book]);
  return { calls, book, choices };
}

export type ChoicesOfLink = ReturnType<typeof useChoices>;

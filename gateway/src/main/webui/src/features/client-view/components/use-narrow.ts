import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 700px)';

export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const query = matchMedia(narrow);
      query.addEventListener('change', changed);
      return () => {
        query.removeEventListener('change', changed);
      };
    },
    () => matchMedia(narrow).matches,
  );

import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';

/** The photo in view is part of the address: it can be sent, reloaded, and left with the back button. */
export function useLightboxParam() {
  const { photo } = useSearch({ strict: false });
  const navigate = useNavigate();
  const router = useRouter();
  const openedHere = useRef(false);
  const go = useCallback(
    (id: string | undefined, replace: boolean) =>
      navigate({ to: '.', search: (before) => ({ ...before, photo: id }), replace, resetScroll: false }),
    [navigate],
  );
  const open = useCallback(
    (id: string) => {
      openedHere.current = true;
      void go(id, false);
    },
    [go],
  );
  const view = useCallback((id: string) => void go(id, true), [go]);
  const close = useCallback(() => {
    if (openedHere.current) {
      openedHere.current = false;
      router.history.back();
    } else {
      void go(undefined, true);
    }
  }, [go, router]);
  return { photoId: photo, open, view, close };
}

import { useCallback, useEffect, useState } from 'react';

const inAddress = () => new URLSearchParams(location.search).get('photo');

function address(id: string | null): string {
  const url = new URL(location.href);
  if (id === null) url.searchParams.delete('photo');
  else url.searchParams.set('photo', id);
  return url.pathname + url.search;
}

/** The open photo is a step of the history, so that the back button of a phone closes it. */
export function useOpenPhoto() {
  const [openId, setOpenId] = useState(inAddress);
  useEffect(() => {
    const onPop = () => {
      setOpenId(inAddress());
    };
    window.addEventListener('popstate', onPop);
    return () => {
      window.removeEventListener('popstate', onPop);
    };
  }, []);
  const open = useCallback((id: string) => {
    history.pushState({ opened: true }, '', address(id));
    setOpenId(id);
  }, []);
  const view = useCallback((id: string) => {
    history.replaceState(history.state, '', address(id));
    setOpenId(id);
  }, []);
  const close = useCallback(() => {
    if ((history.state as { opened?: boolean } | null)?.opened) {
      history.back();
    } else {
      history.replaceState(null, '', address(null));
      setOpenId(null);
    }
  }, []);
  return { openId, open, view, close };
}

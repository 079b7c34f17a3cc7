/** Whether what is shown is the server's or what this device kept of it. */
let since: string | null = null;
const watchers = new Set<() => void>();

function become(moment: string | null): void {
  if (moment === since) return;
  since = moment;
  for (const watcher of watchers) watcher();
}

/** @param moment when the server said it */
export const cameFromDevice = (moment: string): void => {
  become(moment);
};

export const cameFromServer = (): void => {
  become(null);
};

/** The moment of which the page shows things; null while it is the present. */
export const shownSince = (): string | null => since;

export const subscribe = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
};

/** Whether an account makes photos smaller before uploading from this device: no, until somebody says so. */
export class ShrinkChoice {
  private readonly key: string;
  private on: boolean;
  private readonly listeners = new Set<() => void>();

  constructor(accountId: string) {
    this.key = `vitrine.shrink-uploads.${accountId}`;
    this.on = this.stored();
  }

  readonly isOn = (): boolean => this.on;

  readonly subscribe = (listener: () => void) => {
    // Switched in another tab: nobody should send smaller photos from a page opened before.
    const elsewhere = (event: StorageEvent) => {
      if (event.key === this.key || event.key === null) this.set(this.stored());
    };
    this.listeners.add(listener);
    window.addEventListener('storage', elsewhere);
    return () => {
      this.listeners.delete(listener);
      window.removeEventListener('storage', elsewhere);
    };
  };

  choose(on: boolean): void {
    try {
      if (on) localStorage.setItem(this.key, 'on');
      else localStorage.removeItem(this.key);
    } catch {
      // Storage is switched off: the choice lasts as long as the page.
    }
    this.set(on);
  }

  private set(on: boolean): void {
    this.on = on;
    for (const listener of this.listeners) listener();
  }

  private stored(): boolean {
    try {
      return localStorage.getItem(this.key) === 'on';
    } catch {
      return false;
    }
  }
}

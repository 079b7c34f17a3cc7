import { type Problem, asProblem } from '@/lib/api/problem';
import { deletePhoto } from './photos';

const UNDO_MS = 7000;

interface Batch {
  readonly ids: readonly string[];
  readonly timer: number;
  readonly settle: (failed: readonly { id: string; problem: Problem }[]) => void;
}

/**
 * Deleting with undo: the photos vanish at once and are deleted a moment later. Leaving the page in between deletes
 * them, since that is what was asked for.
 */
export class PendingDeletes {
  private batches = new Map<number, Batch>();
  private nextId = 1;
  private snapshot: ReadonlySet<string> = new Set();
  private readonly listeners = new Set<() => void>();
  private readonly remove: (id: string, keepalive: boolean) => Promise<unknown>;

  constructor(remove: (id: string, keepalive: boolean) => Promise<unknown> = deletePhoto) {
    this.remove = remove;
    window.addEventListener('pagehide', () => {
      for (const batch of this.batches.values()) {
        window.clearTimeout(batch.timer);
        for (const id of batch.ids) void this.remove(id, true).catch(() => undefined);
      }
      this.batches.clear();
    });
  }

  /** Ids that are on their way out and must not be shown. */
  readonly ids = (): ReadonlySet<string> => this.snapshot;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** Returns how to take it back; `settle` hears of those that could not be deleted. */
  schedule(ids: readonly string[], settle: Batch['settle']): () => void {
    const key = this.nextId++;
    const timer = window.setTimeout(() => void this.run(key), UNDO_MS);
    this.batches.set(key, { ids, timer, settle });
    this.changed();
    return () => {
      const batch = this.batches.get(key);
      if (batch === undefined) return;
      window.clearTimeout(batch.timer);
      this.batches.delete(key);
      this.changed();
    };
  }

  private async run(key: number): Promise<void> {
    const batch = this.batches.get(key);
    if (batch === undefined) return;
    const failed: { id: string; problem: Problem }[] = [];
    for (const id of batch.ids) {
      try {
        await this.remove(id, false);
      } catch (error) {
        const problem = asProblem(error);
        if (problem.status !== 404) failed.push({ id, problem });
      }
    }
    batch.settle(failed);
    this.batches.delete(key);
    this.changed();
  }

  private changed() {
    this.snapshot = new Set([...this.batches.values()].flatMap((batch) => batch.ids));
    for (const listener of this.listeners) listener();
  }
}

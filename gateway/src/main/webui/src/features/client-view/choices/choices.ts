import type { ChangesAnswer, ChoiceList, PhotoComment, ProofChange, ProofingState } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import type { Pending, PendingStore } from './pending';

export type Verdict = 'approved' | 'rejected';
export type NewChange = Pick<ProofChange, 'kind'> & Partial<Omit<ProofChange, 'id' | 'at' | 'kind'>>;

/** What the page shows: what the server knows, and on top of it what it does not know yet. */
export interface Choices {
  readonly state: ProofingState | null;
  readonly lists: readonly ChoiceList[];
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly remarks: readonly PhotoComment[];
  /** Changes that wait for a connection. */
  readonly waiting: number;
  /** Why the last change was not taken, if it was not. */
  readonly refused: string | null;
}

export interface ChoicesCalls {
  load(): Promise<ProofingState>;
  send(changes: ProofChange[]): Promise<ChangesAnswer>;
}

export const FAVOURITES = 'favourites';
const AT_ONCE = 100;
const PAUSES_MS = [2000, 5000, 15_000, 60_000];

const OF_THE_ROUND = ['proofing-off', 'round-closed', 'round-over', 'selection-signed'];

/** Keeps a visitor's choices: changed at once here, then at the server, in order and each once. */
export class ChoicesBook {
  private state: ProofingState | null = null;
  private pending: Pending[] = [];
  private refused: string | null = null;
  private shown: Choices = { state: null, lists: [], verdicts: new Map(), remarks: [], waiting: 0, refused: null };
  private readonly adding = new Set<Pending>();
  private readonly watchers = new Set<() => void>();
  private lastAt = 0;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private syncing: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly token: string,
    private readonly calls: ChoicesCalls,
    private readonly store: PendingStore,
  ) {}

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  };

  readonly snapshot = (): Choices => this.shown;

  /** What was left from an earlier visit is sent now. */
  async start(): Promise<void> {
    this.pending = inOrder(await this.store.all(this.token));
    this.show();
    await this.sync();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  async change(change: NewChange): Promise<void> {
    // Of two changes within one millisecond the second is the later one.
    this.lastAt = Math.max(Date.now(), this.lastAt + 1);
    const made: Pending = {
      ...change,
      id: crypto.randomUUID(),
      at: new Date(this.lastAt).toISOString(),
      token: this.token,
    };
    this.pending = [...this.pending, made];
    this.refused = null;
    this.show();
    this.adding.add(made);
    await this.store.add(made);
    this.adding.delete(made);
    await this.sync();
  }

  /** After an answer that brought the whole state. */
  know(state: ProofingState): void {
    this.state = state;
    this.show();
  }

  /** One at a time in this tab and, where the browser can, in all tabs: so the order stays and no visitor is made twice. */
  sync(): Promise<void> {
    if (this.syncing) {
      this.again = true;
      return this.syncing;
    }
    clearTimeout(this.timer);
    const work = () => this.exchange();
    const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
    this.syncing = (locks ? locks.request(`vitrine-choices-${this.token}`, work) : work()).finally(() => {
      this.syncing = undefined;
      if (this.again) {
        this.again = false;
        void this.sync();
      }
    });
    return this.syncing;
  }

  private async exchange(): Promise<void> {
    try {
      let waiting = await this.reread();
      if (waiting.length === 0) this.state = await this.calls.load();
      while (waiting.length > 0) {
        const batch = waiting.slice(0, AT_ONCE);
        await this.send(batch);
        waiting = await this.reread();
      }
      this.failures = 0;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.isTransient || problem.status === 0) {
        this.timer = setTimeout(() => void this.sync(), PAUSES_MS[Math.min(this.failures++, PAUSES_MS.length - 1)]);
      } else {
        this.refused = problem.slug;
      }
    }
    this.show();
  }

  private async send(batch: readonly Pending[]): Promise<void> {
    let settled: readonly Pending[] = batch;
    try {
      const answer = await this.calls.send(batch.map(withoutToken));
      this.state = answer.state;
      this.refused = answer.outcomes.find((outcome) => outcome.refused !== null)?.refused ?? this.refused;
    } catch (error) {
      const problem = asProblem(error);
      const unreadable = problem.status === 400 || problem.status === 413;
      if (unreadable && batch.length > 1) {
        // One of them is not understood: it alone is given up, not those that came with it.
        settled = batch.slice(0, 1);
        await this.send(settled);
        return;
      }
      if (!unreadable && !OF_THE_ROUND.includes(problem.slug)) throw error;
      this.refused = problem.slug;
      this.state = await this.calls.load();
    }
    const ids = settled.map((change) => change.id);
    await this.store.remove(ids);
    this.pending = this.pending.filter((change) => !ids.includes(change.id));
    this.show();
  }

  /** Another tab may have sent some, or left some behind. */
  private async reread(): Promise<Pending[]> {
    const stored = inOrder(await this.store.all(this.token));
    const ids = new Set(stored.map((change) => change.id));
    this.pending = [...stored, ...[...this.adding].filter((change) => !ids.has(change.id))];
    return stored;
  }

  private show(): void {
    this.shown = { ...applied(this.state, this.pending), waiting: this.pending.length, refused: this.refused };
    for (const watcher of this.watchers) watcher();
  }
}

const inOrder = (changes: Pending[]) => changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

function withoutToken(pending: Pending): ProofChange {
  const change: Partial<Pending> = { ...pending };
  delete (change as { token?: string }).token;
  return change as ProofChange;
}

function applied(state: ProofingState | null, pending: readonly Pending[]): Omit<Choices, 'waiting' | 'refused'> {
  const lists = new Map((state?.lists ?? []).map((list) => [keyOf(list), list]));
  const verdicts = new Map((state?.verdicts ?? []).map(({ photo_id, verdict }) => [photo_id, verdict]));
  let remarks = state?.remarks ?? [];
  for (const change of pending) {
    const photo = change.photo_id;
    switch (change.kind) {
      case 'choose':
      case 'unchoose': {
        const key = change.list_id ?? FAVOURITES;
        const list = lists.get(key) ?? { id: FAVOURITES, kind: 'favourites' as const, name: '', photo_ids: [] };
        const without = list.photo_ids.filter((id) => id !== photo);
        lists.set(key, { ...list, photo_ids: change.kind === 'choose' && photo ? [...without, photo] : without });
        break;
      }
      case 'approve':
      case 'reject':
        if (photo) verdicts.set(photo, change.kind === 'approve' ? 'approved' : 'rejected');
        break;
      case 'clear':
        if (photo) verdicts.delete(photo);
        break;
      case 'comment':
        if (photo && !remarks.some((remark) => remark.id === change.id)) {
          remarks = [
            ...remarks,
            {
              id: change.id,
              photo_id: photo,
              answers: null,
              of_studio: false,
              author: state?.visitor?.name ?? null,
              text: change.text ?? '',
              x: change.x ?? null,
              y: change.y ?? null,
              created_at: change.at,
              edited_at: null,
            },
          ];
        }
        break;
      case 'edit_comment':
        remarks = remarks.map((remark) =>
          remark.id === change.comment_id ? { ...remark, text: change.text ?? '', edited_at: change.at } : remark,
        );
        break;
      case 'delete_comment':
        remarks = remarks.filter(
          (remark) => remark.id !== change.comment_id && remark.answers !== change.comment_id,
        );
        break;
    }
  }
  return { state, lists: [...lists.values()], verdicts, remarks };
}

const keyOf = (list: ChoiceList) => (list.kind === 'favourites' ? FAVOURITES : list.id);

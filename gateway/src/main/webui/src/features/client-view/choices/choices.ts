import type { ChangesAnswer, ChoiceList, PhotoComment, ProofChange, ProofingState } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { takesBack } from '../offline/kept';
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
  /** The link itself was taken back: nothing more can be changed or sent. */
  readonly over: boolean;
}

export interface ChoicesCalls {
  load(): Promise<ProofingState>;
  send(changes: ProofChange[]): Promise<ChangesAnswer>;
}

export const FAVOURITES = 'favourites';
const AT_ONCE = 100;
const NAMED_AT_ONCE = 20_000;
const PAUSES_MS = [2000, 5000, 15_000, 60_000];

const OF_THE_ROUND = ['proofing-off', 'round-closed', 'round-over', 'selection-signed'];

/** Keeps a visitor's choices: changed at once here, then at the server, in order and each once. */
export class ChoicesBook {
  private state: ProofingState | null = null;
  private pending: Pending[] = [];
  private refused: string | null = null;
  private over = false;
  private shown: Choices = { state: null, lists: [], verdicts: new Map(), remarks: [], waiting: 0, refused: null, over: false };
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

  /** @return the id of the change, and of the list or comment that it makes */
  change(change: NewChange): { readonly id: string; readonly sent: Promise<void> } {
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
    const send = async () => {
      await this.store.add(made);
      this.adding.delete(made);
      await this.sync();
    };
    return { id: made.id, sent: send() };
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
      if (waiting.length === 0 || this.state === null) {
        // What the device kept is shown also while the changes cannot be sent.
        this.state = await this.calls.load();
        this.show();
      }
      while (waiting.length > 0) {
        const batch = batchOf(waiting);
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
        this.over = takesBack(`/api/view/${this.token}`, problem.status, problem.slug);
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
    this.shown = { ...applied(this.state, this.pending), waiting: this.pending.length, refused: this.refused, over: this.over };
    for (const watcher of this.watchers) watcher();
  }
}

/** As many as go into one call: by their number, and by what they name. */
function batchOf(waiting: readonly Pending[]): readonly Pending[] {
  let named = 0;
  const end = waiting.findIndex((change) => (named += change.photo_ids?.length ?? 0) > NAMED_AT_ONCE);
  return waiting.slice(0, Math.min(AT_ONCE, end < 0 ? waiting.length : Math.max(1, end)));
}

const inOrder = (changes: Pending[]) => changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

function withoutToken(pending: Pending): ProofChange {
  const change: Partial<Pending> = { ...pending };
  delete (change as { token?: string }).token;
  return change as ProofChange;
}

function applied(state: ProofingState | null, pending: readonly Pending[]): Omit<Choices, 'waiting' | 'refused' | 'over'> {
  const lists = new Map((state?.lists ?? []).map((list) => [keyOf(list), list]));
  const verdicts = new Map((state?.verdicts ?? []).map(({ photo_id, verdict }) => [photo_id, verdict]));
  let remarks = state?.remarks ?? [];
  for (const change of pending) {
    const photo = change.photo_id;
    switch (change.kind) {
      case 'choose':
      case 'unchoose': {
        const key = change.list_id ?? FAVOURITES;
        const list = lists.get(key) ?? (key === FAVOURITES ? NO_FAVOURITES : undefined);
        // A list that was deleted here: whether this brings it back, the server says.
        if (list === undefined) break;
        const without = list.photo_ids.filter((id) => id !== photo);
        lists.set(key, { ...list, photo_ids: change.kind === 'choose' && photo ? [...without, photo] : without });
        break;
      }
      case 'add_list':
        if (!lists.has(change.id)) {
          lists.set(change.id, { id: change.id, kind: 'named', name: change.text ?? '', photo_ids: [] });
        }
        break;
      case 'rename_list': {
        const list = lists.get(change.list_id ?? '');
        if (list) lists.set(list.id, { ...list, name: change.text ?? '' });
        break;
      }
      case 'delete_list': {
        const list = lists.get(change.list_id ?? '');
        const left = change.photo_ids ? list?.photo_ids.filter((id) => !change.photo_ids?.includes(id)) : [];
        if (list && left?.length) lists.set(list.id, { ...list, photo_ids: left });
        else lists.delete(change.list_id ?? '');
        break;
      }
      case 'order_lists': {
        const order = change.list_ids ?? [];
        const place = (list: ChoiceList) => {
          if (list.kind === 'favourites') return -1;
          const at = order.indexOf(list.id);
          return at < 0 ? order.length : at;
        };
        const sorted = [...lists].sort(([, a], [, b]) => place(a) - place(b));
        lists.clear();
        for (const [key, list] of sorted) lists.set(key, list);
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

const NO_FAVOURITES: ChoiceList = { id: FAVOURITES, kind: 'favourites', name: '', photo_ids: [] };

const keyOf = (list: ChoiceList) => (list.kind === 'favourites' ? FAVOURITES : list.id);

import { describe, expect, it, vi } from 'vitest';
import type { ProofChange, ProofingState } from '@/lib/api/models';
import { Problem, networkProblem } from '@/lib/api/problem';
import { ChoicesBook, type ChoicesCalls } from './choices';
import { memoryStore } from './pending';

const empty: ProofingState = {
  state: 'open',
  kind: 'choose',
  quota: null,
  beyond_quota: false,
  comments: true,
  deadline: null,
  round: 1,
  visitor: null,
  lists: [],
  verdicts: [],
  remarks: [],
  signed: null,
};

/** A server as far as favourites go: each change once, the later one counts. */
class Server implements ChoicesCalls {
  readonly seen = new Set<string>();
  readonly chosen = new Set<string>();
  batches = 0;
  failing: (() => unknown) | undefined;
  loseAnswer = false;

  load = () => (this.failing ? Promise.reject(this.failing() as Error) : Promise.resolve(this.state()));

  send = (changes: ProofChange[]) => {
    this.batches++;
    if (this.failing) return Promise.reject(this.failing() as Error);
    if (changes.some((change) => change.text === 'unreadable')) {
      return Promise.reject(new Problem({ slug: 'validation', status: 400 }));
    }
    for (const change of changes) {
      if (this.seen.has(change.id)) continue;
      this.seen.add(change.id);
      if (change.kind === 'choose') this.chosen.add(change.photo_id!);
      if (change.kind === 'unchoose') this.chosen.delete(change.photo_id!);
    }
    if (this.loseAnswer) {
      this.loseAnswer = false;
      return Promise.reject(networkProblem());
    }
    return Promise.resolve({ outcomes: changes.map(({ id }) => ({ id, refused: null })), state: this.state() });
  };

  private state(): ProofingState {
    return { ...empty, lists: [{ id: 'l', kind: 'favourites', name: '', photo_ids: [...this.chosen] }] };
  }
}

const chosenOf = (book: ChoicesBook) => book.snapshot().lists[0]?.photo_ids ?? [];
const choose = (photo_id: string) => ({ kind: 'choose' as const, photo_id });
const unchoose = (photo_id: string) => ({ kind: 'unchoose' as const, photo_id });

describe('ChoicesBook', () => {
  it('shows a change at once and sends it in the background', async () => {
    const server = new Server();
    const book = new ChoicesBook('t', server, memoryStore());
    await book.start();
    const { sent } = book.change(choose('a'));
    expect(chosenOf(book)).toEqual(['a']);
    await sent;
    await vi.waitFor(() => {
      expect(book.snapshot().waiting).toBe(0);
    });
    expect([...server.chosen]).toEqual(['a']);
  });

  it('keeps changes without a connection, past a closed tab, in order', async () => {
    const server = new Server();
    server.failing = networkProblem;
    const store = memoryStore();
    const closed = new ChoicesBook('t', server, store);
    await closed.start();
    await closed.change(choose('a')).sent;
    await closed.change(choose('b')).sent;
    await closed.change(unchoose('a')).sent;
    expect(chosenOf(closed)).toEqual(['b']);
    closed.stop();

    server.failing = undefined;
    const opened = new ChoicesBook('t', server, store);
    await opened.start();
    expect(chosenOf(opened)).toEqual(['b']);
    expect([...server.chosen]).toEqual(['b']);
    expect(await store.all('t')).toEqual([]);
    const elsewhere = new ChoicesBook('u', new Server(), store);
    await elsewhere.start();
    expect(elsewhere.snapshot().waiting).toBe(0);
  });

  it('sends again what got no answer, which counts once', async () => {
    const server = new Server();
    const book = new ChoicesBook('t', server, memoryStore());
    await book.start();
    server.loseAnswer = true;
    await book.change(choose('a')).sent;
    expect(book.snapshot().waiting).toBe(1);
    await book.sync();
    expect(book.snapshot().waiting).toBe(0);
    expect(server.seen.size).toBe(1);
    book.stop();
  });

  it('merges two browsers that change at once', async () => {
    const server = new Server();
    const one = new ChoicesBook('t', server, memoryStore());
    const two = new ChoicesBook('t', server, memoryStore());
    await Promise.all([one.start(), two.start()]);
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((photo, at) => (at % 2 ? one : two).change(choose(photo))));
    await vi.waitFor(() => {
      expect(server.chosen.size).toBe(6);
    });
    await Promise.all([one.sync(), two.sync()]);
    expect([...chosenOf(one)].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect([...chosenOf(two)].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('gives up a change that the round refuses, says why, and shows what counts', async () => {
    const server = new Server();
    const book = new ChoicesBook('t', server, memoryStore());
    await book.start();
    const send = server.send;
    server.send = () => Promise.reject(new Problem({ slug: 'selection-signed', status: 409 }));
    await book.change(choose('a')).sent;
    expect(chosenOf(book)).toEqual([]);
    expect(book.snapshot()).toMatchObject({ waiting: 0, refused: 'selection-signed' });
    server.send = send;
  });

  it('gives up the one change that is not understood, and not those beside it', async () => {
    const server = new Server();
    server.failing = networkProblem;
    const book = new ChoicesBook('t', server, memoryStore());
    await book.start();
    await book.change({ kind: 'comment', photo_id: 'a', text: 'unreadable' });
    await book.change(choose('b')).sent;
    server.failing = undefined;
    await book.sync();
    expect([...server.chosen]).toEqual(['b']);
    expect(book.snapshot().waiting).toBe(0);
    book.stop();
  });

  it('sends many in several calls', async () => {
    const server = new Server();
    server.failing = networkProblem;
    const book = new ChoicesBook('t', server, memoryStore());
    await book.start();
    for (let photo = 0; photo < 250; photo++) await book.change(choose(String(photo)));
    server.failing = undefined;
    server.batches = 0;
    await book.sync();
    expect(server.batches).toBe(3);
    expect(server.chosen.size).toBe(250);
    book.stop();
  });

  it('makes, orders, renames and deletes lists without a connection', async () => {
    const server = new Server();
    server.failing = networkProblem;
    const store = memoryStore();
    const book = new ChoicesBook('t', server, store);
    const album = book.change({ kind: 'add_list', text: 'Album' });
    const prints = book.change({ kind: 'add_list', text: 'Prints' });
    const third = book.change({ kind: 'add_list', text: 'Third' });
    book.change({ kind: 'choose', photo_id: 'a', list_id: album.id });
    book.change({ kind: 'choose', photo_id: 'b', list_id: third.id });
    book.change({ kind: 'rename_list', list_id: prints.id, text: 'Large prints' });
    book.change({ kind: 'order_lists', list_ids: [prints.id, album.id] });
    await book.change({ kind: 'delete_list', list_id: third.id, photo_ids: ['b'] }).sent;
    expect(book.snapshot().lists.map(({ name, photo_ids }) => [name, photo_ids])).toEqual([
      ['Large prints', []],
      ['Album', ['a']],
    ]);
    // A choice for what is gone makes no list of its own.
    book.change({ kind: 'choose', photo_id: 'c', list_id: third.id });
    expect(book.snapshot().lists).toHaveLength(2);
    book.stop();
    expect(await store.all('t')).toHaveLength(9);
  });

  it('shows what the device kept of the choices while its own changes wait', async () => {
    const server = new Server();
    server.chosen.add('a');
    const store = memoryStore();
    await store.add({ ...choose('b'), id: 'b', at: '2026-01-01T00:00:00Z', token: 't' } as never);
    const book = new ChoicesBook('t', { load: server.load, send: () => Promise.reject(networkProblem()) }, store);
    await book.start();
    expect(chosenOf(book)).toEqual(['a', 'b']);
    expect(book.snapshot().waiting).toBe(1);
    book.stop();
  });

  it('says when the link itself was taken back', async () => {
    const server = new Server();
    server.failing = () => new Problem({ slug: 'link-revoked', status: 410 });
    const book = new ChoicesBook('t', server, memoryStore());
    await book.start();
    expect(book.snapshot().over).toBe(true);
  });
});

import type { ProofChange } from '@/lib/api/models';

/** A change that the server does not know of yet. */
export interface Pending extends ProofChange {
  readonly token: string;
}

/** Where changes wait, so that neither a lost connection nor a closed tab loses them. */
export interface PendingStore {
  all(token: string): Promise<Pending[]>;
  add(change: Pending): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

const DATABASE = 'vitrine-choices';
const STORE = 'changes';

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('IndexedDB failed'));
    };
  });

export function browserStore(): PendingStore {
  let opened: Promise<IDBDatabase> | undefined;
  const open = () =>
    (opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('token', 'token');
      };
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(request.error ?? new Error('IndexedDB failed'));
      };
    }));
  const within = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> =>
    work((await open()).transaction(STORE, mode).objectStore(STORE));
  return {
    all: (token) => within('readonly', (store) => done(store.index('token').getAll(token) as IDBRequest<Pending[]>)),
    add: (change) => within('readwrite', (store) => done(store.put(change)).then(() => undefined)),
    remove: (ids) =>
      within('readwrite', async (store) => {
        await Promise.all(ids.map((id) => done(store.delete(id))));
      }),
  };
}

/** For windows without a database, and beside one that fails: then a closed tab loses what was not sent. */
export function memoryStore(): PendingStore {
  const changes = new Map<string, Pending>();
  return {
    all: (token) => Promise.resolve([...changes.values()].filter((change) => change.token === token)),
    add: (change) => {
      changes.set(change.id, change);
      return Promise.resolve();
    },
    remove: (ids) => {
      for (const id of ids) changes.delete(id);
      return Promise.resolve();
    },
  };
}

/** The lasting one as long as it works; what it does not take is kept in memory. */
export function lastingStore(): PendingStore {
  const memory = memoryStore();
  const lasting = 'indexedDB' in globalThis ? browserStore() : memory;
  return {
    all: async (token) => [
      ...(await lasting.all(token).catch((): Pending[] => [])),
      ...(lasting === memory ? [] : await memory.all(token)),
    ],
    add: (change) => lasting.add(change).catch(() => memory.add(change)),
    remove: async (ids) => {
      await lasting.remove(ids).catch(() => undefined);
      await memory.remove(ids);
    },
  };
}

import type { NewUpload, Upload } from './queue';

/** What is kept of an upload, so that a reload or a crash of the browser does not lose it. */
interface Kept {
  id: string;
  accountId: string;
  tab: string;
  galleryId: string | null;
  file: File;
  contentType: string;
  key: string | null;
  photoId: string | null;
}

const DATABASE = 'vitrine-uploads';
const STORE = 'uploads';
/** Never fill a disk with copies: beyond this share of what the browser grants, files are not kept. */
const SHARE_OF_QUOTA = 0.3;

/** Keeps open uploads in IndexedDB under this tab's name; a lock as long as the tab lives tells others it is at work. */
export class UploadMemory {
  private readonly tab = crypto.randomUUID();
  private readonly accountId: string;
  private database: Promise<IDBDatabase | null> | undefined;
  private readonly open = new Set<string>();
  private writing: Promise<void> = Promise.resolve();

  constructor(accountId: string) {
    this.accountId = accountId;
    if ('locks' in navigator) {
      void navigator.locks.request(lockOf(this.tab), () => new Promise(() => undefined)).catch(() => undefined);
    }
  }

  remember(upload: Upload): void {
    const known = this.open.has(upload.id);
    this.open.add(upload.id);
    const kept: Kept = {
      id: upload.id,
      accountId: this.accountId,
      tab: this.tab,
      galleryId: upload.galleryId,
      file: upload.file,
      contentType: upload.contentType,
      key: upload.key,
      photoId: upload.photoId,
    };
    this.queue(async (database) => {
      // Done in the meantime, or too much for the disk.
      if (!this.open.has(upload.id)) return;
      if (!known && !(await hasRoom(upload.file.size))) return;
      await run(database, 'readwrite', (store) => store.put(kept));
    });
  }

  forget(id: string): void {
    if (!this.open.delete(id)) return;
    this.queue(async (database) => {
      await run(database, 'readwrite', (store) => store.delete(id));
    });
  }

  /** Uploads that a closed tab of this account left behind; they are this tab's from now on. */
  async adopt(): Promise<NewUpload[]> {
    if (!('locks' in navigator)) return [];
    return navigator.locks.request('vitrine-uploads-adopt', async () => {
      const database = await this.connect();
      if (database === null) return [];
      const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
      const all = (await run(database, 'readonly', (store) => store.getAll())) as Kept[];
      const left = all.filter((kept) => kept.accountId === this.accountId && !held.has(lockOf(kept.tab)));
      for (const kept of left) {
        this.open.add(kept.id);
        await run(database, 'readwrite', (store) => store.put({ ...kept, tab: this.tab }));
      }
      return left;
    }).catch(() => []);
  }

  private queue(work: (database: IDBDatabase) => Promise<void>): void {
    this.writing = this.writing
      .then(async () => {
        const database = await this.connect();
        if (database !== null) await work(database);
      })
      .catch(() => undefined);
  }

  private connect(): Promise<IDBDatabase | null> {
    return (this.database ??= new Promise((resolve) => {
      try {
        const request = indexedDB.open(DATABASE, 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore(STORE, { keyPath: 'id' });
        };
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          resolve(null);
        };
      } catch {
        resolve(null);
      }
    }));
  }
}

const lockOf = (tab: string) => `vitrine-upload-tab-${tab}`;

async function hasRoom(bytes: number): Promise<boolean> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return usage + bytes < quota * SHARE_OF_QUOTA;
}

function run<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => {
      resolve(request.result);
    };
    transaction.onabort = transaction.onerror = () => {
      reject(new Error('The browser keeps no files'));
    };
  });
}

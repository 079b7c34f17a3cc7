import { type NewUpload, type Shrinking, type Upload, sentFile, sentType } from './queue';

/** What is kept of an upload, so that a reload or a crash of the browser does not lose it. */
interface Kept {
  id: string;
  accountId: string;
  tab: string;
  galleryId: string | null;
  setId?: string | null;
  /** Absent when there was no room for it: it is recognised when it is picked again. */
  file?: File;
  name: string;
  size: number;
  lastModified: number;
  contentType: string;
  /** Absent in what was kept before there was a choice. */
  shrinking?: Shrinking;
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
  /** Whether there was room; of one upload the file and the smaller copy are asked for apart. */
  private readonly room = new WeakMap<File, boolean>();
  private waiting: Kept[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(accountId: string) {
    this.accountId = accountId;
    if ('locks' in navigator) {
      void navigator.locks.request(lockOf(this.tab), () => new Promise(() => undefined)).catch(() => undefined);
    }
  }

  remember(upload: Upload): void {
    this.open.add(upload.id);
    const file = sentFile(upload);
    const kept: Kept = { ...entryOf(upload), accountId: this.accountId, tab: this.tab };
    this.queue(async (database) => {
      // Done in the meantime, or too much for the disk.
      if (!this.open.has(upload.id)) return;
      const room = this.room.get(file) ?? (await hasRoom(file.size));
      this.room.set(file, room);
      if (!room) {
        if (upload.key === null) return;
        delete kept.file;
      }
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
        if (kept.file !== undefined) this.room.set(kept.file, true);
        await run(database, 'readwrite', (store) => store.put({ ...kept, tab: this.tab }));
      }
      this.waiting = left.filter((kept) => kept.file === undefined && kept.key !== null);
      return left.flatMap((kept) => (kept.file === undefined ? [] : [{ ...kept, file: kept.file }]));
    }).catch(() => []);
  }

  /** What was begun with this very file, as far as its name, size and time tell. */
  recognise({ file, galleryId }: NewUpload): Pick<NewUpload, 'id' | 'key' | 'photoId'> | undefined {
    const known = this.waiting.find(
      (kept) =>
        kept.galleryId === galleryId &&
        kept.name === file.name &&
        kept.size === file.size &&
        kept.lastModified === file.lastModified,
    );
    if (known === undefined) return undefined;
    this.waiting = this.waiting.filter((kept) => kept !== known);
    return { id: known.id, key: known.key, photoId: known.photoId };
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

/** What goes over the line, not what was chosen: a resumed upload goes on with the very same bytes. */
export function entryOf(upload: Upload): Omit<Kept, 'accountId' | 'tab'> {
  const file = sentFile(upload);
  return {
    id: upload.id,
    galleryId: upload.galleryId,
    setId: upload.setId ?? null,
    file,
    name: file.name,
    size: file.size,
    lastModified: file.lastModified,
    contentType: sentType(upload),
    shrinking: upload.shrinking,
    key: upload.key,
    photoId: upload.photoId,
  };
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

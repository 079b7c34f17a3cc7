import type { WorkerAnswer, WorkerQuestion } from './picture-worker';

const HASHED_UP_TO = 50 * 1024 * 1024;

class PictureWorker {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (answer: WorkerAnswer) => void>();
  private nextId = 1;

  ask(kind: WorkerQuestion['kind'], file: File): Promise<WorkerAnswer> {
    const worker = (this.worker ??= this.start());
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      worker.postMessage({ id, kind, file } satisfies WorkerQuestion);
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      this.waiting.get(data.id)?.(data);
      this.waiting.delete(data.id);
    };
    worker.onerror = () => {
      // Without the worker photos go up all the same, only as they are, without a fingerprint and a picture beforehand.
      for (const [id, answer] of this.waiting) answer({ id, hash: null, thumbnail: null, smaller: null });
      this.waiting.clear();
    };
    return worker;
  }
}

// Fingerprints and smaller copies hold up the upload, pictures only please the eye: neither waits for the other.
const preparing = new PictureWorker();
const drawing = new PictureWorker();

export async function sha256(file: File): Promise<string | null> {
  if (!isSecureContext || file.size > HASHED_UP_TO) return null;
  return (await preparing.ask('hash', file)).hash ?? null;
}

/** What to send instead of the file; null when it has to go as it is. */
export async function smallerCopy(file: File): Promise<File | null> {
  return (await preparing.ask('shrink', file)).smaller ?? null;
}

const drawn = new WeakMap<File, Promise<string | null>>();

/** A blob: URL of a small copy of the file, made once; null where the browser cannot read it. */
export function localThumbnail(file: File): Promise<string | null> {
  let url = drawn.get(file);
  if (url === undefined) {
    url = drawing.ask('thumbnail', file).then(({ thumbnail }) => (thumbnail ? URL.createObjectURL(thumbnail.blob) : null));
    drawn.set(file, url);
  }
  return url;
}

/** Gives the small copy back when nothing shows it any more. */
export function releaseThumbnail(file: File): void {
  void drawn.get(file)?.then((url) => {
    if (url !== null) URL.revokeObjectURL(url);
  });
  drawn.delete(file);
}

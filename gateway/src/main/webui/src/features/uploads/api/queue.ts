import { Problem, asProblem } from '@/lib/api/problem';
import type { Photo, UploadTarget } from '@/lib/api/models';

export type UploadState =
  | 'queued'
  | 'checking'
  | 'sending'
  | 'confirming'
  | 'waiting' // for the next try
  | 'done'
  | 'duplicate'
  | 'failed';

/** Whether a smaller copy goes instead of the file: nobody asked for one, its turn is to come, it is made, none can be made. */
export type Shrinking = 'unwanted' | 'due' | 'done' | 'impossible';

export interface Upload {
  readonly id: string;
  readonly galleryId: string | null;
  /** Of that gallery; none where it is left out. */
  readonly setId?: string | null;
  /** As it was chosen. */
  readonly file: File;
  readonly contentType: string;
  readonly shrinking: Shrinking;
  /** Goes instead of the file; lives in memory, so only as long as it is needed. */
  readonly smaller: File | null;
  /** Of what is sent. */
  readonly size: number;
  readonly addedAt: number;
  readonly state: UploadState;
  readonly sentBytes: number;
  readonly attempts: number;
  readonly problem: Problem | null;
  readonly photoId: string | null;
  readonly key: string | null;
  readonly target: UploadTarget | null;
}

export interface UploadsState {
  readonly uploads: readonly Upload[];
  readonly paused: boolean;
  /** The session ended: nothing goes on until somebody signs in. */
  readonly signInDue: boolean;
}

/** The steps of one upload and what is around them; the real one talks to the services, tests bring their own. */
export interface UploadSteps {
  /** A smaller copy without metadata; null where the file has to go as it is. */
  shrink(file: File, signal: AbortSignal): Promise<File | null>;
  hash(file: File, signal: AbortSignal): Promise<string | null>;
  reserve(upload: Upload, sha256: string | null, signal: AbortSignal): Promise<UploadTarget>;
  /** Fresh URLs of an upload that was begun, and which of its parts have arrived. */
  resume(upload: Upload, signal: AbortSignal): Promise<UploadTarget>;
  /** Nobody wants it any more; what has arrived of it may go. */
  abandon(key: string): void;
  send(target: UploadTarget, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void>;
  confirm(upload: Upload, signal: AbortSignal): Promise<Photo>;
}

export interface QueueOptions {
  readonly steps: UploadSteps;
  readonly parallel?: number;
  readonly maxAttempts?: number;
  readonly delay?: (attempt: number, problem: Problem) => number;
  readonly onDone?: (upload: Upload, photo: Photo) => void;
  /** Keeps what a reload would lose; called with every change that matters to resuming. */
  readonly remember?: (upload: Upload) => void;
  readonly forget?: (id: string) => void;
  /** What was begun with this very file before, when only the file itself could not be kept. */
  readonly recognise?: (file: NewUpload) => Pick<NewUpload, 'id' | 'key' | 'photoId'> | undefined;
}

export interface NewUpload {
  readonly file: File;
  readonly contentType: string;
  readonly galleryId: string | null;
  /** Of that gallery; none where it is left out. */
  readonly setId?: string | null;
  readonly shrinking?: Shrinking;
  readonly id?: string;
  readonly key?: string | null;
  readonly photoId?: string | null;
}

/** The signed URL is not used in its last minute. */
const MARGIN_MS = 60_000;
/** So many smaller copies wait for their way at most, however long the service or the network is away. */
const SMALLER_AT_ONCE = 8;
const ACTIVE: readonly UploadState[] = ['checking', 'sending', 'confirming'];
const ENDED: readonly UploadState[] = ['done', 'duplicate', 'failed'];

export const isActive = (upload: Upload) => ACTIVE.includes(upload.state);
export const isEnded = (upload: Upload) => ENDED.includes(upload.state);
/** The bytes on the way are of this file, and of this type. */
export const sentFile = (upload: Upload): File => upload.smaller ?? upload.file;
export const sentType = (upload: Upload): string => upload.smaller?.type ?? upload.contentType;

/**
 * Sends files a few at a time: make smaller where that is wanted, reserve, send the bytes (large files in parts), confirm.
 * What is likely to pass (network, 5xx, 429) is tried again with growing pauses; what is not fails with its problem and waits
 * for `retry`. Pausing stops the bytes on the way; a file interrupted while sending is sent again to the same reservation, in
 * parts only those that have not arrived.
 */
export class UploadQueue {
  private state: UploadsState = { uploads: [], paused: false, signInDue: false };
  private readonly listeners = new Set<() => void>();
  private readonly running = new Map<string, AbortController>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly hashes = new Map<string, string | null>();
  private readonly options: Required<Omit<QueueOptions, 'onDone' | 'remember' | 'forget' | 'recognise'>> & QueueOptions;

  constructor(options: QueueOptions) {
    this.options = { parallel: 4, maxAttempts: 6, delay: backOff, ...options };
  }

  readonly getState = (): UploadsState => this.state;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  add(files: readonly NewUpload[]): void {
    if (files.length === 0) return;
    const known = new Set(this.state.uploads.map((upload) => upload.id));
    const added = files
      // Of a file to be made smaller nothing was begun: what was, went as it is.
      .map((file) => ({
        ...file,
        ...(file.key === undefined && file.shrinking !== 'due' ? this.options.recognise?.(file) : undefined),
      }))
      .map((file): Upload => ({
        id: file.id ?? crypto.randomUUID(),
        galleryId: file.galleryId,
        setId: file.setId ?? null,
        file: file.file,
        contentType: file.contentType,
        shrinking: file.shrinking ?? 'unwanted',
        smaller: null,
        size: file.file.size,
        addedAt: Date.now(),
        state: 'queued',
        sentBytes: 0,
        attempts: 0,
        problem: null,
        photoId: file.photoId ?? null,
        key: file.key ?? null,
        target: null,
      }))
      .filter((upload) => !known.has(upload.id));
    this.set({ uploads: [...this.state.uploads, ...added] });
    for (const upload of added) this.options.remember?.(upload);
    this.pump();
  }

  pause(): void {
    this.set({ paused: true });
    this.stopRunning();
  }

  resume(): void {
    this.set({ paused: false, signInDue: false });
    this.wake();
  }

  /** The network is back, or the tab is: no need to sit out the pauses. */
  wake(): void {
    for (const [id, timer] of this.timers) {
      clearTimeout(timer);
      this.timers.delete(id);
      this.change(id, { state: 'queued' });
    }
    this.pump();
  }

  retry(ids?: readonly string[]): void {
    for (const upload of this.state.uploads) {
      if (upload.state === 'failed' && (ids?.includes(upload.id) ?? true)) {
        this.change(upload.id, { state: 'queued', attempts: 0, problem: null, sentBytes: 0 });
      }
    }
    this.pump();
  }

  remove(id: string): void {
    const upload = this.find(id);
    if (upload !== undefined && upload.key !== null && !isEnded(upload)) this.options.steps.abandon(upload.key);
    this.running.get(id)?.abort();
    this.running.delete(id);
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.hashes.delete(id);
    this.set({ uploads: this.state.uploads.filter((upload) => upload.id !== id) });
    this.options.forget?.(id);
    this.pump();
  }

  /** What was meant for a gallery that is no more. */
  removeOf(galleryId: string): void {
    for (const upload of this.state.uploads) if (upload.galleryId === galleryId) this.remove(upload.id);
  }

  clearEnded(): void {
    for (const upload of this.state.uploads.filter(isEnded)) this.remove(upload.id);
  }

  private pump(): void {
    if (this.state.paused || this.state.signInDue) return;
    let room = SMALLER_AT_ONCE - this.smallerHeld();
    for (const upload of this.state.uploads) {
      if (this.running.size >= this.options.parallel) return;
      if (upload.state !== 'queued' || this.running.has(upload.id)) continue;
      if (upload.shrinking === 'due') {
        if (room <= 0) continue;
        room--;
      }
      const controller = new AbortController();
      this.running.set(upload.id, controller);
      void this.run(upload.id, controller);
    }
  }

  private smallerHeld(): number {
    return this.state.uploads.filter((upload) =>
      upload.shrinking === 'due' ? this.running.has(upload.id) : upload.smaller !== null && !isEnded(upload),
    ).length;
  }

  private async run(id: string, controller: AbortController): Promise<void> {
    const { signal } = controller;
    try {
      const photo = await this.steps(id, signal);
      if (signal.aborted) return;
      this.change(id, { state: 'done', sentBytes: this.find(id)?.size ?? 0, problem: null, smaller: null });
      this.hashes.delete(id);
      this.options.forget?.(id);
      const upload = this.find(id);
      if (upload) this.options.onDone?.(upload, photo);
    } catch (error) {
      if (!signal.aborted) this.failed(id, asProblem(error));
    } finally {
      if (this.running.get(id) === controller) this.running.delete(id);
      this.pump();
    }
  }

  private async steps(id: string, signal: AbortSignal): Promise<Photo> {
    const upload = this.find(id)!;
    const { steps } = this.options;
    // A reload in the middle left a key: the bytes may be there already.
    if (upload.key !== null && upload.target === null) {
      this.change(id, { state: 'confirming' });
      try {
        return await steps.confirm(this.find(id)!, signal);
      } catch (error) {
        const problem = asProblem(error);
        if (problem.isTransient || problem.slug === 'unauthorized') throw error;
        await this.takeUp(id, signal);
      }
    }
    if (this.find(id)?.target?.parts) await this.takeUp(id, signal);
    let target = this.find(id)?.target ?? null;
    if (target === null || Date.parse(target.expires_at) - MARGIN_MS < Date.now()) {
      this.change(id, { state: 'checking' });
      await this.shrink(id, signal);
      target = await steps.reserve(this.find(id)!, await this.hash(id, signal), signal);
      signal.throwIfAborted();
      this.change(id, { target, key: target.key, photoId: target.photo_id });
      this.options.remember?.(this.find(id)!);
    }
    this.change(id, { state: 'sending', sentBytes: 0 });
    try {
      const onSent = (sentBytes: number) => {
        if (!signal.aborted) this.change(id, { sentBytes });
      };
      await steps.send(target, sentFile(this.find(id)!), onSent, signal);
    } catch (error) {
      const problem = asProblem(error);
      // 409: confirmed before, the answer was lost. The other refusals concern this one URL: ask for a new one.
      if (problem.status !== 409) {
        if ([403, 404, 410].includes(problem.status)) {
          this.change(id, { target: null, key: null, photoId: null });
          throw new Problem({ slug: 'upload-interrupted', status: 503 });
        }
        throw error;
      }
    }
    signal.throwIfAborted();
    this.change(id, { state: 'confirming', sentBytes: this.find(id)!.size });
    try {
      return await steps.confirm(this.find(id)!, signal);
    } catch (error) {
      const { slug } = asProblem(error);
      if (slug === 'upload-missing' || slug === 'upload-mismatch') {
        this.change(id, { target: null, key: null, photoId: null });
        throw new Problem({ slug: 'upload-interrupted', status: 503 });
      }
      throw error;
    }
  }

  /** Goes on where an upload stopped; starts from the beginning when there is nothing to go on with. */
  private async takeUp(id: string, signal: AbortSignal): Promise<void> {
    this.change(id, { state: 'checking' });
    try {
      const target = await this.options.steps.resume(this.find(id)!, signal);
      signal.throwIfAborted();
      this.change(id, { target });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.isTransient || problem.slug === 'unauthorized' || signal.aborted) throw error;
      this.change(id, { key: null, photoId: null, target: null });
    }
  }

  /** Once for each upload: what is remembered, and so resumed, is the copy itself. */
  private async shrink(id: string, signal: AbortSignal): Promise<void> {
    const upload = this.find(id)!;
    if (upload.shrinking !== 'due') return;
    const smaller = await this.options.steps.shrink(upload.file, signal).catch(() => null);
    signal.throwIfAborted();
    this.change(id, smaller === null ? { shrinking: 'impossible' } : { shrinking: 'done', smaller, size: smaller.size });
    this.options.remember?.(this.find(id)!);
  }

  private async hash(id: string, signal: AbortSignal): Promise<string | null> {
    const known = this.hashes.get(id);
    if (known !== undefined) return known;
    const upload = this.find(id)!;
    const sha256 = await this.options.steps.hash(sentFile(upload), signal).catch(() => null);
    signal.throwIfAborted();
    const twin =
      sha256 !== null &&
      this.state.uploads.some(
        (other) =>
          other.id !== id &&
          other.galleryId === upload.galleryId &&
          other.state !== 'failed' &&
          this.hashes.get(other.id) === sha256,
      );
    if (twin) throw new Problem({ slug: 'duplicate-photo', status: 409 });
    this.hashes.set(id, sha256);
    return sha256;
  }

  private failed(id: string, problem: Problem): void {
    const upload = this.find(id);
    if (upload === undefined) return;
    if (problem.slug === 'duplicate-photo') {
      const twin = problem.facts.photo_id;
      this.change(id, { state: 'duplicate', problem, smaller: null, photoId: typeof twin === 'string' ? twin : null });
      this.options.forget?.(id);
      return;
    }
    if (problem.slug === 'unauthorized') {
      this.change(id, { state: 'queued', sentBytes: 0 });
      this.set({ signInDue: true });
      this.stopRunning();
      return;
    }
    const attempts = upload.attempts + 1;
    // Without a network there is no use in counting: `wake` comes with it. A studio with many photos in work waits for them.
    const uncounted = (problem.slug === 'network' && !navigator.onLine) || problem.slug === 'studio-busy';
    if (problem.isTransient && (uncounted || attempts < this.options.maxAttempts)) {
      this.change(id, { state: 'waiting', attempts: uncounted ? upload.attempts : attempts, problem, sentBytes: 0 });
      this.timers.set(
        id,
        setTimeout(
          () => {
            this.timers.delete(id);
            this.change(id, { state: 'queued' });
            this.pump();
          },
          this.options.delay(attempts, problem),
        ),
      );
      return;
    }
    this.change(id, { state: 'failed', attempts, problem, sentBytes: 0, target: null });
    // Without a reservation nothing holds on to the very bytes of the copy: a retry makes another.
    if (upload.smaller !== null && upload.key === null) {
      this.hashes.delete(id);
      this.change(id, { shrinking: 'due', smaller: null, size: upload.file.size });
    }
    // Refused for good: nothing a reload should take up again.
    if (!problem.isTransient) this.options.forget?.(id);
  }

  private stopRunning(): void {
    for (const [id, controller] of this.running) {
      controller.abort();
      this.change(id, { state: 'queued', sentBytes: 0 });
    }
    this.running.clear();
  }

  private find(id: string): Upload | undefined {
    return this.state.uploads.find((upload) => upload.id === id);
  }

  private change(id: string, change: Partial<Upload>): void {
    this.set({
      uploads: this.state.uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)),
    });
  }

  private set(change: Partial<UploadsState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** 1, 2, 4, 8, 16 seconds with a third of jitter, or what the service asks for. */
export function backOff(attempt: number, problem: Problem): number {
  if (problem.retryAfterSeconds !== undefined) return problem.retryAfterSeconds * 1000;
  const base = Math.min(30_000, 1000 * 2 ** (attempt - 1));
  return base * (0.83 + Math.random() * 0.34);
}

export interface UploadTotals {
  readonly files: number;
  readonly done: number;
  readonly failed: number;
  readonly duplicates: number;
  readonly open: number;
  readonly bytes: number;
  readonly sentBytes: number;
  /** 0 to 1 over all bytes of this round. */
  readonly share: number;
}

export function totals(uploads: readonly Upload[]): UploadTotals {
  let done = 0;
  let failed = 0;
  let duplicates = 0;
  let bytes = 0;
  let sentBytes = 0;
  const sizeOf = expectedSize(uploads);
  for (const upload of uploads) {
    if (upload.state === 'done') done++;
    if (upload.state === 'failed') failed++;
    if (upload.state === 'duplicate') duplicates++;
    const size = sizeOf(upload);
    bytes += size;
    sentBytes += isEnded(upload) ? size : Math.min(upload.sentBytes, size * 0.98);
  }
  return {
    files: uploads.length,
    done,
    failed,
    duplicates,
    open: uploads.length - done - failed - duplicates,
    bytes,
    sentBytes,
    share: bytes === 0 ? 0 : sentBytes / bytes,
  };
}

/** Files to be made smaller are expected to shrink as those before them did: else the time left would be of ten times the bytes. */
function expectedSize(uploads: readonly Upload[]): (upload: Upload) => number {
  let chosen = 0;
  let smaller = 0;
  for (const upload of uploads) {
    // One taken up after a reload is its own copy.
    if (upload.shrinking !== 'done' || upload.size === upload.file.size) continue;
    chosen += upload.file.size;
    smaller += upload.size;
  }
  const ratio = chosen === 0 ? 1 : smaller / chosen;
  return (upload) => (upload.shrinking === 'due' ? upload.size * ratio : upload.size);
}

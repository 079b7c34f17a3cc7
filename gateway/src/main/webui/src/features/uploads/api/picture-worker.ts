import { canvasDecoder } from './canvas-decoder';
import { shrink } from './shrink';

/** Looks at a picture away from the page's own thread: its fingerprint, a small copy to show at once, a smaller one to send. */
export type WorkerQuestion = { id: number; kind: 'hash' | 'thumbnail' | 'shrink'; file: File };
export type WorkerAnswer = {
  id: number;
  hash?: string | null;
  thumbnail?: { blob: Blob; ratio: number } | null;
  smaller?: File | null;
};

const SIDE = 560;

async function hash(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function thumbnail(file: File): Promise<{ blob: Blob; ratio: number }> {
  const full = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(full.width, full.height));
  const width = Math.max(1, Math.round(full.width * scale));
  const height = Math.max(1, Math.round(full.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'medium';
  context.drawImage(full, 0, 0, width, height);
  const ratio = full.width / full.height;
  full.close();
  return { blob: await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 }), ratio };
}

// One after the other: a decoded photograph of 45 megapixels takes 180 MB.
let last: Promise<unknown> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<WorkerQuestion>) => {
  last = last.then(async () => {
    const answer: WorkerAnswer = { id: data.id };
    if (data.kind === 'hash') answer.hash = await hash(data.file).catch(() => null);
    else if (data.kind === 'shrink') answer.smaller = await shrink(data.file, canvasDecoder).catch(() => null);
    else answer.thumbnail = await thumbnail(data.file).catch(() => null);
    self.postMessage(answer);
  });
};

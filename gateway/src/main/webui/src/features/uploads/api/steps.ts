import { answer, api } from '@/lib/api/http';
import type { UploadTarget } from '@/lib/api/models';
import { Problem, networkProblem, problemFrom } from '@/lib/api/problem';
import { type UploadSteps, sentFile, sentType } from './queue';
import { sha256, smallerCopy } from './picture-worker-client';

/** No byte moved for this long: the connection is dead even if nobody said so. */
const STALLED_MS = 60_000;
const PROGRESS_EVERY_MS = 120;

type Parts = NonNullable<UploadTarget['parts']>;

/** The parts that have not arrived, one after the other, and then the word that they are all. */
export async function sendParts(
  parts: Parts,
  file: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
  send: typeof put = put,
): Promise<void> {
  const sizeOf = (number: number) => Math.min(parts.size, file.size - (number - 1) * parts.size);
  let sent = parts.received.reduce((sum, number) => sum + sizeOf(number), 0);
  onSent(sent);
  for (const [index, url] of parts.urls.entries()) {
    const number = index + 1;
    if (parts.received.includes(number)) continue;
    const from = index * parts.size;
    const before = sent;
    await send(url, {}, file.slice(from, from + sizeOf(number)), (bytes) => { onSent(before + bytes); }, signal);
    sent += sizeOf(number);
    onSent(sent);
  }
  await send(parts.complete_url, {}, new Blob([]), () => undefined, signal);
}

/** One put; its failure is a Problem. */
function put(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    // fetch tells nothing about the progress of a body: XMLHttpRequest does.
    const request = new XMLHttpRequest();
    let stalled = 0;
    let told = 0;
    const alive = () => {
      window.clearTimeout(stalled);
      stalled = window.setTimeout(() => {
        request.abort();
      }, STALLED_MS);
    };
    const abort = () => {
      request.abort();
    };
    const ended = (settle: () => void) => {
      window.clearTimeout(stalled);
      signal.removeEventListener('abort', abort);
      settle();
    };
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) {
      // The browser announces the length itself and lets nobody else do it.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => {
      alive();
      if (event.timeStamp - told < PROGRESS_EVERY_MS) return;
      told = event.timeStamp;
      onSent(event.loaded);
    };
    request.onload = () => {
      ended(() => {
        if (request.status >= 200 && request.status < 300) resolve();
        else reject(problemFrom(request.status, request.getResponseHeader('Retry-After'), request.responseText));
      });
    };
    request.onerror = request.onabort = () => {
      ended(() => {
        reject(networkProblem());
      });
    };
    signal.addEventListener('abort', abort);
    alive();
    request.send(body);
  });
}

export const uploadSteps: UploadSteps = {
  shrink: (file) => smallerCopy(file),

  hash: (file) => sha256(file),

  reserve: (upload, hash, signal) =>
    answer(
      api.POST('/api/images/upload-url', {
        body: {
          filename: sentFile(upload).name,
          content_type: sentType(upload),
          size_bytes: upload.size,
          gallery_id: upload.galleryId,
          set_id: upload.setId ?? null,
          sha256: hash,
          in_parts: true,
        },
        signal,
      }),
      { anonymous: true },
    ),

  resume: (upload, signal) =>
    answer(api.POST('/api/images/resume', { body: { key: upload.key ?? '' }, signal }), { anonymous: true }),

  abandon: (key) => {
    // The service sweeps what this does not reach.
    void api.POST('/api/images/abandon', { body: { key } }).catch(() => undefined);
  },

  send: (target, file, onSent, signal) =>
    target.parts
      ? sendParts(target.parts, file, onSent, signal)
      : put(target.upload_url, target.headers, file, onSent, signal),

  confirm: async (upload, signal) => {
    if (upload.key === null) throw new Problem({ slug: 'upload-missing', status: 422 });
    return answer(
      api.POST('/api/images/confirm', {
        body: { key: upload.key, filename: sentFile(upload).name, size_bytes: upload.size },
        signal,
      }),
      { anonymous: true },
    );
  },
};

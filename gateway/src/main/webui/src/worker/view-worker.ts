import { SHELL_CACHE, isKeptAnswer, pictureKey, tokenOf } from '@/features/client-view/offline/kept';
import { LinkShelves } from '@/features/client-view/offline/link-shelf';
import type { HandedOver } from '@/features/client-view/offline/worker-client';

/** What the page at a link consists of, put in by the build: its files, and a name that changes with any of them. */
declare const __SHELL__: { readonly version: string; readonly files: readonly string[] };

/** As much of a service worker's surroundings as is used here: the pages' own types know nothing of it. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchedEvent extends WorkerEvent {
  readonly request: Request;
  readonly clientId: string;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}
interface ToldEvent extends WorkerEvent {
  readonly data: HandedOver;
  readonly source: { readonly url: string } | null;
}
interface Surroundings {
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } };
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<{ readonly url: string } | undefined>;
  };
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchedEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ToldEvent) => void): void;
}
const worker = self as unknown as Surroundings;

/** Answers every link alike: without a connection there is nothing in it of any of them. */
const PAGE = '/view';
const SHELL = SHELL_CACHE + __SHELL__.version;
/** Whoever waits longer has as good as no connection. */
const PATIENCE_MS = 8000;
const AWAY = [502, 503, 504];

const shelves = new LinkShelves({
  caches,
  estimate: () => navigator.storage.estimate().catch(() => undefined),
  now: () => Date.now(),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(SHELL).then(async (shell) => {
      await shell.addAll(__SHELL__.files);
      await shell.add(new Request(PAGE, { cache: 'no-cache' }));
    }),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(SHELL_CACHE) && name !== SHELL) await caches.delete(name);
      }
      await worker.registration.navigationPreload?.enable();
      await worker.clients.claim();
      await shelves.tidy();
    })(),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  const own = url.origin === location.origin;
  if (request.mode === 'navigate') {
    if (own && tokenOf(url.pathname) !== null) event.respondWith(page(event));
  } else if (own && url.pathname.startsWith('/assets/')) {
    event.respondWith(file(event));
  } else if (own && isKeptAnswer(url.pathname)) {
    event.respondWith(answer(event, tokenOf(url.pathname)!));
  } else if (!own && request.destination === 'image' && pictureKey(request.url) !== null) {
    event.respondWith(picture(event));
  }
});

/** Pages hand over what they fetched before the worker was there, and what they know better than an older answer. */
worker.addEventListener('message', (event) => {
  const token = event.source === null ? null : tokenOf(new URL(event.source.url).pathname);
  if (token === null) return;
  event.waitUntil(
    (async () => {
      if (event.data.forget === true) await shelves.forget(token);
      for (const { address, body } of event.data.answers ?? []) {
        const url = new URL(address, location.origin);
        if (tokenOf(url.pathname) === token && isKeptAnswer(url.pathname)) {
          await shelves.answered(token, url.href, new Response(JSON.stringify(body)));
        }
      }
      for (const file of event.data.files ?? []) {
        const { origin, pathname } = new URL(file, location.origin);
        if (origin === location.origin && pathname.startsWith('/assets/')) {
          const shell = await caches.open(SHELL);
          if ((await shell.match(file)) === undefined) await shell.add(file).catch(() => undefined);
        }
      }
      for (const address of event.data.pictures ?? []) {
        if (pictureKey(address) === null || (await shelves.picture(token, address)) !== undefined) continue;
        // The browser still has it: this asks the network for nothing.
        const seen = { mode: 'cors', credentials: 'omit', cache: 'force-cache' } as const;
        const response = await fetch(address, seen).catch(() => null);
        if (response !== null) await shelves.keepPicture(token, address, response);
      }
      await shelves.settled();
    })(),
  );
});

async function page(event: FetchedEvent): Promise<Response> {
  const fetched = Promise.resolve(event.preloadResponse)
    .catch(() => undefined)
    .then((preloaded) => preloaded ?? fetch(event.request));
  const shell = () => caches.match(PAGE, { cacheName: SHELL });
  try {
    const response = await inTime(fetched);
    return AWAY.includes(response.status) ? ((await shell()) ?? response) : response;
  } catch {
    event.waitUntil(fetched.catch(() => undefined));
    return (await shell()) ?? fetched;
  }
}

/** Their names change with what is in them. */
async function file(event: FetchedEvent): Promise<Response> {
  const kept = await caches.match(event.request, { cacheName: SHELL, ignoreVary: true });
  if (kept !== undefined) return kept;
  const response = await fetch(event.request);
  if (response.ok) {
    const copy = response.clone();
    event.waitUntil(caches.open(SHELL).then((shell) => shell.put(event.request, copy)));
  }
  return response;
}

/** The server decides, as long as it can be asked. */
async function answer(event: FetchedEvent, token: string): Promise<Response> {
  const address = event.request.url;
  const asked = fetch(event.request).then(async (response) => {
    if (!AWAY.includes(response.status)) await shelves.answered(token, address, response.clone());
    return response;
  });
  event.waitUntil(asked.then(() => shelves.settled()).catch(() => undefined));
  try {
    const kept = await shelves.answer(token, address);
    const response = await (kept === undefined ? asked : inTime(asked));
    return AWAY.includes(response.status) ? (kept ?? response) : response;
  } catch (error) {
    const kept = await shelves.answer(token, address);
    if (kept === undefined) throw error;
    return kept;
  }
}

async function picture(event: FetchedEvent): Promise<Response> {
  const client = await worker.clients.get(event.clientId);
  const token = client === undefined ? null : tokenOf(new URL(client.url).pathname);
  if (token === null) return fetch(event.request);
  const kept = await shelves.picture(token, event.request.url);
  if (kept !== undefined) return kept;
  // In a form whose bytes count for what they are; the picture host lets our pages read it.
  const response = await fetch(
    event.request.mode === 'cors' ? event.request : new Request(event.request.url, { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer' }),
  );
  event.waitUntil(shelves.keepPicture(token, event.request.url, response.clone()).then(() => shelves.settled()));
  return response;
}

const inTime = <T>(work: Promise<T>) =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => {
        reject(new Error('No answer in time'));
      }, PATIENCE_MS);
    }),
  ]);

import { isKeptAnswer, isLinkItself, pictureKey } from './kept';

/** What a page tells its worker. */
export interface HandedOver {
  readonly answers?: readonly Answer[];
  readonly files?: readonly string[];
  readonly pictures?: readonly string[];
  readonly forget?: boolean;
}

export interface Answer {
  readonly address: string;
  readonly body: unknown;
}

const WORKER = '/view-worker.js';

/** What was answered before there was a worker that could have seen it. */
let unseen: Answer[] | undefined = [];

const container = () => (globalThis.navigator as { serviceWorker?: ServiceWorkerContainer } | undefined)?.serviceWorker;

/** Starts the worker once the page is there: nobody waits for it. */
export function startWorker(): void {
  const workers = container();
  if (workers === undefined || !import.meta.env.PROD) {
    unseen = undefined;
    return;
  }
  const controlled = workers.controller !== null;
  if (controlled) unseen = undefined;
  const start = async () => {
    await workers.register(WORKER, { scope: '/view/' });
    if (controlled) return;
    const { active } = await workers.ready;
    if (active === null) return;
    active.postMessage({ answers: inOrder(unseen ?? []), ...loaded() } satisfies HandedOver);
    unseen = undefined;
    // Until the worker stands between, more may have come.
    workers.addEventListener('controllerchange', () => {
      workers.controller?.postMessage(loaded() satisfies HandedOver);
    });
  };
  const soon = () => {
    setTimeout(() => void start().catch(() => undefined), 1500);
  };
  if (document.readyState === 'complete') soon();
  else window.addEventListener('load', soon, { once: true });
}

/** An answer that the worker did not see come. */
export function handOver(answer: Answer): void {
  if (!isKeptAnswer(new URL(answer.address, location.origin).pathname)) return;
  if (unseen !== undefined) unseen.push(answer);
  else container()?.controller?.postMessage({ answers: [answer] } satisfies HandedOver);
}

/** An answer the worker sees by itself, if it is there. */
export function noteAnswer(answer: Answer): void {
  unseen?.push(answer);
}

/** Nothing of the link stays on the device. */
export function forgetLink(): void {
  unseen &&= [];
  container()?.controller?.postMessage({ forget: true } satisfies HandedOver);
}

/** The link itself first: what belongs to it is kept with it. */
const inOrder = (answers: readonly Answer[]) =>
  [...answers].sort(
    (a, b) => Number(isLinkItself(pathOf(b))) - Number(isLinkItself(pathOf(a))),
  );

const pathOf = (answer: Answer) => new URL(answer.address, location.origin).pathname;

/** What the page has fetched so far. */
function loaded(): HandedOver {
  const names = performance.getEntriesByType('resource').map((entry) => entry.name);
  return {
    files: names.filter((name) => name.startsWith(`${location.origin}/assets/`)),
    pictures: names.filter((name) => name.startsWith('http') && pictureKey(name) !== null),
  };
}

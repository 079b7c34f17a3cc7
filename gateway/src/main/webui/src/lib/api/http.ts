import createClient from 'openapi-fetch';
import type { paths as AuthPaths } from './generated/auth';
import type { paths as GalleryPaths } from './generated/gallery';
import type { paths as MediaPaths } from './generated/media';
import type { paths as SharePaths } from './generated/share';
import { Problem, networkProblem, problemFrom } from './problem';

/** The services' APIs as their OpenAPI files describe them. Wrap calls in `answer`. */
export const api = createClient<AuthPaths & GalleryPaths & MediaPaths & SharePaths>({
  baseUrl: location.origin,
  // Looked up at each call, so that tests can stand in between.
  fetch: (request) => transport(request),
});

let whenSignInIsDue: (() => void) | undefined;

/** Names what happens when a call needs an account and there is none (any more). */
export function onSignInDue(handler: () => void): void {
  whenSignInIsDue = handler;
}

let whenProofIsDue: (() => Promise<boolean>) | undefined;

/** Names how people show once more who they are where a change asks for it; true when they have, and the change is sent again. */
export function onProofDue(handler: (() => Promise<boolean>) | undefined): void {
  whenProofIsDue = handler;
}

interface AnswerOptions {
  /** A 401 is thrown like any other problem instead of leading to the sign-in page. */
  readonly anonymous?: boolean;
}

type Outcome<T> = { data?: T; response: Response };

/** The body of an answer, or its problem as an exception. */
export async function answer<T>(call: Promise<Outcome<T>>, options: AnswerOptions = {}): Promise<NonNullable<T>> {
  try {
    return (await call).data as NonNullable<T>;
  } catch (error) {
    if (error instanceof Problem && error.slug === 'unauthorized' && !options.anonymous) whenSignInIsDue?.();
    throw error;
  }
}

/** A call to the gateway itself, which is described by no OpenAPI file. */
export async function gateway<T>(method: 'GET' | 'POST', path: string): Promise<T | undefined> {
  const response = await transport(
    new Request(new URL(path, location.origin), { method, headers: { Accept: 'application/json' } }),
  );
  return response.status === 204 ? undefined : ((await response.json().catch(() => undefined)) as T | undefined);
}

async function transport(request: Request): Promise<Response> {
  if (request.method === 'GET') return attempt(request);
  let renewed = false;
  for (;;) {
    try {
      // A body can be read once: each attempt sends a copy.
      return await attempt(request.clone());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.slug === 'csrf' && !renewed) {
        // The token belongs to a session that has changed since: fetch the new one and try once more.
        renewed = true;
        await fetch('/auth/session', { headers: { Accept: 'application/json' } }).catch(() => undefined);
      } else if (error.slug !== 'step-up-required' || !(await whenProofIsDue?.())) {
        throw error;
      }
    }
  }
}

async function attempt(request: Request): Promise<Response> {
  if (request.method !== 'GET') {
    const token = cookie('XSRF-TOKEN');
    if (token !== undefined) request.headers.set('X-XSRF-TOKEN', token);
  }
  let response: Response;
  try {
    response = await (begun(request) ?? fetch(request));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw networkProblem();
  }
  if (response.ok) return response;
  throw problemFrom(response.status, response.headers.get('Retry-After'), await response.text().catch(() => ''));
}

declare global {
  interface Window {
    /** What the page's head asked for while the scripts were on their way, by path and query. */
    vitrineOpening?: Map<string, Promise<Response>>;
  }
}

/** Taken once: whoever asks again wants another answer. */
function begun(request: Request): Promise<Response> | undefined {
  if (request.method !== 'GET' || window.vitrineOpening === undefined) return undefined;
  const path = request.url.slice(location.origin.length);
  const found = window.vitrineOpening.get(path);
  window.vitrineOpening.delete(path);
  return found;
}

function cookie(name: string): string | undefined {
  const prefix = `${name}=`;
  const entry = document.cookie.split('; ').find((part) => part.startsWith(prefix));
  return entry === undefined ? undefined : decodeURIComponent(entry.slice(prefix.length));
}

/** `/path?next=...` without the parameters that are not there. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) parameters.set(key, value);
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

import { Problem, networkProblem, problemFrom } from './problem';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RequestOptions {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** The request outlives the page: for what has to be sent while the tab closes. */
  readonly keepalive?: boolean;
  /** A 401 is thrown like any other problem instead of leading to the sign-in page. */
  readonly anonymous?: boolean;
}

let whenSignInIsDue: (() => void) | undefined;

/** Names what happens when a call needs an account and there is none (any more). */
export function onSignInDue(handler: () => void): void {
  whenSignInIsDue = handler;
}

export const get = <T>(path: string, options?: RequestOptions) => send<T>('GET', path, options);
export const post = <T>(path: string, body?: unknown, options?: RequestOptions) =>
  send<T>('POST', path, { ...options, body });
export const put = <T>(path: string, body: unknown, options?: RequestOptions) =>
  send<T>('PUT', path, { ...options, body });
export const patch = <T>(path: string, body: unknown, options?: RequestOptions) =>
  send<T>('PATCH', path, { ...options, body });
export const del = (path: string, options?: RequestOptions) => send<undefined>('DELETE', path, options);

async function send<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  try {
    return await attempt<T>(method, path, options);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.slug === 'csrf' && method !== 'GET') {
      // The token belongs to a session that has changed since: fetch the new one and try once more.
      await fetch('/auth/session', { headers: { Accept: 'application/json' } }).catch(() => undefined);
      return attempt<T>(method, path, options);
    }
    if (error.slug === 'unauthorized' && !options.anonymous) whenSignInIsDue?.();
    throw error;
  }
}

async function attempt<T>(method: Method, path: string, options: RequestOptions): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') {
    const token = cookie('XSRF-TOKEN');
    if (token !== undefined) headers['X-XSRF-TOKEN'] = token;
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      keepalive: options.keepalive,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw networkProblem();
  }
  const text = await response.text().catch(() => '');
  if (!response.ok) throw problemFrom(response.status, response.headers.get('Retry-After'), text);
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Problem({ slug: 'internal', status: response.status });
  }
}

function cookie(name: string): string | undefined {
  const prefix = `${name}=`;
  const entry = document.cookie.split('; ').find((part) => part.startsWith(prefix));
  return entry === undefined ? undefined : decodeURIComponent(entry.slice(prefix.length));
}

/** `/path?limit=50&q=...` without the parameters that are not there. */
export function withQuery(path: string, query: Record<string, string | number | undefined | null>): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(key, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

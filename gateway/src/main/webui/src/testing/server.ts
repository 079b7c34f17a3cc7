import { type HttpHandler, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** Stands in for the services in a test file; what is not expected fails the test. */
export function services(...handlers: HttpHandler[]) {
  const server = setupServer(...handlers);
  beforeAll(() => {
    server.listen({ onUnhandledRequest: 'error' });
  });
  afterEach(() => {
    server.resetHandlers();
  });
  afterAll(() => {
    server.close();
  });
  return server;
}

export const at = (path: string) => `${location.origin}${path}`;

export const problem = (status: number, slug: string, more: object = {}) =>
  new Response(JSON.stringify({ type: `urn:vitrine:problem:${slug}`, status, title: slug, detail: slug, ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

export { http };

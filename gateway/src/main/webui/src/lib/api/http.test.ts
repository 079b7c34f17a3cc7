import { HttpResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { at, http, problem, services } from '@/testing/server';
import { answer, api, gateway, onSignInDue } from './http';
import { Problem } from './problem';

const server = services();

afterEach(() => {
  document.cookie = 'XSRF-TOKEN=; max-age=0';
  onSignInDue(() => undefined);
});

const create = () => answer(api.POST('/api/galleries', { body: { name: 'A' } }));

describe('a changing call', () => {
  it('carries the token of the session', async () => {
    document.cookie = 'XSRF-TOKEN=abc%3D';
    let token: string | null = null;
    server.use(
      http.post(at('/api/galleries'), ({ request }) => {
        token = request.headers.get('X-XSRF-TOKEN');
        return HttpResponse.json({ id: '1' }, { status: 201 });
      }),
    );
    await create();
    expect(token).toBe('abc=');
  });

  it('fetches a new token once when the old one is refused', async () => {
    document.cookie = 'XSRF-TOKEN=old';
    const seen: unknown[] = [];
    server.use(
      http.get(at('/auth/session'), () => {
        document.cookie = 'XSRF-TOKEN=new';
        return HttpResponse.json({ signed_in: true });
      }),
      http.post(at('/api/galleries'), async ({ request }) => {
        const token = request.headers.get('X-XSRF-TOKEN');
        seen.push([token, await request.json()]);
        return token === 'new' ? HttpResponse.json({ id: '1' }, { status: 201 }) : problem(403, 'csrf');
      }),
    );
    await expect(create()).resolves.toEqual({ id: '1' });
    expect(seen).toEqual([
      ['old', { name: 'A' }],
      ['new', { name: 'A' }],
    ]);
  });
});

describe('an answer', () => {
  it('that is a problem becomes an exception with its slug', async () => {
    server.use(http.get(at('/api/galleries/:id'), () => problem(404, 'not-found')));
    await expect(answer(api.GET('/api/galleries/{id}', { params: { path: { id: 'x' } } }))).rejects.toMatchObject({
      slug: 'not-found',
      status: 404,
    });
  });

  it('that never comes is a lost network', async () => {
    server.use(http.get(at('/api/galleries'), () => HttpResponse.error()));
    const failed = await answer(api.GET('/api/galleries')).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Problem);
    expect((failed as Problem).slug).toBe('network');
  });

  it('that asks for an account leads to the sign-in page, unless the caller handles it', async () => {
    const signIn = vi.fn();
    onSignInDue(signIn);
    server.use(http.get(at('/api/galleries'), () => problem(401, 'unauthorized')));
    await answer(api.GET('/api/galleries'), { anonymous: true }).catch(() => undefined);
    expect(signIn).not.toHaveBeenCalled();
    await answer(api.GET('/api/galleries')).catch(() => undefined);
    expect(signIn).toHaveBeenCalledTimes(1);
  });

  it('may be empty', async () => {
    server.use(http.delete(at('/api/galleries/:id'), () => new HttpResponse(null, { status: 204 })));
    await expect(answer(api.DELETE('/api/galleries/{id}', { params: { path: { id: 'x' } } }))).resolves.toBeUndefined();
    server.use(http.post(at('/auth/logout'), () => new HttpResponse(null, { status: 204 })));
    await expect(gateway('POST', '/auth/logout')).resolves.toBeUndefined();
  });
});

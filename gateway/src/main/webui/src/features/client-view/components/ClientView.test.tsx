import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { ClientView } from './ClientView';

const server = services();

const shared = {
  gallery: { id: 'g', name: 'A summer wedding', description: 'By the lake.', photo_count: 2, sets: [], cover: null },
  studio: { id: 's', name: 'Studio Nord' },
  access_level: 'preview',
  download_sizes: [] as string[],
  expires_at: null,
  remaining_views: 1,
};

describe('ClientView', () => {
  it('shows name, studio, description and what is left', async () => {
    server.use(
      http.get(at('/api/view/t'), () => HttpResponse.json(shared)),
      http.get(at('/api/view/t/photos'), () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    show(<ClientView token="t" />);
    expect(await screen.findByRole('heading', { name: 'A summer wedding' })).toBeVisible();
    expect(screen.getAllByText('Studio Nord')[0]).toBeVisible();
    expect(screen.getByText('By the lake.')).toBeVisible();
    expect(screen.getByText(/Can be opened once more/)).toBeVisible();
    expect(screen.getByText(/watermark/)).toBeVisible();
  });

  it('asks for the password, says when it is wrong, and opens', async () => {
    let unlocked = false;
    let asked = 0;
    server.use(
      http.get(at('/api/view/t'), () => {
        asked++;
        return unlocked ? HttpResponse.json(shared) : problem(401, 'password-required');
      }),
      http.get(at('/api/view/t/photos'), () => HttpResponse.json({ items: [], next_cursor: null })),
      http.post(at('/api/view/t/unlock'), async ({ request }) => {
        const { password } = (await request.json()) as { password: string };
        if (password !== 'right') return problem(403, 'wrong-password');
        unlocked = true;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const user = userEvent.setup();
    show(<ClientView token="t" />);
    const field = await screen.findByLabelText('Password');
    await user.type(field, 'wrong');
    await user.click(screen.getByRole('button', { name: 'Open gallery' }));
    expect(await screen.findByText('The password is not right.')).toBeVisible();
    await user.clear(field);
    await user.type(field, 'right');
    await user.click(screen.getByRole('button', { name: 'Open gallery' }));
    expect(await screen.findByRole('heading', { name: 'A summer wedding' })).toBeVisible();
    expect(asked).toBe(2);
  });

  it.each([
    ['link-expired', 410, { expired_at: '2026-03-04T10:00:00Z', studio_name: 'Studio Nord' }, /4.+2026|2026.+4/, /Studio Nord/],
    ['link-used-up', 410, {}, /as often as it may be/, /the person who sent it/],
    ['link-revoked', 410, {}, /no longer shared/, /the person who sent it/],
    ['not-found', 404, {}, /got lost on the way/, /the person who sent it/],
  ])('explains a link that is over: %s', async (slug, status, facts, why, whom) => {
    server.use(http.get(at('/api/view/t'), () => problem(status, slug, facts)));
    show(<ClientView token="t" />);
    expect(await screen.findByText(why)).toBeVisible();
    expect(screen.getByText(whom)).toBeVisible();
  });

  it('offers another try when the service does not answer', async () => {
    let asked = 0;
    server.use(
      http.get(at('/api/view/t'), () => (++asked === 1 ? problem(503, 'unavailable') : HttpResponse.json(shared))),
      http.get(at('/api/view/t/photos'), () => HttpResponse.json({ items: [], next_cursor: null })),
    );
    const user = userEvent.setup();
    show(<ClientView token="t" />);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'A summer wedding' })).toBeVisible();
  });
});

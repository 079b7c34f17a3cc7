import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { ClientView } from './ClientView';

const asked = {
  state: 'open',
  kind: 'choose',
  quota: 2,
  beyond_quota: false,
  comments: true,
  deadline: null,
  round: 1,
  visitor: null,
  lists: [] as object[],
  verdicts: [],
  remarks: [],
  signed: null as object | null,
};
const server = services(http.get(at('/api/view/t/proofing'), () => HttpResponse.json({ ...asked, state: 'off' })));

const shared = {
  gallery: { id: 'g', name: 'A summer wedding', description: 'By the lake.', photo_count: 2, sets: [], event_date: null, cover: null },
  studio: { id: 's', name: 'Studio Nord', branding: null },
  access_level: 'preview',
  download_sizes: [] as string[],
  expires_at: null,
  remaining_views: 1,
};

afterEach(() => {
  vi.restoreAllMocks();
});

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

  it('looks like the studio, without trusting what it is told further than its form', async () => {
    const branding = {
      accent: { name: 'wine', light: '#7A1F2B', dark: '#F0A0A5' },
      font: 'inter',
      logo: { url: 'http://media.localhost/l/s/1.png', width: 400, height: 100 },
      dark_logo: null,
      footer: '<b>Since 2009</b>',
      website: 'javascript:alert(1)',
      email: 'hello@example.org',
      phone: '+49 40 1',
    };
    server.use(
      http.get(at('/api/view/t'), () => problem(410, 'link-expired', { studio_name: 'Studio Nord', branding })),
    );
    const { unmount } = show(<ClientView token="t" />);
    expect((await screen.findAllByRole('img', { name: 'Studio Nord' }))[0]).toHaveAttribute('src', branding.logo.url);
    expect(document.documentElement.style.getPropertyValue('--accent')).toBe('light-dark(#7A1F2B, #F0A0A5)');
    expect(screen.getByRole('link', { name: 'hello@example.org' })).toHaveAttribute('href', 'mailto:hello@example.org');
    expect(screen.queryByRole('link', { name: /alert/ })).toBeNull();
    unmount();
    expect(document.documentElement.style.getPropertyValue('--accent')).toBe('');

    const odd = { ...branding, accent: { ...branding.accent, light: 'red; --x: url(//evil)' } };
    server.use(
      http.get(at('/api/view/t'), () => problem(410, 'link-expired', { studio_name: 'Studio Nord', branding: odd })),
    );
    show(<ClientView token="t" />);
    expect((await screen.findAllByText(/Studio Nord/))[0]).toBeVisible();
    expect(document.documentElement.style.getPropertyValue('--accent')).toBe('');
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
    expect(screen.getAllByText(whom)[0]).toBeVisible();
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

  it('lets one choose, counts, sends, and shows what was sent as sent', async () => {
    // Nothing has a width here, and the grid shows only what fits.
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    let state = asked;
    const changes: { kind: string; photo_id: string }[] = [];
    server.use(
      http.get(at('/api/view/t'), () => HttpResponse.json(shared)),
      http.get(at('/api/view/t/photos'), () =>
        HttpResponse.json({
          items: ['a', 'b'].map((id) => ({
            id,
            width: 3,
            height: 2,
            placeholder: null,
            title: null,
            filename: `${id}.jpg`,
            urls: { thumbnail: `/${id}`, preview: `/${id}` },
          })),
          next_cursor: null,
        }),
      ),
      http.get(at('/api/view/t/proofing'), () => HttpResponse.json(state)),
      http.post(at('/api/view/t/changes'), async ({ request }) => {
        const sent = ((await request.json()) as { changes: { id: string; kind: string; photo_id: string }[] }).changes;
        changes.push(...sent);
        state = { ...asked, lists: [{ id: 'l', kind: 'favourites', name: '', photo_ids: ['a'] }] };
        return HttpResponse.json({ outcomes: sent.map(({ id }) => ({ id, refused: null })), state });
      }),
      http.put(at('/api/view/t/visitor'), () => HttpResponse.json(state)),
      http.post(at('/api/view/t/sign-off'), () => {
        state = { ...state, signed: { round: 1, signed_at: '2026-03-04T10:00:00Z', chosen: 1 } };
        return HttpResponse.json(state);
      }),
    );
    const user = userEvent.setup();
    show(<ClientView token="t" />);
    expect(await screen.findByText('0 chosen of 2')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
    const heart = await screen.findByRole('button', { name: 'Favourite a.jpg' });
    await user.click(heart);
    expect(heart).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByText('1 chosen of 2')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(screen.queryByRole('button', { name: 'Open b.jpg' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await user.type(await screen.findByLabelText(/Your name/), 'Mira');
    await user.click(screen.getByRole('button', { name: 'Send 1 photo' }));
    expect(await screen.findByText(/1 photo sent on/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
    expect(heart).toBeDisabled();
    expect(changes).toMatchObject([{ kind: 'choose', photo_id: 'a' }]);
  });
});

import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import type { ShareLink } from '@/lib/api/models';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { ShareDialog } from './ShareDialog';

const server = services();
const gallery = { id: 'g1', name: 'A summer wedding' };
const link = {
  id: 'l1',
  url: 'http://share.localhost:8080/view/token',
  gallery_name: gallery.name,
  access_level: 'full',
  expires_at: null,
  has_password: true,
  recipient_email: null,
  message: null,
} as ShareLink;

const open = () => show(<ShareDialog gallery={gallery} sets={[{ id: 's1', name: 'Party' }]} opened onClose={vi.fn()} />);

describe('ShareDialog', () => {
  it('makes the link that was asked for and shows it', async () => {
    let sent: unknown;
    server.use(
      http.post(at('/api/share-links'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(link, { status: 201 });
      }),
    );
    const user = userEvent.setup();
    open();
    await user.click(screen.getByRole('radio', { name: 'Full' }));
    await user.selectOptions(screen.getByLabelText('Expires'), 'Never');
    await user.click(screen.getByRole('button', { name: 'Password, limits, sets' }));
    const views = screen.getByLabelText('Maximum views');
    await waitFor(() => {
      expect(views).toBeVisible();
    });
    await user.type(views, '5');
    expect(views).toHaveValue('5');
    await user.type(screen.getByLabelText('Password'), 'open sesame');
    await user.click(screen.getByRole('button', { name: 'Create link' }));
    expect(await screen.findByLabelText('Link')).toHaveValue(link.url);
    expect(screen.getByRole('button', { name: 'Copy link' })).toBeVisible();
    expect(sent).toEqual({
      gallery_id: 'g1',
      access_level: 'full',
      expires_in_days: null,
      max_views: 5,
      password: 'open sesame',
      download_size: 'original',
    });
  });

  it('refuses what cannot be right before it is sent', async () => {
    const user = userEvent.setup();
    open();
    await user.type(screen.getByRole('combobox', { name: 'Send to' }), 'nobody{Enter}');
    await user.click(screen.getByRole('button', { name: 'Send 1 link' }));
    expect(await screen.findByText('This is not an email address.')).toBeVisible();
  });

  it('writes to each recipient', async () => {
    let sent: unknown;
    server.use(
      http.post(at('/api/share-links/invitations'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(
          { items: [{ ...link, recipient_email: 'a@example.org' }, { ...link, id: 'l2', recipient_email: 'b@example.org' }] },
          { status: 201 },
        );
      }),
    );
    const user = userEvent.setup();
    open();
    await user.type(screen.getByRole('combobox', { name: 'Send to' }), 'a@example.org,b@example.org{Enter}');
    await user.click(screen.getByRole('button', { name: 'Send 2 links' }));
    expect(await screen.findByText('2 mails leave now, each with a link of its own.')).toBeVisible();
    expect(screen.getByLabelText('Link for b@example.org')).toHaveValue(link.url);
    expect(sent).toMatchObject({ recipients: ['a@example.org', 'b@example.org'], language: 'en', link: { gallery_id: 'g1' } });
  });

  it('shows what the service refuses beside its field', async () => {
    server.use(
      http.post(at('/api/share-links'), () =>
        problem(400, 'validation', { errors: [{ field: 'message', message: 'must be shorter' }] }),
      ),
    );
    const user = userEvent.setup();
    open();
    await user.type(screen.getByLabelText('Message'), 'long');
    await user.click(screen.getByRole('button', { name: 'Create link' }));
    expect(await screen.findByText('must be shorter')).toBeVisible();
    expect(screen.getByLabelText('Message')).toHaveAttribute('aria-invalid', 'true');
  });

  it('says in words when it did not work', async () => {
    server.use(http.post(at('/api/share-links'), () => problem(503, 'unavailable')));
    const user = userEvent.setup();
    open();
    await user.click(screen.getByRole('button', { name: 'Create link' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('not answering right now');
  });
});

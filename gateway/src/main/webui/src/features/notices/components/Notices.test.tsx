import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { Notice, NoticeSetting } from '@/lib/api/models';
import { show } from '@/testing/render';
import { at, http, services } from '@/testing/server';
import { NoticeBell } from './NoticeBell';
import { NoticeChoices } from './NoticeChoices';

const server = services();

const notice = (id: string, more: Partial<Notice>): Notice => ({
  id,
  kind: 'commented',
  at: '2026-03-14T10:00:00Z',
  amount: 1,
  gallery_name: 'Wedding',
  gallery_id: 'g',
  actor: 'Ada',
  words: null,
  read: false,
  ...more,
});

describe('NoticeBell', () => {
  it('counts what is new, shows it as it was written, and lets it be read', async () => {
    let read: unknown;
    let unread = 2;
    server.use(
      http.get(at('/api/notifications'), () =>
        HttpResponse.json({
          items: [
            notice('a', { words: '<img src=x>' }),
            notice('b', { kind: 'chosen', amount: 12, read: unread === 0 }),
          ],
          next_cursor: null,
          unread,
        }),
      ),
      http.post(at('/api/notifications/read'), async ({ request }) => {
        read = await request.json();
        unread = 0;
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const user = userEvent.setup();
    show(<NoticeBell gallery={(item) => <a href="#g">{item.gallery_name}</a>} all={(words) => <a href="#all">{words}</a>} />);
    await user.click(await screen.findByRole('button', { name: '2 new notices' }));
    expect(await screen.findByText('<img src=x>')).toBeVisible();
    expect(screen.getByText('Ada has chosen 12 photos')).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: 'Mark as read' })[0]!);
    await waitFor(() => {
      expect(read).toEqual({ ids: ['a'] });
    });
    expect(await screen.findByRole('button', { name: 'Notices' })).toBeInTheDocument();
  });
});

describe('NoticeChoices', () => {
  it('send what was changed alone', async () => {
    let sent: unknown;
    server.use(
      http.put(at('/api/notifications/settings'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(sent as object);
      }),
    );
    const user = userEvent.setup();
    const settings: NoticeSetting[] = [
      { kind: 'chosen', in_app: true, mail: 'daily' },
      { kind: 'failed', in_app: true, mail: 'off' },
    ];
    show(<NoticeChoices settings={settings} />);
    const row = screen.getByRole('group', { name: 'Photos are chosen' });
    await user.selectOptions(within(row).getByLabelText('By mail'), 'Mail at once');
    await waitFor(() => {
      expect(sent).toEqual({ items: [{ kind: 'chosen', in_app: true, mail: 'immediately' }] });
    });
  });
});

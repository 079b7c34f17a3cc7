import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import type { OwnStudio } from '@/lib/api/models';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { InvitationList } from './InvitationList';
import { MemberList } from './MemberList';
import { InviteDialog } from './StudioDialogs';

const server = services();

const member = (id: string, username: string, role: string) => ({
  account_id: id,
  username,
  email: `${username}@example.org`,
  role,
  active: true,
  joined_at: '2026-05-05T10:00:00Z',
});
const studio: OwnStudio = {
  id: 's1',
  name: 'Studio Nord',
  role: 'owner',
  members: [member('a', 'ada', 'owner'), member('b', 'ben', 'manager'), member('c', 'cleo', 'member')],
  invitations: [
    {
      id: 'i1',
      email: 'dora@example.org',
      role: 'member',
      invited_by: 'ada',
      created_at: '2026-05-05T10:00:00Z',
      expires_at: '2999-05-12T10:00:00Z',
    },
    {
      id: 'i2',
      email: 'emil@example.org',
      role: 'manager',
      invited_by: null,
      created_at: '2020-05-05T10:00:00Z',
      expires_at: '2020-05-12T10:00:00Z',
    },
  ],
};

describe('MemberList', () => {
  it('offers each role what it may do, and no more', () => {
    const { unmount } = show(<MemberList studio={studio} ownId="a" />);
    expect(screen.getAllByRole('button', { name: /Actions for/ })).toHaveLength(3);
    unmount();
    const managed = show(<MemberList studio={{ ...studio, role: 'manager' }} ownId="b" />);
    expect(screen.getAllByRole('button', { name: /Actions for/ })).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Actions for cleo' })).toBeVisible();
    managed.unmount();
    show(<MemberList studio={{ ...studio, role: 'member' }} ownId="c" />);
    expect(screen.queryByRole('button', { name: /Actions for/ })).toBeNull();
    expect(screen.getByRole('row', { name: /cleo \(you\)/ })).toBeVisible();
  });

  it('removes somebody after asking', async () => {
    const removed = vi.fn();
    server.use(
      http.delete(at('/api/account/studio/members/c'), () => {
        removed();
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const user = userEvent.setup();
    show(<MemberList studio={studio} ownId="a" />);
    await user.click(screen.getByRole('button', { name: 'Actions for cleo' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove from the studio' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove cleo?' });
    expect(removed).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Remove from the studio' }));
    await waitFor(() => {
      expect(removed).toHaveBeenCalledOnce();
    });
  });

  it('says when the last owner would go', async () => {
    server.use(
      http.patch(at('/api/account/studio/members/a'), () =>
        problem(409, 'last-owner', { detail: 'A studio keeps at least one owner.' }),
      ),
    );
    const user = userEvent.setup();
    show(<MemberList studio={studio} ownId="a" />);
    await user.click(screen.getByRole('button', { name: 'Actions for ada' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Change role' }));
    const dialog = await screen.findByRole('dialog');
    await user.selectOptions(within(dialog).getByLabelText('Role'), 'Member');
    await user.click(within(dialog).getByRole('button', { name: 'Change role' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('at least one owner');
  });
});

describe('invitations', () => {
  it('are sent to an address with a role that the reader may give', async () => {
    let sent: unknown;
    server.use(
      http.post(at('/api/account/studio/invitations'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(studio.invitations[0], { status: 201 });
      }),
    );
    const close = vi.fn();
    const user = userEvent.setup();
    show(<InviteDialog studio={{ ...studio, role: 'manager' }} opened onClose={close} />);
    expect(within(screen.getByLabelText('Role')).getAllByRole('option')).toHaveLength(1);
    await user.type(screen.getByLabelText('Email'), 'nobody');
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    expect(await screen.findByText('This is not an email address.')).toBeVisible();
    await user.type(screen.getByLabelText('Email'), '@example.org');
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    await waitFor(() => {
      expect(close).toHaveBeenCalledOnce();
    });
    expect(sent).toEqual({ email: 'nobody@example.org', role: 'member' });
  });

  it('are withdrawn, and show when they are over', async () => {
    const withdrawn = vi.fn();
    server.use(
      http.delete(at('/api/account/studio/invitations/i1'), () => {
        withdrawn();
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const user = userEvent.setup();
    show(<InvitationList studio={studio} />);
    expect(screen.getByRole('row', { name: /emil.*expired/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Withdraw the invitation to dora@example.org' }));
    await waitFor(() => {
      expect(withdrawn).toHaveBeenCalledOnce();
    });
  });
});

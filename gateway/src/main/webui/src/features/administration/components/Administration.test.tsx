import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import type { AuditEntry, PlatformSettings, SystemStatus, User } from '@/lib/api/models';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import type { ClientApplication } from '../api/clients';
import { auditCsvUrl } from '../api/platform';
import { AuditFilters } from './AuditFilters';
import { AuditTable } from './AuditTable';
import { ClientDialog } from './ClientDialog';
import { ClientTable, SecretDialog } from './ClientTable';
import { NewUserDialog } from './NewUserDialog';
import { SettingsForm } from './SettingsForm';
import { StatusBoard } from './StatusBoard';
import { UserTable } from './UserTable';

const server = services();

const ada: User = {
  id: 'u1',
  username: 'ada',
  email: 'ada@example.org',
  roles: ['photographer'],
  active: true,
  studio: { id: 's1', name: 'Studio Nord' },
  created_at: '2026-05-05T10:00:00Z',
};
const gone: User = { ...ada, id: 'u2', username: 'ben', active: false, studio: null, roles: ['user'] };

const menu = async (user: ReturnType<typeof userEvent.setup>, name: string, item: string) => {
  await user.click(screen.getByRole('button', { name: `Actions for ${name}` }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
};

describe('UserTable', () => {
  it('changes a role only after it was confirmed', async () => {
    let sent: unknown;
    server.use(
      http.post(at('/api/admin/user/u1/role'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ ...ada, roles: ['admin'] });
      }),
    );
    const user = userEvent.setup();
    show(<UserTable users={[ada, gone]} />);
    await menu(user, 'ada', 'Change role');
    await user.click(await screen.findByRole('radio', { name: /Admin/ }));
    expect(sent).toBeUndefined();
    await user.click(screen.getByRole('button', { name: 'Change role' }));
    await waitFor(() => {
      expect(sent).toEqual({ role: 'admin' });
    });
  });

  it('says why somebody cannot be deactivated', async () => {
    server.use(http.post(at('/api/admin/user/u1/deactivate'), () => problem(409, 'last-admin')));
    const user = userEvent.setup();
    show(<UserTable users={[ada]} />);
    await menu(user, 'ada', 'Deactivate');
    const dialog = await screen.findByRole('dialog', { name: 'Deactivate ada?' });
    await user.click(within(dialog).getByRole('button', { name: 'Deactivate' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('the last active admin');
  });

  it('brings somebody back', async () => {
    const called = vi.fn();
    server.use(
      http.post(at('/api/admin/user/u2/reactivate'), () => {
        called();
        return HttpResponse.json({ ...gone, active: true });
      }),
    );
    const user = userEvent.setup();
    show(<UserTable users={[ada, gone]} />);
    expect(screen.getByRole('row', { name: /ben.*Deactivated/ })).toBeVisible();
    await menu(user, 'ben', 'Reactivate');
    await waitFor(() => {
      expect(called).toHaveBeenCalledOnce();
    });
  });
});

describe('NewUserDialog', () => {
  it('shows beside the field what is taken', async () => {
    server.use(http.post(at('/api/admin/users'), () => problem(409, 'username-taken')));
    const user = userEvent.setup();
    show(<NewUserDialog opened onClose={vi.fn()} onCreated={vi.fn()} />);
    await user.type(screen.getByLabelText('Username'), 'ada');
    await user.type(screen.getByLabelText('Email'), 'ada@example.org');
    await user.click(screen.getByRole('button', { name: 'Create and send mail' }));
    await waitFor(() => {
      expect(screen.getByLabelText('Username')).toHaveAttribute('aria-invalid', 'true');
    });
  });

  it('sends what was typed', async () => {
    let sent: unknown;
    server.use(
      http.post(at('/api/admin/users'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(ada, { status: 201 });
      }),
    );
    const created = vi.fn();
    const user = userEvent.setup();
    show(<NewUserDialog opened onClose={vi.fn()} onCreated={created} />);
    await user.type(screen.getByLabelText('Username'), 'ada');
    await user.type(screen.getByLabelText('Email'), 'ada@example.org');
    await user.selectOptions(screen.getByLabelText('Role'), 'User');
    await user.click(screen.getByRole('button', { name: 'Create and send mail' }));
    await waitFor(() => {
      expect(created).toHaveBeenCalledWith(ada);
    });
    expect(sent).toEqual({ username: 'ada', email: 'ada@example.org', role: 'user', studio_name: null, language: 'en' });
  });
});

describe('the audit log', () => {
  const entry: AuditEntry = {
    id: 'e1',
    occurred_at: '2026-05-05T10:00:00Z',
    action: 'account.role-changed',
    actor: { id: 'u9', kind: 'account', name: 'root' },
    subject: { id: 'u8', kind: null, name: null },
    address: '192.0.2.7',
    user_agent: '<b>agent</b>',
    details: { before: 'user', after: 'admin' },
  };

  it('names who did what, and shows what was sent as text', () => {
    show(<AuditTable entries={[entry, { ...entry, id: 'e2', actor: null, subject: null, details: {} }]} />);
    const row = screen.getAllByRole('row')[1]!;
    expect(row).toHaveTextContent('root');
    expect(row).toHaveTextContent('u8');
    expect(row).toHaveTextContent('<b>agent</b>');
    expect(row).toHaveTextContent('after');
    expect(screen.getAllByRole('row')[2]).toHaveTextContent('Nobody signed in');
  });

  it('is narrowed by what was filled in, and by nothing else', async () => {
    const narrowed = vi.fn();
    const user = userEvent.setup();
    show(<AuditFilters filter={{ actor: 'ada' }} onFilter={narrowed} />);
    expect(screen.getByLabelText('Done by')).toHaveValue('ada');
    await user.type(screen.getByLabelText('Action'), ' account. ');
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(narrowed).toHaveBeenLastCalledWith({ actor: 'ada', action: 'account.' });
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect(narrowed).toHaveBeenLastCalledWith({});
    expect(screen.getByLabelText('Done by')).toHaveValue('');
  });

  it('is exported with the same filter, the last day included', () => {
    const url = new URL(auditCsvUrl({ action: 'account.', from: '2026-05-01', to: '2026-05-01' }), 'http://x');
    expect(url.pathname).toBe('/api/admin/audit.csv');
    expect(url.searchParams.get('action')).toBe('account.');
    const span = Date.parse(url.searchParams.get('to')!) - Date.parse(url.searchParams.get('from')!);
    expect(span).toBe(24 * 3_600_000);
    expect(auditCsvUrl({ from: 'nonsense' })).toBe('/api/admin/audit.csv');
  });
});

describe('SettingsForm', () => {
  const settings: PlatformSettings = {
    registration_open: true,
    second_factor_required_for: ['admin'],
    api_token_max_days: 365,
  };

  it('saves all settings and says so', async () => {
    let sent: unknown;
    server.use(
      http.put(at('/api/admin/settings'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(sent as object);
      }),
    );
    const user = userEvent.setup();
    show(<SettingsForm settings={settings} />);
    await user.click(screen.getByRole('switch', { name: /New people/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Photographer' }));
    await user.clear(screen.getByLabelText(/Longest life/));
    await user.type(screen.getByLabelText(/Longest life/), '30');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(sent).toEqual({
      registration_open: false,
      second_factor_required_for: ['admin', 'photographer'],
      api_token_max_days: 30,
    });
  });

  it('refuses a number that cannot be', async () => {
    const user = userEvent.setup();
    show(<SettingsForm settings={settings} />);
    await user.clear(screen.getByLabelText(/Longest life/));
    await user.type(screen.getByLabelText(/Longest life/), '5000');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Must be a whole number between 1 and 3650.')).toBeVisible();
  });
});

describe('StatusBoard', () => {
  it('shows each part, and a dash for what a silent one did not say', () => {
    const status: SystemStatus = {
      parts: [
        {
          name: 'gallery',
          state: 'up',
          version: '0.1.0',
          started_at: '2026-05-05T10:00:00Z',
          answered_in_ms: 12,
          dead_letters: 3,
          events_waiting: 0,
          disk_free_bytes: 15_000_000_000,
          disk_total_bytes: 100_000_000_000,
        },
        {
          name: 'share',
          state: 'silent',
          version: null,
          started_at: null,
          answered_in_ms: null,
          dead_letters: null,
          events_waiting: null,
          disk_free_bytes: null,
          disk_total_bytes: null,
        },
      ],
      letters_waiting: 2,
      logouts_waiting: 0,
      accounts: 7,
      studios: 4,
      checked_at: '2026-05-05T10:00:00Z',
    };
    show(<StatusBoard status={status} />);
    expect(screen.getByRole('row', { name: /Galleries.*Running.*12 ms.*15 GB of 100 GB/ })).toBeVisible();
    expect(screen.getByRole('row', { name: /Sharing.*No answer/ })).toHaveTextContent('–');
  });
});

describe('applications', () => {
  const client: ClientApplication = {
    client_id: 'wiki',
    name: 'Wiki',
    redirect_uris: ['https://wiki.example/cb'],
    post_logout_redirect_uris: [],
    backchannel_logout_uri: null,
    scopes: ['openid'],
    confidential: true,
    consent_required: false,
    built_in: false,
    created_at: '2026-05-05T10:00:00Z',
    client_secret: null,
  };

  it('are registered with a list of addresses', async () => {
    let sent: unknown;
    server.use(
      http.post(at('/api/admin/clients'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ ...client, client_secret: 'once' }, { status: 201 });
      }),
    );
    const saved = vi.fn();
    const user = userEvent.setup();
    show(<ClientDialog opened client={null} onClose={vi.fn()} onSaved={saved} />);
    await user.type(screen.getByLabelText('Name'), 'Wiki');
    await user.type(screen.getByLabelText('Redirect addresses'), 'https://a.example/cb\nhttps://b.example/cb');
    await user.click(screen.getByRole('button', { name: 'Register' }));
    await waitFor(() => {
      expect(saved).toHaveBeenCalledWith(expect.objectContaining({ client_secret: 'once' }));
    });
    expect(sent).toMatchObject({
      name: 'Wiki',
      redirect_uris: ['https://a.example/cb', 'https://b.example/cb'],
      backchannel_logout_uri: null,
      scopes: ['openid', 'profile', 'email'],
    });
  });

  it('show a refused address beside its field', async () => {
    server.use(
      http.put(at('/api/admin/clients/wiki'), () =>
        problem(400, 'validation', { errors: [{ field: 'redirect_uris[0]', message: 'must be https' }] }),
      ),
    );
    const user = userEvent.setup();
    show(<ClientDialog opened client={client} onClose={vi.fn()} onSaved={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('must be https')).toBeVisible();
  });

  it('get a new secret that is shown once', async () => {
    server.use(
      http.post(at('/api/admin/clients/wiki/secret'), () => HttpResponse.json({ ...client, client_secret: 'fresh' })),
    );
    const told = vi.fn();
    const user = userEvent.setup();
    show(<ClientTable clients={[client]} onEdit={vi.fn()} onTold={told} />);
    await menu(user, 'Wiki', 'New secret');
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'New secret' }));
    await waitFor(() => {
      expect(told).toHaveBeenCalledWith(expect.objectContaining({ client_secret: 'fresh' }));
    });
    show(<SecretDialog client={{ ...client, client_secret: 'fresh' }} onClose={vi.fn()} />);
    expect(await screen.findByText('fresh')).toBeVisible();
  });
});

/** What the auth service would answer to the pages of administration and of a studio's members; part of the mock back end. */
interface Known {
  id: string;
  username?: string;
  name?: string;
  email?: string;
}

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const names = ['nora', 'ada_lovelace', 'ben', 'cleo_with_a_rather_long_username', 'dora', 'emil', 'fatima'];
const roles = ['admin', 'photographer', 'photographer', 'user', 'viewer', 'user', 'photographer'];
const email = (name: string) => `${name.replaceAll('_', '.')}@studio-nord.example`;

let settings: object = { registration_open: true, second_factor_required_for: ['admin'], api_token_max_days: 365 };

const users = names.map((username, index) => ({
  id: `u${String(index)}`,
  username,
  email: email(username),
  roles: [roles[index]],
  active: index !== 4,
  studio: index < 3 ? { id: `s${String(index)}`, name: index === 0 ? 'Studio Nord' : `${username}'s studio` } : null,
  created_at: ago(index * 400),
}));

const events = ['sign-in.failed', 'account.role-changed', 'setting.changed', 'studio.invited', 'account.deactivated'].map(
  (action, index) => ({
    id: `e${String(index)}`,
    occurred_at: ago(index * 7),
    action,
    actor: index === 0 ? null : { id: 'u0', kind: 'account', name: 'nora' },
    subject: index === 2 ? null : { id: `u${String(index)}`, kind: 'account', name: index === 4 ? null : names[index] },
    address: index === 3 ? null : '2001:db8:85a3::8a2e:370:7334',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36',
    details: index === 0 ? {} : { before: 'photographer', after: 'admin', studio: 'Studio Nord' },
  }),
);

const part = (name: string, state: string, dead = 0) => ({
  name,
  state,
  version: state === 'silent' ? null : '0.1.0',
  started_at: state === 'silent' ? null : ago(70),
  answered_in_ms: state === 'silent' ? null : 7,
  dead_letters: state === 'silent' ? null : dead,
  events_waiting: state === 'silent' ? null : 0,
  disk_free_bytes: state === 'silent' ? null : 81_000_000_000,
  disk_total_bytes: state === 'silent' ? null : 240_000_000_000,
});

export function administration(path: string, url: URL, body: Record<string, unknown>, account: Known, studio: Known): unknown {
  if (path === '/api/admin/users') {
    const q = url.searchParams.get('q')?.toLowerCase() ?? '';
    const role = url.searchParams.get('role');
    return {
      items: users.filter((user) => user.username.includes(q) && (role === null || user.roles.includes(role))),
      next_cursor: null,
    };
  }
  if (path === '/api/admin/audit') return { items: events, next_cursor: 'more' };
  if (path === '/api/admin/settings') return 'registration_open' in body ? (settings = body) : settings;
  if (path === '/api/admin/status') {
    return {
      parts: [
        part('gateway', 'up'),
        part('auth', 'up'),
        part('gallery', 'up', 3),
        part('media', 'down'),
        part('media-worker', 'silent'),
        part('share', 'up'),
      ],
      letters_waiting: 2,
      logouts_waiting: 0,
      accounts: 1284,
      studios: 311,
      checked_at: ago(0),
    };
  }
  if (path === '/api/admin/clients') {
    const client = {
      client_id: 'wiki-8f3k',
      name: 'Wiki of the association',
      redirect_uris: ['https://wiki.example.org/oidc/callback', 'https://wiki.example.org/oidc/silent'],
      post_logout_redirect_uris: ['https://wiki.example.org/'],
      backchannel_logout_uri: null,
      scopes: ['openid', 'profile', 'email'],
      confidential: true,
      consent_required: true,
      built_in: false,
      created_at: ago(90),
      client_secret: null,
    };
    return 'name' in body ? { ...client, ...body, client_secret: 'x4Jk-once-and-never-again-8Kd9s7f6g5h4' } : { items: [client] };
  }
  if (path === '/api/account/studio') {
    return {
      id: studio.id,
      name: studio.name,
      role: 'owner',
      members: users.slice(0, 4).map((user, index) => ({
        account_id: index === 0 ? account.id : user.id,
        username: user.username,
        email: user.email,
        role: ['owner', 'manager', 'member', 'member'][index],
        active: index !== 3,
        joined_at: user.created_at,
      })),
      invitations: [
        { id: 'i1', email: 'grete@example.org', role: 'member', invited_by: 'nora', created_at: ago(3), expires_at: ago(-160) },
        { id: 'i2', email: 'hans@example.org', role: 'manager', invited_by: null, created_at: ago(300), expires_at: ago(100) },
      ],
    };
  }
  return {};
}

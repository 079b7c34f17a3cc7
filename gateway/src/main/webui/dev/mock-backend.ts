/**
 * A back end of memory for looking at the pages (`npm run dev:mock`): never part of the build. Pictures come from the
 * folder MOCK_PHOTOS (JPEG files, and `placeholders.json` with `{file: {width, height, hash}}`).
 */
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { Gallery, GalleryPermission, Photo, ShareLink } from '../src/lib/api/models';
import { administration } from './mock-administration.ts';
import { branding } from './mock-branding.ts';

const folder = process.env.MOCK_PHOTOS ?? '';
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
let counter = 0;
const id = () => `01990000-0000-7000-8000-${String(++counter).padStart(12, '0')}`;

interface Known {
  width: number;
  height: number;
  hash: string;
}

export function mockBackend(): Plugin {
  const known: Record<string, Known> = existsSync(join(folder, 'placeholders.json'))
    ? (JSON.parse(readFileSync(join(folder, 'placeholders.json'), 'utf8')) as Record<string, Known>)
    : {};
  const files = folder === '' ? [] : readdirSync(folder).filter((name) => name in known);
  const studio = { id: id(), name: 'Studio Nord' };
  const looks = branding();
  const account = {
    id: id(),
    username: 'nora',
    email: 'nora@studio-nord.example',
    roles: ['photographer', 'admin'],
    studio,
  };
  let signedIn = true;
  const listeners = new Set<ServerResponse>();
  const blobs = new Map<string, Buffer>();

  const second = { id: id(), name: 'lena_foto' };
  const permissions: GalleryPermission[] = [];
  const photo = (galleryId: string, file: string, index: number): Photo => ({
    id: id(),
    gallery_id: galleryId,
    set_id: null,
    position: String(index).padStart(6, '0'),
    key: `${account.id}/${file}`,
    filename: `NRD_${String(4100 + index)}.jpg`,
    title: index === 1 ? 'Nuthatch on the old oak' : null,
    description: null,
    rating: index % 7 === 3 ? 4 : 0,
    status: 'ready',
    reason: null,
    views: index * 3,
    downloads: index,
    archived: false,
    locked: false,
    width: known[file]!.width * 4,
    height: known[file]!.height * 4,
    placeholder: known[file]!.hash,
    content_type: 'image/jpeg',
    size_bytes: 8_400_000 + index * 131_000,
    tags: index % 4 === 0 ? ['birds'] : [],
    captured_at: ago(400 - index),
    clock_seconds: index % 3 === 1 ? 3600 : 0,
    added_by: index % 3 === 1 ? second : { id: account.id, name: account.username },
    taken_at: ago(400 - index),
    created_at: ago(300 - index),
    urls: { thumbnail: `/mock/${file}`, preview: `/mock/${file}`, original: `/mock/${file}` },
    metadata: {
      camera_make: 'NIKON CORPORATION',
      camera_model: 'NIKON Z 8',
      lens: 'NIKKOR Z 85mm f/1.2 S',
      focal_length_mm: 85,
      aperture: 1.8,
      exposure_time: '1/320',
      iso: 200,
      captured_at: ago(400 - index),
      keywords: ['lake', 'summer'],
      copyright: 'Studio Nord',
      caption: null,
      latitude: null,
      longitude: null,
      rating: null,
      title: null,
    },
  });

  const galleries: Gallery[] = [];
  const photos: Photo[] = [];
  const gallery = (name: string, count: number, shift: number, isPublic = false): Gallery => {
    const made: Gallery = {
      id: id(),
      name,
      description: null,
      is_public: isPublic,
      locked: false,
      archived: false,
      event_date: null,
      cover_photo_id: null,
      cover: null,
      photo_count: 0,
      pending_count: 0,
      failed_count: 0,
      created_at: ago(24 * shift * 9),
      updated_at: ago(5),
      studio,
      permission: 'owner',
      permission_id: null,
    };
    galleries.push(made);
    for (let index = 0; index < count && files.length > 0; index++) {
      photos.push(photo(made.id, files[(index + shift) % files.length]!, index));
    }
    return made;
  };
  const wedding = gallery('A summer wedding', 64, 1, true);
  wedding.description = 'Anna and Jonas, by the lake. Thank you for letting us be part of it.';
  gallery('Harbour at night', 18, 4);
  gallery('Portraits, spring', 9, 7, true);
  gallery('The house on Elm Street', 31, 11);
  gallery('Autumn leaves', 400, 13);
  gallery('Nothing yet', 0, 2);
  for (const [name, permission] of [['Regatta, boats and crowd', 'edit'], ['Lena and Tom', 'view']] as const) {
    Object.assign(gallery(name, 14, name.length), { permission, permission_id: id(), studio: { id: id(), name: 'Studio Mitte' } });
  }

  const refreshed = (one: Gallery): Gallery => {
    const own = photos.filter((p) => p.gallery_id === one.id);
    const cover = own.find((p) => p.id === one.cover_photo_id) ?? own.find((p) => p.status === 'ready');
    return {
      ...one,
      photo_count: own.length,
      pending_count: own.filter((p) => p.status === 'pending').length,
      failed_count: own.filter((p) => p.status === 'failed').length,
      cover: cover?.urls && cover.width && cover.height
        ? {
            focus_x: 0.5,
            focus_y: 0.5, id: cover.id, width: cover.width, height: cover.height, placeholder: cover.placeholder, urls: cover.urls }
        : null,
    };
  };
  const publicOf = (p: Photo) => {
    const own = galleries.find((g) => g.id === p.gallery_id)!;
    return { ...p, gallery: { id: own.id, name: own.name }, studio };
  };

  const link = (change: Partial<ShareLink>): ShareLink => {
    const token = `${change.state ?? 'made'}${'x'.repeat(64)}${String(counter)}`.slice(-64);
    return {
      id: id(),
      gallery_id: wedding.id,
      gallery_name: wedding.name,
      access_level: 'preview',
      url: `http://127.0.0.1:9600/view/${token}`,
      token,
      state: 'active',
      is_active: true,
      expires_at: new Date(Date.now() + 30 * 24 * HOUR).toISOString(),
      max_views: null,
      views: 0,
      visitors: 0,
      downloads: 0,
      has_password: false,
      has_pin: false,
      set_ids: null,
      mailed_at: null,
      download_size: 'original',
      watermark_name: null,
      recipient_email: null,
      message: null,
      created_by: { id: account.id, username: account.username },
      created_at: ago(2),
      last_viewed_at: null,
      ...change,
    };
  };
  const links: ShareLink[] = [
    link({ access_level: 'full', recipient_email: 'anna.and.jonas@example.org', views: 41, visitors: 12, downloads: 96, last_viewed_at: ago(3), message: 'Here they are, all of them. Enjoy.' }),
    link({ max_views: 20, views: 7, visitors: 5, has_password: true, recipient_email: 'grandparents@example.org', last_viewed_at: ago(30) }),
    link({ state: 'off', is_active: false, views: 3, visitors: 1 }),
    link({ state: 'expired', expires_at: ago(200), views: 18, visitors: 9, created_at: ago(900) }),
    link({ state: 'used_up', max_views: 3, views: 3, visitors: 3, created_at: ago(1100) }),
    link({ state: 'revoked', is_active: false, recipient_email: 'press@example.org', created_at: ago(1300) }),
  ];

  const page = <T>(items: T[], url: URL) => {
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const next = from + limit < items.length ? String(from + limit) : null;
    return { items: items.slice(from, from + limit), next_cursor: next };
  };
  const tell = (event: string, data: unknown) => {
    for (const listener of listeners) listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const readBody = async (request: IncomingMessage): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };

  return {
    name: 'mock-backend',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        void answer(request, response, next);
      });
      server.middlewares.use((request, _, next) => {
        if (request.url?.startsWith('/view/')) request.url = '/view.html';
        next();
      });
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://mock');
    const path = url.pathname;
    const method = request.method ?? 'GET';
    const json = (body: unknown, status = 200) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const problem = (status: number, slug: string, more: object = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/problem+json' });
      response.end(JSON.stringify({ type: `urn:vitrine:problem:${slug}`, status, title: slug, trace_id: 'f00', ...more }));
    };
    const nothing = () => {
      response.writeHead(204);
      response.end();
    };
    const body = async () => JSON.parse((await readBody(request)).toString('utf8')) as Record<string, unknown>;

    if (path.startsWith('/mock/')) {
      const name = decodeURIComponent(path.slice(6));
      const blob = blobs.get(name);
      response.setHeader('Content-Type', 'image/jpeg');
      if (blob) response.end(blob);
      else createReadStream(join(folder, name)).pipe(response);
      return;
    }
    if (path.startsWith('/u/')) {
      const bytes = await readBody(request);
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 900));
      blobs.set(path.slice(3), bytes);
      json({});
      return;
    }
    if (path === '/auth/session') {
      json(signedIn && !request.headers.cookie?.includes('guest') ? { signed_in: true, account } : { signed_in: false });
      return;
    }
    if (path === '/auth/login') {
      signedIn = true;
      response.writeHead(302, { Location: url.searchParams.get('next') ?? '/' });
      response.end();
      return;
    }
    if (path === '/auth/logout') {
      signedIn = false;
      json({ location: '/' });
      return;
    }
    if (!path.startsWith('/api/')) {
      next();
      return;
    }
    const part = path.split('/').slice(2);
    if (part[0] === 'admin' || part[0] === 'account') {
      json(administration(path, url, method === 'GET' ? {} : await body().catch(() => ({})), account, studio));
      return;
    }
    const branded = looks.answer(path, method, method === 'PUT' && !path.includes('/logo/') ? await body() : {});
    if (branded !== undefined) {
      json(branded);
      return;
    }
    if (path === '/api/site') {
      json({ studio: null });
      return;
    }
    if (path === '/api/public/site') {
      json({ studio: request.headers.cookie?.includes('house') ? looks.studio(studio) : null });
      return;
    }
    if (path.startsWith('/api/public/studios/')) {
      json(looks.studio(studio));
      return;
    }
    if (part[0] === 'permissions' || part[2] === 'permissions') {
      const of = permissions.filter((one) => part[0] === 'permissions' || one.gallery_id === part[1]);
      const one = permissions.find((each) => each.id === part[3]);
      if (method === 'POST') {
        const fields = await body();
        const made: GalleryPermission = {
          id: id(),
          gallery_id: part[1]!,
          gallery_name: galleries.find((g) => g.id === part[1])?.name ?? '',
          email: String(fields.email),
          level: fields.level as GalleryPermission['level'],
          granted_at: ago(0),
          revoked_at: null,
          history: [{ at: ago(0), by: account.username, level: fields.level as GalleryPermission['level'], given_back: false }],
        };
        permissions.unshift(made);
        json(made, 201);
      } else if (one && method === 'PUT') {
        one.level = (await body()).level as GalleryPermission['level'];
        one.history.unshift({ at: ago(0), by: account.username, level: one.level, given_back: false });
        json(one);
      } else if (one && method === 'DELETE') {
        one.revoked_at = ago(0);
        one.history.unshift({ at: ago(0), by: account.username, level: null, given_back: false });
        nothing();
      } else json(page(of, url));
    } else if (part[2] === 'photographers') {
      const of = (who: string) => photos.filter((p) => p.gallery_id === part[1] && p.added_by?.id === who).length;
      json({
        items: [
          { id: account.id, name: account.username, photo_count: of(account.id), clock_seconds: 0 },
          { ...second, photo_count: of(second.id), clock_seconds: 3600 },
        ],
      });
    } else if (path === '/api/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': hello\n\n');
      listeners.add(response);
      request.on('close', () => listeners.delete(response));
    } else if (path === '/api/galleries' && method === 'GET') {
      const q = url.searchParams.get('q')?.toLowerCase() ?? '';
      const shared = url.searchParams.get('shared') === 'true';
      json(page(galleries.filter((g) => shared === (g.permission !== 'owner')).filter((g) => g.name.toLowerCase().includes(q)).map(refreshed), url));
    } else if (path === '/api/galleries' && method === 'POST') {
      const fields = await body();
      if (fields.name === 'taken') {
        problem(400, 'validation', { errors: [{ field: 'name', message: 'This name is refused.' }] });
        return;
      }
      const made = gallery(String(fields.name), 0, 0, Boolean(fields.is_public));
      made.description = (fields.description as string | null) ?? null;
      galleries.unshift(galleries.pop()!);
      json(refreshed(made), 201);
    } else if (part[0] === 'galleries' && part[2] === 'sets') {
      json([]);
    } else if (part[0] === 'galleries' && part[2] === 'photos') {
      const by = url.searchParams.get('added_by');
      json(page(photos.filter((p) => p.gallery_id === part[1] && (by === null || p.added_by?.id === by)), url));
    } else if (part[0] === 'galleries' && part[1] !== undefined) {
      const at = galleries.findIndex((g) => g.id === part[1]);
      if (at < 0) problem(404, 'not-found');
      else if (method === 'PUT') {
        Object.assign(galleries[at]!, await body());
        json(refreshed(galleries[at]!));
      } else if (method === 'DELETE') {
        galleries.splice(at, 1);
        nothing();
      } else json(refreshed(galleries[at]!));
    } else if (path === '/api/images/upload-url') {
      const fields = await body();
      const photoId = id();
      const key = `${account.id}/${photoId}.jpg`;
      if (Number(fields.size_bytes) > 52_428_800) problem(413, 'upload-too-large');
      else json({ upload_url: `/u/${photoId}`, method: 'PUT', headers: { 'Content-Type': 'image/jpeg' }, key, photo_id: photoId, public_url: '', expires_at: new Date(Date.now() + HOUR).toISOString(), parts: null, gallery: photos.push({ ...photo('', files[0]!, 0), id: photoId, gallery_id: (fields.gallery_id as string | null) ?? null, key, filename: String(fields.filename), status: 'pending', urls: null, width: null, height: null, placeholder: null, metadata: null, archived: true }) });
    } else if (path === '/api/images/confirm') {
      const fields = await body();
      const made = photos.find((p) => p.key === fields.key)!;
      made.archived = false;
      json(made, 201);
      setTimeout(() => {
        if (made.filename.startsWith('broken')) {
          made.status = 'failed';
          made.reason = { code: 'unreadable', message: 'Not a picture.' };
        } else {
          made.status = 'ready';
          const mock = `/mock/${made.id}`;
          made.urls = { thumbnail: mock, preview: mock, original: mock };
        }
        tell('photo', made);
      }, 1500 + Math.random() * 2000);
    } else if (part[0] === 'images' && part[1] === undefined) {
      json(page([...photos].filter((p) => !p.archived).reverse(), url));
    } else if (part[0] === 'images') {
      const at = photos.findIndex((p) => p.id === part[1]);
      if (at < 0) problem(404, 'not-found');
      else if (method === 'PATCH') json(Object.assign(photos[at]!, await body()));
      else if (method === 'DELETE') {
        photos.splice(at, 1);
        nothing();
      } else json(photos[at]);
    } else if (path === '/api/public/photos') {
      json(page(photos.filter((p) => galleries.some((g) => g.id === p.gallery_id && g.is_public)).map(publicOf), url));
    } else if (path === '/api/public/galleries') {
      const q = url.searchParams.get('q')?.toLowerCase() ?? '';
      json(page(galleries.filter((g) => g.is_public && g.name.toLowerCase().includes(q)).map(refreshed), url));
    } else if (part[0] === 'public' && part[3] === 'photos') {
      const set = url.searchParams.get('set');
      const all = photos.filter((p) => p.gallery_id === part[2]).map(publicOf);
      const [from, to] = set === 'set-1' ? [14, 34] : set === 'set-2' ? [34, 64] : set === 'none' ? [0, 14] : [0, all.length];
      json(page(all.slice(from, to), url));
    } else if (part[0] === 'public') {
      const found = galleries.find((g) => g.id === part[2] && g.is_public);
      if (found) json({ ...refreshed(found), sets: [{ id: 'set-1', name: 'Ceremony', photo_count: 20 }, { id: 'set-2', name: 'Party', photo_count: 30 }], branding: looks.looks });
      else problem(404, 'not-found');
    } else if (path === '/api/shares') {
      const only = url.searchParams.get('gallery_id');
      json(page(links.filter((l) => only === null || l.gallery_id === only), url));
    } else if (path === '/api/share-links') {
      const fields = await body();
      const made = link({
        access_level: fields.access_level as ShareLink['access_level'],
        gallery_id: String(fields.gallery_id),
        gallery_name: galleries.find((g) => g.id === fields.gallery_id)?.name ?? '',
        max_views: (fields.max_views as number | undefined) ?? null,
        has_password: Boolean(fields.password),
        recipient_email: (fields.recipient_email as string | undefined) ?? null,
        message: (fields.message as string | undefined) ?? null,
        expires_at: fields.expires_in_days === null ? null : new Date(Date.now() + Number(fields.expires_in_days) * 24 * HOUR).toISOString(),
      });
      links.unshift(made);
      json(made, 201);
    } else if (part[0] === 'share-links') {
      const found = links.find((l) => l.id === part[1])!;
      if (method === 'DELETE') {
        found.state = 'revoked';
        found.is_active = false;
        nothing();
      } else {
        Object.assign(found, await body());
        found.state = found.is_active ? 'active' : 'off';
        json(found);
      }
    } else if (part[0] === 'view') {
      const token = part[1]!;
      if (token.startsWith('expired')) problem(410, 'link-expired', { expired_at: ago(300), studio_name: studio.name, branding: looks.looks });
      else if (token.startsWith('used')) problem(410, 'link-used-up');
      else if (token.startsWith('revoked')) problem(410, 'link-revoked', { studio_name: studio.name });
      else if (token.startsWith('unknown')) problem(404, 'not-found');
      else if (token.startsWith('locked') && !request.headers.cookie?.includes('open')) {
        if (part[2] !== 'unlock') problem(401, 'password-required', { studio_name: studio.name, branding: looks.looks });
        else if ((await body()).password === 'open sesame') {
          response.setHeader('Set-Cookie', 'open=1; Path=/');
          nothing();
        } else problem(403, 'wrong-password');
      } else if (part[2] === undefined) {
        const shown = refreshed(wedding);
        json({
          gallery: { id: shown.id, name: shown.name, description: shown.description, photo_count: shown.photo_count, sets: [], event_date: null, cover: token.startsWith('plain') ? null : { ...shown.cover!, urls: photos[1]!.urls } },
          studio: { ...studio, branding: token.startsWith('revoked') ? null : looks.looks },
          access_level: token.startsWith('full') ? 'full' : 'preview',
          download_sizes: token.startsWith('full') ? ['web', 'original'] : [],
          expires_at: new Date(Date.now() + 20 * 24 * HOUR).toISOString(),
          remaining_views: token.startsWith('full') ? null : 4,
        });
      } else if (part[2] === 'photos' && part[3] === undefined) {
        json(
          page(
            photos
              .filter((p) => p.gallery_id === wedding.id && p.urls !== null)
              .map((p) => ({ ...p, urls: { ...p.urls!, download: token.startsWith('full') ? p.urls!.original : undefined } })),
            url,
          ),
        );
      } else if (part[2] === 'proofing' && method === 'GET') {
        json({ state: 'off', kind: 'choose', quota: null, beyond_quota: false, comments: false, deadline: null, round: 1, visitor: null, lists: [], verdicts: [], remarks: [], signed: null });
      } else nothing();
    } else problem(404, 'not-found');
  }
}

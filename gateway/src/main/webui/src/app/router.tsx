import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { AuditFilter } from '@/features/administration/api/platform';
import { ROLES, type UserFilter } from '@/features/administration/api/users';
import { GALLERY_SORTS, type GallerySort } from '@/features/galleries/api/galleries';
import { type LibraryFilter, readFilter } from '@/features/library/api/filter';
import { goToSignIn, sessionQuery } from '@/features/session/api/session';
import { BRANDING_SECTIONS, type BrandingSection } from './routes/branding-sections';
import { ErrorPage } from './routes/ErrorPage';
import { Frame } from './routes/Frame';
import { HomePage } from './routes/HomePage';
import { NotFoundPage } from './routes/NotFoundPage';

interface Context {
  queryClient: QueryClient;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const root = createRootRouteWithContext<Context>()({
  component: Frame,
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
  beforeLoad: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { photo?: string } => ({ photo: text(search.photo) }),
  component: HomePage,
});

const about = createRoute({
  getParentRoute: () => root,
  path: '/about',
  component: lazyRouteComponent(() => import('./routes/AboutPage'), 'AboutPage'),
});

const features = createRoute({
  getParentRoute: () => root,
  path: '/features',
  component: lazyRouteComponent(() => import('./routes/FeaturesPage'), 'FeaturesPage'),
});

const pricing = createRoute({
  getParentRoute: () => root,
  path: '/pricing',
  component: lazyRouteComponent(() => import('./routes/PricingPage'), 'PricingPage'),
});

const publicStudio = createRoute({
  getParentRoute: () => root,
  path: '/studios/$studioId',
  component: lazyRouteComponent(() => import('./routes/StudioPage'), 'StudioPage'),
});

const signOut = createRoute({
  getParentRoute: () => root,
  path: '/sign-out',
  component: lazyRouteComponent(() => import('./routes/SignOutPage'), 'SignOutPage'),
});

const explore = createRoute({
  getParentRoute: () => root,
  path: '/explore',
  validateSearch: (search: Record<string, unknown>): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('./routes/ExplorePage'), 'ExplorePage'),
});

const publicGallery = createRoute({
  getParentRoute: () => root,
  path: '/g/$galleryId',
  validateSearch: (search: Record<string, unknown>): { photo?: string } => ({ photo: text(search.photo) }),
  component: lazyRouteComponent(() => import('./routes/PublicGalleryPage'), 'PublicGalleryPage'),
});

const photo = createRoute({
  getParentRoute: () => root,
  path: '/photo/$photoId',
  component: lazyRouteComponent(() => import('./routes/PhotoPage'), 'PhotoPage'),
});

/** Pages of the studio: without a session the browser goes to sign in and comes back to the page it asked for. */
const studio = createRoute({
  getParentRoute: () => root,
  id: 'studio',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session.signed_in) {
      goToSignIn();
      await new Promise(() => undefined);
    }
  },
});

const galleries = createRoute({
  getParentRoute: () => studio,
  path: '/galleries',
  validateSearch: (
    search: Record<string, unknown>,
  ): { q?: string; sort?: GallerySort; archived?: true; shared?: true } => ({
    q: text(search.q),
    sort: GALLERY_SORTS.find((sort) => sort === search.sort),
    archived: search.archived === true ? true : undefined,
    shared: search.shared === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/GalleriesPage'), 'GalleriesPage'),
});

const gallery = createRoute({
  getParentRoute: () => studio,
  path: '/galleries/$galleryId',
  validateSearch: (search: Record<string, unknown>): { photo?: string; set?: string; by?: string } => ({
    photo: text(search.photo),
    set: text(search.set),
    by: text(search.by),
  }),
  component: lazyRouteComponent(() => import('./routes/GalleryPage'), 'GalleryPage'),
});

const library = createRoute({
  getParentRoute: () => studio,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): LibraryFilter & { photo?: string } => ({
    ...readFilter(search),
    photo: text(search.photo),
  }),
  component: lazyRouteComponent(() => import('./routes/LibraryPage'), 'LibraryPage'),
});

const bin = createRoute({
  getParentRoute: () => studio,
  path: '/library/bin',
  component: lazyRouteComponent(() => import('./routes/BinPage'), 'BinPage'),
});

const links = createRoute({
  getParentRoute: () => studio,
  path: '/links',
  validateSearch: (search: Record<string, unknown>): { gallery?: string } => ({ gallery: text(search.gallery) }),
  component: lazyRouteComponent(() => import('./routes/LinksPage'), 'LinksPage'),
});

const choices = createRoute({
  getParentRoute: () => studio,
  path: '/links/$linkId/choices',
  component: lazyRouteComponent(() => import('./routes/ChoicesPage'), 'ChoicesPage'),
});

const clients = createRoute({
  getParentRoute: () => studio,
  path: '/clients',
  validateSearch: (search: Record<string, unknown>): { q?: string; status?: 'active' | 'inactive' } => ({
    q: text(search.q),
    status: search.status === 'active' || search.status === 'inactive' ? search.status : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/CustomersPage'), 'CustomersPage'),
});

const client = createRoute({
  getParentRoute: () => studio,
  path: '/clients/$customerId',
  component: lazyRouteComponent(() => import('./routes/CustomerPage'), 'CustomerPage'),
});

const insights = createRoute({
  getParentRoute: () => studio,
  path: '/insights',
  component: lazyRouteComponent(() => import('./routes/InsightsPage'), 'InsightsPage'),
});

const notices = createRoute({
  getParentRoute: () => studio,
  path: '/notices',
  component: lazyRouteComponent(() => import('./routes/NoticesPage'), 'NoticesPage'),
});

const members = createRoute({
  getParentRoute: () => studio,
  path: '/studio/members',
  component: lazyRouteComponent(() => import('./routes/MembersPage'), 'MembersPage'),
});

const access = createRoute({
  getParentRoute: () => studio,
  path: '/studio/access',
  validateSearch: (search: Record<string, unknown>): { person?: string; active?: true } => ({
    person: text(search.person),
    active: search.active === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/AccessPage'), 'AccessPage'),
});

const delivery = createRoute({
  getParentRoute: () => studio,
  path: '/studio/delivery',
  component: lazyRouteComponent(() => import('./routes/DeliveryPage'), 'DeliveryPage'),
});

const branding = createRoute({
  getParentRoute: () => studio,
  path: '/studio/branding',
  validateSearch: (search: Record<string, unknown>): { part?: BrandingSection } => ({
    part: BRANDING_SECTIONS.find((section) => section === search.part),
  }),
  component: lazyRouteComponent(() => import('./routes/BrandingPage'), 'BrandingPage'),
});

const admin = createRoute({
  getParentRoute: () => studio,
  path: '/admin',
  component: lazyRouteComponent(() => import('./routes/admin/AdminFrame'), 'AdminFrame'),
});

const adminOverview = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/admin/OverviewPage'), 'OverviewPage'),
});

const adminUsers = createRoute({
  getParentRoute: () => admin,
  path: '/users',
  validateSearch: (search: Record<string, unknown>): UserFilter => ({
    q: text(search.q),
    role: ROLES.find((role) => role === search.role),
    active: typeof search.active === 'boolean' ? search.active : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/admin/UsersPage'), 'UsersPage'),
});

const adminClients = createRoute({
  getParentRoute: () => admin,
  path: '/clients',
  component: lazyRouteComponent(() => import('./routes/admin/ClientsPage'), 'ClientsPage'),
});

const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>): AuditFilter => ({
    action: text(search.action),
    actor: text(search.actor),
    subject: text(search.subject),
    from: text(search.from),
    to: text(search.to),
    q: text(search.q),
  }),
  component: lazyRouteComponent(() => import('./routes/admin/AuditPage'), 'AuditPage'),
});

const adminSettings = createRoute({
  getParentRoute: () => admin,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/admin/SettingsPage'), 'SettingsPage'),
});

const adminStatus = createRoute({
  getParentRoute: () => admin,
  path: '/status',
  component: lazyRouteComponent(() => import('./routes/admin/StatusPage'), 'StatusPage'),
});

const tree = root.addChildren([
  home,
  about,
  features,
  pricing,
  publicStudio,
  signOut,
  explore,
  publicGallery,
  photo,
  studio.addChildren([
    galleries,
    gallery,
    library,
    bin,
    links,
    choices,
    clients,
    client,
    insights,
    notices,
    members,
      access,
      delivery,
      branding,
    admin.addChildren([adminOverview, adminUsers, adminClients, adminAudit, adminSettings, adminStatus]),
  ]),
]);

export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { goToSignIn, sessionQuery } from '@/features/session/api/session';
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

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const about = createRoute({
  getParentRoute: () => root,
  path: '/about',
  component: lazyRouteComponent(() => import('./routes/AboutPage'), 'AboutPage'),
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
  validateSearch: (search: Record<string, unknown>): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('./routes/GalleriesPage'), 'GalleriesPage'),
});

const gallery = createRoute({
  getParentRoute: () => studio,
  path: '/galleries/$galleryId',
  validateSearch: (search: Record<string, unknown>): { photo?: string } => ({ photo: text(search.photo) }),
  component: lazyRouteComponent(() => import('./routes/GalleryPage'), 'GalleryPage'),
});

const library = createRoute({
  getParentRoute: () => studio,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): { photo?: string } => ({ photo: text(search.photo) }),
  component: lazyRouteComponent(() => import('./routes/LibraryPage'), 'LibraryPage'),
});

const links = createRoute({
  getParentRoute: () => studio,
  path: '/links',
  validateSearch: (search: Record<string, unknown>): { gallery?: string } => ({ gallery: text(search.gallery) }),
  component: lazyRouteComponent(() => import('./routes/LinksPage'), 'LinksPage'),
});

const tree = root.addChildren([
  home,
  about,
  signOut,
  explore,
  publicGallery,
  photo,
  studio.addChildren([galleries, gallery, library, links]),
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

import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { lazy } from 'react';

import { Frame } from './frame/frame.js';
import { NoPages, NotFound, PageBroken, PageLoading } from './frame/page-states.js';
import { features } from './pages.js';
import { PageGuard } from './page-guard.js';
import { usePages } from './use-pages.js';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const first = createRoute({ getParentRoute: () => root, path: '/', component: FirstPage });

/** The first page that the user may read. */
function FirstPage() {
  const page = usePages()[0]?.pages[0];
  return page === undefined ? <NoPages /> : <Navigate to={page.path} replace />;
}

const pages = features
  .flatMap((feature) => feature.pages)
  .map((page) => {
    const Loaded = lazy(page.load);
    const component = () => (
      <PageGuard page={page}>
        <Loaded />
      </PageGuard>
    );
    return createRoute({
      getParentRoute: () => root,
      path: page.path,
      component,
      loader: () => void page.load(),
    });
  });

export const router = createRouter({
  routeTree: root.addChildren([first, ...pages]),
  // A file of a page is there when the pointer is over its link.
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageBroken,
  // What stands behind the question mark is text: people read it, and write it.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch(values) {
    const text = new URLSearchParams(
      Object.entries(values).map(([name, value]) => [name, String(value)]),
    ).toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

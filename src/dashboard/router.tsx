import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { TodayPage } from './pages/today/today-page.js';
import { PageFailed } from './parts/page-failed.js';
import { PageMissing } from './parts/page-missing.js';
import { isSignedOut } from './server/refused.js';
import { meQuery } from './server/use-me.js';
import { knowToday } from './server/use-today.js';
import { Newsroom } from './shell/newsroom.js';

interface Context {
  readonly queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet });

type Words<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** These words of the address, where they say something, and nothing else. */
function words<const Name extends string>(...names: readonly Name[]): (search: Record<string, unknown>) => Words<Name> {
  return (search) =>
    Object.fromEntries(
      names.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])),
    ) as Words<Name>;
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  // Only a path of this house: whoever signs in is not led elsewhere.
  validateSearch: ({ to }): { to: string } => ({ to: typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/' }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.js'), 'SignInPage'),
});

const LinkPage = lazyRouteComponent(() => import('./sign-in/link-page.js'), 'LinkPage');
const setUpRoute = createRoute({ getParentRoute: () => rootRoute, path: '/set-up', component: LinkPage });
const passwordRoute = createRoute({ getParentRoute: () => rootRoute, path: '/password', component: LinkPage });

/** Everything behind the sign-in. */
const newsroomRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'newsroom',
  beforeLoad: async ({ context, location }) => {
    const todayIsKnown = knowToday(context.queryClient);
    try {
      await context.queryClient.query({ ...meQuery, staleTime: 'static' });
      await todayIsKnown;
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      redirect({ to: '/sign-in', search: { to: location.href }, throw: true });
    }
  },
  component: Newsroom,
});

const inNewsroom = { getParentRoute: () => newsroomRoute } as const;

const todayRoute = createRoute({
  ...inNewsroom,
  path: '/',
  component: TodayPage,
});

const postsRoute = createRoute({
  ...inNewsroom,
  path: '/posts',
  validateSearch: words('tab', 'q', 'account', 'network', 'template', 'by', 'from', 'to', 'sort'),
  component: lazyRouteComponent(() => import('./pages/posts/posts-page.js'), 'PostsPage'),
});

const postRoute = createRoute({
  ...inNewsroom,
  path: '/posts/$id',
  component: lazyRouteComponent(() => import('./pages/post/post-page.js'), 'PostPage'),
});

const calendarRoute = createRoute({
  ...inNewsroom,
  path: '/calendar',
  validateSearch: words('view', 'date', 'hidden'),
  component: lazyRouteComponent(() => import('./pages/calendar/calendar-page.js'), 'CalendarPage'),
});

const composeRoute = createRoute({
  ...inNewsroom,
  path: '/compose',
  validateSearch: words('article', 'post', 'at', 'account'),
  component: lazyRouteComponent(() => import('./pages/compose/compose-page.js'), 'ComposePage'),
});

const articlesRoute = createRoute({
  ...inNewsroom,
  path: '/articles',
  validateSearch: words('q'),
  component: lazyRouteComponent(() => import('./pages/articles/articles-page.js'), 'ArticlesPage'),
});

const articleRoute = createRoute({
  ...inNewsroom,
  path: '/articles/$id',
  component: lazyRouteComponent(() => import('./pages/articles/article-page.js'), 'ArticlePage'),
});

const templatesRoute = createRoute({
  ...inNewsroom,
  path: '/templates',
  component: lazyRouteComponent(() => import('./pages/templates/templates-page.js'), 'TemplatesPage'),
});

const templateRoute = createRoute({
  ...inNewsroom,
  path: '/templates/$network/$file',
  component: lazyRouteComponent(() => import('./pages/templates/template-page.js'), 'TemplatePage'),
});

const sourcesRoute = createRoute({
  ...inNewsroom,
  path: '/sources',
  component: lazyRouteComponent(() => import('./pages/sources/sources-page.js'), 'SourcesPage'),
});

const accountsRoute = createRoute({
  ...inNewsroom,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./pages/accounts/accounts-page.js'), 'AccountsPage'),
});

const peopleRoute = createRoute({
  ...inNewsroom,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/people/people-page.js'), 'PeoplePage'),
});

const auditRoute = createRoute({
  ...inNewsroom,
  path: '/audit',
  validateSearch: words('by', 'kind', 'from', 'to'),
  component: lazyRouteComponent(() => import('./pages/audit/audit-page.js'), 'AuditPage'),
});

const settingsRoute = createRoute({
  ...inNewsroom,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.js'), 'SettingsPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  setUpRoute,
  passwordRoute,
  newsroomRoute.addChildren([
    todayRoute,
    postsRoute,
    postRoute,
    calendarRoute,
    composeRoute,
    articlesRoute,
    articleRoute,
    templatesRoute,
    templateRoute,
    sourcesRoute,
    accountsRoute,
    peopleRoute,
    auditRoute,
    settingsRoute,
  ]),
]);

export function createDashboardRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // What is shown is kept by its queries, not by the router.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: PageMissing,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDashboardRouter>;
  }
}

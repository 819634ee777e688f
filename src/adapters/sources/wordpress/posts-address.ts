import { EMBEDDED, POST_FIELDS } from './read-posts.js';

/** Posts by date of publication or of their last change, the newest first; `after` null = all. */
export interface PostsQuestion {
  readonly by: 'date' | 'modified';
  readonly after: Date | null;
}

/** With their texts, ten and more megabytes are quickly together. */
export const POSTS_A_PAGE = 20;

/** `apiRoot` is `https://…/wp-json/`, or `https://…/?rest_route=/` where the site has plain permalinks. */
export function postsAddress(apiRoot: string, { by, after }: PostsQuestion, page: number): string {
  const url = new URL(apiRoot);
  const route = url.searchParams.get('rest_route');
  if (route === null) url.pathname = `${url.pathname.replace(/\/+$/, '')}/wp/v2/posts`;
  else url.searchParams.set('rest_route', `${route.replace(/\/+$/, '')}/wp/v2/posts`);
  const parameters = {
    per_page: String(POSTS_A_PAGE),
    page: String(page),
    orderby: by,
    order: 'desc',
    _embed: EMBEDDED,
    _fields: POST_FIELDS,
    ...(after === null ? {} : { [by === 'date' ? 'after' : 'modified_after']: after.toISOString() }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

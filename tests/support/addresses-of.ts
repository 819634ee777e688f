import type { Visitor } from './visitor.js';

/** Outside the newsroom: for who is not signed in. */
const DOORS = ['/sign-in', '/set-up', '/password'];

/** Every address behind the sign-in that the dashboard's own router knows, with the ids of what there is. */
export async function addressesOf(visitor: Visitor): Promise<readonly string[]> {
  const page = await visitor.open('/');
  const paths = await page.evaluate<string[]>('Object.keys(window.__TSR_ROUTER__.routesByPath)');
  const [posts, articles, templates] = await Promise.all([
    visitor.ask('listPosts'),
    visitor.ask('listArticles'),
    visitor.ask('listTemplates'),
  ]);
  const ids: Readonly<Record<string, string | undefined>> = {
    '/posts/$id': posts.items[0]?.id,
    '/articles/$id': articles.items[0]?.id,
    '/templates/$network/$file': templates.items[0]?.name,
  };
  return paths.filter((path) => !DOORS.includes(path)).map((path) => path.replace(/\$.*/, ids[path] ?? 'none'));
}

import type { Recorded } from './take-in.js';

/** So many that were not known. */
export function countNew({ recorded }: Recorded): number {
  return recorded.filter(({ change }) => change === 'new').length;
}

/** What was taken in, in words for people. */
export function countOut({ recorded }: Recorded): string {
  const news = recorded.filter(({ change }) => change === 'new');
  const counts = [
    [news.filter(({ notPosted }) => notPosted === null).length, 'new'],
    [news.filter(({ alikeTo }) => alikeTo !== null).length, 'held: a title like it is known'],
    [news.filter(({ notPosted }) => notPosted === 'too-old').length, 'too old to post'],
    [news.filter(({ notPosted }) => notPosted === 'primed').length, 'there already when it was first read, not posted'],
    [recorded.length - news.length, 'changed'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return said.length === 0 ? 'nothing new' : said.join(', ');
}

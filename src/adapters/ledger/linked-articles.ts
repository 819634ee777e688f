import { pageKey } from '../../application/article-keys.js';
import type { Kysely } from 'kysely';
import { isUnreadable } from '../../domain/embargo.js';
import type { DraftPart } from '../../domain/post.js';
import { compiledOnce } from './compiled-once.js';
import type { Tx } from './rows.js';
import type { ArticleRow, LedgerTables } from './schema.js';

/** The article that a post tells, first, and those to whose pages it leads, with its link or in its text. */
export async function findLinkedArticles(
  tx: Tx,
  articleId: string | null,
  parts: readonly Pick<DraftPart, 'text' | 'link'>[],
): Promise<readonly ArticleRow[]> {
  const rows = await articlesAmong(tx, articleId ?? '', keysOf(parts));
  return [...rows].sort((a, b) => Number(b.id === articleId) - Number(a.id === articleId));
}

const articlesAmong = compiledOnce((db, id: string, keys: readonly string[]) =>
  toldOrNamed(db, id, keys).selectAll().orderBy('id'),
);

function toldOrNamed(db: Kysely<LedgerTables>, id: string, keys: readonly string[]) {
  return db
    .selectFrom('articles')
    .where((eb) =>
      eb.or([
        eb('id', '=', id),
        eb('id', 'in', eb.selectFrom('article_keys').select('article_id').where('key', 'in', keys)),
      ]),
    );
}

const ADDRESS = /https?:\/\/[^\s<>"']+/g;
/** Where an address may end: before the end of a sentence, or of the script that addresses are written in. */
const ENDS = [/[.,;:!?)\]]+$/u, /[^\x21-\x7e].*$/u];

/** One at least: PostgreSQL knows no empty list. */
function keysOf(parts: readonly Pick<DraftPart, 'text' | 'link'>[]): readonly string[] {
  const addresses = parts.flatMap(({ text, link }) => [link ?? '', ...(text.match(ADDRESS) ?? [])]);
  const written = addresses.flatMap((address) => [address, ...ENDS.map((end) => address.replace(end, ''))]);
  // The link mostly stands in the text, too, and ends where it ends.
  const keys = [...new Set(written)].map(pageKey);
  const known = new Set(keys.filter((key) => key !== null));
  return known.size === 0 ? [''] : [...known];
}

/** Nothing that leads to these articles goes out before this instant; null = it may. One that nobody can read is never over. */
export function embargoOf(articles: readonly Pick<ArticleRow, 'embargo_until'>[], now: number): number | null {
  const until = Math.max(...articles.map((row) => row.embargo_until ?? 0), 0);
  return until > now || isUnreadable(new Date(until)) ? until : null;
}

/** The same, of the articles that a post tells or leads to. */
export async function findEmbargo(
  tx: Tx,
  articleId: string | null,
  parts: readonly Pick<DraftPart, 'text' | 'link'>[],
  now: number,
): Promise<number | null> {
  return embargoOf(await embargoesAmong(tx, articleId ?? '', keysOf(parts)), now);
}

const embargoesAmong = compiledOnce((db, id: string, keys: readonly string[]) =>
  toldOrNamed(db, id, keys).select('embargo_until').where('embargo_until', 'is not', null),
);

import { pageKey } from '../../application/article-keys.js';
import type { DraftPart } from '../../domain/post.js';
import type { Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

/** The article that a post tells, and those to whose pages it leads, with its link or in its text. */
export async function findLinkedArticles(
  tx: Tx,
  articleId: string | null,
  parts: readonly Pick<DraftPart, 'text' | 'link'>[],
): Promise<readonly ArticleRow[]> {
  const keys = keysOf(parts);
  if (articleId === null && keys.length === 0) return [];
  return tx
    .selectFrom('articles')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('id', '=', articleId),
        eb(
          'id',
          'in',
          eb
            .selectFrom('article_keys')
            .select('article_id')
            .where('key', 'in', ['', ...keys]),
        ),
      ]),
    )
    .orderBy((eb) => eb.case().when('id', '=', articleId).then(0).else(1).end())
    .orderBy('id')
    .execute();
}

const ADDRESS = /https?:\/\/[^\s<>"']+/g;
/** A sentence may end behind an address. */
const SENTENCE_END = /[.,;:!?)\]、。」）]+$/u;

function keysOf(parts: readonly Pick<DraftPart, 'text' | 'link'>[]): readonly string[] {
  const addresses = parts.flatMap(({ text, link }) => [link ?? '', ...(text.match(ADDRESS) ?? [])]);
  const keys = addresses.flatMap((address) => [pageKey(address), pageKey(address.replace(SENTENCE_END, ''))]);
  return [...new Set(keys.filter((key) => key !== null))];
}

/** Nothing that leads to these articles goes out before this instant; null = it may. */
export function embargoOf(articles: readonly ArticleRow[], now: number): number | null {
  const until = Math.max(...articles.map((row) => row.embargo_until ?? 0), 0);
  return until > now ? until : null;
}

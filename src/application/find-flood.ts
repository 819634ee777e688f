import type { Article } from '../domain/article.js';
import type { KnownItem, Source } from '../domain/source.js';
import { publishedAtLatest, type Item } from './list-items.js';

/** Fewer are no flood, and a source that has shown fewer so far has no history. */
export const FEWEST_OF_FLOOD = 5;
/** Articles enter a feed up to hours after their date: 15 months of real polls, median 56 minutes. */
const LATE_MS = 3 * 3_600_000;

/**
 * Why a person has to look first, if the source has a history: more than half of what it shows is unknown and does not
 * look new. So a site shows its archive when it has moved, was restored, or is another one; a burst of news does not.
 * Null = it is taken in.
 */
export function findFlood(source: Source, items: readonly Item[], known: readonly KnownItem[]): string | null {
  const { lastGoodPollAt } = source.history;
  if (source.primedAt === null || source.isFloodAccepted || lastGoodPollAt === null) return null;
  // What a person puts into a folder is meant to be there.
  if (source.kind === 'folder') return null;
  const strange = items.filter(({ article }, index) => {
    const item = known[index];
    return item?.articleId === null && (item.isTitleKnown || !isNews(article, source, lastGoodPollAt));
  });
  if (strange.length < FEWEST_OF_FLOOD || strange.length * 2 <= items.length) return null;
  const more = strange.length === items.length ? '; there may be more than it shows' : '';
  return `${strange.length} of its ${items.length} articles are unknown and do not look new: has the site moved, or was it restored? Nothing of it was taken in before somebody says whether it is to be posted${more}`;
}

/** Published since the last poll. WordPress, asked for what has changed, shows old articles that were edited, too. */
function isNews({ publishedAt }: Article, { kind }: Source, lastGoodPollAt: Date): boolean {
  if (publishedAt === null) return false;
  return kind === 'wordpress' || publishedAtLatest(publishedAt) >= lastGoodPollAt.getTime() - LATE_MS;
}

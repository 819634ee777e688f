import type { Article } from '../domain/article.js';
import type { FieldHashes, Source } from '../domain/source.js';
import { areAlike, titleWords } from '../domain/title-likeness.js';
import { articleKeys, textKey } from './article-keys.js';
import { hashFields } from './merge-article.js';

/** One item of a source, with all that it is known by. */
export interface Item {
  readonly article: Article;
  /** By it the source's item is found again: the best of its keys. */
  readonly itemKey: string;
  readonly keys: readonly string[];
  /** As `titleWords`. */
  readonly title: string;
  readonly hashes: FieldHashes;
}

type Keyed = Pick<Item, 'article' | 'keys' | 'title'>;

/** What a source shows, in the order of publication; what it shows twice, once. A list without dates has its newest first. */
export function listItems(articles: readonly Article[], source: Source, zone: string, now: Date): readonly Item[] {
  const keyed = articles.map((article): Keyed => ({
    article,
    keys: articleKeys(article, source, zone),
    title: titleWords(article.title),
  }));
  const shared = findSharedKeys(keyed);
  const items = new Map<string, Item>();
  for (const { article, keys: all, title } of keyed) {
    const own = all.filter((key) => !shared.has(key));
    const [itemKey = textKey(article, zone)] = own;
    const keys = own.length === 0 ? [itemKey] : own;
    if (!items.has(itemKey)) items.set(itemKey, { article, itemKey, keys, title, hashes: hashFields(article) });
  }
  return [...items.values()]
    .reverse()
    .sort((a, b) => publishedBy(a.article, now).getTime() - publishedBy(b.article, now).getTime());
}

/** A date in the future is a mistake or a plan: the article is here now. So is one without a date. */
export function publishedBy({ publishedAt }: Article, now: Date): Date {
  return publishedAt === null || publishedAt > now ? now : publishedAt;
}

/**
 * A GUID or a link that stands at articles with nothing else in common (a home page for all, a GUID written into the
 * theme) names none of them.
 */
function findSharedKeys(items: readonly Keyed[]): ReadonlySet<string> {
  const firsts = new Map<string, Keyed>();
  const shared = new Set<string>();
  for (const item of items)
    for (const key of item.keys) {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, item);
      else if (areStrangers(first, item, key)) shared.add(key);
    }
  return shared;
}

function areStrangers(one: Keyed, other: Keyed, key: string): boolean {
  return !areAlike(one.title, other.title) && !one.keys.some((each) => each !== key && other.keys.includes(each));
}

const DAY_MS = 24 * 3_600_000;
/** From a day's first moment in UTC to the last one that is still that day somewhere. */
const DAY_EVERYWHERE_MS = 36 * 3_600_000;

/** A feed that tells days alone is read as their first moment in UTC: it may be as late as the end of that day. */
export function publishedAtLatest(publishedAt: Date): number {
  const written = publishedAt.getTime();
  return written % DAY_MS === 0 ? written + DAY_EVERYWHERE_MS : written;
}

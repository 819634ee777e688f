import type { Article, NotPosted } from '../domain/article.js';
import { areSame, newestOf, type SaidAt } from '../domain/said-at.js';
import type { KnownItem, News, SightingWay, Source } from '../domain/source.js';
import { FEWEST_OF_FLOOD, findFlood } from './find-flood.js';
import { followUnsentOf } from './follow-post.js';
import type { IngestPorts } from './ingest-article.js';
import { listItems, publishedAtLatest, publishedBy, type Item } from './list-items.js';
import { planRecorded } from './plan-recorded.js';
import type { Ports } from './ports/ports.js';
import type { ItemSaid } from './ports/source-ledger.js';

export type RecordedChange = Awaited<ReturnType<Ports['ledger']['recordArticle']>>;

export interface Recorded {
  readonly kind: 'taken-in';
  /** What is new or changed, in the order of publication. */
  readonly recorded: readonly RecordedChange[];
  /** What could not be recorded; the rest is. */
  readonly failures: readonly unknown[];
}

/** `flood`: a person has to say whether it is news; nothing is recorded. */
export type TakenIn = Recorded | { readonly kind: 'flood'; readonly reason: string };

/** What a message says of its articles; what is asked for says neither, and is taken for the first. */
interface Message {
  readonly telling: 'publication' | 'edit';
  /** When it was signed. */
  readonly sentAt: Date | null;
}

const NO_MESSAGE: Message = { telling: 'publication', sentAt: null };

/**
 * Records what a source shows; what is known and as it was costs no transaction. Nothing is planned yet: `planTakenIn`,
 * or else the sweep. Harmless to repeat, and to be cut short anywhere. `answer`: what the source said beside them.
 */
export async function takeIn(
  { clock, ledger, zone }: Pick<Ports, 'clock' | 'ledger' | 'zone'>,
  source: Source,
  articles: readonly Article[],
  way: SightingWay,
  answer: string | null = null,
  message: Message = NO_MESSAGE,
): Promise<TakenIn> {
  const now = clock.now();
  const items = listItems(articles, source, zone, now);
  const known = await ledger.findKnownItems(source.id, items);
  const flood = findFlood(source, items, known);
  if (flood !== null && (await hasHistory(ledger, source))) return { kind: 'flood', reason: flood };
  const unknown = known.filter(({ hashes }) => hashes === null).length;
  const told = answer === null ? way : `${way} ${answer}, ${unknown} new`;
  const recorded: RecordedChange[] = [];
  const failures: unknown[] = [];
  for (const [index, { article, keys, itemKey, hashes }] of items.entries()) {
    if (isAsItWas(hashes, known[index])) continue;
    const saidAt = saidAtOf(article, message, now);
    const rank = items.length - index;
    const notPosted = isOldEdit(article, source, message) ? 'primed' : whyNotPosted(article, rank, source, now);
    const news = notPosted === null ? newsFrom(article, source, now) : null;
    const sighting = { sourceId: source.id, itemKey, way, told, hashes, saidAt, notPosted, news };
    try {
      const result = await ledger.recordArticle(article, keys, 'source', null, sighting);
      if (result.change !== 'none') recorded.push(result);
    } catch (error) {
      failures.push(error);
    }
  }
  const again = listSaidAgain(items, known, message, now);
  await ledger.noteSaid(source.id, again).catch((error: unknown) => failures.push(error));
  return { kind: 'taken-in', recorded, failures };
}

/** All that it has ever shown counts: its last answer may have been empty, or short as WordPress's mostly are. */
function hasHistory(ledger: Ports['ledger'], { id }: Source): Promise<boolean> {
  return ledger.hasShown(id, FEWEST_OF_FLOOD);
}

function isAsItWas(hashes: Item['hashes'], known: KnownItem | undefined): boolean {
  const before = known?.hashes ?? null;
  return before !== null && Object.entries(hashes).every(([field, hash]) => before[field] === hash);
}

/** A date in the future is a mistake: what changes afterwards would be older for ever. */
function saidAtOf({ updatedAt }: Article, { sentAt }: Message, now: Date): SaidAt {
  return { updatedAt: updatedAt !== null && updatedAt > now ? now : updatedAt, sentAt };
}

/** The same words of a later time: whatever was written in between is older than they are. */
function listSaidAgain(
  items: readonly Item[],
  known: readonly KnownItem[],
  message: Message,
  now: Date,
): readonly ItemSaid[] {
  return items.flatMap(({ article, itemKey, hashes }, index) => {
    const before = known[index]?.saidAt ?? null;
    const saidAt = saidAtOf(article, message, now);
    const isSame = before === null || areSame(newestOf(before, saidAt), before);
    return isSame || !isAsItWas(hashes, known[index]) ? [] : [{ itemKey, saidAt }];
  });
}

/**
 * Whoever mends a word in an article from before the source was met makes no news of it. The date alone cannot tell: what
 * was scheduled, or was written under an older date, comes out just now. Of what came out since, the first message is missing.
 */
function isOldEdit({ publishedAt }: Article, { primedAt }: Source, { telling }: Message): boolean {
  return telling === 'edit' && (publishedAt === null || primedAt === null || publishedAt < primedAt);
}

/** `rank`: 1 is the newest that the source shows. */
function whyNotPosted(article: Article, rank: number, source: Source, now: Date): NotPosted | null {
  if (source.primedAt === null) return rank <= source.backfill ? null : 'primed';
  const ageMs = now.getTime() - publishedAtLatest(publishedBy(article, now));
  return ageMs > source.settings.freshnessMs ? 'too-old' : null;
}

/** Null at the first meeting: that a few of the newest are posted then makes no news of what others knew. */
function newsFrom({ publishedAt }: Article, { primedAt, settings }: Source, now: Date): News | null {
  if (primedAt === null) return null;
  return { publishedAt, since: new Date(Math.max(primedAt.getTime(), now.getTime() - settings.freshnessMs)) };
}

/** What follows from the recording, in the order of publication: changed posts are written anew, new ones planned. */
export async function planTakenIn(ports: IngestPorts, { recorded }: Recorded): Promise<void> {
  for (const article of recorded) if (article.change === 'changed') await followUnsentOf(ports, article.id);
  await planRecorded(ports);
}

import type { Transaction } from 'kysely';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Prepared, Saved } from '../../application/ports/network.js';
import {
  DEFAULT_ACCOUNT_SETTINGS,
  type Account,
  type AccountSettings,
  type AccountState,
  type NetworkName,
  type PausedBy,
} from '../../domain/account.js';
import { completeArticle } from '../../domain/complete-article.js';
import type {
  Article,
  ArticleOrigin,
  ArticlePage,
  EmbargoAsk,
  NotPosted,
  RecordedArticle,
} from '../../domain/article.js';
import type { DraftPart, Lane, Media, Part, Post, PostPart, PostState, Problem } from '../../domain/post.js';
import type { WallTime } from '../../domain/wall-time.js';
import type { AccountRow, ArticleRow, LedgerTables, PartRow, PostRow } from './schema.js';

export type Tx = Transaction<LedgerTables>;

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    network: row.network as NetworkName,
    name: row.name,
    simulated: row.simulated === 1,
    remoteId: row.remote_id,
    state: row.state as AccountState,
    pausedReason: row.paused_reason,
    pausedBy: row.paused_by as PausedBy | null,
    blockedUntil: toDate(row.blocked_until),
    settings: parseSettings(row.settings),
  };
}

const accountSettings = z.object({
  characterLimit: z.number().nullable(),
  zone: z.string(),
  minimumGapMs: z.number(),
  postsPerHour: z.number().nullable(),
  postsPerDay: z.number().nullable(),
  quietHours: z.object({ from: z.string(), to: z.string() }).nullable(),
  slots: z.array(z.string()),
  resend: z.enum(['once', 'never']),
  twoPhase: z.boolean(),
  budget: z.object({ monthlyMicros: z.number(), whenOver: z.enum(['hold', 'skip']) }).nullable(),
  prices: z.object({ postMicros: z.number(), linkPostMicros: z.number(), altTextMicros: z.number() }).nullable(),
});

/** By how they are stored: an account is read a dozen times for each post, and its settings rarely change. */
const settingsRead = new Map<string, AccountSettings>();
const MAX_SETTINGS_READ = 100;

/** What an older version did not know yet has its default. */
function parseSettings(stored: string): AccountSettings {
  const known = settingsRead.get(stored);
  if (known !== undefined) return known;
  const stated = JSON.parse(stored) as Partial<AccountSettings>;
  const settings = accountSettings.parse({ ...DEFAULT_ACCOUNT_SETTINGS, ...stated });
  if (settingsRead.size >= MAX_SETTINGS_READ) settingsRead.clear();
  settingsRead.set(stored, settings);
  return settings;
}

export function toRecordedArticle(row: ArticleRow): RecordedArticle {
  return {
    id: row.id,
    revision: row.revision,
    origin: row.origin as ArticleOrigin,
    firstSeenAt: new Date(row.first_seen_at),
    plannedAt: toDate(row.planned_at),
    wish: row.wish === null ? null : wish.parse(JSON.parse(row.wish)),
    notPosted: row.not_posted as NotPosted | null,
    alikeTo: row.alike_to,
    embargoAsk: readAsk(row),
    page: readPage(row),
    article: completeArticle(parseArticle(row.content), readPage(row), row.origin as ArticleOrigin),
  };
}

const embargoAsk = z.object({
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime().transform((text) => new Date(text)),
  reason: z.string(),
});

export function readAsk({ embargo_ask }: Pick<ArticleRow, 'embargo_ask'>): EmbargoAsk | null {
  return embargo_ask === null ? null : embargoAsk.parse(JSON.parse(embargo_ask));
}

export function readPage({ page }: Pick<ArticleRow, 'page'>): ArticlePage | null {
  return page === null ? null : (JSON.parse(page) as ArticlePage);
}

const storedDate = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable();
const storedTimes = z.looseObject({ publishedAt: storedDate, updatedAt: storedDate, embargoUntil: storedDate });

const wish = z.object({
  at: storedDate,
  wallTime: z.object({ at: z.string(), zone: z.string() }).nullable().default(null),
  accountName: z.string().nullable(),
});

/** Any of its contents, as a source said it. */
export function parseArticle(content: string): Article {
  return storedTimes.parse(JSON.parse(content)) as unknown as Article;
}

export function toPost(row: PostRow, account: Account, parts: readonly PartRow[]): Post {
  return {
    id: row.id,
    account,
    articleId: row.article_id,
    template: row.template,
    occasion: row.occasion,
    lane: row.lane as Lane,
    inSlot: row.in_slot === 1,
    needsApproval: row.needs_approval === 1,
    state: row.state as PostState,
    revision: row.revision,
    dueAt: new Date(row.due_at),
    keepsTime: keepsTime(row),
    wallTime: toWallTime(row),
    nextAt: new Date(row.next_at),
    expiresAt: toDate(row.expires_at),
    problems: JSON.parse(row.problems) as readonly Problem[],
    reason: row.reason,
    parts: parts.map((part, index) => toPostPart(part, parts[index - 1] ?? null)),
    createdAt: new Date(row.created_at),
    publishedAt: toDate(row.published_at),
    groupId: row.group_id,
    writtenBy: row.written_by,
    changedBy: row.changed_by,
    approvedBy: row.approved_by,
  };
}

/** Once it was put off, by whatever it was, it keeps nothing. */
export function keepsTime({
  keeps_time,
  due_at,
  next_at,
}: Pick<PostRow, 'keeps_time' | 'due_at' | 'next_at'>): boolean {
  return keeps_time === 1 && due_at === next_at;
}

export function toPostPart(row: PartRow, before: PartRow | null): PostPart {
  return { ...toPart(row, before), remoteId: row.remote_id, url: row.url, priceMicros: row.price_micros };
}

function toWallTime({ wall_time, wall_zone }: PostRow): WallTime | null {
  return wall_time === null || wall_zone === null ? null : { at: wall_time, zone: wall_zone };
}

export function toPart(row: PartRow, before: PartRow | null): Part {
  return {
    position: row.position,
    text: row.text,
    link: row.link,
    media: JSON.parse(row.media) as readonly Media[],
    inReplyTo: before?.remote_id ?? row.in_reply_to,
  };
}

const prepared = z.object({
  mediaIds: z.array(z.string()),
  usableUntil: storedDate,
  unpublishedId: z.string().nullable().default(null),
  isCardAsked: z.literal(true).exactOptional(),
});

export function toPrepared(row: Pick<PartRow, 'prepared'>): Prepared | null {
  return row.prepared === null ? null : prepared.parse(JSON.parse(row.prepared));
}

/** A claim says that it prepares before it does: where nothing is there afterwards, nobody kept what was made. */
export function toSaved(row: Pick<PartRow, 'prepared' | 'prepare_begun'>): Saved {
  return toPrepared(row) ?? (row.prepare_begun === 1 ? 'lost' : null);
}

export function textHash(part: Pick<DraftPart, 'text' | 'link'>): string {
  const said = JSON.stringify([part.text.normalize('NFC').trim(), part.link]);
  return createHash('sha256').update(said).digest('hex');
}

export function toDate(epochMs: number | null): Date | null {
  return epochMs === null ? null : new Date(epochMs);
}

import type { Transaction } from 'kysely';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Prepared } from '../../application/ports/network.js';
import type { Account, AccountState, NetworkName } from '../../domain/account.js';
import type { Article, ArticleOrigin, RecordedArticle } from '../../domain/article.js';
import type { DraftPart, Media, Part, Post, PostPart, PostState, Problem } from '../../domain/post.js';
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
    blockedUntil: toDate(row.blocked_until),
    settings: accountSettings.parse(JSON.parse(row.settings)),
  };
}

const accountSettings = z.object({ characterLimit: z.number().nullable(), minimumGapMs: z.number() });

export function toRecordedArticle(row: ArticleRow): RecordedArticle {
  return {
    id: row.id,
    revision: row.revision,
    origin: row.origin as ArticleOrigin,
    firstSeenAt: new Date(row.first_seen_at),
    plannedAt: toDate(row.planned_at),
    wish: row.wish === null ? null : wish.parse(JSON.parse(row.wish)),
    article: parseArticle(row.content),
  };
}

const storedDate = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable();
const storedTimes = z.looseObject({ publishedAt: storedDate, updatedAt: storedDate, embargoUntil: storedDate });

const wish = z.object({ at: storedDate, accountName: z.string().nullable() });

function parseArticle(content: string): Article {
  return storedTimes.parse(JSON.parse(content)) as unknown as Article;
}

export function toPost(row: PostRow, account: AccountRow, parts: readonly PartRow[]): Post {
  return {
    id: row.id,
    account: toAccount(account),
    articleId: row.article_id,
    template: row.template,
    occasion: row.occasion,
    state: row.state as PostState,
    revision: row.revision,
    dueAt: new Date(row.due_at),
    nextAt: new Date(row.next_at),
    expiresAt: toDate(row.expires_at),
    problems: JSON.parse(row.problems) as readonly Problem[],
    reason: row.reason,
    parts: parts.map((part, index) => toPostPart(part, parts[index - 1] ?? null)),
    createdAt: new Date(row.created_at),
    publishedAt: toDate(row.published_at),
  };
}

export function toPostPart(row: PartRow, before: PartRow | null): PostPart {
  return { ...toPart(row, before), remoteId: row.remote_id, url: row.url };
}

export function toPart(row: PartRow, before: PartRow | null): Part {
  return {
    position: row.position,
    text: row.text,
    link: row.link,
    media: JSON.parse(row.media) as readonly Media[],
    inReplyTo: before?.remote_id ?? null,
  };
}

const prepared = z.object({ mediaIds: z.array(z.string()), usableUntil: storedDate });

/** What was prepared for exactly this part; anything made from another text, link or picture is worthless. */
export function toPrepared(row: PartRow): Prepared | null {
  if (row.prepared === null || row.prepared_fingerprint !== fingerprint(row)) return null;
  return prepared.parse(JSON.parse(row.prepared));
}

export function fingerprint(part: Pick<PartRow, 'text' | 'link' | 'media'>): string {
  return sha256(JSON.stringify([part.text, part.link, part.media]));
}

export function textHash(part: Pick<DraftPart, 'text' | 'link'>): string {
  return sha256(JSON.stringify([part.text.normalize('NFC').trim(), part.link]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function toDate(epochMs: number | null): Date | null {
  return epochMs === null ? null : new Date(epochMs);
}

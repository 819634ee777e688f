import type { ArticleId, NotPosted } from './article.js';
import type { SaidAt } from './said-at.js';

export type SourceId = string;

/** `hand`: what a person gives to `kawaraban ingest`. */
export const SOURCE_KINDS = ['feed', 'wordpress', 'folder', 'webhook', 'hand'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** The others come by themselves: there is no first meeting either. */
export function isPolled(kind: SourceKind): boolean {
  return kind !== 'webhook' && kind !== 'hand';
}

/** `paused`: nothing is taken in until a person says so. `removed`: it is gone, what it has shown is still known. */
export type SourceState = 'active' | 'paused' | 'removed';

/** Where articles come from. */
export interface Source {
  readonly id: SourceId;
  /** What editors call it; unique among the sources that are not removed. Letters, digits and hyphens. */
  readonly name: string;
  readonly kind: SourceKind;
  /** Of the feed, of WordPress's API, the path of the folder, or where the webhook is received. */
  readonly address: string;
  readonly state: SourceState;
  /** Why it is paused, in plain words. */
  readonly pausedReason: string | null;
  readonly settings: SourceSettings;
  /** When the first meeting was over; until then what it shows is old news. */
  readonly primedAt: Date | null;
  /** So many of the newest articles are posted at the first meeting. */
  readonly backfill: number;
  /** A person has said that so many unknown articles at once are in order; it counts for one poll. */
  readonly isFloodAccepted: boolean;
  /** It has shown so much that is unknown that it was paused: a person says whether that is posted. */
  readonly isFlooded: boolean;
  /** Where it says that its news can be subscribed to. */
  readonly hub: Hub | null;
  readonly lastPoll: LastPoll | null;
  readonly history: PollHistory;
  /** Null where nobody polls it. */
  readonly nextPollAt: Date | null;
  readonly secret: SecretGeneration;
  readonly push: Push;
}

/** What a hub does for us. */
export interface Push {
  /** In one line for people; null where there is no subscription. */
  readonly note: string | null;
  /** Until then it is polled less often: the hub has proved not long ago that it delivers. */
  readonly trustedUntil: Date | null;
}

/** Which of a webhook's secrets, counted from 1, is the present one; the one before it counts for a while after the change. */
export interface SecretGeneration {
  readonly number: number;
  readonly rotatedAt: Date | null;
}

/** Long enough to enter the new one at every sender. */
const OLD_SECRET_MS = 24 * 3_600_000;

/** Until when the secret before the present one counts as well; null where none does. */
export function oldSecretUntil({ rotatedAt }: SecretGeneration, now: Date): Date | null {
  const until = rotatedAt === null ? null : new Date(rotatedAt.getTime() + OLD_SECRET_MS);
  return until !== null && until > now ? until : null;
}

export const FIRST_SECRET: SecretGeneration = { number: 1, rotatedAt: null };

export interface SourceSettings {
  /** Between two polls, shorter while there is news. Null: the defaults, and the source is heard when it asks for more. */
  readonly every: { readonly floorMs: number; readonly ceilingMs: number } | null;
  /** An article that is older than this when it is first seen is recorded and not posted. */
  readonly freshnessMs: number;
  /** How a webhook's messages are signed and written; null where it is none. */
  readonly dialect: WebhookDialect | null;
}

export const DEFAULT_SOURCE_SETTINGS: SourceSettings = { every: null, freshnessMs: 24 * 3_600_000, dialect: null };

/** `standard`: https://www.standardwebhooks.com. `wordpress`: our own plugin. */
export const WEBHOOK_DIALECTS = ['standard', 'ghost', 'wordpress'] as const;
export type WebhookDialect = (typeof WEBHOOK_DIALECTS)[number];

/** A WebSub hub, and the topic by which it knows the feed. */
export interface Hub {
  readonly hub: string;
  readonly topic: string;
}

export interface LastPoll {
  readonly at: Date;
  readonly outcome: 'articles' | 'unchanged' | 'failed';
  /** What it said, in one line for people. */
  readonly note: string;
}

export interface PollHistory {
  /** How many articles it showed when it last showed any. */
  readonly lastItems: number;
  readonly lastGoodPollAt: Date | null;
  /** When it last brought an article that was not known. */
  readonly lastNewAt: Date | null;
  readonly failuresInRow: number;
}

/** From so many failed polls in a row on, somebody should look. */
export const FAILURES_THAT_ALERT = 3;

/** How an article, or a change of it, came to us. */
export type SightingWay = 'poll' | 'webhook' | 'websub' | 'hand';

/** Short hashes of what a source said, field by field: what differs the next time, it has changed. */
export type FieldHashes = Readonly<Record<string, string>>;

/** One item of one source, as it was seen. */
export interface Sighting {
  readonly sourceId: SourceId;
  /** By it the source's item is found again. */
  readonly itemKey: string;
  readonly way: SightingWay;
  /** The way and what else is known of that moment, for people: `poll 200, 25 articles, 3 new`. */
  readonly told: string;
  readonly hashes: FieldHashes;
  readonly saidAt: SaidAt;
  /** What is to become of it if it is new; null = it is posted. */
  readonly notPosted: NotPosted | null;
  /** Null where it is no news from this source, whoever else has shown it. */
  readonly news: News | null;
}

/** What a source that was met shows as news: by whatever date the article is known, it is none of before. */
export interface News {
  /** As this source says it. */
  readonly publishedAt: Date | null;
  /** When the source was met, or where its freshness limit is by now if that is later. */
  readonly since: Date;
}

/** What is known of an item before it is recorded. */
export interface KnownItem {
  /** What the source said when it was last seen; null = the source has not shown it. */
  readonly hashes: FieldHashes | null;
  /** From when that is; null as above. */
  readonly saidAt: SaidAt | null;
  /** Null = no key of it is known. */
  readonly articleId: ArticleId | null;
  /** An article with just this title is known, by whatever keys. */
  readonly isTitleKnown: boolean;
}

/*
 * Terms
 *   article     a published piece: canonical URL, GUID, title, summary, body, authors, times; it has revisions
 *   source      where articles come from: feed, WordPress site, WebSub hub, webhook, folder of files
 *   network     X, Facebook, …: one folder of code and one folder of templates each
 *   account     one X account or one Facebook Page that is connected, with its limits and habits
 *   template    a Liquid file with front matter: what to say, on which network, for which articles, when
 *   post        one thing to be said once on one account: parts (a thread), a due time, an expiry, a state, a revision
 *   delivery    one attempt to create one part on a network: intent, outcome, answer
 *   outcome     what the network said (publish-outcome.ts)
 *   settlement  what we do about an outcome (settlement.ts)
 *   alarm       the BullMQ job {postId, revision}: it rings, it knows nothing else
 */
import type { Account } from './account.js';
import type { ArticleId } from './article.js';
import type { PersonId } from './person.js';
import type { WallTime } from './wall-time.js';

export type PostId = string;
/** Breaking posts go ahead of the account's queue. */
export type Lane = 'normal' | 'breaking';

export const POST_STATES = [
  'draft',
  'awaiting-approval',
  'held',
  'scheduled',
  'publishing',
  'published',
  'rejected',
  'unconfirmed',
  'expired',
  'cancelled',
  'retracted',
] as const;
export type PostState = (typeof POST_STATES)[number];

/** From each state, the states a post may go to. The ledger refuses every other step. */
export const ALLOWED_TRANSITIONS: Readonly<Record<PostState, readonly PostState[]>> = {
  draft: ['awaiting-approval', 'scheduled', 'held', 'cancelled'],
  'awaiting-approval': ['draft', 'scheduled', 'held', 'expired', 'cancelled', 'retracted'],
  held: ['scheduled', 'awaiting-approval', 'expired', 'cancelled', 'retracted'],
  scheduled: ['publishing', 'held', 'expired', 'cancelled', 'rejected', 'retracted', 'awaiting-approval', 'draft'],
  publishing: ['published', 'scheduled', 'rejected', 'unconfirmed', 'held', 'expired', 'cancelled'],
  published: ['retracted'],
  rejected: ['scheduled', 'held', 'cancelled', 'retracted'],
  unconfirmed: ['published', 'scheduled', 'cancelled', 'retracted'],
  expired: ['scheduled', 'awaiting-approval', 'cancelled', 'retracted'],
  cancelled: ['retracted'],
  retracted: [],
};

export function mayBecome(from: PostState, to: PostState): boolean {
  return ALLOWED_TRANSITIONS[from].includes(to);
}

/** States from which a post goes nowhere by itself. `held` and `unconfirmed` wait for a person. */
const SETTLED: ReadonlySet<PostState> = new Set<PostState>([
  'held',
  'published',
  'rejected',
  'unconfirmed',
  'expired',
  'cancelled',
  'retracted',
]);

export function isSettled(state: PostState): boolean {
  return SETTLED.has(state);
}

/** A picture: stored bytes (`pictureId`, the sha256 of the bytes) or an address on the web; exactly one of the two. */
export interface Media {
  readonly pictureId: string | null;
  readonly url: string | null;
  /** Alternative text for readers who cannot see it; '' when nobody wrote one. */
  readonly alt: string;
}

/** One visible thing on a network: a tweet of a thread, or a Facebook post. */
export interface Part {
  readonly position: number;
  readonly text: string;
  /** The link of this part: on X it stands in the text, on Facebook beside it. */
  readonly link: string | null;
  readonly media: readonly Media[];
  /** The network's id of the part before, for part 2 and later; null for the first and while unsent. */
  readonly inReplyTo: string | null;
}

/** What a post would say, before it is one. */
export interface Draft {
  readonly parts: readonly DraftPart[];
}
export type DraftPart = Pick<Part, 'text' | 'link' | 'media'>;

/** Why a draft cannot go out as it is, in plain words for an editor. */
export interface Problem {
  /** Stable, kebab-case: `too-long`, `empty`, `too-many-cashtags`, `too-many-pictures`, `identical-text`, … */
  readonly code: string;
  /** Position of the part, from 0; null when it is about the whole post. */
  readonly part: number | null;
  readonly message: string;
}

export interface PostPart extends Part {
  readonly remoteId: string | null;
  readonly url: string | null;
  /** What the network charges for it, in millionths of a US dollar; null = nothing. */
  readonly priceMicros: number | null;
}

export interface Post {
  readonly id: PostId;
  readonly account: Account;
  readonly articleId: ArticleId | null;
  /** Name of the template it came from; null for an editor's own post. */
  readonly template: string | null;
  readonly occasion: string | null;
  readonly lane: Lane;
  /** Planned into a slot of the account, not for a time that a person chose: it goes out in one, also later. */
  readonly inSlot: boolean;
  /** A person approves it by releasing it, and again whenever it says something else. */
  readonly needsApproval: boolean;
  readonly state: PostState;
  /** Grows with every change of plan; an alarm of an older revision rings in vain. */
  readonly revision: number;
  /** What the editor or the template chose. */
  readonly dueAt: Date;
  /** A person chose its time whatever the limits of the account say; once it was put off, they count again. */
  readonly keepsTime: boolean;
  /** Null where no person chose a wall time. */
  readonly wallTime: WallTime | null;
  /** What drives the claim: `dueAt`, or later (the account's limits, next part, deferred). */
  readonly nextAt: Date;
  /** Not sent later than this; null = no expiry. */
  readonly expiresAt: Date | null;
  readonly problems: readonly Problem[];
  /** Why it is held, rejected or unconfirmed; null otherwise. */
  readonly reason: string | null;
  readonly parts: readonly PostPart[];
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  /** Posts that were composed together have the same; null = none were. */
  readonly groupId: string | null;
  /** Null = the program, by a template. */
  readonly writtenBy: PersonId | null;
  /** Who last changed what readers see; null = nobody, or the program, because its article changed. */
  readonly changedBy: PersonId | null;
  /** Who approved what it says now. */
  readonly approvedBy: PersonId | null;
}

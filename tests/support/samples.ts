import type { PlannedPost, WantedAccount } from '../../src/application/ports/ledger.js';
import { DEFAULT_ACCOUNT_SETTINGS, type Account } from '../../src/domain/account.js';
import type { Article } from '../../src/domain/article.js';
import type { Problem } from '../../src/domain/post.js';
import { DEFAULT_SOURCE_SETTINGS, FIRST_SECRET, type Source } from '../../src/domain/source.js';

export const ARTICLE: Article = {
  url: 'https://harbour-post.example/2026/ferry-returns',
  guid: null,
  title: 'Night Ferry Returns After Two Years',
  summary: 'The night ferry between the islands sails again from Friday.',
  body: 'The night ferry between the islands sails again from Friday.\n\nTickets cost twelve crowns.',
  authors: ['Ada Quay', 'Ben Shore'],
  publication: { name: 'Harbour Post', url: 'https://harbour-post.example', x: '@HarbourPost', facebook: null },
  section: 'Islands',
  tags: ['Ferry', 'Islands'],
  image: null,
  language: 'en',
  publishedAt: new Date('2026-11-24T08:00:00Z'),
  updatedAt: null,
  embargoUntil: null,
};

export const LATE: Problem = { code: 'late', part: null, message: 'it is late' };

export function wantedAccount(change: Partial<WantedAccount> = {}): WantedAccount {
  return {
    network: 'x',
    name: 'x',
    simulated: true,
    remoteId: null,
    settings: DEFAULT_ACCOUNT_SETTINGS,
    ...change,
  };
}

export function plannedPost(accountId: string, change: Partial<PlannedPost> & { text?: string } = {}): PlannedPost {
  const { text = 'The night ferry returns', ...rest } = change;
  return {
    accountId,
    template: null,
    occasion: null,
    dueAt: new Date('2026-11-24T09:00:00Z'),
    wallTime: null,
    inSlot: false,
    needsApproval: false,
    expiresAt: null,
    lane: 'normal',
    parts: [{ text, link: null, media: [], priceMicros: null }],
    articleRevision: null,
    replyTo: null,
    isDraft: false,
    groupId: null,
    problems: [],
    ...rest,
  };
}

export function testAccount(change: Partial<Account> = {}): Account {
  return {
    id: 'a1',
    network: 'x',
    name: 'The Harbour Gazette',
    simulated: true,
    remoteId: null,
    state: 'active',
    pausedReason: null,
    pausedBy: null,
    blockedUntil: null,
    settings: DEFAULT_ACCOUNT_SETTINGS,
    ...change,
  };
}

export function testSource(change: Partial<Source> = {}): Source {
  return {
    id: 's1',
    name: 'harbour-post',
    kind: 'feed',
    address: 'https://harbour-post.example/feed',
    state: 'active',
    pausedReason: null,
    settings: DEFAULT_SOURCE_SETTINGS,
    primedAt: new Date('2026-11-01T09:00:00Z'),
    backfill: 0,
    isFloodAccepted: false,
    isFlooded: false,
    hub: null,
    lastPoll: null,
    history: { lastItems: 0, lastGoodPollAt: null, lastNewAt: null, failuresInRow: 0 },
    nextPollAt: null,
    secret: FIRST_SECRET,
    push: { note: null, trustedUntil: null },
    ...change,
  };
}

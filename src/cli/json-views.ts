import type { PlannedPart } from '../application/ports/ledger.js';
import type { PostPreview } from '../application/preview-posts.js';
import type { ReplayedPost } from '../application/replay-articles.js';
import type { Account } from '../domain/account.js';
import { reasonOf } from './draw-posts.js';
import type { Post } from '../domain/post.js';
import { sumPrices, toDollars } from '../domain/money.js';
import type { PostView } from './post-view.js';
import type { ArticleView, BudgetView } from './program.js';

/** The shapes that `--json` prints: one object for an article and its posts. */
export function articleJson(article: ArticleView | null, posts: readonly unknown[]): unknown {
  return { article, posts };
}

export function postJson({ post, lengths }: PostView): unknown {
  return {
    id: post.id,
    network: post.account.network,
    account: post.account.name,
    template: post.template,
    lane: post.lane,
    state: post.state,
    simulated: post.account.simulated,
    dueAt: post.dueAt,
    keepsTime: post.keepsTime,
    nextAt: post.nextAt,
    expiresAt: post.expiresAt,
    publishedAt: post.publishedAt,
    url: post.parts[0]?.url ?? null,
    price: dollarsOrNull(sumPrices(post.parts)),
    reason: reasonOf(post),
    problems: post.problems,
    parts: post.parts.map((part, index) => partJson(part, lengths[index], part.remoteId)),
  };
}

/** A post in the story of its article. */
export function explainedPostJson(post: Post): unknown {
  const { id, account, template, occasion, state, dueAt, nextAt, expiresAt, publishedAt, parts } = post;
  return {
    id,
    network: account.network,
    account: account.name,
    template,
    occasion,
    state,
    reason: reasonOf(post),
    dueAt,
    nextAt,
    expiresAt,
    publishedAt,
    url: parts[0]?.url ?? null,
  };
}

export function previewJson({ account, template, dueAt, draft, problems, lengths }: PostPreview): unknown {
  return {
    id: null,
    network: account.network,
    account: account.name,
    template,
    state: problems.length > 0 ? 'held' : 'scheduled',
    simulated: account.simulated,
    dueAt,
    publishedAt: null,
    url: null,
    price: dollarsOrNull(sumPrices(draft.parts)),
    problems,
    parts: draft.parts.map((part, index) => partJson(part, lengths[index], null)),
  };
}

function partJson(
  { text, link, media, priceMicros }: PlannedPart,
  length: PostView['lengths'][number] | undefined,
  remoteId: string | null,
): unknown {
  return {
    text,
    link,
    media: media.map(({ alt }) => ({ alt })),
    used: length?.used ?? 0,
    limit: length?.limit ?? 0,
    price: dollarsOrNull(priceMicros),
    remoteId,
  };
}

export function replayedJson(articles: number, posts: readonly ReplayedPost[]): unknown {
  return {
    articles,
    differing: posts.filter(({ isDifferent }) => isDifferent).length,
    failing: posts.filter(({ problems }) => problems.length > 0).length,
    posts: posts.map(({ recorded, account, template, before, after, isDifferent, problems, missing }) => ({
      article: { id: recorded.id, title: recorded.article.title, url: recorded.article.url },
      network: account.network,
      account: account.name,
      template,
      isDifferent,
      before,
      after,
      problems,
      missing,
    })),
  };
}

export function accountJson({ name, network, simulated, state, pausedReason }: Account): unknown {
  return { account: name, network, simulated, state, pausedReason };
}

export function budgetJson({ account, month, spending }: BudgetView): unknown {
  return {
    account: account.name,
    network: account.network,
    simulated: account.simulated,
    currency: 'USD',
    month: monthOf(month),
    spent: toDollars(spending.spentMicros),
    scheduled: toDollars(spending.scheduledMicros),
    budget: dollarsOrNull(account.settings.budget?.monthlyMicros ?? null),
  };
}

/** `2026-11`, in UTC as the networks bill. */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}

function dollarsOrNull(micros: number | null): number | null {
  return micros === null ? null : toDollars(micros);
}

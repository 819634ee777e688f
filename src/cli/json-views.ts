import { reasonOf } from './draw-posts.js';
import type { PostPreview } from '../application/preview-posts.js';
import type { DraftPart } from '../domain/post.js';
import type { ArticleView, PostView } from './program.js';

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
    state: post.state,
    simulated: post.account.simulated,
    dueAt: post.dueAt,
    expiresAt: post.expiresAt,
    publishedAt: post.publishedAt,
    url: post.parts[0]?.url ?? null,
    reason: reasonOf(post),
    problems: post.problems,
    parts: post.parts.map((part, index) => partJson(part, lengths[index], part.remoteId)),
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
    problems,
    parts: draft.parts.map((part, index) => partJson(part, lengths[index], null)),
  };
}

function partJson(
  { text, link, media }: DraftPart,
  length: PostView['lengths'][number] | undefined,
  remoteId: string | null,
): unknown {
  return {
    text,
    link,
    media: media.map(({ alt }) => ({ alt })),
    used: length?.used ?? 0,
    limit: length?.limit ?? 0,
    remoteId,
  };
}

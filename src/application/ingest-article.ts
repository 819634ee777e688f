import type { Article, ArticleOrigin, PublishWish, RecordedArticle } from '../domain/article.js';
import type { Post } from '../domain/post.js';
import { articleKeys } from './article-keys.js';
import { enqueuePosts } from './enqueue-posts.js';
import { followUnsentOf } from './follow-post.js';
import type { FollowPorts } from './follow-published.js';
import { planArticle, type PlanArticlePorts } from './plan-article.js';

export type IngestPorts = PlanArticlePorts & FollowPorts;

export interface Ingested {
  readonly recorded: RecordedArticle;
  /** Every post of the article that is there now, old and new. */
  readonly posts: readonly Post[];
}

/** Takes an article in: recorded, planned, its alarms set. Harmless to repeat: the same article plans nothing new. */
export async function ingestArticle(
  ports: IngestPorts,
  article: Article,
  origin: ArticleOrigin,
  wish: PublishWish | null,
): Promise<Ingested> {
  const keys = articleKeys(article, null, ports.zone);
  const known = await ports.ledger.recordArticle(article, keys, origin, wish);
  if (known.change === 'changed') await followUnsentOf(ports, known.id);
  const { recorded } =
    known.plannedAt === null || wish !== null ? await planArticle(ports, known, known.wish) : { recorded: known };
  const posts = await ports.ledger.listPosts({ articleId: recorded.id });
  await enqueuePosts(ports, posts);
  return { recorded, posts };
}

import type { PublishWish, RecordedArticle } from '../domain/article.js';
import type { Post } from '../domain/post.js';
import { enrichArticle, type EnrichPorts } from './enrich-article.js';
import { planPosts, type PlanPorts } from './plan-posts.js';

export type PlanArticlePorts = PlanPorts & EnrichPorts;

export interface PlannedArticle {
  /** The article that it turned out to be. */
  readonly recorded: RecordedArticle;
  readonly posts: readonly Post[];
}

/** Reads the article's page, then plans what the templates say. Harmless to repeat. */
export async function planArticle(
  ports: PlanArticlePorts,
  recorded: RecordedArticle,
  wish: PublishWish | null,
): Promise<PlannedArticle> {
  return planEnriched(ports, await enrichArticle(ports, recorded), wish);
}

/** Plans an article whose page was read, or is not to be read. */
export async function planEnriched(
  ports: PlanPorts,
  recorded: RecordedArticle,
  wish: PublishWish | null,
): Promise<PlannedArticle> {
  const isPlanned = recorded.plannedAt !== null && wish === null;
  return { recorded, posts: isPlanned ? [] : await planPosts(ports, recorded, wish) };
}

import type { Article, ArticleOrigin, PublishWish, RecordedArticle } from '../domain/article.js';
import type { Post } from '../domain/post.js';
import { articleKeys } from './article-keys.js';
import { findProblems, planPosts, priced, renderDraft, unanswered, type PlanPorts } from './plan-posts.js';
import type { Ports } from './ports/ports.js';
import { enqueuePosts } from './enqueue-posts.js';

export type IngestPorts = PlanPorts & Pick<Ports, 'postQueue'>;

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
  const recorded = await ports.ledger.recordArticle(article, articleKeys(article, null, ports.zone), origin, wish);
  if (recorded.change === 'changed') await rerenderUnsent(ports, recorded);
  if (recorded.plannedAt === null || wish !== null) await planPosts(ports, recorded, recorded.wish);
  const posts = await ports.ledger.listPosts({ articleId: recorded.id });
  await enqueuePosts(ports, posts);
  return { recorded, posts };
}

/** An edit before the post went out changes what it will say; after it, nothing is said again. */
export async function rerenderUnsent(ports: IngestPorts, recorded: RecordedArticle): Promise<void> {
  const rules = await ports.templates.matching(recorded.article);
  for (const post of await ports.ledger.listPosts({ articleId: recorded.id })) {
    const rule = rules.find((each) => each.name === post.template);
    if (rule === undefined || post.parts.some((part) => part.remoteId !== null)) continue;
    const draft = await renderDraft(ports, recorded.article, rule, post.account);
    if (
      JSON.stringify(draft.parts) === JSON.stringify(post.parts.map(({ text, link, media }) => ({ text, link, media })))
    )
      continue;
    const parts = priced(ports, draft.parts, post.account);
    const problems = [...findProblems(ports, draft, post.account), ...unanswered(post)];
    // Null: the post is on its way by now, and goes out as it was.
    await ports.ledger.replaceParts(post.id, post.revision, parts, problems);
  }
}

import type { z } from 'zod';
import { composePosts } from '../../application/compose-posts.js';
import { explainArticle, type Explanation } from '../../application/explain-article.js';
import { renderDraft } from '../../application/plan-posts.js';
import type { Article, RecordedArticle } from '../../domain/article.js';
import { KawarabanError } from '../../domain/errors.js';
import type { Post } from '../../domain/post.js';
import type { article, articleLine, articleRoutes } from '../contract/articles.js';
import { demandAccounts } from './account-handlers.js';
import type { Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { viewEmbargo } from './embargo-handlers.js';
import { toCreation } from './post-handlers.js';
import { viewPosts, writeInstant } from './views.js';

export function articleHandlers({ ports }: Desk): Handlers<keyof typeof articleRoutes> {
  return {
    listArticles: async ({ query: { cursor = null, limit, q = null } }) => {
      const { items, next } = await ports.ledger.searchArticles(q, { cursor, limit });
      const posts = await ports.ledger.listPostsOf(items.map(({ id }) => id));
      return { items: items.map((each) => viewLine(each, posts)), next };
    },
    explainArticle: async ({ asker, params }) => {
      const found = await explainArticle(ports, params.id);
      return {
        ...viewExplanation(found, viewEmbargo(found.recorded, asker, ports.clock.now())),
        posts: await viewPosts(ports, asker, found.posts),
      };
    },
    postAgain: async ({ asker, ledger, params, body, idempotencyKey }) => {
      const recorded = await ports.ledger.findArticle(params.id);
      if (recorded === null) throw new KawarabanError('KWB_NOT_FOUND', `there is no article ${params.id}`);
      const rule = ports.templates.all().find(({ name }) => name === body.template);
      if (rule === undefined) throw new KawarabanError('KWB_NOT_FOUND', `there is no template "${body.template}"`);
      const accounts = await demandAccounts(ports, body.accounts);
      const wrong = accounts.find(({ network }) => network !== rule.network);
      if (wrong !== undefined) throw new KawarabanError('KWB_USAGE', `${rule.name} does not speak on ${wrong.name}`);
      const variants = accounts.map((account) => ({
        account,
        ...renderDraft(ports, recorded.article, rule, account),
      }));
      const composition = {
        ...{ variants, isDraft: true, expiresAt: null, needsApproval: rule.approval },
        when: { kind: 'now' as const },
        articleId: recorded.id,
        replyTo: null,
        lane: 'normal' as const,
      };
      const creation = toCreation(idempotencyKey, { ...params, ...body });
      const posts = await composePosts({ ...ports, ledger }, composition, creation);
      return { items: await viewPosts(ports, asker, posts) };
    },
  };
}

function viewLine({ id, article, firstSeenAt, notPosted }: RecordedArticle, posts: readonly Post[]) {
  const { title, url, section, authors, language, publishedAt } = article;
  const line: z.infer<typeof articleLine> = {
    ...{ id, title, url, section, language, notPosted },
    authors: [...authors],
    publishedAt: writeInstant(publishedAt),
    firstSeenAt: firstSeenAt.toISOString(),
    posts: posts
      .filter(({ articleId }) => articleId === id)
      .map((post) => ({
        id: post.id,
        account: post.account.name,
        state: post.state,
        at: (post.publishedAt ?? post.nextAt).toISOString(),
      })),
  };
  return line;
}

function viewArticle(recorded: RecordedArticle, posts: readonly Post[]): Omit<z.infer<typeof article>, 'embargo'> {
  const { revision, origin, plannedAt, page, article: said } = recorded;
  return {
    ...viewLine(recorded, posts),
    ...{ revision, origin },
    summary: said.summary,
    body: said.body,
    tags: [...said.tags],
    image: viewImage(said),
    updatedAt: writeInstant(said.updatedAt),
    embargoUntil: writeInstant(said.embargoUntil),
    plannedAt: writeInstant(plannedAt),
    warnings: page === null ? [] : [...page.warnings],
  };
}

function viewImage({ image }: Article): z.infer<typeof article>['image'] {
  return image === null ? null : { url: image.url, alt: image.alt, credit: image.credit };
}

function viewExplanation(
  { recorded, sightings, verdicts, posts, events, whyNothing }: Explanation,
  embargo: z.infer<typeof article>['embargo'],
) {
  return {
    article: { ...viewArticle(recorded, posts), embargo },
    sightings: sightings.map(({ sourceName, way, at }) => ({ source: sourceName, way, at: at.toISOString() })),
    verdicts: verdicts.map(({ rule, matches, condition, facts }) => ({
      ...{ template: rule.name, when: rule.when },
      ...{ matches, condition, facts },
    })),
    events: events.map(({ id, at, kind, detail, by, postId, sourceName }) => ({
      ...{ id, kind, detail, by },
      at: at.toISOString(),
      post: postId,
      source: sourceName,
    })),
    whyNothing,
  };
}

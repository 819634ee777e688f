import type { RecordedArticle } from '../domain/article.js';
import { KawarabanError } from '../domain/errors.js';
import type { Post } from '../domain/post.js';
import { pageKey } from './article-keys.js';
import { NOT_POSTED } from './not-posted.js';
import type { ArticleEvent, SeenAt } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';
import type { TemplateVerdict } from './ports/template-renderer.js';

/** All that is known of one article: how it came, what the templates say of it, and what became of it. */
export interface Explanation {
  readonly recorded: RecordedArticle;
  readonly sightings: readonly SeenAt[];
  /** The verdicts of the templates as they are now. */
  readonly verdicts: readonly TemplateVerdict[];
  readonly posts: readonly Post[];
  readonly events: readonly ArticleEvent[];
  /** Why there is no post of it, in plain words; null where there is one. */
  readonly whyNothing: string | null;
}

type ExplainPorts = Pick<Ports, 'ledger' | 'templates'>;

/** `which`: the address of an article, its id, or the id of one of its posts. Fails with KWB_NOT_FOUND. */
export async function explainArticle(ports: ExplainPorts, which: string): Promise<Explanation> {
  const { ledger, templates } = ports;
  const recorded = await findArticle(ports, which);
  const verdicts = templates.judge(recorded.article);
  const [sightings, posts, events] = await Promise.all([
    ledger.listSightings(recorded.id),
    ledger.listPosts({ articleId: recorded.id }),
    ledger.listArticleEvents(recorded.id),
  ]);
  return { recorded, sightings, verdicts, posts, events, whyNothing: findWhyNothing(recorded, verdicts, posts) };
}

async function findArticle({ ledger }: ExplainPorts, which: string): Promise<RecordedArticle> {
  const postArticle = (await ledger.findPost(which))?.articleId ?? which;
  const page = pageKey(which);
  const found =
    (await ledger.findArticle(postArticle)) ?? (page === null ? null : await ledger.findArticleByKeys([page]));
  if (found === null)
    throw new KawarabanError(
      'KWB_NOT_FOUND',
      `no article is known as ${which}: no source has shown it and nobody has published it (sources list says what the sources do)`,
    );
  return found;
}

function findWhyNothing(
  { notPosted, plannedAt }: RecordedArticle,
  verdicts: readonly TemplateVerdict[],
  posts: readonly Post[],
): string | null {
  if (posts.length > 0) return null;
  if (notPosted !== null) return NOT_POSTED[notPosted];
  if (plannedAt === null) return 'it is not planned yet: a running service does that within seconds';
  return verdicts.some(({ matches }) => matches)
    ? 'when it was planned no template matched on an account that it may speak on; one that was added or changed since plans nothing for it'
    : 'no template says anything about it';
}

import type { Article, ArticlePage, ArticleWarning, RecordedArticle } from '../domain/article.js';
import type { PageAnswer } from '../domain/page-check.js';
import { titleWords } from '../domain/title-likeness.js';
import { pageKey } from './article-keys.js';
import { findReach } from './find-reach.js';
import type { PageReach } from './ports/pages.js';
import type { Ports } from './ports/ports.js';

export type EnrichPorts = Pick<Ports, 'ledger' | 'pages' | 'templates' | 'timing'>;

/**
 * Reads the article's page, once, before its posts are planned: for what the source left open, for the picture that its
 * link card will show, and for its canonical address: an article whose page names another's may be that other one.
 * It takes a limited time, and whatever fails leaves the article as it is.
 */
export async function enrichArticle(ports: EnrichPorts, recorded: RecordedArticle): Promise<RecordedArticle> {
  const { id, article, page, plannedAt } = recorded;
  if (article.url === null || page !== null || plannedAt !== null) return recorded;
  const limitMs = findLimit(ports, article);
  if (limitMs === 0) return recorded;
  const inTime = AbortSignal.timeout(limitMs);
  const reach = await reachOf(ports, recorded);
  const answer = await ports.pages.ask(article.url, reach, limitMs, inTime);
  if (answer.kind === 'not-asked') return recorded;
  if (answer.kind === 'unreachable' || answer.status >= 400)
    return ports.ledger.savePage(id, unread(article.url, answer), null);
  const { canonical, summary, image } = answer.facts;
  const read: ArticlePage = {
    asked: article.url,
    url: leadsElsewhere(article, answer) ? canonical : null,
    summary,
    image,
    warnings: await inspectCard(ports, image?.url ?? null, reach, limitMs, inTime),
  };
  return ports.ledger.savePage(id, read, canonical === null ? null : pageKey(canonical));
}

/**
 * A short link that leads to the article's page, by the word of that page. Every link may lead to a page that asks for
 * a login instead: the headline tells the two apart.
 */
function leadsElsewhere(article: Article, { address, facts }: Extract<PageAnswer, { kind: 'answered' }>): boolean {
  const reached = pageKey(address);
  if (reached === pageKey(article.url ?? '') || reached !== pageKey(facts.canonical ?? '')) return false;
  const [ours, theirs] = [titleWords(article.title), titleWords(facts.title ?? '')];
  return theirs !== '' && (theirs.startsWith(ours) || ours.startsWith(theirs));
}

/** Of any template that wants it: it waits for nothing that can wait. */
export function isBreaking(templates: Ports['templates'], article: Article): boolean {
  return templates.matching(article).some(({ lane }) => lane === 'breaking');
}

/** A breaking article waits less. */
function findLimit({ templates, timing }: EnrichPorts, article: Article): number {
  return isBreaking(templates, article) ? timing.enrichBreakingMs : timing.enrichMs;
}

/** The sample is on this machine. */
async function reachOf(ports: EnrichPorts, { origin }: RecordedArticle): Promise<PageReach> {
  return origin === 'sample' ? 'this-machine' : findReach(ports);
}

function unread(asked: string, answer: Exclude<PageAnswer, { kind: 'not-asked' }>): ArticlePage {
  const why = answer.kind === 'unreachable' ? answer.message : `it answers ${answer.status}`;
  const warning = { code: 'page-unread', message: `its page could not be read (${why})` };
  return { asked, url: null, summary: null, image: null, warnings: [warning] };
}

/** The least that Facebook shows large: https://developers.facebook.com/docs/sharing/webmasters/images/ */
const LEAST_WIDTH = 600;
const LEAST_HEIGHT = 315;

/** What is wrong with the picture that networks show beside the link. */
async function inspectCard(
  { pages }: EnrichPorts,
  address: string | null,
  reach: PageReach,
  limitMs: number,
  inTime: AbortSignal,
): Promise<readonly ArticleWarning[]> {
  if (address === null)
    return [{ code: 'no-card-picture', message: 'its page names no picture for the preview of its link' }];
  const seen = await pages.readPicture(address, reach, limitMs, inTime);
  switch (seen.kind) {
    case 'none':
      return [{ code: 'no-card-picture', message: `the picture of its link's preview is none: ${seen.message}` }];
    case 'unreachable':
    case 'not-asked':
      return [
        { code: 'unseen-card-picture', message: `the picture of its link's preview was not seen: ${seen.message}` },
      ];
    case 'read':
      return [
        ...(seen.width >= LEAST_WIDTH && seen.height >= LEAST_HEIGHT ? [] : [tooSmall(seen)]),
        ...(seen.isTooLarge
          ? [{ code: 'large-card-picture', message: "the picture of its link's preview has more than 5 MB" }]
          : []),
      ];
  }
}

function tooSmall({ width, height }: { readonly width: number; readonly height: number }): ArticleWarning {
  return {
    code: 'small-card-picture',
    message: `the picture of its link's preview is ${width} × ${height} pixels large, less than ${LEAST_WIDTH} × ${LEAST_HEIGHT}`,
  };
}

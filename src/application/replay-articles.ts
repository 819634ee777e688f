import { setImmediate as giveWay } from 'node:timers/promises';
import type { Account } from '../domain/account.js';
import type { Article, RecordedArticle } from '../domain/article.js';
import { KawarabanError } from '../domain/errors.js';
import type { DraftPart, Problem } from '../domain/post.js';
import { findProblemsOf, renderDraft, speaksOn } from './plan-posts.js';
import type { Ports } from './ports/ports.js';
import type { TemplateRenderer, TemplateRule } from './ports/template-renderer.js';

export interface ReplayedPost {
  readonly recorded: RecordedArticle;
  readonly account: Account;
  readonly template: string;
  /** What the present template makes of the article; null = nothing, or there is no other one to compare with. */
  readonly before: readonly DraftPart[] | null;
  /** What the changed template makes of it; null = nothing. */
  readonly after: readonly DraftPart[] | null;
  readonly isDifferent: boolean;
  /** Why it would be held. */
  readonly problems: readonly Problem[];
  /** What the template asks for and the article does not have. */
  readonly missing: readonly string[];
}

/**
 * Renders recorded articles through a changed template beside the present one; without one, through those there are.
 * What else the process has to do comes between. Fails with KWB_TEMPLATE_INVALID when `inTime` ends; null = it may take
 * as long as it takes.
 */
export async function replayArticles(
  { networks, templates }: Pick<Ports, 'networks' | 'templates'>,
  changed: TemplateRenderer | null,
  accounts: readonly Account[],
  articles: readonly RecordedArticle[],
  inTime: AbortSignal | null,
): Promise<readonly ReplayedPost[]> {
  const replayed: ReplayedPost[] = [];
  for (const [index, recorded] of articles.entries())
    for (const rule of (changed ?? templates).all())
      for (const account of accounts.filter((each) => speaksOn(rule, each))) {
        const { article } = recorded;
        const renderBy = (by: TemplateRenderer) => tryRendering({ networks, templates: by }, rule, article, account);
        const before = changed === null ? null : renderBy(templates);
        const after = renderBy(changed ?? templates);
        if (before !== null || after !== null)
          replayed.push({ recorded, account, template: rule.name, ...compare(before, after, changed !== null) });
        await giveWay();
        if (inTime?.aborted === true) throw tooSlow(index, articles.length);
      }
  return replayed;
}

function tooSlow(done: number, asked: number): KawarabanError {
  const message = `the template takes too long: ${done} of ${asked} articles were rendered in time; make it simpler, or replay fewer`;
  return new KawarabanError('KWB_TEMPLATE_INVALID', message);
}

type Rendered = Pick<ReplayedPost, 'problems' | 'missing'> & { readonly parts: readonly DraftPart[] };

/** A template that fails on an article is what a replay looks for. */
function tryRendering(...args: Parameters<typeof render>): Rendered | null {
  try {
    return render(...args);
  } catch (error) {
    if (!(error instanceof KawarabanError)) throw error;
    return { parts: [], problems: [{ code: 'template-failed', part: null, message: error.message }], missing: [] };
  }
}

/** Null where the template does not apply to the article, or is not there. */
function render(
  ports: Pick<Ports, 'networks' | 'templates'>,
  { name }: TemplateRule,
  article: Article,
  account: Account,
): Rendered | null {
  const rule = ports.templates.matching(article).find((each) => each.name === name);
  if (rule === undefined) return null;
  const draft = renderDraft(ports, article, rule, account);
  return {
    parts: draft.parts,
    problems: findProblemsOf(article, ports, draft, account),
    missing: ports.templates.missing(name, article),
  };
}

function compare(
  before: Rendered | null,
  after: Rendered | null,
  isCompared: boolean,
): Pick<ReplayedPost, 'before' | 'after' | 'isDifferent' | 'problems' | 'missing'> {
  return {
    before: before?.parts ?? null,
    after: after?.parts ?? null,
    isDifferent: isCompared && JSON.stringify(before?.parts) !== JSON.stringify(after?.parts),
    problems: after?.problems ?? [],
    missing: after?.missing ?? [],
  };
}

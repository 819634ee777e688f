import { setImmediate as giveWay } from 'node:timers/promises';
import type { z } from 'zod';
import { listLiving } from '../../application/demand-account.js';
import { oneByOne } from '../../application/one-by-one.js';
import { findProblemsOf, priced, renderDraft, speaksOn } from '../../application/plan-posts.js';
import type { TemplateVerdict } from '../../application/ports/template-renderer.js';
import { replayArticles, type ReplayedPost } from '../../application/replay-articles.js';
import { timeLimit } from '../../application/time-limit.js';
import type { Article } from '../../domain/article.js';
import { KawarabanError } from '../../domain/errors.js';
import type { DraftPart } from '../../domain/post.js';
import type { AnswerOf } from '../contract/route.js';
import type { template, templateRoutes } from '../contract/templates.js';
import type { Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { describeRule } from './describe-rule.js';
import { nameAccount, viewPart } from './views.js';

/** A condition is known by what it says of any article. */
const NO_ARTICLE: Article = {
  ...{ url: null, guid: null, title: '', summary: '', body: '', authors: [], publication: null, section: null },
  ...{ tags: [], image: null, language: null, publishedAt: null, updatedAt: null, embargoUntil: null },
};

/** As long as somebody looks at a page that does not answer. */
const REPLAY_MS = 5_000;

export function templateHandlers({ ports, templates, stopped }: Desk): Handlers<keyof typeof templateRoutes> {
  const list = () => ports.templates.judge(NO_ARTICLE).map(viewTemplate);
  const demand = (name: string) => {
    const found = list().find((each) => each.name === name);
    if (found === undefined) throw new KawarabanError('KWB_NOT_FOUND', `there is no template "${name}"`);
    return found;
  };
  // Unsaved texts: however many are rendered at once, what is due is sent between two renderings.
  const inTurn = oneByOne();
  return {
    listTemplates: () => Promise.resolve({ items: list() }),
    readTemplate: async ({ asker, params }) => {
      const name = `${params.network}/${params.file}`;
      const { saveTemplates } = await ports.ledger.readSettings();
      return {
        ...demand(name),
        ...(await templates.read(name)),
        maySave: saveTemplates && asker.role === 'admin',
      };
    },
    tryTemplate: async ({ params, body }) => {
      const recorded = await ports.ledger.findArticle(body.article);
      if (recorded === null) throw new KawarabanError('KWB_NOT_FOUND', `there is no article ${body.article}`);
      return inTurn(async () => {
        try {
          const renderer = templates.compile(`${params.network}/${params.file}`, body.source);
          return await tryOn({ ...ports, templates: renderer }, recorded.article);
        } catch (error) {
          if (error instanceof KawarabanError && error.code === 'KWB_TEMPLATE_INVALID')
            return { kind: 'wrong', message: error.message };
          throw error;
        }
      });
    },
    replayTemplate: ({ params, body }) =>
      inTurn(async () => {
        const renderer = templates.compile(`${params.network}/${params.file}`, body.source);
        const articles = await ports.ledger.listNewestArticles(body.last);
        const inTime = timeLimit(REPLAY_MS, stopped);
        const posts = await replayArticles(ports, renderer, await listLiving(ports), articles, inTime);
        return { articles: articles.length, posts: posts.map(viewReplayed) };
      }),
    saveTemplate: async ({ params, body, seen, ledger }) => {
      const { saveTemplates } = await ledger.readSettings();
      if (!saveTemplates)
        throw new KawarabanError(
          'KWB_NOT_ALLOWED',
          'templates are saved as files here: the settings allow it in the page',
        );
      const name = `${params.network}/${params.file}`;
      demand(name);
      const revision = await templates.save(name, body.source, seen);
      await ledger.tellTemplateSaved(name);
      return { ...demand(name), revision };
    },
  };
}

function viewReplayed({ recorded, account, before, after, isDifferent, problems, missing }: ReplayedPost) {
  return {
    article: { id: recorded.id, title: recorded.article.title },
    account: nameAccount(account),
    before: copyParts(before),
    after: copyParts(after),
    isDifferent,
    problems: [...problems],
    missing: [...missing],
  };
}

type Tried = Extract<AnswerOf<typeof templateRoutes.tryTemplate>, { kind: 'rendered' }>;

async function tryOn(ports: Desk['ports'], article: Article): Promise<Tried> {
  const [rule] = ports.templates.all();
  if (rule === undefined) throw new Error('a compiled template has a rule');
  const accounts = (await listLiving(ports)).filter((each) => speaksOn(rule, each));
  const posts: Tried['posts'] = [];
  for (const account of accounts) {
    const draft = renderDraft(ports, article, rule, account);
    posts.push({
      account: nameAccount(account),
      parts: priced(ports, draft.parts, account).map((part, position) => viewPart(ports, account, part, position)),
      problems: [...findProblemsOf(article, ports, draft, account)],
    });
    await giveWay();
  }
  return {
    kind: 'rendered',
    matches: ports.templates.matching(article).length > 0,
    posts,
    missing: [...ports.templates.missing(rule.name, article)],
  };
}

function viewTemplate({ rule, condition }: TemplateVerdict): z.infer<typeof template> {
  const { name, network, accounts, when, expiresMs, lane, approval, image, correction } = rule;
  return {
    ...{ name, network, condition, when, expiresMs, lane, approval, image, correction },
    accounts: accounts === null ? null : [...accounts],
    rule: describeRule(rule, condition),
  };
}

function copyParts(parts: readonly DraftPart[] | null) {
  return parts?.map(({ text, link, media }) => ({ text, link, media: [...media] })) ?? null;
}

import type { Account } from '../domain/account.js';
import type { Article } from '../domain/article.js';
import { KawarabanError } from '../domain/errors.js';
import type { Problem } from '../domain/post.js';
import { findProblemsOf, findTimes, priced, renderDraft, speaksOn } from './plan-posts.js';
import type { PlannedPart } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';

export interface PostPreview {
  readonly account: Account;
  readonly template: string;
  readonly dueAt: Date;
  readonly draft: { readonly parts: readonly PlannedPart[] };
  readonly problems: readonly Problem[];
  readonly lengths: readonly { readonly used: number; readonly limit: number }[];
}

/** What would be posted if a person published the article now. `template` asks for one alone, whatever its condition. */
export function previewPosts(
  ports: Pick<Ports, 'clock' | 'networks' | 'templates' | 'zone'>,
  accounts: readonly Account[],
  article: Article,
  template: string | null,
): readonly PostPreview[] {
  const rules =
    template === null
      ? ports.templates.matching(article)
      : ports.templates.all().filter((rule) => rule.name === template);
  if (template !== null && rules.length === 0)
    throw new KawarabanError(
      'KWB_NOT_FOUND',
      `there is no template "${template}"; there are: ${ports.templates
        .all()
        .map((rule) => rule.name)
        .join(', ')}`,
    );
  const previews: PostPreview[] = [];
  for (const rule of rules)
    for (const account of accounts.filter((each) => speaksOn(rule, each))) {
      const rendered = renderDraft(ports, article, rule, account);
      const draft = { parts: priced(ports, rendered.parts, account) };
      const { dueAt } = findTimes(ports, { article, firstSeenAt: ports.clock.now() }, rule, {
        at: null,
        wallTime: null,
        accountName: null,
      });
      previews.push({
        account,
        template: rule.name,
        dueAt,
        draft,
        problems: findProblemsOf(article, ports, draft, account),
        lengths: draft.parts.map((part) => ports.networks[account.network].measure(part.text, account)),
      });
    }
  return previews;
}

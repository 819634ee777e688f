import type { Account } from '../domain/account.js';
import type { PublishWish, RecordedArticle } from '../domain/article.js';
import { EMBARGO_UNREADABLE, endOf } from '../domain/embargo.js';
import { latest } from '../domain/latest.js';
import type { Draft, DraftPart, Media, Post, Problem } from '../domain/post.js';
import type { WallTime } from '../domain/wall-time.js';
import { NEXT_SLOT, parseTime } from './parse-time.js';
import { placeLink } from './place-link.js';
import type { PlannedPart, PlannedPost } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';
import type { TemplateRule } from './ports/template-renderer.js';

export type PlanPorts = Pick<Ports, 'clock' | 'ledger' | 'networks' | 'templates' | 'zone'>;

/** Plans what the templates say about an article, on every account they name. Harmless to repeat: a plan that exists stays. */
export async function planPosts(
  ports: PlanPorts,
  recorded: RecordedArticle,
  wish: PublishWish | null,
): Promise<readonly Post[]> {
  const accounts = await addressees(ports, recorded, wish);
  const plans: PlannedPost[] = [];
  // A person who publishes it knows what it is.
  const question = wish === null ? await findAlike(ports, recorded) : [];
  for (const rule of ports.templates.matching(recorded.article))
    for (const account of accounts.filter((each) => speaksOn(rule, each)))
      plans.push(planPost(ports, recorded, rule, account, wish, question));
  return ports.ledger.planPosts(recorded.id, plans);
}

/** A person may publish an article again for an account that has no post of it yet; a sample stays in the simulation. */
async function addressees(
  { ledger }: PlanPorts,
  recorded: RecordedArticle,
  wish: PublishWish | null,
): Promise<readonly Account[]> {
  const planned = await ledger.listPosts({ articleId: recorded.id });
  return (await ledger.listAccounts())
    .filter((account) => account.state !== 'retired')
    .filter((account) => (wish?.accountName ?? account.name) === account.name)
    .filter((account) => recorded.origin !== 'sample' || account.simulated)
    .filter((account) => !planned.some((post) => post.account.id === account.id));
}

export function speaksOn(rule: TemplateRule, account: Account): boolean {
  return rule.network === account.network && (rule.accounts === null || rule.accounts.includes(account.name));
}

function planPost(
  ports: PlanPorts,
  recorded: RecordedArticle,
  rule: TemplateRule,
  account: Account,
  wish: PublishWish | null,
  question: readonly Problem[],
): PlannedPost {
  const draft = renderDraft(ports, recorded.article, rule, account);
  const problems = [...question, ...findProblemsOf(recorded.article, ports, draft, account)];
  const { dueAt, wallTime, expiresAt } = findTimes(ports, recorded, rule, wish);
  if (expiresAt !== null && dueAt > expiresAt)
    problems.push({
      code: 'late',
      part: null,
      message: `it would be due at ${dueAt.toISOString()}, after its expiry at ${expiresAt.toISOString()}`,
    });
  return {
    accountId: account.id,
    template: rule.name,
    occasion: 'publish',
    dueAt,
    wallTime,
    inSlot: rule.when === NEXT_SLOT && (wish?.at ?? null) === null,
    needsApproval: rule.approval,
    expiresAt,
    lane: rule.lane,
    parts: priced(ports, draft.parts, account),
    articleRevision: recorded.revision,
    replyTo: null,
    isDraft: false,
    groupId: null,
    problems,
  };
}

/** Two articles with one title are mostly one story under two addresses, and sometimes a column that returns. */
async function findAlike({ ledger }: PlanPorts, { alikeTo }: RecordedArticle): Promise<readonly Problem[]> {
  const other = alikeTo === null ? null : await ledger.findArticle(alikeTo);
  if (other === null) return [];
  const { title, url } = other.article;
  const where = url === null ? '' : `, ${url}`;
  return [
    {
      code: 'alike',
      part: null,
      message: `its title is like that of an article of ${other.firstSeenAt.toISOString()} (${other.id}: “${title}”${where}): release it if it is another story`,
    },
  ];
}

/** What a person has to answer stays, whatever words the post gets. */
export function unanswered({ problems }: Post): readonly Problem[] {
  return problems.filter(({ code }) => ['alike', 'withdrawn', EMBARGO_UNREADABLE.code].includes(code));
}

/** What the template makes of an article on this account. */
export function renderDraft(
  { templates, networks }: Pick<Ports, 'templates' | 'networks'>,
  article: RecordedArticle['article'],
  rule: TemplateRule,
  account: Account,
): Draft {
  const texts = templates.render(rule.name, article);
  const { linkPlacement } = networks[account.network];
  const address = article.url ?? article.publication?.url ?? null;
  const link = linkPlacement === 'in-text' ? findLink(texts, address) : rule.image === 'none' ? null : address;
  const media: readonly Media[] =
    rule.image === 'photo' && article.image !== null
      ? [{ pictureId: null, url: article.image.url, alt: article.image.alt ?? '' }]
      : [];
  return { parts: placeLink(texts.length > 0 ? texts : [''], link, media, linkPlacement) };
}

/** Where the link stands in the text, the template decides: this is the address as it wrote it, tracking parameters included. */
function findLink(texts: readonly string[], address: string | null): string | null {
  if (address === null) return null;
  for (const word of texts.flatMap((text) => text.split(/\s+/))) if (word.startsWith(address)) return word;
  return null;
}

/** The parts with what the network charges for each. */
export function priced(
  { networks }: Pick<Ports, 'networks'>,
  parts: readonly DraftPart[],
  account: Account,
): readonly PlannedPart[] {
  const network = networks[account.network];
  return parts.map(({ text, link, media }) => {
    const part = { text, link, media };
    return { ...part, priceMicros: network.priceMicros(part, account) };
  });
}

export function findProblems(
  { networks }: Pick<Ports, 'networks'>,
  draft: Draft,
  account: Account,
): readonly Problem[] {
  return [...networks[account.network].findProblems(draft, account), ...findTwins(draft.parts)];
}

/** The same, of what a template made of this article: without any words of it that is a bare link. */
export function findProblemsOf(
  { title, summary }: RecordedArticle['article'],
  ...drafted: Parameters<typeof findProblems>
): readonly Problem[] {
  const message = 'the article has neither a title nor a text';
  const wordless = title === '' && summary === '' ? [{ code: 'no-words', part: null, message }] : [];
  return [...wordless, ...findProblems(...drafted)];
}

/** A thread that says one thing twice is refused by the network, or looks like a mistake. */
function findTwins(parts: readonly DraftPart[]): readonly Problem[] {
  const twin = parts.findIndex((part, index) => parts.findIndex((other) => other.text === part.text) < index);
  return twin < 0
    ? []
    : [{ code: 'identical-text', part: twin, message: `part ${twin + 1} says the same as an earlier part` }];
}

/**
 * Nothing is due before the embargo ends, and the expiry counts from its end at the earliest; a person's act counts from
 * now, a template's from when we first saw the article. One that nobody can read gives no time.
 */
export function findTimes(
  { clock, zone }: Pick<Ports, 'clock' | 'zone'>,
  recorded: Pick<RecordedArticle, 'firstSeenAt' | 'article'>,
  rule: TemplateRule,
  wish: PublishWish | null,
): { readonly dueAt: Date; readonly wallTime: WallTime | null; readonly expiresAt: Date | null } {
  const now = clock.now();
  const wanted = wish?.at ?? timeOf(rule, wish === null ? recorded.firstSeenAt : now, zone);
  const embargo = endOf(recorded.article.embargoUntil);
  const isEmbargoed = embargo !== null && embargo > wanted;
  const dueAt = isEmbargoed ? embargo : wanted;
  const from = wish === null ? recorded.firstSeenAt : latest(now, wish.at ?? now);
  const countsFrom = latest(from, embargo ?? from);
  return {
    dueAt,
    wallTime: isEmbargoed || wish === null ? null : wish.wallTime,
    expiresAt: rule.expiresMs === null ? null : new Date(countsFrom.getTime() + rule.expiresMs),
  };
}

function timeOf({ when }: TemplateRule, from: Date, zone: string): Date {
  return when === NEXT_SLOT ? from : parseTime(when, from, zone).at;
}

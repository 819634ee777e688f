import type { ArticleId, RecordedArticle } from '../domain/article.js';
import { CORRECTION_BEGINS, firstRemoteId } from '../domain/correction.js';
import { followLater, settleEdit, type FollowSettlement } from '../domain/following.js';
import type { Draft, Post, PostState } from '../domain/post.js';
import { describeChange } from './describe-change.js';
import { enqueuePosts } from './enqueue-posts.js';
import { findProblems, priced, renderDraft, type PlanPorts } from './plan-posts.js';
import type { OutdatedPost, PlannedPost } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';
import type { TemplateRule } from './ports/template-renderer.js';
import { timeLimit } from './time-limit.js';

export type FollowPorts = PlanPorts & Pick<Ports, 'postQueue' | 'timing'>;

/** What the template's `correction` wants about a post that readers have seen. It is never done silently. */
export async function followPublished(
  ports: FollowPorts,
  claim: OutdatedPost,
  rule: TemplateRule | null,
  cutOff: AbortSignal,
): Promise<FollowSettlement> {
  const { post, told, recorded } = claim;
  const what = describeChange(told, recorded.article);
  const left = (why: string): FollowSettlement => ({
    kind: 'followed',
    revision: recorded.revision,
    note: `${what}: the post stays as it is, ${why}`,
    texts: null,
  });
  if (rule === null) return left('since its template is gone');
  const before = renderDraft(ports, told, rule, post.account);
  const draft = renderDraft(ports, recorded.article, rule, post.account);
  const isHeadline = told.title !== recorded.article.title;
  const isShown = textsOf(before).join('\n') !== textsOf(draft).join('\n');
  if (!isHeadline && !isShown) return { kind: 'followed', revision: recorded.revision, note: null, texts: null };
  switch (rule.correction) {
    case 'none':
      return left('as its template wants (correction: none)');
    case 'edit': {
      if (!isShown) return left('since it does not show the headline');
      if (textsOf(before).join('\n') !== textsOf(post).join('\n'))
        return left('since its words are not those of its template');
      const [problem] = findProblems(ports, draft, post.account);
      return problem === undefined ? edit(ports, claim, draft, cutOff) : left(`since ${problem.message}`);
    }
    case 'reply':
      return isHeadline ? reply(ports, claim, rule) : left('since the headline is the same');
  }
}

function textsOf({ parts }: Draft | Post): readonly string[] {
  return parts.map(({ text }) => text);
}

async function edit(
  ports: FollowPorts,
  { post, told, recorded, tries }: OutdatedPost,
  draft: Draft,
  cutOff: AbortSignal,
): Promise<FollowSettlement> {
  const { account } = post;
  const change = { revision: recorded.revision, what: describeChange(told, recorded.article), texts: textsOf(draft) };
  const signal = timeLimit(ports.timing.lookUpCallMs, cutOff);
  for (const [position, part] of draft.parts.entries()) {
    const published = post.parts[position];
    if (published === undefined || published.remoteId === null || published.text === part.text) continue;
    const outcome = await ports.networks[account.network].edit(published.remoteId, part, account, signal);
    if (outcome.kind !== 'edited') return settleEdit(outcome, change, tries, ports.clock.now(), ports.timing);
  }
  return settleEdit({ kind: 'edited' }, change, tries, ports.clock.now(), ports.timing);
}

/** A post of its own below the first part, which is planned once for each revision; one that still waits says the newest. */
async function reply(
  ports: FollowPorts,
  { post, told, recorded, tries }: OutdatedPost,
  rule: TemplateRule,
): Promise<FollowSettlement> {
  const { account } = post;
  const parts = [{ text: `${CORRECTION_BEGINS} ${recorded.article.title}`, link: null, media: [] }];
  const problems = findProblems(ports, { parts }, account);
  const waiting = await findWaiting(ports, post, recorded.id);
  if (waiting !== null) {
    const changed = await ports.ledger.replaceParts(
      waiting.id,
      waiting.revision,
      priced(ports, parts, account),
      problems,
    );
    if (changed === null) return followLater(tries, ports.clock.now(), ports.timing);
    await enqueuePosts(ports, [changed]);
  } else {
    const plan = planReply(ports, post, recorded, rule, priced(ports, parts, account), problems);
    await enqueuePosts(ports, await ports.ledger.planPosts(recorded.id, [plan]));
  }
  const note = `${describeChange(told, recorded.article)}: a correction is posted in reply`;
  return { kind: 'followed', revision: recorded.revision, note, texts: null };
}

const CORRECTION = 'correction:';
const NOT_OUT: readonly PostState[] = ['awaiting-approval', 'held', 'scheduled', 'publishing'];

/** The correction of an older revision that is not out yet. */
async function findWaiting(
  { ledger }: FollowPorts,
  { account, template }: Post,
  articleId: ArticleId,
): Promise<Post | null> {
  const siblings = (await ledger.listPosts({ articleId, accountName: account.name })).filter(
    (each) => each.account.id === account.id && each.template === template,
  );
  const isWaiting = ({ occasion, state }: Post) => occasion?.startsWith(CORRECTION) === true && NOT_OUT.includes(state);
  return siblings.find(isWaiting) ?? null;
}

function planReply(
  { clock }: FollowPorts,
  post: Post,
  recorded: RecordedArticle,
  rule: TemplateRule,
  parts: PlannedPost['parts'],
  problems: PlannedPost['problems'],
): PlannedPost {
  const now = clock.now();
  return {
    accountId: post.account.id,
    template: rule.name,
    occasion: `${CORRECTION}${recorded.revision}`,
    dueAt: now,
    wallTime: null,
    inSlot: false,
    needsApproval: rule.approval,
    expiresAt: rule.expiresMs === null ? null : new Date(now.getTime() + rule.expiresMs),
    lane: rule.lane,
    parts,
    articleRevision: null,
    replyTo: firstRemoteId(post),
    isDraft: false,
    groupId: null,
    problems,
  };
}

import type { ArticleId } from '../domain/article.js';
import { followLater, type FollowSettlement } from '../domain/following.js';
import type { Draft, DraftPart, Post } from '../domain/post.js';
import { describeChange } from './describe-change.js';
import { enqueuePosts } from './enqueue-posts.js';
import { followPublished, type FollowPorts } from './follow-published.js';
import { nullIfRefused } from './null-if-refused.js';
import { findProblemsOf, findTimes, priced, renderDraft, unanswered } from './plan-posts.js';
import type { OutdatedPost } from './ports/ledger.js';
import type { TemplateRule } from './ports/template-renderer.js';

/** Brings a post to the newest revision of its article: what is unsent says it anew, what is out is corrected by rule. */
export async function followPost(ports: FollowPorts, claim: OutdatedPost, cutOff: AbortSignal): Promise<void> {
  const rule = ports.templates.all().find(({ name }) => name === claim.post.template) ?? null;
  const settlement =
    claim.post.state === 'published'
      ? await followPublished(ports, claim, rule, cutOff)
      : await followUnsent(ports, claim, rule);
  await ports.ledger.settleOutdated(claim.token, settlement);
}

/** An edit before the post went out changes what it will say, at once. Of what is out, the sweep takes care. */
export async function followUnsentOf(ports: FollowPorts, id: ArticleId): Promise<void> {
  const signal = AbortSignal.timeout(ports.timing.callMs);
  for (let claim = await ports.ledger.claimOutdated(id); claim !== null; claim = await ports.ledger.claimOutdated(id))
    await followPost(ports, claim, signal);
}

async function followUnsent(
  ports: FollowPorts,
  claim: OutdatedPost,
  rule: TemplateRule | null,
): Promise<FollowSettlement> {
  const { post, told, recorded } = claim;
  const { revision } = recorded;
  if (rule === null)
    return { kind: 'followed', revision, note: `template ${post.template ?? ''} is gone: the post stays`, texts: null };
  const before = sayingOf(renderDraft(ports, told, rule, post.account).parts);
  const draft = renderDraft(ports, recorded.article, rule, post.account);
  const isChanged = before !== sayingOf(draft.parts) && sayingOf(post.parts) !== sayingOf(draft.parts);
  const what = describeChange(told, recorded.article);
  const isOwnWords = before !== sayingOf(post.parts);
  const changed = isChanged ? await changeWords(ports, claim, draft, isOwnWords, what) : post;
  const moved = changed === null ? null : await followEmbargo(ports, claim, changed, rule);
  if (moved === null) return followLater(claim.tries, ports.clock.now(), ports.timing);
  await enqueuePosts(ports, [moved]);
  return { kind: 'followed', revision, note: isChanged ? what : null, texts: null };
}

/** What a person has read, or written, goes out with other words only when a person says so. */
async function changeWords(
  { ledger, networks }: FollowPorts,
  { post, isApproved, recorded }: OutdatedPost,
  draft: Draft,
  isOwnWords: boolean,
  what: string,
): Promise<Post | null> {
  const held =
    post.state === 'scheduled' && (isApproved || isOwnWords)
      ? await ledger.holdPost(post.id, post.revision, `${what} after a person had read the post`)
      : post;
  if (held === null || isOwnWords) return held;
  const parts = priced({ networks }, draft.parts, post.account);
  const problems = [...findProblemsOf(recorded.article, { networks }, draft, post.account), ...unanswered(post)];
  return ledger.replaceParts(held.id, held.revision, parts, problems);
}

function sayingOf(parts: readonly DraftPart[]): string {
  return JSON.stringify(parts.map(({ text, link, media }) => [text, link, media]));
}

/** A post waits for the end of an embargo that is new or later, and comes back with one that held it and is no more. */
async function followEmbargo(
  ports: FollowPorts,
  { told, recorded }: OutdatedPost,
  post: Post,
  rule: TemplateRule,
): Promise<Post> {
  const [before, now] = [told.embargoUntil, recorded.article.embargoUntil];
  const isHeldBack = now !== null && post.dueAt < now;
  const isLetGo = before !== null && post.dueAt.getTime() === before.getTime() && (now === null || now < before);
  if (!(isHeldBack || isLetGo) || (post.state !== 'scheduled' && post.state !== 'awaiting-approval')) return post;
  const at = isHeldBack ? now : findTimes(ports, recorded, rule, recorded.wish).dueAt;
  // Where a person has just moved it, or it is on its way, the claim waits for the embargo all the same.
  return (
    (await ports.ledger.reschedulePost(post.id, { at, wallTime: null }, post.revision).catch(nullIfRefused)) ?? post
  );
}

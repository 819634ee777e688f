import type { ArticleId } from '../domain/article.js';
import { EMBARGO_UNREADABLE, isUnreadable } from '../domain/embargo.js';
import { followLater, type FollowSettlement } from '../domain/following.js';
import { latest } from '../domain/latest.js';
import type { Draft, DraftPart, Post, PostState } from '../domain/post.js';
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
  if (post.state === 'held' ? !isHeldByEmbargo(post, before) : !WAITING.includes(post.state)) return post;
  if (now !== null && isUnreadable(now)) return (await ports.ledger.holdForEmbargo(post.id, post.revision)) ?? post;
  const isHeldBack = now !== null && post.dueAt < now;
  if (!isHeldBack && !isLetGo(post, before, now)) return post;
  // The time until now was the embargo's, not the post's.
  const at = isHeldBack ? now : latest(findTimes(ports, recorded, rule, recorded.wish).dueAt, ports.clock.now());
  // Where a person has just moved it, or it is on its way, the claim waits for the embargo all the same.
  return (
    (await ports.ledger.reschedulePost(post.id, { at, wallTime: null }, post.revision).catch(nullIfRefused)) ?? post
  );
}

const WAITING: readonly PostState[] = ['scheduled', 'awaiting-approval'];

function isLetGo(post: Post, before: Date | null, now: Date | null): boolean {
  return before !== null && waitedFor(before, post) && (now === null || now < before);
}

function waitedFor(embargo: Date, post: Post): boolean {
  return isUnreadable(embargo) ? post.state === 'held' : post.dueAt.getTime() === embargo.getTime();
}

/** For nothing else: nobody could read the embargo, or it ended after the post's time. */
function isHeldByEmbargo(post: Post, embargo: Date | null): boolean {
  const isFor = (code: string): boolean =>
    post.problems.length > 0 && post.problems.every((problem) => problem.code === code);
  return isFor(EMBARGO_UNREADABLE.code) || (isFor('late') && embargo !== null && waitedFor(embargo, post));
}

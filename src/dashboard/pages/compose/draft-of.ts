import type { DraftPart, Post } from '../../server/contract.js';
import { wallNow } from '../../time/wall-time.js';
import { type BegunPost, type ComposeDraft, EMPTY_DRAFT, partsFor, partsOn, type Wish } from './compose-draft.js';
import { textOnX, textWithoutLink } from './text-on-x.js';

/** `now`, `zone`: a time is offered as the newsroom's wall shows it, while it lies ahead. */
export interface Reading {
  readonly now: number;
  readonly zone: string;
}

/** Posts that belong together, the one that was opened first: its time is shown. */
export type Edited = readonly [Post, ...Post[]];

export function draftOf(posts: Edited, reading: Reading): ComposeDraft {
  const [opened] = posts;
  const wish = wishOf(opened, reading);
  return {
    ...EMPTY_DRAFT,
    ...wish,
    ...wordsOf(posts),
    accounts: posts.map(({ account }) => account.id),
    article: opened.article?.id ?? null,
    begun: { posts: Object.fromEntries(posts.map((post) => [post.id, begunWith(post)])), wish },
  };
}

function begunWith(post: Post): BegunPost {
  return { revision: post.revision, parts: saidBy(post) };
}

/** The text that most of them say, and those of the others. */
function wordsOf(posts: Edited): Pick<ComposeDraft, 'shared' | 'own'> {
  const said = posts.flatMap((post) => [saidBy(post), saidBy(post).map(unplaced)]);
  const countAlike = (parts: readonly DraftPart[]): number => posts.filter((post) => says(post, parts)).length;
  const shared = said.reduce((most, parts) => (countAlike(parts) > countAlike(most) ? parts : most));
  const others = posts.filter((post) => !says(post, shared));
  return { shared, own: Object.fromEntries(others.map((post) => [post.account.id, saidBy(post)])) };
}

/** Whether a post would say what it says already, were it given these words. */
function says(post: Post, written: readonly DraftPart[]): boolean {
  const parts = partsOn(post.account, written).map((part) => ({
    ...part,
    text: post.account.network === 'x' ? textOnX(part) : part.text.trim(),
  }));
  return isSame(parts, saidBy(post));
}

/** As somebody wrote it, before its link was put behind it. */
export function unplaced(part: DraftPart): DraftPart {
  return { ...part, text: textWithoutLink(part) };
}

/** When, and by whose leave, the post goes out as things are. */
function wishOf(post: Post, { now, zone }: Reading): Wish {
  const askApproval = post.needsApproval;
  if (post.inSlot) return { when: 'slot', wall: null, askApproval };
  const due = Date.parse(post.dueAt);
  return due > now ? { when: 'at', wall: wallNow(zone, due), askApproval } : { when: 'now', wall: null, askApproval };
}

/** Whether it says something else by now than what the writer began from, and than what they want it to say. */
export function isSaidAnew(post: Post, draft: ComposeDraft): boolean {
  const begun = draft.begun?.posts[post.id];
  if (begun === undefined || begun.revision >= post.revision) return false;
  return !isSame(begun.parts, saidBy(post)) && !says(post, partsFor(draft, post.account.id));
}

/** Goes on from what these posts are now; one that was no draft when the writer began says what it says. */
export function withPosts(posts: Edited, draft: ComposeDraft, reading: Reading): ComposeDraft {
  const { begun } = draft;
  if (begun === null) return draftOf(posts, reading);
  const joining = posts.filter(({ id }) => begun.posts[id] === undefined);
  const own = Object.fromEntries(joining.map((post) => [post.account.id, saidBy(post)]));
  const begunToo = Object.fromEntries(joining.map((post) => [post.id, begunWith(post)]));
  const joined = {
    ...draft,
    accounts: posts.map(({ account }) => account.id),
    own: { ...draft.own, ...own },
    begun: { ...begun, posts: { ...begun.posts, ...begunToo } },
  };
  return withTimeOf(posts[0], joined, reading);
}

/** A time that the writer did not touch is that of the post, also where a colleague moved it meanwhile. */
export function withTimeOf(post: Post, draft: ComposeDraft, reading: Reading): ComposeDraft {
  const { begun } = draft;
  if (begun === null) return draft;
  const theirs = wishOf(post, reading);
  const isTimeTheirs = draft.when === begun.wish.when && draft.wall === begun.wish.wall;
  const isLeaveTheirs = draft.askApproval === begun.wish.askApproval;
  const untouched = {
    ...(isTimeTheirs ? { when: theirs.when, wall: theirs.wall } : {}),
    ...(isLeaveTheirs ? { askApproval: theirs.askApproval } : {}),
  };
  return { ...draft, ...untouched, begun: { ...begun, wish: { ...begun.wish, ...untouched } } };
}

/** Takes what a colleague made of one of the posts, with its time. */
export function withTheirs(post: Post, draft: ComposeDraft, reading: Reading): ComposeDraft {
  const wish = wishOf(post, reading);
  const seen = withSeen(post, draft);
  const begun = seen.begun === null ? null : { ...seen.begun, wish };
  const isAlone = draft.accounts.length === 1;
  const words = isAlone
    ? { shared: saidBy(post), own: {} }
    : { own: { ...draft.own, [post.account.id]: saidBy(post) } };
  return { ...seen, ...wish, ...words, begun };
}

/** The writer has seen what it says now. */
export function withSeen(post: Post, draft: ComposeDraft): ComposeDraft {
  const { begun } = draft;
  if (begun === null) return draft;
  return { ...draft, begun: { ...begun, posts: { ...begun.posts, [post.id]: begunWith(post) } } };
}

/** Whether the writer wants another time than the post has. */
export function isMoved(post: Post, draft: ComposeDraft, reading: Reading): boolean {
  const { when, wall } = wishOf(post, reading);
  return draft.when !== when || (when === 'at' && draft.wall !== wall);
}

function saidBy({ parts }: Post): readonly DraftPart[] {
  return parts.map(({ text, link, media }) => ({ text, link, media }));
}

function isSame<Thing>(one: Thing, other: Thing): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

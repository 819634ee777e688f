import type { Post } from '../../server/contract.js';
import { wallNow } from '../../time/wall-time.js';
import { type Begun, type ComposeDraft, EMPTY_DRAFT, type Wish } from './compose-draft.js';

/** `now`, `zone`: a time is offered as the newsroom's wall shows it, while it lies ahead. */
export interface Reading {
  readonly now: number;
  readonly zone: string;
}

export function draftOf(post: Post, reading: Reading): ComposeDraft {
  return {
    ...EMPTY_DRAFT,
    ...wishOf(post, reading),
    accounts: [post.account.id],
    article: post.article?.id ?? null,
    shared: saidBy(post),
    begun: begunWith(post, reading),
  };
}

export function begunWith(post: Post, reading: Reading): Begun {
  return { revision: post.revision, parts: saidBy(post), wish: wishOf(post, reading) };
}

/** When, and by whose leave, the post goes out as things are. */
function wishOf({ inSlot, dueAt, needsApproval }: Post, { now, zone }: Reading): Wish {
  const due = Date.parse(dueAt);
  const askApproval = needsApproval;
  if (inSlot) return { when: 'slot', wall: null, askApproval };
  return due > now ? { when: 'at', wall: wallNow(zone, due), askApproval } : { when: 'now', wall: null, askApproval };
}

/** Whether it says something else by now than what the writer began from, and than what they want it to say. */
export function isSaidAnew(post: Post, { begun, shared }: ComposeDraft): boolean {
  if (begun === null || begun.revision >= post.revision) return false;
  return ![begun.parts, shared].some((parts) => isSame(parts, saidBy(post)));
}

/** A time that the writer did not touch is that of the post, also where a colleague moved it meanwhile. */
export function withTimeOf(post: Post, draft: ComposeDraft, reading: Reading): ComposeDraft {
  const isTouched = draft.begun === null || !isSame(chosenIn(draft), draft.begun.wish);
  return isTouched ? draft : { ...draft, ...wishOf(post, reading) };
}

/** Whether the writer wants another time than the post has. */
export function isMoved(post: Post, draft: ComposeDraft, reading: Reading): boolean {
  const { when, wall } = wishOf(post, reading);
  return draft.when !== when || (when === 'at' && draft.wall !== wall);
}

function chosenIn({ when, wall, askApproval }: ComposeDraft): Wish {
  return { when, wall, askApproval };
}

function saidBy({ parts }: Post): Begun['parts'] {
  return parts.map(({ text, link, media }) => ({ text, link, media }));
}

function isSame<Thing>(one: Thing, other: Thing): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

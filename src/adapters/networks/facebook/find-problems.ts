import type { Account } from '../../../domain/account.js';
import type { Draft, DraftPart, Problem } from '../../../domain/post.js';
import { messageOf } from './message-of.js';

/** Not in Meta's documentation; what other publishers go by: https://github.com/gitroomhq/postiz-app (facebook.provider.ts). */
const LONGEST_MESSAGE = 63_206;
/** A house rule: Facebook takes ten and fails at random with many photos beside a long text. */
const MOST_PICTURES = 4;

/** Counts code points, as people count characters: most emoji are one. */
export function messageLength(text: string): number {
  return Array.from(text).length;
}

export function measureMessage(text: string, account: Account): { readonly used: number; readonly limit: number } {
  return { used: messageLength(text), limit: account.settings.characterLimit ?? LONGEST_MESSAGE };
}

export function findProblems(draft: Draft, account: Account): readonly Problem[] {
  const problems = draft.parts.flatMap((part, position) => findPartProblems(part, position, account));
  if (draft.parts.length === 0) problems.push(emptyPost(null));
  if (draft.parts.length > 1) {
    const message = `A Facebook post has one part; this one has ${draft.parts.length}.`;
    problems.push({ code: 'one-part-only', part: null, message });
  }
  return problems;
}

function findPartProblems(part: DraftPart, position: number, account: Account): Problem[] {
  const problems: Problem[] = [];
  if (part.text.trim() === '' && part.link === null && part.media.length === 0) problems.push(emptyPost(position));
  const { used, limit } = measureMessage(messageOf(part), account);
  if (used > limit) {
    const message = `The text has ${used} characters; at most ${limit} may go to Facebook.`;
    problems.push({ code: 'too-long', part: position, message });
  }
  if (part.media.length > MOST_PICTURES) {
    const message = `The post has ${part.media.length} pictures; it may have ${MOST_PICTURES}.`;
    problems.push({ code: 'too-many-pictures', part: position, message });
  }
  return problems;
}

function emptyPost(part: number | null): Problem {
  return { code: 'empty', part, message: 'The post has no text, no link and no picture.' };
}

import type { PostState } from '../server/contract.js';
import { STATES } from './state-mark.js';

/** `post 01KB… is awaiting-approval`, which people have in front of them, by another word. */
const NAMED = /\bpost [0-9A-HJKMNP-TV-Z]{26}\b(?: is ([a-z-]+)(?=[:,]))?/g;

/** Complaints of the service name posts by their ids and states; people by what they look at. */
export function plainPosts(words: string): string {
  return words.replaceAll(NAMED, (_, state?: string) => {
    if (state === undefined) return 'the post';
    return `the post is “${state in STATES ? STATES[state as PostState].word : state}”`;
  });
}

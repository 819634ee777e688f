import { backOffMs } from './back-off.js';
import type { EditOutcome } from './publish-outcome.js';
import type { Timing } from './timing.js';

/** What became of a post whose article has changed. */
export type FollowSettlement =
  | {
      readonly kind: 'followed';
      /** The article's revision that was seen. */
      readonly revision: number;
      /** What changed and what was done about it, for people; null = nothing that a reader would see. */
      readonly note: string | null;
      /** What the published parts say now; null = what they said. */
      readonly texts: readonly string[] | null;
    }
  | { readonly kind: 'follow-later'; readonly at: Date; readonly note: string | null };

/** Some four hours, as the waits are. */
const MOST_TRIES = 30;

/** Editing twice does no harm: what is unclear is done again, for some hours. */
export function settleEdit(
  outcome: EditOutcome,
  change: { readonly revision: number; readonly what: string; readonly texts: readonly string[] },
  tries: number,
  now: Date,
  timing: Timing,
): FollowSettlement {
  const { revision, what, texts } = change;
  if (outcome.kind === 'edited') return { kind: 'followed', revision, note: `${what}: edited in place`, texts };
  const { message } = outcome.answer;
  if (outcome.kind === 'refused' || tries >= MOST_TRIES)
    return { kind: 'followed', revision, note: `${what}: not edited, the network says: ${message}`, texts: null };
  const at = new Date(Math.max(now.getTime() + backOffMs(tries, timing), outcome.retryAt?.getTime() ?? 0));
  return { kind: 'follow-later', at, note: `${what}: not edited yet: ${message}` };
}

/** The post is on its way, or a person has just changed it: it is looked at again. */
export function followLater(tries: number, now: Date, timing: Timing): FollowSettlement {
  return { kind: 'follow-later', at: new Date(now.getTime() + backOffMs(tries, timing)), note: null };
}

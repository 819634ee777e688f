import { backOffMs } from './back-off.js';
import type { Timing } from './timing.js';

/** What came of asking for a page. */
export type PageAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Behind all redirects. */
      readonly address: string;
      readonly facts: PageFacts;
    }
  /** It must not be asked: for a simulated account another machine, for all a private network. */
  | { readonly kind: 'not-asked'; readonly message: string }
  /** No whole answer came. */
  | { readonly kind: 'unreachable'; readonly message: string };

/** What a page says about itself, as far as a post cares. */
export interface PageFacts {
  readonly title: string | null;
  readonly canonical: string | null;
  /** What its `<link rel="canonical">` says, and nothing else: that alone speaks against the page. */
  readonly canonicalLink: string | null;
  readonly isNoindex: boolean;
  readonly summary: string | null;
  readonly image: { readonly url: string; readonly alt: string | null } | null;
}

/** What an answer says about sending readers there. `code` tells one finding from another. */
export type PageFinding =
  | { readonly kind: 'fine' }
  | { readonly kind: 'taken-down'; readonly code: string; readonly reason: string }
  | { readonly kind: 'no-answer'; readonly code: typeof NO_ANSWER; readonly reason: string };

export const NO_ANSWER = 'no-answer';

/** What was found before, for one post. */
export interface PageHistory {
  /** The finding in spite of which a person let the post go out; null = there was none. */
  readonly pardoned: string | null;
  /** Since when the page has not answered; null = it has. */
  readonly silentSince: Date | null;
  /** How often it did not. */
  readonly tries: number;
}

export type PageSettlement =
  | { readonly kind: 'held'; readonly finding: string; readonly reason: string }
  | { readonly kind: 'ask-again'; readonly at: Date; readonly reason: string };

const DAY_MS = 24 * 3_600_000;

/**
 * What becomes of a post whose page was asked for; null = it goes out. A page that was taken down holds it. A site that
 * is away is asked again until the post expires, or for a day, and then a person decides.
 */
export function settlePage(
  finding: PageFinding,
  history: PageHistory,
  expiresAt: Date | null,
  now: Date,
  timing: Timing,
): PageSettlement | null {
  if (finding.kind === 'fine' || finding.code === history.pardoned) return null;
  const { code, reason } = finding;
  if (finding.kind === 'taken-down') return { kind: 'held', finding: code, reason };
  const until = expiresAt ?? new Date((history.silentSince ?? now).getTime() + DAY_MS);
  if (now >= until) return { kind: 'held', finding: code, reason: outOfTime(reason) };
  const next = now.getTime() + backOffMs(history.tries, timing);
  return { kind: 'ask-again', at: new Date(Math.min(next, until.getTime())), reason };
}

/** Why a post is held whose page did not answer as long as it was worth sending. */
export function outOfTime(reason: string): string {
  return `${reason}; its time is over`;
}

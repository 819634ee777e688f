/** The network's own answer, cut to size and free of secrets, for history and for people. */
export interface NetworkAnswer {
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** The network's code or problem type (last path segment); null when it gave none. */
  readonly code: string | null;
  /** At most 500 characters. */
  readonly message: string;
}

/** What the network said about one visible call. Only `deferred` and a proven absence may be tried again. */
export type PublishOutcome = { readonly blockedUntil?: Date } & (
  | { readonly kind: 'published'; readonly remoteId: string; readonly url: string | null }
  | {
      readonly kind: 'rejected';
      readonly scope: 'content' | 'account' | 'billing';
      /** It may be the text or the account, the network does not say: a second post refused so pauses the account. */
      readonly unspecific?: true;
      readonly answer: NetworkAnswer;
    }
  | { readonly kind: 'duplicate'; readonly answer: NetworkAnswer }
  | { readonly kind: 'unauthorized'; readonly answer: NetworkAnswer }
  | {
      readonly kind: 'deferred';
      readonly retryAt: Date;
      readonly discardPrepared?: true;
      /** One more try; the same answer to it ends the post, or pauses the account. */
      readonly onceThen?: 'rejected' | 'account-paused';
      readonly answer: NetworkAnswer;
    }
  | { readonly kind: 'unknown'; readonly answer: NetworkAnswer }
);

/** What `prepare` may fail with: nothing visible exists, so `unknown` is not among them. */
export type PrepareFailure = Extract<PublishOutcome, { kind: 'rejected' | 'unauthorized' | 'deferred' }>;

/** What a look on the network for an unknown delivery saw. */
export type LookUp =
  | { readonly kind: 'found'; readonly remoteId: string; readonly url: string | null }
  | { readonly kind: 'absent' }
  /** Two-phase: it is there and no reader sees it yet. */
  | { readonly kind: 'hidden' }
  /** `noAccess`: asking again will not help, since we may not read or may not pay for it. */
  | { readonly kind: 'cannot-tell'; readonly noAccess?: true; readonly answer: NetworkAnswer };

export type RetractOutcome =
  { readonly kind: 'retracted' } | { readonly kind: 'failed'; readonly answer: NetworkAnswer };

/** What came of changing a published text in place. Doing so twice does no harm. */
export type EditOutcome =
  | { readonly kind: 'edited' }
  | { readonly kind: 'refused'; readonly answer: NetworkAnswer }
  /** No clear answer, or not now. `retryAt`: not before; null = the network does not say. */
  | { readonly kind: 'unclear'; readonly retryAt: Date | null; readonly answer: NetworkAnswer };

export type AccountHealth =
  | { readonly kind: 'healthy'; readonly remoteId: string; readonly displayName: string }
  | { readonly kind: 'unhealthy'; readonly answer: NetworkAnswer };

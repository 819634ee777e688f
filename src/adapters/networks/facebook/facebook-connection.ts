/** What it takes to speak for one Page. */
export interface FacebookConnection {
  /** Origin without a trailing slash; null = https://graph.facebook.com. */
  readonly apiUrl: string | null;
  /** Pinned, as it stands in the path: `v25.0`. */
  readonly graphVersion: string;
  readonly pageId: string;
  readonly pageAccessToken: string;
  /** With it every call carries a proof; null = the app demands none. */
  readonly appSecret: string | null;
}

import type { Account } from '../../../domain/account.js';
import type { DraftPart } from '../../../domain/post.js';
import { findUrls } from './find-urls.js';

/**
 * X charges for each part: more where it sees a link in it, and for each alternative text. Whether it charges for
 * `example.com` without a protocol as for a link is not said anywhere; it is counted as one.
 */
export function priceMicros({ text, media }: DraftPart, { settings: { prices } }: Account): number | null {
  if (prices === null) return null;
  const described = media.filter(({ alt }) => alt !== '').length;
  const hasLink = findUrls(text.normalize('NFC')).length > 0;
  return (hasLink ? prices.linkPostMicros : prices.postMicros) + described * prices.altTextMicros;
}

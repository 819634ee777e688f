import type { Part } from '../../../domain/post.js';
import type { LookUp } from '../../../domain/publish-outcome.js';
import { cardLinkOf, comparableMessage, linksOf, showsLink, webAddressOrNull, type ListedPost } from './listed-post.js';

/** Which listed post is this part? One that is the only one with its text and its link, and that nobody knows. */
export function matchPublished(
  part: Part,
  posts: readonly ListedPost[],
  where: { readonly notBefore: Date; readonly knownIds: ReadonlySet<string> },
): LookUp {
  const message = comparableMessage(part);
  const link = cardLinkOf(part);
  if (message === '' && link === null)
    return cannotTell('nothing-to-compare', 'a photo without text cannot be told from others');

  const byText = posts.filter(
    (post) =>
      post.is_published &&
      post.created_time >= where.notBefore &&
      !isKnown(post.id, where.knownIds) &&
      comparableMessage(post) === message,
  );
  const matches = byText.filter((post) => link === null || showsLink(post, link));
  const [match, ...others] = matches;
  if (others.length > 0)
    return cannotTell('several-candidates', `${matches.length} posts on the Page look like this one`);
  if (match !== undefined) return { kind: 'found', remoteId: match.id, url: webAddressOrNull(match.permalink_url) };
  return byText.some((post) => linksOf(post).length === 0)
    ? cannotTell('link-unreadable', 'a post on the Page has this text and shows no link to compare')
    : { kind: 'absent' };
}

/** A post that a person pointed to is known by the number in its address alone, without the Page before it. */
function isKnown(id: string, knownIds: ReadonlySet<string>): boolean {
  return knownIds.has(id) || knownIds.has(id.slice(id.indexOf('_') + 1));
}

export function cannotTell(code: string, message: string): LookUp {
  return { kind: 'cannot-tell', answer: { status: null, code, message } };
}

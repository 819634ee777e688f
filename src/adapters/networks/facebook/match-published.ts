import { z } from 'zod';
import type { Part } from '../../../domain/post.js';
import type { LookUp } from '../../../domain/publish-outcome.js';
import { messageOf } from './message-of.js';

/** A post as `published_posts` lists it; absent fields are missing. */
export const listedPost = z.object({
  id: z.string().min(1),
  message: z.string().default(''),
  // The offset comes without a colon (`+0000`), which zod's own date check refuses.
  created_time: z.string().transform((text, context) => {
    const time = new Date(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
    if (Number.isNaN(time.getTime())) context.addIssue('no time');
    return time;
  }),
  permalink_url: z.string().optional(),
  is_published: z.boolean().default(true),
  attachments: z
    .object({ data: z.array(z.object({ url: z.string().optional(), unshimmed_url: z.string().optional() })) })
    .optional(),
});
export type ListedPost = z.infer<typeof listedPost>;

/** Which listed post is this part? One that is the only one with its text and its link, and that nobody knows. */
export function matchPublished(
  part: Part,
  posts: readonly ListedPost[],
  where: { readonly notBefore: Date; readonly knownIds: ReadonlySet<string> },
): LookUp {
  const message = comparable(messageOf(part));
  // Beside photos the link is in the message already, and the attachments are the photos.
  const link = part.media.length === 0 ? part.link : null;
  if (message === '' && link === null)
    return cannotTell('nothing-to-compare', 'a photo without text cannot be told from others');

  const byText = posts.filter(
    (post) =>
      post.is_published &&
      post.created_time >= where.notBefore &&
      !where.knownIds.has(post.id) &&
      comparable(post.message) === message,
  );
  const matches = byText.filter((post) => link === null || linksOf(post).includes(comparableLink(link)));
  const [match, ...others] = matches;
  if (others.length > 0)
    return cannotTell('several-candidates', `${matches.length} posts on the Page look like this one`);
  if (match !== undefined) return { kind: 'found', remoteId: match.id, url: webAddressOrNull(match.permalink_url) };
  return byText.some((post) => linksOf(post).length === 0)
    ? cannotTell('link-unreadable', 'a post on the Page has this text and shows no link to compare')
    : { kind: 'absent' };
}

export function cannotTell(code: string, message: string): LookUp {
  return { kind: 'cannot-tell', answer: { status: null, code, message } };
}

/** A permalink becomes a link on the dashboard: nothing but a web address will do. */
export function webAddressOrNull(text: string | undefined): string | null {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}

/** The real addresses: `url` leads through l.facebook.com, and is the real one only where nothing was unshimmed. */
function linksOf({ attachments }: ListedPost): readonly string[] {
  return (attachments?.data ?? []).flatMap(({ url, unshimmed_url: real }) => {
    const address = real ?? url;
    return address === undefined ? [] : [comparableLink(address)];
  });
}

function comparable(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** Without the click id that Facebook adds, and written one way. */
function comparableLink(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  url.searchParams.delete('fbclid');
  url.search = new URLSearchParams(url.searchParams).toString();
  return url.href;
}

import { z } from 'zod';
import type { Part } from '../../../domain/post.js';
import { messageOf } from './message-of.js';

const attachment = z.object({
  url: z.string().optional(),
  unshimmed_url: z.string().optional(),
  target: z.object({ id: z.string().optional() }).optional(),
});
/** An attachment of several photos holds them as attachments of its own. */
const attachments = z.object({
  data: z.array(attachment.extend({ subattachments: z.object({ data: z.array(attachment) }).optional() })),
});

/** A post as the lists of a Page show it; absent fields are missing. */
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
  /** Only a post that goes out by itself has it. */
  scheduled_publish_time: z.unknown().optional(),
  attachments: attachments.optional(),
});
export type ListedPost = z.infer<typeof listedPost>;

/** In NFC, with one kind of line end, and without what stands around it. */
export function comparableMessage(post: Pick<ListedPost, 'message'> | Part): string {
  const text = 'message' in post ? post.message : messageOf(post);
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** The link that Facebook shows as a card. Beside photos it stands in the message, and the attachments are the photos. */
export function cardLinkOf(part: Part): string | null {
  return part.media.length === 0 ? part.link : null;
}

export function showsLink(post: ListedPost, link: string): boolean {
  return linksOf(post).includes(comparableLink(link));
}

export function linksOf({ attachments }: ListedPost): readonly string[] {
  return (attachments?.data ?? []).flatMap(({ url, unshimmed_url: real }) => {
    const address = real ?? url;
    return address === undefined ? [] : [comparableLink(address)];
  });
}

export function photoIdsOf({ attachments }: ListedPost): readonly string[] {
  const all = (attachments?.data ?? []).flatMap((each) => [each, ...(each.subattachments?.data ?? [])]);
  return all.flatMap(({ target }) => target?.id ?? []);
}

/** An album is one attachment. */
export function countPhotos({ attachments }: ListedPost): number {
  const counts = (attachments?.data ?? []).map(({ subattachments }) => subattachments?.data.length ?? 1);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Behind Facebook's redirect, without the click id that it adds, and written one way. */
function comparableLink(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  const behind = url.hostname === 'l.facebook.com' ? url.searchParams.get('u') : null;
  if (behind !== null) return comparableLink(behind);
  url.searchParams.delete('fbclid');
  url.search = new URLSearchParams(url.searchParams).toString();
  return url.href;
}

/** A permalink becomes a link on the dashboard: nothing but a web address will do. */
export function webAddressOrNull(text: string | undefined): string | null {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}

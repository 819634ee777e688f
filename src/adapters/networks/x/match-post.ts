import type { Part } from '../../../domain/post.js';
import type { TimelinePost } from './timeline-post.js';
import { findUrls } from './weighted-length.js';

const LINK = '\uFFFC';

/** Whether a post on the timeline is this part: parent, link and text agree. 'unclear' = it may be, the server says too little. */
export function matchPost(part: Part, post: TimelinePost): 'match' | 'other' | 'unclear' {
  if (!isSameText(part, post.text)) return 'other';
  const answers = [isSameParent(part.inReplyTo, post.parent), isSameLink(part, post)];
  if (answers.includes('other')) return 'other';
  return answers.includes('unclear') ? 'unclear' : 'match';
}

/** X puts its own short links into a text, and one for the pictures behind it; and it escapes three characters. */
function isSameText({ text, media }: Part, theirs: string): boolean {
  const ours = maskLinks(text);
  const accepted = media.length === 0 ? [ours] : [ours, `${ours} ${LINK}`];
  return [theirs, unescape(theirs)].some((each) => accepted.includes(maskLinks(each)));
}

function isSameParent(inReplyTo: string | null, parent: TimelinePost['parent']): 'match' | 'other' | 'unclear' {
  if (parent === undefined) return inReplyTo === null ? 'match' : 'unclear';
  return parent === inReplyTo ? 'match' : 'other';
}

function isSameLink(part: Part, post: TimelinePost): 'match' | 'other' | 'unclear' {
  // What X sees no link in (an address of this machine) stands in the text, which agrees already.
  const wanted = linksIn(part.link ?? part.text);
  const written = linksIn(unescape(post.text));
  const given = new Set([...post.links, ...written].map(comparableLink));
  if (wanted.every((link) => given.has(comparableLink(link)))) return 'match';
  const isShortened = written.some((link) => /^https?:\/\/t\.co\//i.test(link));
  return post.links.length === 0 && isShortened ? 'unclear' : 'other';
}

function linksIn(text: string): string[] {
  return findUrls(text.normalize('NFC')).map(({ url }) => url);
}

function maskLinks(text: string): string {
  const normalized = text.normalize('NFC');
  let masked = '';
  let at = 0;
  for (const { start, end } of findUrls(normalized)) {
    masked += normalized.slice(at, start) + LINK;
    at = end;
  }
  return (masked + normalized.slice(at)).replace(/\s+/g, ' ').trim();
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** X writes a link out in full, in small differences from what was sent: protocol, encoding, the last slash. */
function comparableLink(link: string): string {
  const address = /^https?:\/\//i.test(link) ? link : `https://${link}`;
  if (!URL.canParse(address)) return link;
  const { host, pathname, search, hash } = new URL(address);
  const rest = `${pathname.replace(/\/$/, '')}${search}${hash}`;
  return host + rest.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}

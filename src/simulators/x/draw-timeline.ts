import { escapeHtml } from '../timeline-page.js';
import { displayLink, findShownLinks, firstLink } from './post-text.js';
import type { SimulatedXAccount } from './simulated-x-account.js';
import { TIMELINE_STYLE } from './timeline-style.js';
import type { StoredMedia, StoredPost, XState } from './x-state.js';

/** Threads as X draws them: the newest thread first, and within it the parts in reading order on one line. */
export function drawTimeline(
  posts: readonly StoredPost[],
  accounts: readonly SimulatedXAccount[],
  state: XState,
): string {
  const threads = new Map<string, StoredPost[]>();
  for (const post of posts) {
    const thread = threads.get(post.conversationId) ?? [];
    threads.delete(post.conversationId);
    threads.set(post.conversationId, [...thread, post]);
  }
  const drawn = [...threads.values()].reverse().map((thread) => {
    const parts = thread.map((post, index) => drawPost(post, thread[index - 1] ?? null, accounts, state));
    return `<section class="x-thread">${parts.join('')}</section>`;
  });
  const content = drawn.length === 0 ? '<p class="x-nothing">SIMULATED: nothing was posted yet.</p>' : drawn.join('');
  return `<style>${TIMELINE_STYLE}</style>${content}`;
}

function drawPost(
  post: StoredPost,
  above: StoredPost | null,
  accounts: readonly SimulatedXAccount[],
  state: XState,
): string {
  const author = accounts.find(({ id }) => id === post.accountId);
  const name = author?.name ?? post.accountId;
  const media = post.mediaIds.flatMap((id) => state.findMedia(id) ?? []);
  const created = new Date(post.createdAt);
  return `<article class="x-post" id="${escapeHtml(post.id)}">
<div class="x-side"><div class="x-avatar" aria-hidden="true">${escapeHtml(String.fromCodePoint(name.codePointAt(0) ?? 0x20))}</div></div>
<div>
<div class="x-head"><b>${escapeHtml(name)}</b><span class="x-badge">SIMULATED</span><span class="x-who x-soft">@${escapeHtml(author?.username ?? '')} · <time datetime="${created.toISOString()}">${TIME.format(created)} UTC</time></span></div>
${drawReplyLine(post, above, accounts, state)}${post.text === '' ? '' : `<p class="x-text">${drawText(post.text)}</p>`}
${media.length === 0 ? drawCard(post.text, state) : drawMedia(media)}
${ACTIONS}
</div>
</article>`;
}

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Where the post above is the parent, the line between the two says it. */
function drawReplyLine(
  post: StoredPost,
  above: StoredPost | null,
  accounts: readonly SimulatedXAccount[],
  state: XState,
): string {
  if (post.inReplyTo === null || post.inReplyTo === above?.id) return '';
  const parent = state.findPost(post.inReplyTo);
  const author = accounts.find(({ id }) => id === parent?.accountId);
  const whom = author === undefined ? 'a post that is gone' : `@${author.username}`;
  return `<div class="x-soft">Replying to ${escapeHtml(whom)}</div>`;
}

function drawText(text: string): string {
  let drawn = '';
  let from = 0;
  for (const { start, end, expanded } of findShownLinks(text)) {
    drawn += drawTags(text.slice(from, start));
    drawn += `<a href="${escapeHtml(expanded)}" rel="nofollow noreferrer">${escapeHtml(displayLink(expanded))}</a>`;
    from = end;
  }
  return drawn + drawTags(text.slice(from));
}

/** Hashtags and mentions are blue. */
function drawTags(text: string): string {
  return text
    .split(/((?<![\p{L}\p{N}_&])[#＃][\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*|(?<!\w)@\w{1,15})/u)
    .map((piece, index) => (index % 2 === 0 ? escapeHtml(piece) : `<span class="x-tag">${escapeHtml(piece)}</span>`))
    .join('');
}

function drawMedia(media: readonly StoredMedia[]): string {
  const boxes = media.map(({ alt, bytes, type }) =>
    bytes === null || !type.startsWith('image/')
      ? `<div class="x-gone">${escapeHtml(alt === '' ? 'a picture that is no longer kept' : alt)}</div>`
      : `<img src="data:${escapeHtml(type)};base64,${escapeHtml(bytes)}" alt="${escapeHtml(alt)}">`,
  );
  const alts = media
    .filter(({ alt }) => alt !== '')
    .map(({ alt }) => `<p class="x-alt"><span>ALT</span>${escapeHtml(alt)}</p>`);
  return `<div class="x-media">${boxes.join('')}</div>${alts.join('')}`;
}

function drawCard(text: string, state: XState): string {
  const link = firstLink(text);
  if (link === null || !URL.canParse(link)) return '';
  const { title = '', description = '' } = state.cards.get(link) ?? {};
  const lines = [
    `<span class="x-soft">${escapeHtml(new URL(link).host)}</span>`,
    title === '' ? '' : `<span>${escapeHtml(title)}</span>`,
    description === '' ? '' : `<span class="x-soft">${escapeHtml(description)}</span>`,
  ];
  return `<a class="x-card" href="${escapeHtml(link)}" rel="nofollow noreferrer"><span class="x-card-picture">${CARD_ICON}</span><span class="x-card-text">${lines.join('')}</span></a>`;
}

function icon(path: string): string {
  return `<svg class="x-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
}

const CARD_ICON = icon('M4 4h16v16H4zM8 8h8M8 12h3M8 16h3M14 12h3v4h-3z');
const ACTIONS = `<div class="x-actions" aria-hidden="true">${[
  'M12 20l-1-3H9a6 6 0 0 1 0-12h6a6 6 0 0 1 1 11.900z',
  'M7 20V7M3 10l4-4 4 4M17 4v13M21 14l-4 4-4-4',
  'M12 20C6 15.500 3 12.500 3 9a4.500 4.500 0 0 1 9-1.200A4.500 4.500 0 0 1 21 9c0 3.500-3 6.500-9 11z',
  'M5 20v-7M10 20V8M15 20v-9M20 20V4',
]
  .map(icon)
  .join('')}</div>`;

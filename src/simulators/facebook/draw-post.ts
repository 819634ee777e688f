import { escapeHtml } from '../timeline-page.js';
import type { PageState, StoredPost } from './page-state.js';
import { permalinkPath } from './post-node.js';
import { PAGE_NAME } from './simulated-page.js';

/** One post as readers of a Facebook Page see it. */
export function drawPost(post: StoredPost, state: PageState): string {
  const text = post.message === '' ? '' : `<p class="fb-text">${linkify(post.message)}</p>`;
  return `<article class="fb-post">
<div class="fb-head"><span class="fb-avatar" aria-hidden="true">${escapeHtml(PAGE_NAME.charAt(0))}</span>
<div class="fb-who"><strong>${escapeHtml(PAGE_NAME)}</strong><span class="fb-when"><a href="${permalinkPath(post)}">${timeOf(post)}</a> · ${GLOBE}</span></div>
<span class="fb-simulated">SIMULATED</span></div>
${text}${drawAttachment(post, state)}
<div class="fb-actions"><span>Like</span><span>Comment</span><span>Share</span></div>
</article>`;
}

const GLOBE =
  '<svg class="fb-globe" viewBox="0 0 16 16" role="img" aria-label="Public"><g fill="none" stroke="currentColor" stroke-width="1.4"><circle cx="8" cy="8" r="6.8"/><ellipse cx="8" cy="8" rx="3" ry="6.8"/><path d="M1.2 8h13.6M2.3 4.6h11.4M2.3 11.4h11.4"/></g></svg>';

const READABLE_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

function timeOf(post: StoredPost): string {
  const at = new Date(post.publishedAt ?? post.createdAt);
  return `<time datetime="${at.toISOString()}">${READABLE_TIME.format(at)} UTC</time>`;
}

/** Addresses in the text become links, as on Facebook. */
function linkify(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((piece, index) =>
      index % 2 === 0 ? escapeHtml(piece) : `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>`,
    )
    .join('');
}

/** Photos take the card's place. */
function drawAttachment(post: StoredPost, state: PageState): string {
  if (post.photoIds.length > 0) return drawPhotos(post.photoIds, state);
  return post.link === null ? '' : drawCard(post.link, state);
}

function drawPhotos(photoIds: readonly string[], state: PageState): string {
  const pictures = photoIds.flatMap((id) => {
    const photo = state.findPhoto(id);
    return photo === null
      ? []
      : [`<img src="data:${photo.type};base64,${photo.base64}" alt="${escapeHtml(photo.alt)}">`];
  });
  return `<div class="fb-photos${pictures.length > 1 ? ' fb-many' : ''}">${pictures.join('')}</div>`;
}

function drawCard(link: string, state: PageState): string {
  const card = state.cards.get(link);
  const title = card === undefined || card.title === '' ? link : card.title;
  const description = card?.description ?? '';
  return `<a class="fb-card" href="${escapeHtml(link)}"><span class="fb-picture" aria-hidden="true">${PICTURE}</span>
<span class="fb-about"><span class="fb-domain">${escapeHtml(new URL(link).hostname.replace(/^www\./, '').toUpperCase())}</span>
<strong>${escapeHtml(title)}</strong>${description === '' ? '' : `<span class="fb-description">${escapeHtml(description)}</span>`}</span></a>`;
}

const PICTURE =
  '<svg viewBox="0 0 24 24"><path fill="none" stroke="currentColor" stroke-width="1.2" d="M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15.5 9.5h.01"/></svg>';

export const POST_STYLE = `<style>
.fb-post{background:light-dark(#fff,#252728);border:1px solid var(--line);border-radius:8px;overflow:hidden;min-width:0}
.fb-head{display:flex;align-items:center;gap:.6rem;padding:.75rem 1rem .5rem}
.fb-avatar{flex:none;display:grid;place-items:center;width:40px;height:40px;border-radius:50%;background:#1b5fa8;color:#fff;font-weight:700;font-size:1.2rem}
.fb-who{display:grid;min-width:0;line-height:1.3}.fb-when,.fb-when a{font-size:.8125rem;color:var(--soft)}
.fb-globe{width:12px;height:12px;vertical-align:-1px}
.fb-simulated{margin-left:auto;font-size:.6875rem;font-weight:700;letter-spacing:.04em;padding:.15rem .4rem;border-radius:4px;background:#8a5a00;color:#fff}
.fb-text{margin:0;padding:.25rem 1rem .75rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9375rem}
.fb-card{display:block;color:inherit;border-top:1px solid var(--line);background:light-dark(#f0f2f5,#333334)}
.fb-picture{display:grid;place-items:center;aspect-ratio:1.91;background:light-dark(#dfe3e8,#1c1d1e);color:var(--soft)}.fb-picture svg{width:64px}
.fb-about{display:grid;gap:.15rem;padding:.65rem 1rem;overflow-wrap:anywhere}.fb-domain{font-size:.8125rem;color:var(--soft)}
.fb-description{font-size:.875rem;color:var(--soft);display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
.fb-photos{display:grid;gap:2px}.fb-photos img{display:block;width:100%;max-height:640px;object-fit:cover}
.fb-many{grid-template-columns:1fr 1fr}.fb-many img{aspect-ratio:1}.fb-many img:first-child:nth-last-child(odd){grid-column:1/-1;aspect-ratio:1.91}
.fb-actions{display:flex;justify-content:space-around;border-top:1px solid var(--line);padding:.6rem;font-size:.875rem;font-weight:600;color:var(--soft)}
.fb-none{text-align:center;color:var(--soft)}
</style>`;

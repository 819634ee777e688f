import type { SimulatedXAccount } from './simulated-x-account.js';
import type { XDialect } from './simulator-settings.js';
import { displayLink, escapeForWire, findLinks, shortLink } from './post-text.js';
import type { StoredMedia, StoredPost, XState } from './x-state.js';

interface UrlEntity {
  readonly start: number;
  readonly end: number;
  readonly url: string;
  readonly expanded_url: string;
  readonly display_url: string;
  readonly media_key?: string;
  readonly status?: number;
  readonly title?: string;
  readonly description?: string;
  readonly unwound_url?: string;
}

export interface WireText {
  readonly text: string;
  readonly urls: readonly UrlEntity[];
}

export function mediaKey({ id, category }: StoredMedia): string {
  return `${category === 'tweet_gif' ? '16' : category === 'tweet_video' ? '13' : '3'}_${id}`;
}

/** The text of a post in answers: links are short ones, a picture is a link at the end, and `& < >` are escaped. */
export function wireText(post: StoredPost, author: SimulatedXAccount, state: XState): WireText {
  const urls: UrlEntity[] = [];
  let text = '';
  let from = 0;
  // Positions count code points.
  const append = (url: string, entity: Omit<UrlEntity, 'start' | 'end' | 'url'>): void => {
    const start = Array.from(text).length;
    urls.push({ start, end: start + url.length, url, ...entity });
  };
  for (const { start, end, expanded } of findLinks(post.text)) {
    text += escapeForWire(post.text.slice(from, start));
    const url = shortLink(expanded);
    const card = state.cards.get(expanded);
    append(url, {
      expanded_url: expanded,
      display_url: displayLink(expanded),
      ...(card === undefined ? {} : { status: 200, unwound_url: expanded, ...card }),
    });
    text += url;
    from = end;
  }
  text += escapeForWire(post.text.slice(from));
  if (post.mediaIds.length === 0) return { text, urls };
  if (text !== '') text += ' ';
  const url = shortLink(`media of ${post.id}`);
  post.mediaIds.forEach((id, index) => {
    const media = state.findMedia(id);
    append(url, {
      expanded_url: `https://x.com/${author.username}/status/${post.id}/photo/${String(index + 1)}`,
      display_url: `pic.x.com/${url.slice(-10)}`,
      ...(media === null ? {} : { media_key: mediaKey(media) }),
    });
  });
  return { text: text + url, urls };
}

/** A post as reads return it, with the fields that were asked for. */
export function wirePost(
  post: StoredPost,
  author: SimulatedXAccount,
  state: XState,
  asked: ReadonlySet<string>,
  dialect: XDialect,
): Readonly<Record<string, unknown>> {
  const { text, urls } = wireText(post, author, state);
  const parent = post.inReplyTo === null ? null : state.findPost(post.inReplyTo);
  const keys = post.mediaIds.flatMap((id) => state.findMedia(id) ?? []).map(mediaKey);
  const fields: readonly (readonly [name: string, value: unknown])[] = [
    ['created_at', new Date(post.createdAt).toISOString()],
    ['entities', urls.length === 0 ? null : { urls }],
    ['conversation_id', post.conversationId],
    ['author_id', post.accountId],
    ['in_reply_to_user_id', parent?.accountId ?? null],
    ['attachments', keys.length === 0 ? null : { media_keys: keys }],
    ['references', post.inReplyTo === null ? null : [{ type: 'replied_to', id: post.inReplyTo }]],
  ];
  return {
    id: post.id,
    text,
    [editHistoryName(dialect)]: [post.id],
    ...Object.fromEntries(
      fields
        .filter(([name, value]) => value !== null && asked.has(name))
        .map(([name, value]) => [name === 'references' ? referencesName(dialect) : name, value]),
    ),
  };
}

export function editHistoryName(dialect: XDialect): string {
  return dialect === '2.166' ? 'edit_history_tweet_ids' : 'edit_history_post_ids';
}

function referencesName(dialect: XDialect): string {
  return dialect === '2.166' ? 'referenced_tweets' : 'referenced_posts';
}

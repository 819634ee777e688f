import { weightedLength } from '../../adapters/networks/x/weighted-length.js';
import { json } from '../simulator-server.js';
import type { SimulatedAnswer } from '../simulator.js';
import { countExclusiveFields, createPostRequest, type CreatePostRequest } from './create-post-request.js';
import { parseJsonBody } from './parse-body.js';
import { countCashtags, firstLink } from './post-text.js';
import { invalidRequest } from './problem.js';
import { readLinkCard } from '../read-link-card.js';
import { editHistoryName, wireText } from './wire-post.js';
import type { XCall } from './x-call.js';
import { MEDIA_LIFE_MS, type StoredPost } from './x-state.js';

/** `POST /2/tweets`. */
export function createPost(call: XCall): SimulatedAnswer {
  const body = parseJsonBody(createPostRequest, call.request, call.settings.dialect, (key) => call.refuse(key));
  if (body.kind === 'refused') return body.answer;
  // X stores texts in NFC and without space around them.
  const wanted = { ...body.value, text: body.value.text.normalize('NFC').trim() };
  const refusal = refuseContent(wanted, call) ?? refuseReply(wanted, call) ?? refuseMedia(wanted, call);
  if (refusal !== null) return refusal;

  const { account, now, settings, state } = call;
  const parent = wanted.reply === undefined ? null : state.findPost(wanted.reply.in_reply_to_tweet_id);
  const id = state.nextId(now);
  const post: StoredPost = {
    id,
    accountId: account.id,
    text: wanted.text,
    mediaIds: wanted.media?.media_ids ?? [],
    inReplyTo: parent?.id ?? null,
    conversationId: parent?.conversationId ?? id,
    createdAt: now.getTime(),
  };
  state.addPost(post);
  fetchCard(post, call);
  const { text } = wireText(post, account, state);
  return json(201, { data: { id, text, [editHistoryName(settings.dialect)]: [id] } });
}

function refuseContent(wanted: CreatePostRequest, call: XCall): SimulatedAnswer | null {
  const { account, settings, state } = call;
  const { text } = wanted;
  if (countExclusiveFields(wanted) > 1) return call.refuse('exclusive-fields');
  // Quoting left self-serve access (https://docs.x.com/changelog); editing is for Premium accounts.
  if (wanted.quote_tweet_id !== undefined || wanted.edit_options !== undefined) return call.refuse('not-permitted');
  if (text === '' && wanted.media === undefined)
    return invalidRequest(
      { parameters: { '$.text': [''] }, message: '$.text: is missing but it is required' },
      settings.dialect,
    );
  if (weightedLength(text) > settings.characterLimit) return call.refuse('too-long');
  if (countCashtags(text) > 1) return call.refuse('cashtags');
  const isSaid = state.posts().some((post) => post.accountId === account.id && post.text === text);
  return settings.duplicateCheck && text !== '' && isSaid ? call.refuse('duplicate') : null;
}

function refuseReply({ reply }: CreatePostRequest, call: XCall): SimulatedAnswer | null {
  if (reply === undefined) return null;
  const { account, now, settings, state } = call;
  const parent = state.findPost(reply.in_reply_to_tweet_id);
  if (parent === null || now.getTime() - parent.createdAt < settings.parentVisibleAfterMs)
    return call.refuse('parent-gone');
  if (!settings.replyRestriction || (settings.selfReplyExempt && parent.accountId === account.id)) return null;
  const mentioned = new RegExp(`@${account.username}(?!\\w)`, 'i').test(parent.text);
  return mentioned ? null : call.refuse('reply-restricted');
}

/** Four photos, or one GIF, or one video; ours, complete, and not older than a day. */
function refuseMedia({ media }: CreatePostRequest, call: XCall): SimulatedAnswer | null {
  if (media === undefined) return null;
  const { account, now, settings, state } = call;
  const known = media.media_ids.flatMap((id) => state.findMedia(id) ?? []);
  const usable = known.filter(
    (each) =>
      each.accountId === account.id &&
      each.readyAt !== null &&
      each.readyAt <= now.getTime() &&
      now.getTime() - each.createdAt < MEDIA_LIFE_MS,
  );
  const mixed = known.length > 1 && known.some(({ category }) => category !== 'tweet_image');
  if (usable.length === media.media_ids.length && !mixed) return null;
  return invalidRequest(
    { parameters: { 'media.media_ids': media.media_ids }, message: 'Your media IDs are invalid.' },
    settings.dialect,
  );
}

/** In the background, as X does: the answer does not wait for somebody's web server. */
function fetchCard(post: StoredPost, { state }: XCall): void {
  const link = firstLink(post.text);
  if (link === null || state.cards.has(link)) return;
  void readLinkCard(link).then((card) => {
    if (card !== null) state.cards.set(link, card);
  });
}

import { invalidRequest } from './problem.js';
import type { XDialect } from './simulator-settings.js';
import type { Parsed } from './parse-body.js';

/** Fields and expansions of https://docs.x.com/openapi.json, versions 2.166 and 2.167 together. */
const POST_FIELDS = new Set(
  `article article_title attachments author_id card_uri community_id context_annotations conversation_id created_at
  display_text_range edit_controls edit_history_tweet_ids entities geo id in_reply_to_user_id lang matched_media_notes
  media_metadata non_public_metrics note_post note_request_suggestions note_tweet organic_metrics paid_partnership
  possibly_sensitive promoted_metrics public_metrics referenced_tweets reply_settings scopes source
  suggested_source_links suggested_source_links_with_counts text withheld`.split(/\s+/),
);
const EXPANSIONS = new Set(
  `article.cover_media article.media_entities attachments.media_keys attachments.media_source_tweet
  attachments.poll_ids author_id edit_history_post_ids edit_history_tweet_ids entities.mentions.username
  entities.note.mentions.username geo.place_id in_reply_to_user_id referenced_posts referenced_tweets.id
  referenced_tweets.id.attachments.media_keys referenced_tweets.id.author_id username`.split(/\s+/),
);
const FIELD_PARAMETERS = [
  'post.fields',
  'tweet.fields',
  'expansions',
  'user.fields',
  'media.fields',
  'poll.fields',
  'place.fields',
];

/**
 * The post fields that a read asks for, under the names that `wirePost` knows. Old and new names are taken in either
 * dialect, as the live service seems to do: clients still send the old ones.
 */
export function readAskedFields(
  query: URLSearchParams,
  otherParameters: readonly string[],
  dialect: XDialect,
): Parsed<ReadonlySet<string>> {
  const refuse = (name: string, value: string, message: string): Parsed<never> => ({
    kind: 'refused',
    answer: invalidRequest({ parameters: { [name]: [value] }, message }, dialect),
  });
  const allowed = [...otherParameters, ...FIELD_PARAMETERS];
  for (const [name, value] of query)
    if (!allowed.includes(name))
      return refuse(name, value, `The query parameter [${name}] is not one of [${allowed.join(',')}]`);

  const asked = new Set<string>();
  for (const [name, known] of [
    ['post.fields', POST_FIELDS],
    ['tweet.fields', POST_FIELDS],
    ['expansions', EXPANSIONS],
  ] as const) {
    for (const field of listOf(query, name)) {
      if (!known.has(field))
        return refuse(name, field, `The \`${name}\` query parameter value [${field}] is not one of the known ones`);
      asked.add(/^referenced_(?:tweets|posts)/.test(field) ? 'references' : (field.split('.')[0] ?? field));
    }
  }
  return { kind: 'parsed', value: asked };
}

export function listOf(query: URLSearchParams, name: string): readonly string[] {
  return (query.get(name) ?? '').split(',').filter((each) => each !== '');
}

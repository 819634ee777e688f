import type { CalendarLinkRow, PersonRow, TokenRow } from './people-schema.js';

/** Rows as they lie in the database: text ids (ULID), times as epoch milliseconds, JSON as text, booleans as 0 or 1. */
export interface LedgerTables {
  accounts: AccountRow;
  articles: ArticleRow;
  sources: SourceRow;
  sightings: SightingRow;
  received_hooks: ReceivedHookRow;
  subscriptions: SubscriptionRow;
  /** Which source has taken an article back, and when it said so last. */
  withdrawals: { article_id: string; source_id: string; sent_at: number };
  article_keys: { key: string; article_id: string };
  article_revisions: { article_id: string; revision: number; content: string; recorded_at: number };
  posts: PostRow;
  parts: PartRow;
  deliveries: DeliveryRow;
  /** Unpublished posts that nobody will show. */
  discards: { account_id: string; unpublished_id: string; try_at: number };
  events: EventRow;
  page_checks: PageCheckRow;
  told_revisions: ToldRevisionRow;
  silences: SilenceRow;
  workers: { id: string; role: string; seen_at: number };
  /** Pictures that were fetched from the web, within the last day. */
  fetched_pictures: { url: string; picture_id: string; fetched_at: number };
  pictures: { id: string; base64: string; stored_at: number };
  /** Pictures that editors have brought. */
  uploaded_pictures: { picture_id: string };
  people: PersonRow;
  sessions: { secret_hash: string; person_id: string; created_at: number; seen_at: number };
  tokens: TokenRow;
  /** Without a person: for the first one. */
  links: { secret_hash: string; person_id: string | null; expires_at: number | null };
  calendar_links: CalendarLinkRow;
  sign_in_tries: { key: string; tries: number; last_at: number };
  /** JSON. */
  settings: { name: string; value: string };
  creations: CreationRow;
  post_texts: PostTextRow;
}

export interface AccountRow {
  id: string;
  network: string;
  name: string;
  simulated: number;
  remote_id: string | null;
  state: string;
  paused_reason: string | null;
  /** `person` or `network`; null where it is not paused. */
  paused_by: string | null;
  blocked_until: number | null;
  /** Unknown outcomes since the last answer; from 2 on the account waits for a look-up. */
  unknowns_in_row: number;
  last_sent_at: number | null;
  /** The post that was refused without a clear reason, while nothing was published since. */
  suspected_by: string | null;
  settings: string;
  created_at: number;
}

export interface ArticleRow {
  id: string;
  origin: string;
  revision: number;
  content: string;
  first_seen_at: number;
  planned_at: number | null;
  wish: string | null;
  /** As the content says. */
  title: string;
  /** The title without what does not make it another one; '' before there were sources. */
  title_words: string;
  /** Why no post was planned for it when it came. */
  not_posted: string | null;
  /** The article with a title like it: its posts wait for a person. */
  alike_to: string | null;
  /** As the content says: nothing about it goes out before. */
  embargo_until: number | null;
  /** JSON: who asks that it be lifted, when and why. */
  embargo_ask: string | null;
  /** The end that it had when two people lifted it: named again, it is none. */
  embargo_lifted: number | null;
  /** JSON: what its page said before it was planned; null = nobody has looked. */
  page: string | null;
  /** The article that it turned out to be: nothing is planned for this one. */
  same_as: string | null;
  /** Why its posts wait for a person since its source took it back; null = it has not. */
  withdrawn: string | null;
}

export interface SourceRow {
  id: string;
  name: string;
  kind: string;
  address: string;
  state: string;
  paused_reason: string | null;
  settings: string;
  primed_at: number | null;
  backfill: number;
  flood_accepted: number;
  flooded: number;
  hub: string | null;
  /** The adapter's own text. */
  cursor: string | null;
  /** Null where nobody polls it. */
  next_poll_at: number | null;
  poll_token: string | null;
  poll_lease_until: number | null;
  polled_at: number | null;
  poll_outcome: string | null;
  poll_note: string | null;
  last_items: number;
  good_poll_at: number | null;
  last_new_at: number | null;
  failures_in_row: number;
  created_at: number;
  secret_generation: number;
  secret_rotated_at: number | null;
  push_until: number | null;
  push_note: string | null;
}

/** What was asked of a hub for a source; one at a time. */
export interface SubscriptionRow {
  id: string;
  source_id: string;
  /** As the source names it; another one is another subscription. */
  hub: string;
  /** When the hub is asked next. */
  act_at: number;
  token: string | null;
  token_until: number | null;
  /** Since when the hub may ask back; null while nothing was asked. */
  asked_at: number | null;
  verified_until: number | null;
  delivered_at: number | null;
  failures_in_row: number;
}

/** A webhook's message that was taken in; so it is not taken in again. */
export interface ReceivedHookRow {
  source_id: string;
  message_id: string;
  body_hash: string;
  received_at: number;
}

/** Kept for good: what a source has shown is never new again. */
export interface SightingRow {
  source_id: string;
  item_key: string;
  article_id: string;
  first_seen_at: number;
  way: string;
  /** JSON: of each field as the source said it last. */
  hashes: string;
  /** The newest date of change that the source gave, and the newest message about it: what is older is not taken. */
  updated_at: number | null;
  sent_at: number | null;
}

export interface PostRow {
  id: string;
  account_id: string;
  article_id: string | null;
  template: string | null;
  occasion: string | null;
  state: string;
  revision: number;
  lane: string;
  in_slot: number;
  needs_approval: number;
  due_at: number;
  /** A person chose `due_at` whatever the limits of the account say; void where `next_at` has become another. */
  keeps_time: number;
  wall_time: string | null;
  wall_zone: string | null;
  next_at: number;
  expires_at: number | null;
  problems: string;
  reason: string | null;
  claim_token: string | null;
  claim_deadline: number | null;
  claim_lease_until: number | null;
  created_at: number;
  published_at: number | null;
  /** Of posts that were composed together. */
  group_id: string | null;
  /** People; null = the program, by a template. */
  written_by: string | null;
  changed_by: string | null;
  approved_by: string | null;
}

export interface PartRow {
  post_id: string;
  position: number;
  text: string;
  link: string | null;
  media: string;
  /** Of text and link: identical texts on one account are found by it. */
  text_hash: string;
  remote_id: string | null;
  url: string | null;
  /** Of exactly this text, link and pictures: another one drops it. */
  prepared: string | null;
  /** A claim has begun to prepare exactly this text, link and pictures. */
  prepare_begun: number;
  /** JSON list of the answers to which one more try was given. */
  tried_once: string;
  price_micros: number | null;
  sent_again: number;
  /** The network's id of what a first part answers. */
  in_reply_to: string | null;
}

/** What the page of a post said last, where that spoke against sending it. */
export interface PageCheckRow {
  post_id: string;
  finding: string;
  found_at: number;
  tries: number;
  /** The post is held for it. */
  holds: number;
  /** The finding in spite of which a person let it go out. */
  pardoned: string | null;
}

/** Which revision of its article a post tells, and the work of bringing it to the newest. */
export interface ToldRevisionRow {
  post_id: string;
  revision: number;
  /** When a person let the post go out. */
  approved_at: number | null;
  /** When that is tried next; null while the post tells the newest. */
  follow_at: number | null;
  tries: number;
  token: string | null;
  lease_until: number | null;
}

export interface DeliveryRow {
  id: string;
  post_id: string;
  position: number;
  account_id: string;
  token: string;
  state: 'intent' | 'unknown' | 'published' | 'refused' | 'deferred' | 'absent';
  /** When it was to go out, and when its intent was written. */
  due_at: number;
  intent_at: number;
  deadline: number;
  settled_at: number | null;
  remote_id: string | null;
  answer: string | null;
  if_absent: string | null;
  /** What the network charges for its part. */
  price_micros: number | null;
  look_at: number | null;
  look_token: string | null;
  look_lease_until: number | null;
  clean_looks: number;
  failed_looks: number;
}

export interface SilenceRow {
  id: string;
  reason: string;
  started_at: number;
  until: number | null;
  ended_at: number | null;
}

/** States of a delivery whose part readers see, or may come to see. */
export const OUT_OR_MAYBE: readonly DeliveryRow['state'][] = ['intent', 'unknown', 'published'];

export interface EventRow {
  id: string;
  at: number;
  kind: string;
  post_id: string | null;
  article_id: string | null;
  account_id: string | null;
  source_id: string | null;
  detail: string;
  /** Who did it, by the name they had then; null = the program. */
  actor_id: string | null;
  actor_name: string | null;
}

/** What was made for a request that named a key: the same request makes nothing new. */
export interface CreationRow {
  person_id: string;
  key: string;
  request_hash: string;
  post_ids: string;
  created_at: number;
}

/** What a post said from a revision on. */
export interface PostTextRow {
  post_id: string;
  revision: number;
  at: number;
  actor_id: string | null;
  actor_name: string | null;
  /** JSON. */
  parts: string;
}

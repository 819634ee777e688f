import { newPartRow } from '../../../src/adapters/ledger/part-rows.js';
import type { PersonRow } from '../../../src/adapters/ledger/people-schema.js';
import type { AccountRow, PartRow, PostRow } from '../../../src/adapters/ledger/schema.js';
import type { Lane, PostState } from '../../../src/domain/post.js';
import type { SeededArticle } from './seeded-article.js';
import { seedAttempts } from './seeded-deliveries.js';
import { addEvent, type SeededNewsroom } from './seeded-newsroom.js';
import { idAt, MINUTE_MS } from './seeded-time.js';

export interface SeededPost {
  readonly account: AccountRow;
  readonly article: SeededArticle | null;
  /** Null: a template wrote it. */
  readonly writer: PersonRow | null;
  readonly state: PostState;
  readonly createdAt: number;
  readonly at: number;
  readonly texts: readonly string[];
  /** Of posts that were composed together. */
  readonly group: string | null;
}

const REASONS: Partial<Record<PostState, string>> = {
  held: 'its page is gone (404)',
  rejected: 'the network refused it: You are not allowed to create a post with duplicate content',
  unconfirmed: 'nobody could tell whether it went out',
  cancelled: 'cancelled by hand',
  expired: 'its time had passed before it could be sent',
  retracted: 'deleted from the network by hand',
};
const TEMPLATES = { normal: 'default', breaking: 'breaking' };
const OWN_WORDS = { template: null, occasion: null };
const PUBLISHED: readonly PostState[] = ['published', 'retracted'];
const LINK_PART_MICROS = 200_000;
const PART_MICROS = 15_000;

/** A post with its parts, its texts, and all that happened to it on its way to where it is. */
export function seedPost(newsroom: SeededNewsroom, post: SeededPost): void {
  const { random, writer } = newsroom;
  const row = rowOf(idAt(random, post.createdAt), post, random.chance(0.05) ? 'breaking' : 'normal');
  writer.add('posts', row);
  const parts = post.texts.map((text, position) => partRow(row, post, text, position));
  for (const part of parts) writer.add('parts', part);
  if (post.article !== null)
    writer.add('told_revisions', {
      ...{ post_id: row.id, revision: 1, approved_at: null, follow_at: null },
      ...{ tries: 0, token: null, lease_until: null },
    });
  tellBeginning(newsroom, post, row, parts);
  if (random.chance(0.15)) tellEdit(newsroom, row, parts);
  seedAttempts(newsroom, row, parts);
  if (row.state === 'cancelled' || row.state === 'retracted')
    addEvent(newsroom, { ...of(row), at: row.next_at, kind: `post-${row.state}`, detail: '' }, anybody(newsroom));
}

function rowOf(id: string, { account, article, writer, state, createdAt, at, group }: SeededPost, lane: Lane): PostRow {
  const { network } = account;
  const person = writer?.id ?? null;
  return {
    id,
    account_id: account.id,
    article_id: article?.row.id ?? null,
    ...(person === null ? { template: `${network}/${TEMPLATES[lane]}`, occasion: 'planned' } : OWN_WORDS),
    ...{ state, lane, revision: 1, in_slot: 0 },
    needs_approval: state === 'awaiting-approval' ? 1 : 0,
    due_at: at,
    keeps_time: 0,
    wall_time: null,
    wall_zone: null,
    next_at: at,
    // What waits is left waiting, however long the ledger lies.
    expires_at: null,
    problems: '[]',
    reason: REASONS[state] ?? null,
    claim_token: null,
    claim_deadline: null,
    claim_lease_until: null,
    created_at: createdAt,
    published_at: PUBLISHED.includes(state) ? at + 400 : null,
    group_id: group,
    written_by: person,
    changed_by: person,
    approved_by: null,
  };
}

function partRow(post: PostRow, { account, article }: SeededPost, text: string, position: number): PartRow {
  const link = position === 0 ? (article?.said.url ?? null) : null;
  const isOut = PUBLISHED.includes(post.state as PostState);
  const remoteId = isOut ? `${post.id}-${String(position)}` : null;
  const price = link === null ? PART_MICROS : LINK_PART_MICROS;
  const priceMicros = account.network === 'x' ? price : null;
  return {
    ...newPartRow(post.id, position, { text, link, media: [], priceMicros }),
    remote_id: remoteId,
    url: remoteId === null ? null : `https://${account.network}.example/${remoteId}`,
  };
}

function of({ id, account_id }: PostRow) {
  return { post_id: id, account_id };
}

function anybody({ random, people }: SeededNewsroom): PersonRow {
  return random.pick(people.filter(({ role }) => role !== 'viewer'));
}

function tellBeginning(
  newsroom: SeededNewsroom,
  { writer, createdAt }: SeededPost,
  row: PostRow,
  parts: readonly PartRow[],
): void {
  rememberText(newsroom, row, parts, { revision: 1, at: createdAt, by: writer });
  const planned = { ...of(row), article_id: row.article_id, at: createdAt, kind: 'post-planned', detail: 'scheduled' };
  addEvent(newsroom, planned, writer ?? undefined);
}

/** It said the same in other words before. */
function tellEdit(newsroom: SeededNewsroom, row: PostRow, parts: readonly PartRow[]): void {
  const at = row.created_at + 10 * MINUTE_MS;
  const by = anybody(newsroom);
  rememberText(newsroom, row, parts, { revision: 2, at, by });
  addEvent(newsroom, { ...of(row), at, kind: 'post-changed', detail: 'text of part 1' }, by);
  if (newsroom.random.chance(0.2))
    addEvent(newsroom, { ...of(row), at: at + MINUTE_MS, kind: 'post-note', detail: 'Checked with the desk.' }, by);
}

function rememberText(
  { writer }: SeededNewsroom,
  { id }: PostRow,
  parts: readonly PartRow[],
  { revision, at, by }: { readonly revision: number; readonly at: number; readonly by: PersonRow | null },
): void {
  const said = parts.map(({ text, link }) => ({ text, link, pictures: 0 }));
  writer.add('post_texts', {
    ...{ post_id: id, revision, at, actor_id: by?.id ?? null, actor_name: by?.name ?? null },
    parts: JSON.stringify(said),
  });
}

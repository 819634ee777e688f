import type { PersonRow } from '../../../src/adapters/ledger/people-schema.js';
import type { AccountRow, EventRow, SourceRow } from '../../../src/adapters/ledger/schema.js';
import { DEFAULT_ACCOUNT_SETTINGS, type NetworkName } from '../../../src/domain/account.js';
import type { Role } from '../../../src/domain/person.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../../src/domain/source.js';
import type { Random } from '../../chaos/random.js';
import type { RowWriter } from './row-writer.js';
import { idAt, YEAR_MS } from './seeded-time.js';

/** Who and what a seeded ledger is about. */
export interface SeededNewsroom {
  readonly random: Random;
  readonly writer: RowWriter;
  readonly now: number;
  readonly accounts: Readonly<Record<NetworkName, AccountRow>>;
  readonly people: readonly PersonRow[];
  readonly sources: readonly SourceRow[];
}

const PEOPLE: readonly (readonly [string, Role])[] = [
  ['Ada Quay', 'admin'],
  ['Ben Shore', 'approver'],
  ['Chiyo Minato', 'approver'],
  ['Dag Fjord', 'editor'],
  ['Ella Sands', 'editor'],
  ['Finn Harbour', 'editor'],
  ['Gro Haugen', 'editor'],
  ['Hana Umi', 'viewer'],
];

/** Accounts as a demo has them, people without passwords, sources that nobody polls. */
export function seedNewsroom(random: Random, writer: RowWriter, now: number): SeededNewsroom {
  const accounts = { x: accountRow(random, 'x', now), facebook: accountRow(random, 'facebook', now) };
  const people = PEOPLE.map(([name, role]) => personRow(random, name, role, now));
  const sources = ['desk-cms', 'sports-cms', 'wire'].map((name) => sourceRow(random, name, now));
  const newsroom = { random, writer, now, accounts, people, sources };
  for (const row of Object.values(accounts)) writer.add('accounts', row);
  for (const row of people) writer.add('people', row);
  for (const row of sources) writer.add('sources', row);
  for (const { name, login, role } of people)
    addEvent(newsroom, { at: now - YEAR_MS, kind: 'person-added', detail: `${name} (${login}), ${role}` }, people[0]);
  return newsroom;
}

/** Something that happened; `by`: a person, or nobody where the program did it by itself. */
export function addEvent(
  { random, writer }: Pick<SeededNewsroom, 'random' | 'writer'>,
  event: Pick<EventRow, 'at' | 'kind' | 'detail'> &
    Partial<Pick<EventRow, 'post_id' | 'article_id' | 'account_id' | 'source_id'>>,
  by?: PersonRow,
): void {
  const nothing = { post_id: null, article_id: null, account_id: null, source_id: null };
  const actor = { actor_id: by?.id ?? null, actor_name: by?.name ?? null };
  writer.add('events', { id: idAt(random, event.at), ...nothing, ...actor, ...event });
}

const PRICES = { postMicros: 15_000, linkPostMicros: 200_000, altTextMicros: 5_000 };

function accountRow(random: Random, network: NetworkName, now: number): AccountRow {
  const prices = network === 'x' ? PRICES : null;
  return {
    id: idAt(random, now - YEAR_MS),
    network,
    name: network,
    simulated: 1,
    remote_id: null,
    state: 'active',
    paused_reason: null,
    paused_by: null,
    blocked_until: null,
    unknowns_in_row: 0,
    last_sent_at: null,
    suspected_by: null,
    settings: JSON.stringify({ ...DEFAULT_ACCOUNT_SETTINGS, prices }),
    created_at: now - YEAR_MS,
  };
}

function personRow(random: Random, name: string, role: Role, now: number): PersonRow {
  const [login = ''] = name.toLowerCase().split(' ');
  const created = now - YEAR_MS;
  const state = 'active';
  return {
    ...{ id: idAt(random, created), name, login, role, state },
    password_hash: null,
    created_at: created,
    last_seen_at: null,
  };
}

/** Of webhooks: a service that runs on the ledger asks nobody. */
function sourceRow(random: Random, name: string, now: number): SourceRow {
  return {
    ...{ id: idAt(random, now - YEAR_MS), name, kind: 'webhook', address: `/hooks/${name}`, state: 'active' },
    paused_reason: null,
    settings: JSON.stringify({ ...DEFAULT_SOURCE_SETTINGS, dialect: 'standard' }),
    primed_at: now - YEAR_MS,
    backfill: 0,
    flood_accepted: 0,
    flooded: 0,
    hub: null,
    cursor: null,
    next_poll_at: null,
    poll_token: null,
    poll_lease_until: null,
    polled_at: null,
    poll_outcome: null,
    poll_note: null,
    last_items: 0,
    good_poll_at: null,
    last_new_at: null,
    failures_in_row: 0,
    created_at: now - YEAR_MS,
    secret_generation: 1,
    secret_rotated_at: null,
    push_until: null,
    push_note: null,
  };
}

import { Migrator, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openEngine, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { up as first } from '../../src/adapters/ledger/migrations/0001-first.js';
import { up as delivery } from '../../src/adapters/ledger/migrations/0002-delivery.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { articleKeys } from '../../src/application/article-keys.js';
import { takeIn } from '../../src/application/take-in.js';
import type { Article } from '../../src/domain/article.js';
import { EMBARGO_UNREADABLE, UNREADABLE_EMBARGO } from '../../src/domain/embargo.js';
import type { Post } from '../../src/domain/post.js';
import { DEFAULT_SOURCE_SETTINGS, type SightingWay, type Source } from '../../src/domain/source.js';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { ARTICLE, LATE, plannedPost } from '../support/samples.js';
import { createTestDatabase, type Engine } from '../support/test-databases.js';

const HOUR_MS = 3_600_000;
const URL = 'https://harbour-post.example/2026/ferry-returns';

const OLD_ROWS = [
  `insert into accounts (id, network, name, simulated, state, settings, created_at)
    values ('a', 'x', 'x', 1, 'active', '{}', 0)`,
  `insert into articles (id, origin, revision, content, first_seen_at) values ('t', 'file', 3, 'CONTENT', 0)`,
  `insert into article_revisions (article_id, revision, content, recorded_at) values ('t', 3, 'CONTENT', 0)`,
  `insert into article_keys (key, article_id) values ('url:a', 't')`,
  `insert into posts (id, account_id, article_id, template, occasion, state, revision, lane, due_at, next_at, problems, created_at)
    values ('p', 'a', 't', 'x/default', 'publish', 'scheduled', 1, 'normal', 0, 0, '[]', 0)`,
  `insert into parts (post_id, position, text, media, text_hash) values ('p', 0, 'The ferry', '[]', '')`,
];

async function migrateTo0002({ db }: LedgerEngine): Promise<void> {
  const migrations = { '0001-first': { up: first }, '0002-delivery': { up: delivery } };
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest();
  expect(error).toBeUndefined();
}

describe.each<Engine>(['sqlite', 'postgres'])('an embargo in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const record = (change: Partial<Article> = {}) => {
    const article = { ...ARTICLE, ...change };
    return desk.ledger.recordArticle(article, articleKeys(article, null, 'UTC'), 'file', null);
  };
  const plan = async (change: Parameters<typeof plannedPost>[1] = {}): Promise<Post> => {
    const { id, revision } = await record();
    const wanted = plannedPost(desk.account.id, {
      template: 'x/default',
      occasion: 'publish',
      articleRevision: revision,
      ...change,
    });
    const [post] = await desk.ledger.planPosts(id, [wanted]);
    if (post === undefined) throw new Error('it was planned before');
    return post;
  };

  const inAnHour = () => ({ embargoUntil: desk.in(HOUR_MS) });
  const until = () => desk.in(HOUR_MS).toISOString();
  const refused = (words: string): object => ({
    code: 'KWB_TRANSITION_REFUSED',
    message: expect.stringContaining(words) as string,
  });

  it('puts whatever is planned about the article behind its end, and what leads to it as well', async () => {
    const { id } = await record(inAnHour());
    const wanted = plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish', articleRevision: 1 });
    const wallTime = { at: '2026-11-24T09:00', zone: 'UTC' };
    expect(await desk.ledger.planPosts(id, [{ ...wanted, wallTime }])).toMatchObject([
      { dueAt: desk.in(HOUR_MS), nextAt: desk.in(HOUR_MS), wallTime: null },
    ]);
    const linked = [{ text: 'Coming up', link: `${URL}/#top`, media: [], priceMicros: null }];
    expect(await desk.schedule({ parts: linked })).toMatchObject({ dueAt: desk.in(HOUR_MS) });
    expect(await desk.schedule({ text: `Coming up: ${URL}.` })).toMatchObject({ dueAt: desk.in(HOUR_MS) });
    expect(await desk.schedule({ text: 'Something else' })).toMatchObject({ dueAt: desk.in(0) });
  });

  it('that comes after the plan keeps the claim, and holds up no other post of the account', async () => {
    const post = await plan();
    const link = [{ text: 'Coming up', link: URL, media: [], priceMicros: null }];
    const own = await desk.schedule({ parts: link });
    const other = await desk.schedule({ text: 'Something else' });
    await record(inAnHour());
    const end = desk.in(HOUR_MS);
    for (const each of [post, own]) expect(await desk.tryClaim(each)).toEqual({ kind: 'early', until: end });
    expect(await desk.ledger.listSendable()).toEqual([{ postId: other.id, revision: 1 }]);
    for (const each of [own, other]) await desk.ledger.cancelPost(each.id);
    desk.clock.advance(HOUR_MS - 1);
    expect(await desk.tryClaim(post)).toEqual({ kind: 'early', until: end });
    desk.clock.advance(1);
    expect(await desk.tryClaim(post)).toMatchObject({ kind: 'claimed' });
  });

  it('that comes between the claim and the intent lets nothing leave', async () => {
    const post = await plan();
    const { token } = await desk.claim(post);
    await record(inAnHour());
    expect(await desk.ledger.openDelivery(token)).toBe(false);
  });

  it('cannot be passed by another time, by a release or by a second try', async () => {
    const post = await plan({ problems: [LATE] });
    const waiting = await desk.schedule({ text: 'not yet' });
    const lost = await desk.leaveUnconfirmed(waiting);
    await record(inAnHour());
    await expect(desk.ledger.releasePost(post.id)).rejects.toMatchObject(refused(`embargoed until ${until()}`));
    await expect(
      desk.ledger.reschedulePost(post.id, { at: desk.in(HOUR_MS - 1), wallTime: null }),
    ).rejects.toMatchObject(refused(`embargoed until ${until()}`));
    expect(await desk.ledger.reschedulePost(post.id, { at: desk.in(HOUR_MS), wallTime: null })).toMatchObject({
      state: 'scheduled',
    });
    await desk.ledger.cancelPost(lost.id);
  });

  it('of an older version counts, and the posts of that version follow their articles', async () => {
    const { address, drop } = await createTestDatabase(kind, inject('postgresUrl'));
    const engine = openEngine(address);
    try {
      await migrateTo0002(engine);
      const content = JSON.stringify({ ...ARTICLE, embargoUntil: desk.in(HOUR_MS) });
      for (const statement of OLD_ROWS) await sql.raw(statement.replace('CONTENT', content)).execute(engine.db);
      await migrateLedger(engine);
      const ledger = createSqlLedger({ engine, clock: desk.clock, timing: TIMING });
      expect(await ledger.claimPost('p', 1)).toEqual({ kind: 'early', until: desk.in(HOUR_MS) });
      await ledger.recordArticle({ ...ARTICLE, title: 'Ferry Delayed' }, ['url:a'], 'file', null);
      expect(await ledger.claimOutdated(null)).toMatchObject({ post: { id: 'p' }, told: { title: ARTICLE.title } });
    } finally {
      await engine.db.destroy();
      await drop();
    }
  });

  it('is lifted by no file: the later of what is known and what the file says counts', async () => {
    await record(inAnHour());
    for (const [said, kept] of [
      [null, HOUR_MS],
      [0, HOUR_MS],
      [2 * HOUR_MS, 2 * HOUR_MS],
      [HOUR_MS, 2 * HOUR_MS],
      [null, 2 * HOUR_MS],
    ] as const) {
      const embargoUntil = said === null ? null : desk.in(said);
      expect(await record({ embargoUntil, title: `Ferry, ${String(said)}` })).toMatchObject({
        article: { title: `Ferry, ${String(said)}`, embargoUntil: desk.in(kept) },
      });
      expect(await desk.schedule({ text: URL })).toMatchObject({ dueAt: desk.in(kept) });
    }
  });

  it('is lifted by no article that is given by hand, and by its source alone', async () => {
    const ports = { ledger: desk.ledger, clock: desk.clock, zone: 'UTC' };
    const wanted = { name: 'feed', kind: 'feed', address: 'https://harbour-post.example/feed' } as const;
    const feed = await desk.ledger.addSource({ ...wanted, settings: DEFAULT_SOURCE_SETTINGS, backfill: 1 });
    const hand = await desk.ledger.addSource({
      ...{ name: 'by-hand', kind: 'hand', address: 'kawaraban ingest' },
      ...{ settings: DEFAULT_SOURCE_SETTINGS, backfill: 0 },
    });
    const embargoAfter = async (source: Source, way: SightingWay, embargoUntil: Date | null) => {
      await takeIn(ports, source, [{ ...ARTICLE, embargoUntil }], way);
      return (await desk.ledger.listNewestArticles(1))[0]?.article.embargoUntil;
    };
    const [end, earlier] = [desk.in(HOUR_MS), desk.in(HOUR_MS / 2)];
    expect(await embargoAfter(feed, 'poll', end)).toEqual(end);
    for (const given of [end, earlier, null]) expect(await embargoAfter(hand, 'hand', given)).toEqual(end);
    expect(await embargoAfter(feed, 'poll', earlier)).toEqual(earlier);
    expect(await embargoAfter(feed, 'poll', null)).toBeNull();
  });

  it('that nobody can read holds whatever is planned about the article, and what leads to it', async () => {
    const { id } = await record({ embargoUntil: UNREADABLE_EMBARGO });
    const wanted = plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish', articleRevision: 1 });
    const held = { state: 'held', dueAt: desk.in(0), nextAt: desk.in(0), problems: [EMBARGO_UNREADABLE] };
    const [post] = await desk.ledger.planPosts(id, [wanted]);
    expect(post).toMatchObject(held);
    const linked = await desk.schedule({ text: `Coming up: ${URL}.` });
    expect(linked).toMatchObject(held);
    const draft = await desk.schedule({ text: URL, isDraft: true });
    expect(draft).toMatchObject({ state: 'draft', problems: [] });
    const wish = { dueAt: desk.in(0), wallTime: null, inSlot: false, needsApproval: false };
    for (const trying of [
      () => desk.ledger.releasePost(linked.id),
      () => desk.ledger.reschedulePost(linked.id, { at: desk.in(HOUR_MS), wallTime: null }),
      () =>
        desk.ledger.reschedulePost(linked.id, { at: new Date(UNREADABLE_EMBARGO.getTime() + HOUR_MS), wallTime: null }),
      () => desk.ledger.queueDraft(draft.id, draft.revision, wish),
    ])
      await expect(trying()).rejects.toMatchObject(refused('could not be read'));
  });

  it('that nobody can read and that comes after the plan holds the post when it is due', async () => {
    const post = await desk.schedule({ text: URL });
    await record({ embargoUntil: UNREADABLE_EMBARGO });
    expect(await desk.tryClaim(post)).toEqual({ kind: 'gone' });
    const held = { state: 'held', reason: EMBARGO_UNREADABLE.message, problems: [EMBARGO_UNREADABLE] };
    expect(await desk.fresh(post)).toMatchObject(held);
    expect(await desk.listEventKinds(post)).toContain('post-held');
  });

  it('that is over is none', async () => {
    await record({ embargoUntil: desk.in(0) });
    expect(await desk.schedule({ text: URL })).toMatchObject({ dueAt: desk.in(0) });
  });
});

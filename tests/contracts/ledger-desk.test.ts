import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Ledger } from '../../src/application/ports/ledger.js';
import type { Post } from '../../src/domain/post.js';
import { ANSWER, LedgerDesk } from '../support/ledger-desk.js';
import { plannedPost } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const MAREK = { id: 'p1', name: 'Marek Oduya' };
const ILSE = { id: 'p2', name: 'Ilse Varnai' };
const LONG = { code: 'too-long', part: 0, message: 'it is too long' };
const HOUR_MS = 3_600_000;

describe.each<Engine>(['sqlite', 'postgres'])('what the desk keeps with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  let mareks: Ledger;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
    mareks = desk.ledger.by(MAREK);
  });
  afterEach(() => desk.close());

  const plan = (change: Parameters<typeof plannedPost>[1] = {}) => plannedPost(desk.account.id, change);
  const said = (text: string) => [{ text, link: null, media: [], priceMicros: null }];

  it('names who wrote, changed and approved a post, and what it said before', async () => {
    const post = await mareks.createPost(plan({ needsApproval: true, text: 'First' }));
    expect(post).toMatchObject({ state: 'awaiting-approval', writtenBy: 'p1', changedBy: 'p1', approvedBy: null });
    const approved = await desk.ledger.by(ILSE).releasePost(post.id, post.revision);
    expect(approved).toMatchObject({ state: 'scheduled', approvedBy: 'p2' });
    const changed = await mareks.replaceParts(post.id, approved.revision, said('Second'), []);
    expect(changed).toMatchObject({ state: 'awaiting-approval', approvedBy: null });
    expect(await desk.ledger.listTexts(post.id)).toMatchObject([
      { by: MAREK, parts: [{ text: 'First' }] },
      { by: MAREK, parts: [{ text: 'Second' }] },
    ]);
    const { items } = await desk.ledger.searchAudit({ by: 'p2' }, { cursor: null, limit: 10 });
    expect(items).toMatchObject([{ kind: 'post-released', by: ILSE, postId: post.id }]);
  });

  it('says that another time for what has expired ends the approval', async () => {
    const { id } = await mareks.createPost(plan({ needsApproval: true, expiresAt: desk.in(HOUR_MS) }));
    await desk.ledger.by(ILSE).releasePost(id);
    desk.clock.advance(2 * HOUR_MS);
    await desk.ledger.sweepLate();
    await mareks.reschedulePost(id, { at: desk.in(HOUR_MS), wallTime: null });
    const moved = (await desk.ledger.listEvents(id)).at(-1);
    expect(moved).toMatchObject({ kind: 'post-rescheduled', by: MAREK });
    expect(moved?.detail).toMatch(/; the approval no longer holds$/);
  });

  it('changes nothing of a post that was changed since it was seen', async () => {
    const { id, revision } = await mareks.createPost(plan());
    await mareks.reschedulePost(id, { at: desk.in(2 * HOUR_MS), wallTime: null }, revision);
    for (const change of [
      () => mareks.cancelPost(id, revision),
      () => mareks.reschedulePost(id, { at: desk.in(HOUR_MS), wallTime: null }, revision),
      () => mareks.releasePost(id, revision),
      () => mareks.returnPost(id, revision, 'no'),
    ])
      await expect(change()).rejects.toMatchObject({ code: 'KWB_CHANGED_MEANWHILE' });
  });

  it('makes the same request once, also when it comes twice at once, and forgets it after a day', async () => {
    const creation = { key: 'k', hash: 'h' };
    const [one, two] = await Promise.all([1, 2].map(() => mareks.createPosts([plan()], null, creation)));
    expect(one).toEqual(two);
    await expect(mareks.createPosts([plan()], null, { key: 'k', hash: 'other' })).rejects.toMatchObject({
      code: 'KWB_KEY_REUSED',
    });
    await desk.ledger.by(ILSE).createPosts([plan({ text: 'Hers' })], null, creation);
    desk.clock.advance(24 * HOUR_MS + 1);
    await mareks.createPosts([plan({ text: 'Anew' })], null, creation);
    expect(await desk.ledger.listPosts({})).toHaveLength(3);
  });

  it('makes nothing about an article that it does not know', async () => {
    const unknown = mareks.createPosts([plan()], '01J00000000000000000000000', null);
    await expect(unknown).rejects.toMatchObject({
      code: 'KWB_NOT_FOUND',
      message: expect.stringContaining('there is no article 01J00000000000000000000000') as string,
    });
    expect(await desk.ledger.listPosts({})).toEqual([]);
  });

  it('keeps drafts as they are until they are queued, and takes back what waits for approval', async () => {
    const [draft] = await mareks.createPosts([plan({ isDraft: true, problems: [LONG] })], null, null);
    if (draft === undefined) throw new Error('no draft was made');
    const { id, revision } = draft;
    const edited = await mareks.replaceParts(id, revision, said('Better'), []);
    const moved = await mareks.reschedulePost(id, { at: desk.in(HOUR_MS), wallTime: null });
    expect([draft, edited, moved].map((post) => post?.state)).toEqual(['draft', 'draft', 'draft']);
    const wish = { dueAt: desk.in(HOUR_MS), wallTime: null, inSlot: false, needsApproval: true };
    const queued = await mareks.queueDraft(id, moved.revision, wish);
    expect(queued).toMatchObject({ state: 'awaiting-approval', nextAt: desk.in(HOUR_MS) });
    const returned = await desk.ledger.by(ILSE).returnPost(id, queued.revision, 'Say when');
    expect(returned).toMatchObject({ state: 'draft', reason: 'Say when' });
  });

  it('pages through posts and articles in every order, without gap or repetition', async () => {
    const posts: Post[] = [];
    for (const minute of [3, 1, 2, 1, 5])
      posts.push(await mareks.createPost(plan({ text: `No ${posts.length}`, dueAt: desk.in(minute * 60_000) })));
    for (const sort of ['next', '-next', '-created'] as const) {
      const seen: string[] = [];
      for (let cursor: string | null = null; ;) {
        const page = await desk.ledger.searchPosts({ sort }, { cursor, limit: 2 });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
        if (cursor === null) break;
      }
      const sorted = posts.toSorted((a, b) => a.nextAt.getTime() - b.nextAt.getTime() || a.id.localeCompare(b.id));
      const wanted = { next: sorted, '-next': sorted.toReversed(), '-created': posts.toReversed() }[sort];
      expect(seen).toEqual(wanted.map(({ id }) => id));
    }
    const page = { cursor: null, limit: 10 };
    const found = await desk.ledger.searchPosts({ words: 'NO 3', sort: 'next', writtenBy: 'p1' }, page);
    expect(found.items.map(({ id }) => id)).toEqual([posts[3]?.id]);
    expect((await desk.ledger.searchPosts({ words: 'N_ 3', sort: 'next' }, page)).items).toEqual([]);
    await expect(desk.ledger.searchPosts({ sort: 'next' }, { cursor: 'x', limit: 1 })).rejects.toMatchObject({
      code: 'KWB_USAGE',
    });
  });

  it('knows whether a person or the network paused an account; a person has the last word', async () => {
    const refused = { kind: 'account-paused', reason: 'pay first', answer: ANSWER } as const;
    const account = async () => (await desk.ledger.listAccounts())[0];
    const post = await desk.schedule();
    await desk.sendAnd(post, refused);
    expect(await account()).toMatchObject({ state: 'paused', pausedReason: 'pay first', pausedBy: 'network' });
    await mareks.pauseAccount(desk.account.id, 'the page is being rebuilt');
    const byMarek = { state: 'paused', pausedReason: 'the page is being rebuilt', pausedBy: 'person' };
    expect(await account()).toMatchObject(byMarek);
    await mareks.resumeAccount(desk.account.id);
    expect(await account()).toMatchObject({ state: 'active', pausedReason: null, pausedBy: null });
    const token = await desk.send(post);
    await mareks.pauseAccount(desk.account.id, 'the page is being rebuilt');
    await desk.ledger.settlePost(token, refused);
    expect(await account()).toMatchObject(byMarek);
  });

  it('tells what happened since then, and keeps settings', async () => {
    await mareks.pauseAccount(desk.account.id, 'the page is being rebuilt');
    desk.clock.advance(HOUR_MS);
    expect(await mareks.changeSettings({ saveTemplates: true })).toEqual({
      newsroomName: null,
      editorsNeedApproval: false,
      saveTemplates: true,
    });
    await mareks.changeSettings({ saveTemplates: true });
    expect(await desk.ledger.listChanges(desk.in(-1), 10)).toMatchObject([{ kind: 'setting-changed', by: MAREK }]);
    expect(await desk.ledger.listAccounts()).toMatchObject([{ state: 'paused' }]);
  });
});

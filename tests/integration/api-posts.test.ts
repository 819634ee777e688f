import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/domain/account.js';
import { ApiDesk, ifMatch, type Colleague } from '../support/api-desk.js';
import { makePng } from '../support/make-png.js';
import { plannedPost } from '../support/samples.js';

const LATER = { kind: 'at', at: '2099-01-01T09:00:00Z' } as const;
const HOUR_MS = 3_600_000;

describe('posts through the API', () => {
  let desk: ApiDesk;
  let marek: Colleague;
  let ilse: Colleague;
  let x: Account;
  let facebook: Account;
  beforeEach(async () => {
    desk = await ApiDesk.open();
    [marek, ilse] = [await desk.join('Marek', 'editor'), await desk.join('Ilse', 'approver')];
    [x, facebook] = [await desk.accountOn('x'), await desk.accountOn('facebook')];
  });
  afterEach(() => desk.close());

  const say = (text: string, change: object = {}) => ({
    as: 'queue',
    variants: [{ account: x.id, parts: [{ text }] }],
    when: LATER,
    ...change,
  });
  const compose = async (by: Colleague, text: string, change: object = {}) => {
    const { items } = await by.ask('composePosts', { body: say(text, change) });
    const [first] = items;
    if (first === undefined) throw new Error('nothing was composed');
    return first;
  };

  it('are composed for several accounts at once, belong together, and once for one key', async () => {
    const variants = [
      { account: x.id, parts: [{ text: 'Short', link: 'https://example.com/a' }] },
      { account: facebook.id, parts: [{ text: 'Longer' }] },
    ];
    const asking = { body: say('', { variants }), headers: { 'idempotency-key': 'k1' } };
    const made = await marek.ask('composePosts', asking);
    expect(await marek.ask('composePosts', asking)).toEqual(made);
    expect(made.items).toMatchObject([
      { account: { network: 'x' }, state: 'scheduled', writtenBy: { name: 'Marek' } },
      { account: { network: 'facebook' }, state: 'scheduled' },
    ]);
    expect(made.items[0]?.parts[0]).toMatchObject({ text: 'Short\n\nhttps://example.com/a', used: 30, limit: 280 });
    const group = made.items[0]?.group ?? '';
    expect((await marek.ask('listPosts', { query: { group } })).items).toHaveLength(2);
    expect(await marek.refusal('composePosts', { ...asking, body: say('Other') })).toBe('422 KWB_KEY_REUSED');
  });

  it('two editors do not overwrite each other', async () => {
    const seen = await compose(marek, 'First');
    const reply = await marek.send('readPost', { params: { id: seen.id } });
    expect(reply.headers.etag).toBe(`"${String(seen.revision)}"`);
    await marek.change('editPost', seen, { parts: [{ text: 'Mareks' }] });
    const asking = { params: { id: seen.id }, body: { parts: [{ text: 'Ilses' }] } };
    expect(await ilse.refusal('editPost', { ...asking, headers: ifMatch(seen.revision) })).toBe(
      '412 KWB_CHANGED_MEANWHILE',
    );
    expect(await ilse.refusal('editPost', asking)).toBe('428 KWB_IF_MATCH_MISSING');
    const { texts, events } = await ilse.ask('readPostHistory', { params: { id: seen.id } });
    expect(texts.map(({ parts }) => parts[0]?.text)).toEqual(['First', 'Mareks']);
    expect(events.map(({ kind, by }) => `${kind} ${by?.name ?? ''}`)).toEqual([
      'post-planned Marek',
      'post-changed Marek',
    ]);
  });

  it('are approved as they were seen, by somebody else, and any change withdraws it', async () => {
    const asked = await compose(ilse, 'By an approver', { askApproval: true });
    expect(asked).toMatchObject({ state: 'awaiting-approval' });
    expect(asked.actions).not.toContain('approve');
    const own = { params: { id: asked.id }, headers: ifMatch(asked.revision) };
    expect(await ilse.refusal('approvePost', own)).toBe('403 KWB_OWN_POST');
    expect(await marek.refusal('approvePost', own)).toBe('403 KWB_NOT_ALLOWED');

    const tomo = await desk.join('Tomo', 'approver');
    const changed = await tomo.change('editPost', asked, { parts: [{ text: 'Tomo changed it last' }] });
    expect(await tomo.refusal('approvePost', { ...own, headers: ifMatch(changed.revision) })).toBe('403 KWB_OWN_POST');
    const third = await desk.join('Third', 'admin');
    expect(await third.refusal('approvePost', own)).toBe('412 KWB_CHANGED_MEANWHILE');
    const approved = await third.change('approvePost', changed);
    expect(approved).toMatchObject({ state: 'scheduled', approvedBy: { name: 'Third' } });
    const again = await marek.change('editPost', approved, {
      parts: [{ text: 'Tomo changed it last', media: [{ pictureId: null, url: 'https://a.example/b.png', alt: 'b' }] }],
    });
    expect(again).toMatchObject({ state: 'awaiting-approval', approvedBy: null });
    expect(await third.change('returnPost', again, { note: 'No picture' })).toMatchObject({ state: 'draft' });
  });

  it('of editors need a second person where the newsroom says so, edited ones too', async () => {
    const scheduled = await compose(marek, 'Before');
    await desk.ledger.changeSettings({ editorsNeedApproval: true });
    expect(await compose(marek, 'Mine')).toMatchObject({ state: 'awaiting-approval' });
    expect(await compose(ilse, 'An approvers')).toMatchObject({ state: 'scheduled' });
    const parts = [{ text: 'Changed' }];
    expect(await marek.change('editPost', scheduled, { parts })).toMatchObject({ state: 'awaiting-approval' });
  });

  it('that a second person was asked for keep needing one, also behind a note that gave them back', async () => {
    const asked = await compose(marek, 'Look at it, please', { askApproval: true });
    const returned = await ilse.change('returnPost', asked, { note: 'Who says so?' });
    const question = { variants: [{ account: x.id, parts: [{ text: 'Look at it' }] }], when: LATER, article: null };
    const { items } = await marek.ask('previewPosts', { body: { ...question, post: returned.id } });
    expect(items).toMatchObject([{ needsApproval: true }]);
    expect(await marek.change('queuePost', returned, { when: LATER })).toMatchObject({ state: 'awaiting-approval' });
  });

  it('that a network refused go out with other words, once a person lets them', async () => {
    const { ledger, newsroom } = desk;
    const due = { dueAt: newsroom.clock.now() };
    const refuse = async ({ id, revision }: { readonly id: string; readonly revision: number }) => {
      const claim = await ledger.claimPost(id, revision);
      if (claim.kind !== 'claimed') throw new Error(claim.kind);
      await ledger.openDelivery(claim.token);
      const reason = 'X refused it: two cashtags';
      const answer = { status: 400, code: null, message: reason };
      await ledger.settlePost(claim.token, { kind: 'rejected', reason, suspectsAccount: false, answer });
      return marek.ask('readPost', { params: { id } });
    };
    const refused = await refuse(await ledger.createPost(plannedPost(x.id, { text: '$AAA and $BBB', ...due })));
    expect(refused).toMatchObject({ state: 'rejected', actions: expect.arrayContaining(['edit', 'move']) as unknown });
    const same = await marek.change('editPost', refused, { parts: [{ text: '$AAA and $BBB' }] });
    expect(same).toMatchObject({ state: 'rejected', reason: 'X refused it: two cashtags' });
    const anew = await marek.change('editPost', same, { parts: [{ text: 'AAA and BBB' }] });
    expect(anew).toMatchObject({ state: 'held', problems: [] });
    expect(await marek.change('releasePost', anew)).toMatchObject({ state: 'scheduled' });

    const plan = plannedPost(x.id, { text: '$CCC and $DDD', ...due, needsApproval: true });
    const waiting = await ledger.createPost(plan);
    const approved = await ledger.releasePost(waiting.id, waiting.revision);
    const edited = await marek.change('editPost', await refuse(approved), { parts: [{ text: 'CCC and DDD' }] });
    expect(edited).toMatchObject({ state: 'held' });
    expect(edited.actions).not.toContain('release');
  });

  it('are kept as drafts, moved, held, released and cancelled', async () => {
    const draft = await compose(marek, 'A draft', { as: 'draft' });
    expect(draft).toMatchObject({ state: 'draft', actions: ['edit', 'move', 'queue', 'cancel'] });
    const queued = await marek.change('queuePost', draft, { when: LATER });
    const moved = await marek.change('movePost', queued, { when: { ...LATER, at: '2099-01-02T18:30:00+09:00' } });
    expect(moved).toMatchObject({ state: 'scheduled', nextAt: '2099-01-02T09:30:00.000Z' });
    const held = await marek.change('holdPost', moved, { reason: 'the minister is ill' });
    expect(held).toMatchObject({ state: 'held', reason: 'the minister is ill' });
    const released = await marek.change('releasePost', held);
    const cancelled = await marek.change('cancelPost', released);
    expect(cancelled).toMatchObject({ state: 'cancelled', actions: [] });
    const asking = { params: { id: cancelled.id }, headers: ifMatch(cancelled.revision), body: { when: LATER } };
    expect(await marek.refusal('movePost', asking)).toBe('409 KWB_TRANSITION_REFUSED');
    await marek.ask('notePost', { params: { id: draft.id }, body: { note: '<b>rang</b> the harbour' } });
    const { events } = await marek.ask('readPostHistory', { params: { id: draft.id } });
    expect(events.at(-1)).toMatchObject({ kind: 'post-note', detail: '<b>rang</b> the harbour' });
  });

  it('are put right by a draft that answers them, where readers see them on a network with answers', async () => {
    const out = async ({ id }: Account, url: string) => {
      const { ledger } = desk;
      const dueAt = desk.newsroom.clock.now();
      const post = await ledger.createPost(plannedPost(id, { text: url, dueAt }));
      const claim = await ledger.claimPost(post.id, post.revision);
      if (claim.kind !== 'claimed') throw new Error(claim.kind);
      await ledger.openDelivery(claim.token);
      const published = { kind: 'part-published', remoteId: '4711', url, blockAccountUntil: null } as const;
      await ledger.settlePost(claim.token, published);
      return { params: { id: post.id } };
    };
    const onX = { ...(await out(x, 'https://x.com/paper/status/4711')), headers: { 'idempotency-key': 'c1' } };
    const { id, revision, ...draft } = await marek.ask('correctPost', onX);
    expect(draft).toMatchObject({ state: 'draft', replyTo: '4711', parts: [{ text: 'Correction:' }] });
    expect((await marek.ask('correctPost', onX)).id).toBe(id);
    const change = { params: { id }, headers: ifMatch(revision), body: { parts: [{ text: 'Correction: ten boats' }] } };
    const written = await marek.ask('editPost', change);
    const queued = await marek.ask('queuePost', {
      ...{ params: { id }, headers: ifMatch(written.revision), body: { when: LATER } },
    });
    expect(queued).toMatchObject({ state: 'scheduled', replyTo: '4711', parts: [{ text: 'Correction: ten boats' }] });
    expect(await marek.refusal('correctPost', { params: { id } })).toBe('409 KWB_TRANSITION_REFUSED');
    const onFacebook = await out(facebook, 'https://facebook.com/1_4711');
    expect(await marek.refusal('correctPost', onFacebook)).toBe('409 KWB_TRANSITION_REFUSED');
  });

  it('many are changed at once, each as it was seen', async () => {
    const [one, two] = [await compose(marek, 'One'), await compose(marek, 'Two', { askApproval: true })];
    const stale = { id: one.id, revision: one.revision + 7 };
    const shifted = await marek.ask('changeManyPosts', {
      body: { action: 'move', byMs: HOUR_MS, posts: [one, stale] },
    });
    expect(shifted.results).toMatchObject([
      { kind: 'done', post: { dueAt: '2099-01-01T10:00:00.000Z' } },
      { kind: 'refused', error: { code: 'KWB_CHANGED_MEANWHILE', status: 412 } },
    ]);
    const approve = { body: { action: 'approve', posts: [two] } };
    expect((await marek.ask('changeManyPosts', approve)).results).toMatchObject([
      { error: { code: 'KWB_NOT_ALLOWED' } },
    ]);
    expect((await ilse.ask('changeManyPosts', approve)).results).toMatchObject([{ post: { state: 'scheduled' } }]);
  });

  it('are found by state, account, words and writer, page by page', async () => {
    for (const text of ['Ferry one', 'Ferry two', 'Train']) await compose(marek, text);
    const query = { q: 'FERRY', state: 'scheduled,held', account: x.id, by: marek.person.id, limit: '1' };
    const first = await ilse.ask('listPosts', { query });
    const second = await ilse.ask('listPosts', { query: { ...query, cursor: first.next ?? '' } });
    expect([...first.items, ...second.items].map(({ parts }) => parts[0]?.text)).toEqual(['Ferry one', 'Ferry two']);
    expect(second.next).toBeNull();
    expect((await ilse.ask('countPosts')).counts).toEqual([{ state: 'scheduled', count: 3 }]);
  });

  it('are measured, priced and judged while they are written, and nothing is made', async () => {
    const text = 'The night ferry between the islands sails again from Friday';
    const other = await compose(marek, text);
    const variants = [
      { account: x.id, parts: [{ text: `${text}!` }] },
      { account: facebook.id, parts: [{ text: '' }] },
    ];
    const { items } = await ilse.ask('previewPosts', { body: { variants, when: LATER } });
    expect(items).toMatchObject([
      {
        parts: [{ used: 60, limit: 280 }],
        problems: [],
        warnings: [{ code: 'near-duplicate', post: { id: other.id } }],
      },
      { problems: [{ code: 'empty' }], warnings: [] },
    ]);
    expect((await ilse.ask('countPosts')).counts).toEqual([{ state: 'scheduled', count: 1 }]);
  });

  it('take pictures by their bytes, and only pictures', async () => {
    const headers = { 'content-type': 'image/png' };
    const { pictureId, width } = await marek.ask('storePicture', { headers, body: makePng(3, 2) });
    expect(width).toBe(3);
    const shown = await marek.send('readPicture', { params: { id: pictureId } });
    expect([shown.headers['content-type'], shown.rawPayload]).toEqual(['image/png', Buffer.from(makePng(3, 2))]);
    expect(await marek.refusal('storePicture', { headers, body: Buffer.from('<svg/>') })).toBe(
      '422 KWB_PICTURE_INVALID',
    );
  });
});

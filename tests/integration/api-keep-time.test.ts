import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiDesk, ifMatch, type Colleague } from '../support/api-desk.js';

const MINUTE_MS = 60_000;

describe('a time that a person keeps, through the API', () => {
  let desk: ApiDesk;
  let marek: Colleague;
  beforeEach(async () => {
    desk = await ApiDesk.open({ X_MINIMUM_GAP: '15m', X_SLOTS: '09:00' });
    marek = await desk.join('Marek', 'editor');
  });
  afterEach(() => desk.close());

  const NOON = Date.parse('2099-01-01T12:00:00Z');
  const at = (minutes: number) => new Date(NOON + minutes * MINUTE_MS).toISOString();
  const whenAt = (minutes: number) => ({ kind: 'at', at: at(minutes) });
  const compose = async (text: string, minutes: number) => {
    const variants = [{ account: (await desk.accountOn('x')).id, parts: [{ text }] }];
    const { items } = await marek.ask('composePosts', { body: { as: 'queue', variants, when: whenAt(minutes) } });
    const [post] = items;
    if (post === undefined) throw new Error('nothing was composed');
    return post;
  };

  it('is what the post, the calendar and the history say, until it is moved again', async () => {
    await compose('First', 0);
    const post = await compose('Second', 60);
    const pushed = await marek.change('movePost', post, { when: whenAt(10) });
    expect(pushed).toMatchObject({ keepsTime: false, dueAt: at(10), nextAt: at(15) });
    const kept = await marek.change('movePost', pushed, { when: whenAt(10), keepTime: true });
    expect(kept).toMatchObject({ keepsTime: true, dueAt: at(10), nextAt: at(10) });
    const { posts } = await marek.ask('readCalendar', { query: { from: at(-60), to: at(60) } });
    expect(posts.map(({ keepsTime }) => keepsTime)).toEqual([false, true]);
    const { events } = await marek.ask('readPostHistory', { params: { id: post.id } });
    expect(events.at(-1)).toMatchObject({
      detail: `${at(10)}, whatever the limits of the account say`,
      by: { name: 'Marek' },
    });
    const move = { action: 'move', byMs: -MINUTE_MS, posts: [{ id: post.id, revision: kept.revision }] };
    const { results } = await marek.ask('changeManyPosts', { body: move });
    expect(results).toMatchObject([{ post: { keepsTime: false, nextAt: at(15) } }]);
  });

  it('is said of the post while its words are written anew', async () => {
    await compose('First', 0);
    const post = await compose('Second', 60);
    await marek.change('movePost', post, { when: whenAt(10), keepTime: true });
    const variants = [{ account: post.account.id, parts: [{ text: 'Another' }] }];
    const preview = async (minutes: number) => {
      const body = { variants, when: whenAt(minutes), article: null, post: post.id };
      return (await marek.ask('previewPosts', { body })).items;
    };
    expect(await preview(10)).toMatchObject([{ goesOutAt: at(10) }]);
    expect(await preview(9)).toMatchObject([{ goesOutAt: at(15) }]);
  });

  it('is for those who may move a post, and no wish for a free slot', async () => {
    const { id, revision } = await compose('First', 0);
    const asking = { params: { id }, headers: ifMatch(revision) };
    const viewer = await desk.join('Vera', 'viewer');
    const body = { when: whenAt(10), keepTime: true };
    expect(await viewer.refusal('movePost', { ...asking, body })).toBe('403 KWB_NOT_ALLOWED');
    const reply = await marek.send('movePost', { ...asking, body: { when: { kind: 'slot' }, keepTime: true } });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({
      code: 'KWB_INPUT_INVALID',
      fields: [{ field: 'keepTime', message: 'a free slot is what the limits leave: name a time that is to be kept' }],
    });
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestedX, type TestedX } from '../../../tests/support/tested-x.js';

const FIELDS = '?tweet.fields=created_at,entities,conversation_id,referenced_tweets';

let x: TestedX;
beforeEach(async () => {
  x = await openTestedX();
});
afterEach(() => x.close());

async function publishMany(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push((await x.publish({ text: `Story ${String(index)}` })).id);
    x.passTime(1000);
  }
  return ids;
}

describe('the timeline of an X account', () => {
  it('is empty without data at first', async () => {
    expect((await x.call('GET', '/2/users/1000000001/tweets')).body).toEqual({ meta: { result_count: 0 } });
  });

  it('shows links, time and parent of each post, newest first', async () => {
    const link = 'https://news.example.com/one';
    const first = await x.publish({ text: `One & only 🗞️ ${link}` });
    const second = await x.publish({ text: 'Two', reply: { in_reply_to_tweet_id: first.id } });
    const { data } = await x.list(FIELDS);
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(data[0]).toMatchObject({
      conversation_id: first.id,
      referenced_posts: [{ type: 'replied_to', id: first.id }],
      edit_history_post_ids: [second.id],
    });
    const entity = (data[1]?.['entities'] as { urls: { start: number; end: number; url: string }[] }).urls[0];
    expect(entity).toMatchObject({ expanded_url: link });
    expect(Array.from(first.text).slice(entity?.start, entity?.end).join('')).toBe(entity?.url);
    expect(data[1]?.['created_at']).toBe(x.now().toISOString());
  });

  it('speaks the older dialect when it is told to', async () => {
    await x.configure({ dialect: '2.166' });
    const first = await x.publish({ text: 'One' });
    await x.publish({ text: 'Two', reply: { in_reply_to_tweet_id: first.id } });
    const answer = await x.list('?tweet.fields=referenced_tweets&expansions=author_id,referenced_tweets.id');
    expect(answer.data[0]).toMatchObject({ referenced_tweets: [{ id: first.id }] });
    expect(answer['includes']).toMatchObject({ users: [{ id: '1000000001' }], tweets: [{ id: first.id }] });
    expect(answer.data[1]).toHaveProperty('edit_history_tweet_ids');
    const refused = await x.refused({ text: '' });
    expect(refused.body).toMatchObject({ type: 'https://api.twitter.com/2/problems/invalid-request' });
  });

  it('comes page by page without loss or repetition', async () => {
    const ids = await publishMany(12);
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await x.list(`?max_results=5${token === undefined ? '' : `&pagination_token=${token}`}`);
      seen.push(...page.data.map(({ id }) => id));
      token = page.meta.next_token;
    } while (token !== undefined);
    expect(seen).toEqual([...ids].reverse());
  });

  it('is bounded by times and ids', async () => {
    const start = x.now().getTime();
    const ids = await publishMany(4);
    const at = (seconds: number) => encodeURIComponent(new Date(start + seconds * 1000).toISOString());
    const idsOf = async (query: string) => (await x.list(query)).data.map(({ id }) => id);
    expect(await idsOf(`?start_time=${at(1)}&end_time=${at(3)}`)).toEqual([ids[2], ids[1]]);
    expect(await idsOf(`?since_id=${ids[0] ?? ''}&until_id=${ids[2] ?? ''}`)).toEqual([ids[1]]);
  });

  it('leaves replies out on request', async () => {
    const first = await x.publish({ text: 'One' });
    await x.publish({ text: 'Two', reply: { in_reply_to_tweet_id: first.id } });
    expect((await x.list('?exclude=replies')).data.map(({ id }) => id)).toEqual([first.id]);
  });

  it('shows a new post only when it is visible, and keeps it among the hidden ones until then', async () => {
    await x.configure({ visibleAfterMs: 20_000 });
    const { id } = await x.publish({ text: 'Soon' });
    expect((await x.list()).data).toEqual([]);
    expect((await x.timeline()).hidden.map((post) => post.id)).toEqual([id]);
    x.passTime(20_000);
    expect((await x.list()).data.map((post) => post.id)).toEqual([id]);
    expect((await x.timeline()).posts.map((post) => post.id)).toEqual([id]);
  });

  it.each(['?max_results=4', '?max_results=101', '?colour=red', '?tweet.fields=colour', '?start_time=yesterday'])(
    'refuses %s',
    async (query) => {
      const answer = await x.call('GET', `/2/users/1000000001/tweets${query}`);
      expect(answer).toMatchObject({ status: 400, body: { title: 'Invalid Request' } });
    },
  );

  it('tells the account who it is', async () => {
    const answer = await x.call('GET', '/2/users/me?user.fields=username');
    expect(answer.body).toEqual({
      data: { id: '1000000001', name: 'Simulated Gazette', username: 'sim_gazette' },
    });
    expect(answer.headers.get('x-rate-limit-limit')).toBe('75');
  });

  it('is the same after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulated-x-'));
    const stateFile = join(folder, 'x.json');
    const before = await openTestedX({ stateFile });
    const mediaId = await before.upload();
    const { id } = await before.publish({ text: 'Kept', media: { media_ids: [mediaId] } });
    await before.close();
    const after = await openTestedX({ stateFile });
    const next = await after.publish({ text: 'Next' });
    expect((await after.timeline()).posts.map((post) => post.id)).toEqual([id, next.id]);
    await after.close();
    await rm(folder, { recursive: true });
  });
});

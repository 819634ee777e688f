import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestedX, type TestedX } from '../../../tests/support/tested-x.js';

let x: TestedX;
beforeEach(async () => {
  x = await openTestedX();
});
afterEach(() => x.close());

const costs = async (): Promise<unknown> => (await fetch(`${x.url}/simulator/costs`)).json();

describe('what X charges', () => {
  it('is more for a post with a link, and nothing for one that was refused', async () => {
    await x.publish({ text: 'The ferry returns' });
    expect(await costs()).toEqual({ spentMicros: 15_000, posts: 1, reads: 0 });
    await x.publish({ text: 'The ferry returns https://news.example.com/ferry' });
    expect(await costs()).toEqual({ spentMicros: 215_000, posts: 2, reads: 0 });
    await x.refused({ text: 'The ferry returns' });
    expect(await costs()).toEqual({ spentMicros: 215_000, posts: 2, reads: 0 });
  });

  it('counts the parts of a thread alone, and each alternative text', async () => {
    const first = await x.publish({ text: 'One' });
    const mediaId = await x.upload();
    const metadata = { alt_text: { text: 'A ferry' } };
    await x.call('POST', '/2/media/metadata', { json: { id: mediaId, metadata } });
    await x.publish({ text: 'Two', reply: { in_reply_to_tweet_id: first.id }, media: { media_ids: [mediaId] } });
    expect(await costs()).toEqual({ spentMicros: 35_000, posts: 2, reads: 0 });
  });

  it('counts what a look returns once a day, and an empty look not at all', async () => {
    await x.list();
    await x.publish({ text: 'One' });
    await x.publish({ text: 'Two' });
    await x.list();
    await x.list();
    expect(await costs()).toEqual({ spentMicros: 32_000, posts: 2, reads: 2 });
    await x.call('GET', '/2/users/me');
    expect(await costs()).toEqual({ spentMicros: 42_000, posts: 2, reads: 3 });
    x.passTime(24 * 60 * 60 * 1000);
    await x.list();
    expect(await costs()).toEqual({ spentMicros: 44_000, posts: 2, reads: 5 });
  });

  it('ends with the money: then X refuses every call, reads too, until somebody pays', async () => {
    await x.configure({ credits: 20_000 });
    await x.publish({ text: 'One' });
    await x.publish({ text: 'Two' });
    expect(await x.refused({ text: 'Three' })).toMatchObject({ status: 402, body: { title: 'CreditsDepleted' } });
    expect((await x.call('GET', '/2/users/me')).status).toBe(402);
    await x.configure({ credits: 100_000 });
    await x.publish({ text: 'Three' });
  });

  it('ends at the limit that the owner has set', async () => {
    await x.configure({ spendCapMicros: 15_000 });
    await x.publish({ text: 'One' });
    expect(await x.refused({ text: 'Two' })).toMatchObject({ status: 403, body: { title: 'SpendCapReached' } });
  });
});

describe('the faults of a drill', () => {
  const strike = (rule: object) =>
    fetch(`${x.url}/simulator/faults`, { method: 'POST', body: JSON.stringify({ operation: 'publish', ...rule }) });

  it('say when a storm of refusals is over', async () => {
    await x.configure({ rateResetMs: 2_000 });
    const end = String(Math.ceil((x.now().getTime() + 2_000) / 1000));
    for (const [key, header] of [
      ['rate-limited', 'x-rate-limit-reset'],
      ['rate-limited-24h', 'x-user-limit-24hour-reset'],
    ] as const) {
      await strike({ fault: { kind: 'error', key } });
      expect((await x.refused({ text: 'One' })).headers.get(header)).toBe(end);
    }
  });

  it('strike one post among others, and answer late', async () => {
    await strike({ match: 'Two', fault: { kind: 'delay', ms: 120 } });
    const started = performance.now();
    await x.publish({ text: 'One' });
    expect((await x.timeline()).posts).toHaveLength(1);
    const second = await x.publish({ text: 'Two' });
    expect(performance.now() - started).toBeGreaterThan(100);
    expect((await x.timeline()).posts.at(-1)?.id).toBe(second.id);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SIMULATED_GAZETTE, type SimulatedXAccount } from './simulated-x-account.js';
import { openTestedX, type TestedX } from '../../../tests/support/tested-x.js';

const RIVAL: SimulatedXAccount = {
  id: '1000000002',
  name: 'Simulated Rival',
  username: 'sim_rival',
  consumerKey: 'rival-consumer-key',
  consumerSecret: 'rival-consumer-secret',
  accessToken: 'rival-access-token',
  accessSecret: 'rival-access-secret',
};

let x: TestedX;
beforeEach(async () => {
  x = await openTestedX({ accounts: [SIMULATED_GAZETTE, RIVAL] });
});
afterEach(() => x.close());

describe('a post on X', () => {
  it('comes back with short links and escapes, and stands on the timeline as it was written', async () => {
    const text = 'Ferry <late> & full https://news.example.com/ferry?a=1&b=2';
    const posted = await x.publish({ text });
    expect(posted.text).toMatch(/^Ferry &lt;late&gt; &amp; full https:\/\/t\.co\/[A-Za-z0-9]{10}$/);
    expect(posted.id).toMatch(/^\d{19}$/);
    expect((await x.timeline()).posts).toEqual([
      {
        id: posted.id,
        account: 'sim_gazette',
        text,
        link: 'https://news.example.com/ferry?a=1&b=2',
        media: [],
        inReplyTo: null,
        createdAt: x.now().toISOString(),
      },
    ]);
  });

  it.each(['http://127.0.0.1:8080/a/ferry', 'https://gazette.example/ferry?a=1'])(
    'keeps %s as it is, since X sees no link there, and readers of the timeline do',
    async (link) => {
      const { text } = await x.publish({ text: `Ferry (${link}).` });
      expect(text).toBe(`Ferry (${link}).`);
      expect((await x.timeline()).posts[0]?.link).toBe(link);
    },
  );

  it('gets a greater id than the one before, even within one millisecond', async () => {
    const first = await x.publish({ text: 'First' });
    const second = await x.publish({ text: 'Second' });
    expect(BigInt(second.id)).toBeGreaterThan(BigInt(first.id));
  });

  it('is refused when the account says the same already, until that is deleted', async () => {
    const first = await x.publish({ text: 'Bridge closed' });
    const again = await x.refused({ text: ' Bridge closed ' });
    expect(again).toMatchObject({
      status: 403,
      body: { detail: 'You are not allowed to create a Tweet with duplicate content.' },
    });
    expect((await x.call('DELETE', `/2/tweets/${first.id}`)).body).toEqual({ data: { deleted: true } });
    await x.publish({ text: 'Bridge closed' });
  });

  it('may repeat itself where the duplicate check is off, and what another account said', async () => {
    await x.publish({ text: 'Bridge closed' });
    const rival = await x.call('POST', '/2/tweets', { json: { text: 'Bridge closed' }, credentials: RIVAL });
    expect(rival.status).toBe(201);
    expect(await x.configure({ duplicateCheck: false })).toBe(200);
    await x.publish({ text: 'Bridge closed' });
  });

  it('counts 23 for a link whatever its length, and is refused above 280', async () => {
    const link = `https://news.example.com/${'a'.repeat(200)}`;
    await x.publish({ text: `${'w'.repeat(256)} ${link}` });
    const answer = await x.refused({ text: `${'w'.repeat(257)} ${link}` });
    expect(answer).toMatchObject({ status: 400, body: { title: 'Invalid Request' } });
    expect(JSON.stringify(answer.body)).toContain('Your Tweet text is too long.');
  });

  it('takes one cashtag and refuses two', async () => {
    await x.publish({ text: 'Shares of $ACME fall' });
    expect((await x.refused({ text: '$ACME and $EMCA fall' })).status).toBe(403);
  });

  it.each([
    ['an unknown field', { text: 'a', colour: 'red' }, '$.colour: is not defined in the schema'],
    ['a reply without its parent', { text: 'a', reply: {} }, '$.reply.in_reply_to_tweet_id: is missing'],
    ['an id that is none', { text: 'a', media: { media_ids: ['abc'] } }, '$.media.media_ids.0'],
    ['no text', {}, '$.text: is missing'],
    ['media beside a card', { text: 'a', card_uri: 'card://1', media: { media_ids: ['1'] } }, 'only provide one of'],
  ])('with %s is refused with an invalid-request envelope', async (_, body, message) => {
    const answer = await x.refused(body);
    expect(answer).toMatchObject({ status: 400, body: { type: 'https://api.x.com/2/problems/invalid-request' } });
    expect(JSON.stringify(answer.body)).toContain(message);
    expect((await x.timeline()).posts).toEqual([]);
  });

  it('must be JSON and say so', async () => {
    const form = new FormData();
    form.set('text', 'Hello');
    const answer = await x.call('POST', '/2/tweets', { form });
    expect(JSON.stringify(answer.body)).toContain('must have content-type of application/json');
  });

  it('is gone for readers after it was deleted, and only its author deletes it', async () => {
    const { id } = await x.publish({ text: 'Wrong' });
    expect((await x.call('DELETE', `/2/tweets/${id}`, { credentials: RIVAL })).status).toBe(403);
    await x.call('DELETE', `/2/tweets/${id}`);
    expect(await x.timeline()).toEqual({ posts: [], hidden: [] });
    expect(JSON.stringify((await x.call('GET', `/2/tweets/${id}`)).body)).toContain('resource-not-found');
  });
});

describe('a thread on X', () => {
  it('continues where its parent can be seen, and not before', async () => {
    await x.configure({ parentVisibleAfterMs: 5000 });
    const first = await x.publish({ text: 'One' });
    const second = { text: 'Two', reply: { in_reply_to_tweet_id: first.id } };
    expect(JSON.stringify((await x.refused(second)).body)).toContain('deleted or not visible to you');
    x.passTime(5000);
    const reply = await x.publish(second);
    expect((await x.timeline()).posts.find(({ id }) => id === reply.id)?.inReplyTo).toBe(first.id);
  });

  it('may only reply to strangers who mentioned the account', async () => {
    const first = await x.publish({ text: 'Silent' });
    const second = await x.publish({ text: 'Ask @sim_rival' });
    const replyTo = (id: string, text: string) =>
      x.call('POST', '/2/tweets', { json: { text, reply: { in_reply_to_tweet_id: id } }, credentials: RIVAL });
    expect(await replyTo(first.id, 'Why?')).toMatchObject({ status: 403 });
    expect(await replyTo(second.id, 'Here')).toMatchObject({ status: 201 });
    await x.configure({ replyRestriction: false });
    expect(await replyTo(first.id, 'Why?')).toMatchObject({ status: 201 });
  });

  it('is refused in the middle when X does not exempt replies to oneself', async () => {
    await x.configure({ selfReplyExempt: false });
    const first = await x.publish({ text: 'One' });
    const answer = await x.refused({ text: 'Two', reply: { in_reply_to_tweet_id: first.id } });
    expect(JSON.stringify(answer.body)).toContain('Reply to this conversation is not allowed');
  });
});

describe('the limits of X', () => {
  it('count down in the headers, refuse with 429, and end with the window', async () => {
    await x.configure({ postsPerWindow: 2, postsPerDay: 10 });
    const first = await x.call('POST', '/2/tweets', { json: { text: 'One' } });
    expect(first.headers.get('x-rate-limit-remaining')).toBe('1');
    expect(first.headers.get('x-rate-limit-reset')).toBe(String(x.now().getTime() / 1000 + 900));
    expect(first.headers.get('x-user-limit-24hour-remaining')).toBe('9');
    await x.publish({ text: 'Two' });
    expect(await x.refused({ text: 'Three' })).toMatchObject({ status: 429, body: { title: 'Too Many Requests' } });
    x.passTime(15 * 60 * 1000);
    await x.publish({ text: 'Three' });
  });

  it('leave room for a demonstration of 200 posts', async () => {
    for (let index = 0; index < 200; index += 1) await x.publish({ text: `Story ${String(index)}` });
    expect((await x.timeline()).posts).toHaveLength(200);
  });

  it('go back to the start with the other settings', async () => {
    await x.configure({ characterLimit: 10 });
    expect((await x.refused({ text: 'Eleven char' })).status).toBe(400);
    expect(await x.configure({ reset: true })).toBe(200);
    await x.publish({ text: 'Eleven char' });
    expect(await x.configure({ colour: 'red' })).toBe(400);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePng } from '../support/make-png.js';
import { Desk, readTimeline } from '../support/run-kawaraban.js';

const LINK = 'https://harboureveningnews.example/live';
// X knows a link by its top-level domain: `.example` has none.
const PRICED_LINK = 'https://harbour.example.org/live';

describe("editors' own posts from the command line", { timeout: 120_000 }, () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  async function post(...args: readonly string[]) {
    const { article, posts } = await desk.runForPosts(['post', ...args]);
    expect(article).toBeNull();
    const [only] = posts;
    if (only === undefined || only.id === null || posts.length > 1)
      throw new Error(`one post was expected, there are ${posts.length}`);
    return { ...only, id: only.id };
  }

  it('carry a link and a picture with its description', async () => {
    const picture = desk.write('lighthouse.png', makePng(600, 315));
    const withPicture = ['--image', picture, '--alt', 'The lighthouse at dusk'];
    expect(await post('We are live', '--account', 'x', '--link', LINK, ...withPicture, '--wait')).toMatchObject({
      state: 'published',
      template: null,
      parts: [{ text: expect.stringContaining(LINK) as string, media: [{ alt: 'The lighthouse at dusk' }] }],
    });
    expect(await post('We are live', '--account', 'facebook', '--link', LINK, '--wait')).toMatchObject({
      state: 'published',
      parts: [{ text: 'We are live', link: LINK }],
    });
    expect(await post('A picture', '--account', 'facebook', ...withPicture, '--wait')).toMatchObject({
      state: 'published',
    });

    const { x, facebook } = await desk.readTimelines();
    expect(x.posts).toMatchObject([{ media: [{ alt: 'The lighthouse at dusk' }] }]);
    expect(facebook.posts).toMatchObject([
      { text: 'We are live', link: LINK, media: [] },
      { text: 'A picture', link: null, media: [{ alt: 'The lighthouse at dusk' }] },
    ]);
  });

  it('a file that is no picture is refused before anything is planned', async () => {
    const file = desk.write('lighthouse.png', 'not a picture at all');
    const { code, stdout, stderr } = await desk.run(['post', 'Look', '--account', 'x', '--image', file]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/lighthouse\.png: .*\[KWB_PICTURE_INVALID\]/);
    expect(await desk.listPosts()).toEqual([]);
  });

  it('what the network would refuse is held, with the reason', async () => {
    expect(await post('a'.repeat(281), '--account', 'x')).toMatchObject({
      state: 'held',
      problems: [{ code: 'too-long', part: 0 }],
      parts: [{ used: 281, limit: 280 }],
    });
  });

  it('the identical text is held on the same account, and goes out on another', async () => {
    expect(await post('The ferry is late', '--account', 'x', '--at', '+1d')).toMatchObject({ state: 'scheduled' });
    expect(await post('The ferry is late', '--account', 'x', '--at', '+2d')).toMatchObject({
      state: 'held',
      problems: [{ code: 'identical-text' }],
    });
    expect(await post('The ferry is late', '--account', 'facebook', '--at', '+2d')).toMatchObject({ problems: [] });
  });

  it('are listed by state and account, shown, moved and cancelled', async () => {
    const ferry = await post('The ferry is late', '--account', 'x', '--at', '+2h');
    const tide = await post('High water at noon', '--account', 'facebook', '--at', '+1d');
    expect((await desk.listPosts()).map((each) => each.id)).toEqual([ferry.id, tide.id]);
    expect((await desk.listPosts(['--account', 'facebook'])).map((each) => each.id)).toEqual([tide.id]);
    expect(await desk.listPosts(['--state', 'published'])).toEqual([]);

    const { article, posts } = await desk.runForPosts(['show', ferry.id]);
    expect({ article, posts }).toMatchObject({ article: null, posts: [{ id: ferry.id, state: 'scheduled' }] });
    const moved = await desk.runForPosts(['reschedule', tide.id, '--at', '+30d']);
    expect(Date.parse(moved.posts[0]?.dueAt ?? '')).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect((await desk.runForPosts(['cancel', ferry.id])).posts).toMatchObject([{ state: 'cancelled' }]);
    expect((await desk.listPosts(['--state', 'cancelled'])).map((each) => each.id)).toEqual([ferry.id]);
    const again = await desk.run(['reschedule', ferry.id, '--at', '+1h']);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('[KWB_TRANSITION_REFUSED]');

    const history = await desk.run(['show', ferry.id]);
    expect(history.code).toBe(0);
    expect(history.stdout).toMatch(/post-planned[\s\S]*post-cancelled/);
  });

  it('are edited before they go out: readers see the new words only', async () => {
    const { id } = await post('The fery is late', '--account', 'x', '--link', PRICED_LINK, '--at', '+2h');
    const edited = await desk.runForPosts(['edit', id, '--text', 'The ferry is late', '--link', PRICED_LINK]);
    expect(edited.posts).toMatchObject([
      {
        id,
        state: 'scheduled',
        price: 0.2,
        parts: [{ text: `The ferry is late\n\n${PRICED_LINK}`, link: PRICED_LINK }],
      },
    ]);
    const unlinked = await desk.runForPosts(['edit', id, '--text', 'The ferry is late', '--no-link']);
    expect(unlinked.posts).toMatchObject([{ price: 0.015, parts: [{ text: 'The ferry is late', link: null }] }]);
    const long = await desk.runForPosts(['edit', id, '--text', 'a'.repeat(281)]);
    expect(long.posts).toMatchObject([{ state: 'held', problems: [{ code: 'too-long' }] }]);
    const mended = await desk.runForPosts(['edit', id, '--part', '1', '--text', 'The ferry is very late']);
    expect(mended.posts).toMatchObject([{ state: 'scheduled', problems: [] }]);
    const beyond = await desk.run(['edit', id, '--part', '2', '--text', 'More']);
    expect(beyond).toMatchObject({ code: 1, stdout: '' });

    await desk.runForPosts(['reschedule', id, '--at', 'now']);
    const { stop } = await desk.start(['start'], /^Data: /m);
    const stateNow = async () => (await desk.runForPosts(['show', id])).posts[0]?.state;
    await vi.waitFor(async () => expect(await stateNow()).toBe('published'), { timeout: 30_000, interval: 200 });
    const late = await desk.run(['edit', id, '--text', 'The ferry is on time']);
    expect(late).toMatchObject({ code: 1, stdout: '' });
    expect(late.stderr).toMatch(/published.*\[KWB_TRANSITION_REFUSED\]/);
    expect(await stop()).toBe(0);
    const texts = (await desk.readTimelines()).x.posts.map(({ text }) => text);
    expect(texts.filter((text) => /fer+y/.test(text))).toEqual(['The ferry is very late']);
  });

  it('get a picture, another one, and none, while the words stay', async () => {
    const { id } = await post('The ferry is late', '--account', 'x', '--link', PRICED_LINK, '--at', '+2h');
    const mediaAfter = async (...args: readonly string[]) => {
      const [edited] = (await desk.runForPosts(['edit', id, ...args])).posts;
      expect(edited).toMatchObject({ state: 'scheduled', parts: [{ link: PRICED_LINK }] });
      return edited?.parts[0]?.media;
    };
    const dusk = desk.write('dusk.png', makePng(600, 315));
    const alt = 'The ferry at dusk';
    const first = await mediaAfter('--image', dusk, '--alt', alt);
    expect(first).toMatchObject([{ alt }]);
    const dawn = desk.write('dawn.png', makePng(300, 315));
    expect(await mediaAfter('--image', dawn)).toMatchObject([{ alt: '' }]);
    expect(await mediaAfter('--image', dusk, '--alt', alt)).toEqual(first);
    expect(await mediaAfter('--text', `The ferry sails ${PRICED_LINK}`)).toEqual(first);
    expect(await mediaAfter('--no-image')).toEqual([]);
    const none = await desk.run(['edit', id, '--image', desk.write('dusk.txt', 'no picture')]);
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('[KWB_PICTURE_INVALID]') as string });

    await mediaAfter('--image', dusk, '--alt', alt);
    await desk.runForPosts(['reschedule', id, '--at', 'now']);
    const { stop } = await desk.start(['start'], /^Data: /m);
    const stateNow = async () => (await desk.runForPosts(['show', id])).posts[0]?.state;
    await vi.waitFor(async () => expect(await stateNow()).toBe('published'), { timeout: 30_000, interval: 200 });
    expect(await stop()).toBe(0);
    const { posts } = (await desk.readTimelines()).x;
    expect(posts.find(({ text }) => text.startsWith('The ferry sails'))).toMatchObject({ media: [{ alt }] });
  });

  it('whose fate is known are neither confirmed nor sent again by hand', async () => {
    const { id } = await post('The ferry is late', '--account', 'x', '--at', '+2h');
    for (const args of [
      ['confirm', id, '--url', 'https://x.com/harbour/status/1234567890'],
      ['resend', id],
    ]) {
      const { code, stdout, stderr } = await desk.run([...args, '--json']);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/scheduled.*\[KWB_TRANSITION_REFUSED\]/);
    }
    const elsewhere = await desk.run(['confirm', id, '--url', LINK]);
    expect(elsewhere.stderr).toMatch(/\[KWB_USAGE\]/);
    expect(await desk.listPosts()).toMatchObject([{ id, state: 'scheduled' }]);
  });

  it('a published post cannot be cancelled; it is retracted when the editor says yes', async () => {
    const { id } = await post('Sailing at nine', '--account', 'x', '--wait');
    const cancelled = await desk.run(['cancel', id]);
    expect(cancelled).toMatchObject({ code: 1, stdout: '' });
    expect(cancelled.stderr).toMatch(/published.*\[KWB_TRANSITION_REFUSED\]/);

    const { urls, stop } = await desk.simulate();
    const unasked = await desk.run(['retract', id]);
    expect(unasked).toMatchObject({ code: 1, stdout: '' });
    expect(unasked.stderr).toMatch(/--yes/);
    expect((await readTimeline(urls.x)).posts).toHaveLength(1);

    const retracted = await desk.runForPosts(['retract', id, '--yes']);
    expect(retracted.posts).toMatchObject([{ id, state: 'retracted' }]);
    expect((await readTimeline(urls.x)).posts).toEqual([]);
    expect(await stop()).toBe(0);
    expect((await desk.runForPosts(['retract', id, '--yes'])).posts).toMatchObject([{ state: 'retracted' }]);
  });

  it('retracts while nothing runs, and sends nothing that is due', async () => {
    const { id } = await post('Sailing at nine', '--account', 'x', '--wait');
    const due = await post('Sailing at ten', '--account', 'x');
    const retracted = await desk.runForPosts(['retract', id, '--yes']);
    expect(retracted.posts).toMatchObject([{ id, state: 'retracted' }]);
    expect(await desk.listPosts(['--state', 'scheduled'])).toMatchObject([{ id: due.id }]);
    expect((await desk.readTimelines()).x.posts).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

describe('posts that are composed together', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({ KAWARABAN_TIMEZONE: 'Asia/Tokyo' });
    ilse = await newsroom.join('Ilse Varnai', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('are kept as drafts, finished and queued together', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The lock gates open');
    await page.getByRole('tab', { name: /^Facebook/ }).click();
    await page.getByLabel('What the post says').fill('The lock gates open, and all may look');
    await page.getByRole('button', { name: 'Keep as draft' }).click();
    await page.waitForURL(/\/posts\/./);

    await page.getByRole('link', { name: 'Finish and queue' }).click();
    await page.getByRole('tab', { name: /^Facebook/ }).waitFor();
    await expect.poll(() => page.getByLabel('What the post says').inputValue()).toBe('The lock gates open');
    await page.getByLabel('What the post says').fill('The lock gates are open');
    await page.getByText('At', { exact: true }).click();
    await page.getByRole('button', { name: 'Keep as draft' }).click();
    await page.waitForURL(/\/posts\/./);
    expect(await saying('lock gates')).toMatchObject([
      { state: 'draft', isLater: true, text: 'The lock gates open, and all may look' },
      { state: 'draft', isLater: true, text: 'The lock gates are open' },
    ]);

    await page.getByRole('link', { name: 'Finish and queue' }).click();
    await page.getByRole('tab', { name: /^Facebook/ }).waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    expect(await saying('lock gates')).toMatchObject([
      { state: 'scheduled', isLater: true },
      { state: 'scheduled', isLater: true },
    ]);
  });

  it('leave a twin as it is that is no draft any more', async () => {
    const [onX, onFacebook] = await keepBoth('The weir is full');
    const later = { when: { kind: 'at', at: new Date(Date.now() + 86_400_000).toISOString() } };
    const headers = { 'if-match': '"1"' };
    await ilse.ask('queuePost', { params: { id: onFacebook }, headers, body: later });
    const page = await ilse.open(`/compose?post=${onX}`);
    await page.getByText(/^Its twin on .* stays as it is: scheduled/).waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
    await page.getByLabel('What the post says').fill('The weir is over full');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    expect(await ilse.readPost(onFacebook)).toMatchObject({
      state: 'scheduled',
      parts: [{ text: 'The weir is full' }],
    });
  });

  it('are finished from the one that was opened where the other could be queued and it could not', async () => {
    const [onX, onFacebook] = await keepBoth('The sluice is shut');
    const page = await ilse.open(`/compose?post=${onX}`);
    await page.getByLabel('What the post says').fill('The sluice is shut for good');
    await page.route(`**/api/posts/${onX}/queue`, (route) => route.fulfill({ status: 502 }));
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText(/^Its twin on .* stays as it is/).waitFor();
    expect(await page.getByLabel('What the post says').inputValue()).toBe('The sluice is shut for good');
    await page.unroute(`**/api/posts/${onX}/queue`);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    for (const id of [onX, onFacebook]) {
      const { state, parts } = await ilse.readPost(id);
      expect(state).not.toBe('draft');
      expect(parts[0]?.text).toBe('The sluice is shut for good');
    }
  });

  async function keepBoth(text: string): Promise<readonly [string, string]> {
    const accounts = [await newsroom.accountOn('x'), await newsroom.accountOn('facebook')];
    const variants = accounts.map(({ id }) => ({ account: id, parts: [{ text }] }));
    const { items } = await ilse.ask('composePosts', { body: { as: 'draft', variants } });
    return [items[0]?.id ?? '', items[1]?.id ?? ''];
  }

  /** By their networks' names, Facebook first. */
  async function saying(words: string) {
    const { items } = await ilse.ask('listPosts', { query: { q: words } });
    return items
      .toSorted((a, b) => a.account.network.localeCompare(b.account.network))
      .map(({ state, dueAt, parts }) => ({ state, isLater: Date.parse(dueAt) > Date.now(), text: parts[0]?.text }));
  }
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

/** A browser holds six connections for one service, in all its tabs. */
const TABS = 6;

describe('many tabs of one browser', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({ KAWARABAN_TIMING: '{"sweepMs":500}' });
    ilse = await newsroom.join('Ilse Varnai', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('leave connections for the next one, and the one that is looked at shows what happened meanwhile', async () => {
    const first = await leaveOpen();
    for (let opened = 1; opened < TABS; opened++) await leaveOpen();
    // What it reads again by itself, now and then, it does not read now.
    await first.route('**/api/today', (route) => route.abort());
    const page = await ilse.open('/');
    await newsroom.say('The ferry is back');
    await page.getByText('The ferry is back').first().waitFor();
    expect(await first.getByText('The ferry is back').count()).toBe(0);
    await first.unroute('**/api/today');
    await see(first, 'visible');
    await first.getByText('The ferry is back').first().waitFor();
    await newsroom.say('And so is the night train');
    await first.getByText('And so is the night train').first().waitFor();
  });

  it('each is named after what it shows', async () => {
    const page = await ilse.open('/');
    const id = await newsroom.say('The bridge is open\nAnd so is the road');
    const titles = {
      '/': 'Today',
      '/calendar': 'Calendar',
      [`/posts/${id}`]: 'The bridge is open',
      '/posts': 'Posts',
      '/posts/none': 'Posts',
      '/compose': 'Compose',
    };
    for (const [path, title] of Object.entries(titles)) {
      await ilse.walk(path);
      await expect.poll(() => page.title()).toBe(`${title} · Kawaraban`);
    }
    const { page: door } = await newsroom.arrive();
    await door.goto(newsroom.home);
    await expect.poll(() => door.title()).toBe('Sign in · Kawaraban');
  });

  it('says in its name that something needs a person, also while another tab is looked at', async () => {
    const page = await ilse.context.newPage();
    await page.clock.install();
    await page.goto(newsroom.home);
    await expect.poll(() => page.title()).toBe('Today · Kawaraban');
    const underWay = { query: { state: 'scheduled,publishing' } };
    await expect.poll(async () => (await newsroom.admin.ask('listPosts', underWay)).items).toEqual([]);
    await see(page, 'hidden');
    await newsroom.admin.ask('startSilence', { body: { reason: 'A minute for the drowned', until: null } });
    const id = await newsroom.say('The band plays');
    await expect.poll(async () => (await ilse.readPost(id)).state, { timeout: 15_000 }).toBe('held');
    await page.clock.fastForward(31_000);
    await expect.poll(() => page.title()).toBe('(1) Today · Kawaraban');
  });

  /** Another tab, from which one has gone on to the next. */
  async function leaveOpen(): Promise<Page> {
    const tab = await ilse.context.newPage();
    await tab.goto(newsroom.home);
    await tab.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    await see(tab, 'hidden');
    return tab;
  }
});

/** As a browser tells a tab; without a window it takes each for one that is looked at. */
async function see(tab: Page, state: 'hidden' | 'visible'): Promise<void> {
  await tab.evaluate(`
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${state === 'hidden'} });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

const DAY_MS = 86_400_000;

describe('the ways through the dashboard', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    ilse = await newsroom.join('Ilse Varnai', 'admin');
  }, 90_000);
  afterEach(() => ilse.page.setViewportSize({ width: 1_440, height: 900 }));
  afterAll(() => newsroom.close());

  it('the way back from a post leads to the calendar as it was left; the link to the calendar to the week of today', async () => {
    const [x, facebook] = await Promise.all([newsroom.accountOn('x'), newsroom.accountOn('facebook')]);
    const at = Math.floor((Date.now() + 45 * DAY_MS) / DAY_MS) * DAY_MS;
    const when = { kind: 'at', at: new Date(at).toISOString() };
    const body = { as: 'queue', when, variants: [{ account: x.id, parts: [{ text: 'The far harbour' }] }] };
    const { items } = await newsroom.admin.ask('composePosts', { body });
    const page = await ilse.open('/calendar');
    const title = page.getByRole('heading', { level: 2 });
    const thisWeek = await title.textContent();
    await page.locator('label').filter({ hasText: facebook.name }).click();
    await page.getByText('Month', { exact: true }).click();
    const card = page.locator(`[data-card="${items[0]?.id ?? ''}"]`);
    // As fast as a hand is: none of the steps is taken back.
    await page.getByRole('button', { name: 'Ahead' }).click();
    await page.getByRole('button', { name: 'Ahead' }).click();
    await page.getByRole('button', { name: 'Back' }).click();
    if ((await card.count()) === 0) await page.getByRole('button', { name: 'Ahead' }).click();
    await card.waitFor();
    const month = await title.textContent();
    await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('dayGridMonth');
    await card.click();
    await page.getByRole('heading', { name: 'The far harbour' }).waitFor();
    await page.goBack();
    await card.waitFor();
    expect(await title.textContent()).toBe(month);
    expect(await page.getByRole('checkbox', { name: facebook.name }).isChecked()).toBe(false);
    await page.getByRole('link', { name: 'Calendar' }).first().click();
    await expect.poll(() => title.textContent()).toBe(thisWeek);
    expect(await page.getByRole('checkbox', { name: facebook.name }).isChecked()).toBe(true);
  });

  it.each([
    ['/posts/NOPE', 'post', 'Posts'],
    ['/articles/NOPE', 'article', 'Articles'],
    ['/templates/x/nope', 'template', 'Templates'],
    ['/compose?post=NOPE', 'post', 'Posts'],
    ['/compose?article=NOPE', 'article', 'Articles'],
  ])('at %s one reads that there is no such %s, and where they are', async (path, thing, list) => {
    await ilse.open('/');
    const page = await ilse.walk(path);
    const said = page.locator('main', { hasText: `There is no such ${thing}.` });
    await said.waitFor();
    expect(await said.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(await said.textContent()).not.toMatch(/kawaraban|NOPE/);
    await said.getByRole('link', { name: list }).click();
    await page.waitForURL(new RegExp(`/${list.toLowerCase()}$`));
  });

  it('at twice the size every place is reached by mouse, and in sight when it has the focus', async () => {
    const page = await ilse.open('/');
    await page.setViewportSize({ width: 720, height: 450 });
    const places = page.getByRole('navigation', { name: 'Main' }).first();
    const settings = places.getByRole('link', { name: 'Settings' });
    await places.hover();
    await page.mouse.wheel(0, 1_000);
    await settings.click({ timeout: 5_000 });
    await page.waitForURL(/\/settings$/);
    for (const name of ['Today', 'Settings']) {
      const place = places.getByRole('link', { name });
      // The turn of the wheel may still be on its way.
      const isInSight = async (): Promise<boolean> => {
        await place.blur();
        await place.focus();
        const { y, height } = (await place.boundingBox()) ?? { y: -1, height: 0 };
        return y >= 0 && y + height <= 450;
      };
      await expect.poll(isInSight, { message: name }).toBe(true);
    }
  });

  it('an address of the calendar that programs know is replaced only when somebody says so once more', async () => {
    const page = await ilse.open('/settings');
    await page.getByRole('button', { name: 'Make an address to subscribe to' }).click();
    const address = page.getByText(/\/calendar\/.*ics|\.ics/).first();
    const first = await address.textContent();
    await page.getByRole('button', { name: 'Make another address' }).click();
    await page.getByText('Calendars that are subscribed to the one you have show nothing new').waitFor();
    expect((await fetch(first ?? '')).status).toBe(200);
    await page.getByRole('button', { name: 'Make another', exact: true }).click();
    await expect.poll(() => address.textContent()).not.toBe(first);
    expect((await fetch(first ?? '')).ok).toBe(false);
  });

  it('a page that could not be read is there as soon as the service is', async () => {
    const page = await ilse.open('/');
    await page.route(/audit-page/, (route) => route.abort());
    await page.getByRole('link', { name: 'Audit' }).first().click();
    await page.getByText('This page could not be read.').waitFor();
    expect(await page.getByRole('main').count()).toBe(1);
    await page.unroute(/audit-page/);
    // Nobody pressed anything.
    await page.getByLabel('Who').first().waitFor();
  });

  it('what had the focus before a dialog has it again afterwards', async () => {
    const page = await ilse.open('/posts');
    const silence = page.getByRole('switch', { name: 'Silence' });
    const hasFocus = (): Promise<boolean> => page.evaluate<boolean>('document.activeElement.role === "switch"');
    await silence.focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Why').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(hasFocus).toBe(true);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('These keys').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(hasFocus).toBe(true);
  });

  it('a post that was taken back leads to nothing that is gone, and says when it went out', async () => {
    const id = await newsroom.say('The ferry that never was');
    await expect.poll(async () => (await ilse.readPost(id)).state).toBe('published');
    const page = await ilse.open(`/posts/${id}`);
    await page.getByRole('link', { name: 'Open on X' }).waitFor();
    await page.getByRole('button', { name: 'Delete on X' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete on X' }).click();
    await page.getByText('Taken back').first().waitFor();
    await page.getByText(/^went out/).waitFor();
    expect(await page.getByRole('link', { name: 'Open on X' }).count()).toBe(0);
    expect(await page.locator('dd a[target="_blank"]').count()).toBe(0);
  });
});

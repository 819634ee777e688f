import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

const TOO_LONG = 'a'.repeat(409);
const TOMORROW = { kind: 'at', at: new Date(Date.now() + 86_400_000).toISOString() };

describe('what is composed with a problem', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    ilse = await newsroom.join('Ilse Varnai', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('is not queued, nor is its twin: who tries is led to the problem, and may keep it as a draft', async () => {
    const page = await ilse.open('/compose');
    await words(page).fill('The quay is open');
    await page.getByRole('tab', { name: /^X/ }).click();
    await words(page).fill(TOO_LONG);
    await page.getByRole('tab', { name: 'One text for all' }).click();
    await page.keyboard.press('ControlOrMeta+Enter');
    await complaint(page, '129 too many').waitFor();
    expect(await page.getByRole('tab', { selected: true }).textContent()).toMatch(/^X/);
    expect(await page.locator(':focus').inputValue()).toBe(TOO_LONG);
    expect(await saying('The quay is open')).toEqual([]);

    await page.getByRole('button', { name: 'Keep as draft' }).click();
    await page.waitForURL(/\/posts\/./);
    expect(await saying('The quay is open')).toEqual(['draft']);

    await page.getByRole('link', { name: 'Finish and queue' }).click();
    await page.getByRole('tab', { name: /too long$/ }).waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await complaint(page, '129 too many').waitFor();
    expect(await saying('The quay is open')).toEqual(['draft']);
    await page.locator(':focus').fill('The quay is open, and dry');
    await complaint(page, '129 too many').waitFor({ state: 'detached' });
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('It goes out now').waitFor();
    await page.waitForURL(/\/posts\/./);
    expect(await saying('The quay is open')).not.toContain('draft');
  });

  it('is judged by the words of now, not by those that were looked at before', async () => {
    const page = await ilse.open('/compose');
    await words(page).fill('The crane is tall');
    await page.getByText('Goes out').waitFor();
    await words(page).fill(`${TOO_LONG} The crane is tall`);
    await page.keyboard.press('ControlOrMeta+Enter');
    await complaint(page, 'too many').waitFor();
    expect(await saying('The crane is tall')).toEqual([]);
    await words(page).fill('The crane is taller');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
  });

  it('shows the part of a thread in which it is', async () => {
    const page = await ilse.open('/compose');
    await words(page).fill('The first part');
    for (const text of ['The second part', TOO_LONG]) {
      await page.getByRole('button', { name: 'Add a part to the thread' }).click();
      await page.locator(':focus').fill(text);
    }
    await page.getByLabel('Part 1 of 3').focus();
    await page.keyboard.press('ControlOrMeta+Enter');
    await complaint(page, 'Part 3 of 3').waitFor();
    await page.getByLabel('Part 3 of 3').and(page.locator(':focus')).waitFor();
    expect(await saying('The second part')).toEqual([]);
    await page.getByRole('button', { name: 'Keep as draft' }).click();
    await page.waitForURL(/\/posts\/./);
  });

  it('is not saved in the place of words that wait for their time', async () => {
    const account = (await newsroom.accountOn('x')).id;
    const variants = [{ account, parts: [{ text: 'The dredger comes' }] }];
    const { items } = await ilse.ask('composePosts', { body: { as: 'queue', variants, when: TOMORROW } });
    const id = items[0]?.id ?? '';
    const page = await ilse.open(`/compose?post=${id}`);
    await words(page).fill(TOO_LONG);
    await page.getByRole('button', { name: 'Save the new words' }).click();
    await complaint(page, '129 too many').waitFor();
    await words(page).and(page.locator(':focus')).waitFor();
    expect(await ilse.readPost(id)).toMatchObject({ state: 'scheduled', parts: [{ text: 'The dredger comes' }] });
  });

  it('is sent by nobody while the service cannot judge it, and nothing is made twice of what was tried', async () => {
    const page = await ilse.open('/compose');
    await words(page).fill('The pilot is aboard');
    await page.route('**/api/posts', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press('ControlOrMeta+Enter');
    await complaint(page, 'does not answer').waitFor();
    await page.unroute('**/api/posts');
    await page.route('**/api/preview', (route) => route.fulfill({ status: 409 }));
    await page.keyboard.press('ControlOrMeta+Enter');
    await complaint(page, 'answered with 409').waitFor();
    await page.unroute('**/api/preview');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    expect(await saying('The pilot is aboard')).toHaveLength(2);
  });

  it('and held for what only the ledger knows is not called queued: the held one of the two is shown', async () => {
    const account = (await newsroom.accountOn('facebook')).id;
    const variants = [{ account, parts: [{ text: 'The lamp is out' }] }];
    await ilse.ask('composePosts', { body: { as: 'queue', variants, when: TOMORROW } });
    const page = await ilse.open('/compose');
    await words(page).fill('The lamp is out');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('It is held: see why').waitFor();
    await page.waitForURL(/\/posts\/./);
    const shown = await ilse.readPost(new URL(page.url()).pathname.split('/').at(-1) ?? '');
    expect(shown).toMatchObject({ state: 'held', account: { network: 'facebook' } });
  });

  async function saying(q: string): Promise<readonly string[]> {
    return (await ilse.ask('listPosts', { query: { q } })).items.map(({ state }) => state);
  }
});

function words(page: Page) {
  return page.getByLabel('What the post says');
}

function complaint(page: Page, text: string) {
  return page.getByRole('alert').filter({ hasText: text });
}

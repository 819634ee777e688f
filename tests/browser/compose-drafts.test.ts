import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk, PASSWORD } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

describe('what is written and not sent yet', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    ilse = await newsroom.join('Ilse Varnai', 'editor');
    await newsroom.join('Ed Marsh', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('is of its tab alone, and is found again when the tab is closed', async () => {
    const first = await ilse.open('/compose');
    await textOf(first).fill('The first of two ferries');
    const second = await openTab();
    expect(await textOf(second).inputValue()).toBe('');
    await textOf(second).fill('The second of two ferries');
    expect(await textOf(first).inputValue()).toBe('The first of two ferries');

    await first.keyboard.press('ControlOrMeta+Enter');
    await first.waitForURL(/\/posts\/./);
    expect(await textOf(second).inputValue()).toBe('The second of two ferries');
    await second.reload();
    await expect.poll(() => textOf(second).inputValue()).toBe('The second of two ferries');

    await second.close();
    await ilse.open('/compose');
    expect(await textOf(first).inputValue()).toBe('The second of two ferries');
    await textOf(first).fill('');
    await ilse.open('/compose');
    expect(await textOf(first).inputValue()).toBe('');
  });

  it('is of the person alone who wrote it', async () => {
    const page = await ilse.open('/compose');
    await textOf(page).fill('What Ilse alone knows');
    await ilse.ask('signOut');
    await ilse.ask('signIn', { body: { login: 'ed', password: PASSWORD } });
    await ilse.open('/compose');
    expect(await textOf(page).inputValue()).toBe('');
    await ilse.ask('signOut');
    await ilse.ask('signIn', { body: { login: 'ilse', password: PASSWORD } });
    await ilse.open('/compose');
    expect(await textOf(page).inputValue()).toBe('What Ilse alone knows');
    await textOf(page).fill('');
  });

  it('is dropped after two weeks', async () => {
    const page = await ilse.open('/compose');
    await textOf(page).fill('An old tale');
    await ilse.walk('/posts');
    await page.evaluate(`for (const key of Object.keys(localStorage))
      if (key.startsWith('kawaraban-drafts ')) {
        const kept = JSON.parse(localStorage[key]);
        localStorage[key] = JSON.stringify({ ...kept, changedAt: kept.changedAt - 15 * 86_400_000 });
      }`);
    await ilse.walk('/compose');
    expect(await textOf(page).inputValue()).toBe('');
    expect(
      await page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith('kawaraban-drafts '))`),
    ).toEqual([]);
  });

  async function openTab(): Promise<Page> {
    const page = await ilse.context.newPage();
    await page.goto(`${newsroom.home}/compose`);
    await textOf(page).waitFor();
    return page;
  }
});

function textOf(page: Page) {
  return page.getByLabel('What the post says');
}

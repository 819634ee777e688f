import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

const SOON = { timeout: 10_000, interval: 100 };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An hour of tomorrow's morning, in Tokyo; minutes are added to it. */
const NINE = Math.floor((Date.now() + 9 * 60 * MINUTE_MS) / DAY_MS) * DAY_MS + DAY_MS;

describe('a time that a person keeps, in the calendar', () => {
  let newsroom: DashboardDesk;
  let tomo: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({ X_MINIMUM_GAP: '15m' });
    tomo = await newsroom.join('Tomo Arakida', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('is kept by Alt and Enter where the note offers it, and the post says so until that is undone', async () => {
    await plan('Coastal towns test their sirens', 0);
    const id = await plan('Old printing quarter', 60);
    const page = await openTomorrow();
    const card = page.locator(`[data-card="${id}"]`);
    await card.focus();
    await press(page, 'm', 'Shift+ArrowUp', 'ArrowDown', 'ArrowDown');
    const note = page.getByRole('status').filter({ hasText: '09:10 JST is too close' });
    await note.getByText('keep 09:10 all the same').waitFor();
    await press(page, 'Alt+Enter');
    await vi.waitFor(async () => expect(await placeOf(id)).toEqual({ minutes: 10, keepsTime: true }), SOON);
    await card.filter({ hasText: '09:10' }).waitFor();

    const ada = await newsroom.admin.open(`/posts/${id}`);
    await ada.getByText(', kept by hand whatever the limits of the account say').waitFor();
    await ada.getByText(/09:10 JST, whatever the limits of the account say/).waitFor();
    await movedTo(page, 10).getByRole('button', { name: 'Undo' }).click();
    await vi.waitFor(async () => expect(await placeOf(id)).toEqual({ minutes: 60, keepsTime: false }), SOON);
    // Their page hears of it as of any other move.
    await ada.getByText('kept by hand').waitFor({ state: 'detached' });
  });

  it('is kept by whoever lets go with Alt, comes back with an undo, and Escape puts a card back', async () => {
    await plan('The salt road', 180);
    const id = await plan('Kelp farmers', 240);
    const page = await openTomorrow();
    const card = page.locator(`[data-card="${id}"]`);
    const note = page.getByRole('status').filter({ hasText: 'is too close' });
    await dragUpUntil(page, card, note);
    await note.getByText(/^Alt keep 12:\d\d all the same Esc put it back$/).waitFor();
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'detached' });
    await page.mouse.up();
    await card.filter({ hasText: '13:00' }).waitFor();
    expect(await placeOf(id)).toEqual({ minutes: 240, keepsTime: false });

    await dragUpUntil(page, card, note);
    await page.keyboard.down('Alt');
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await vi.waitFor(async () => expect(await placeOf(id)).toMatchObject({ keepsTime: true }), SOON);
    const kept = await placeOf(id);
    expect(kept.minutes).toBeGreaterThan(180);
    expect(kept.minutes).toBeLessThan(195);

    await movedTo(page, kept.minutes).waitFor();
    // It is drawn anew as it is now: what was seen before is refused.
    await tomo.rest();
    // Who moves it on and thinks better of it finds it where it was kept.
    await card.focus();
    await press(page, 'm', 'Shift+ArrowDown', 'Enter');
    await vi.waitFor(
      async () => expect(await placeOf(id)).toEqual({ minutes: kept.minutes + 60, keepsTime: false }),
      SOON,
    );
    await movedTo(page, kept.minutes + 60)
      .getByRole('button', { name: 'Undo' })
      .click();
    await vi.waitFor(async () => expect(await placeOf(id)).toEqual(kept), SOON);
  });

  it('is no more than a move where nothing speaks against it', async () => {
    const id = await plan('Night trains return', 420);
    const page = await openTomorrow();
    await page.locator(`[data-card="${id}"]`).focus();
    await press(page, 'm', 'ArrowDown', 'Alt+Enter');
    await vi.waitFor(async () => expect(await placeOf(id)).toEqual({ minutes: 425, keepsTime: false }), SOON);
    await press(page, '?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('puts it there all the same').waitFor();
  });

  /** The calendar's week with tomorrow in it: weeks begin on Mondays. */
  async function openTomorrow(): Promise<Page> {
    const page = await tomo.open('/calendar');
    const isLastOfWeek = new Date(Date.now() + 9 * 60 * MINUTE_MS).getUTCDay() === 0;
    if (isLastOfWeek) await page.getByRole('button', { name: 'Ahead' }).click();
    return page;
  }

  /** A post on X so many minutes behind nine o'clock. */
  async function plan(text: string, minutes: number): Promise<string> {
    const { id } = await newsroom.accountOn('x');
    const at = new Date(NINE + minutes * MINUTE_MS).toISOString();
    const body = { as: 'queue', when: { kind: 'at', at }, variants: [{ account: id, parts: [{ text }] }] };
    const { items } = await newsroom.admin.ask('composePosts', { body });
    return items[0]?.id ?? '';
  }

  async function placeOf(id: string): Promise<{ readonly minutes: number; readonly keepsTime: boolean }> {
    const { nextAt, keepsTime } = await tomo.readPost(id);
    return { minutes: (Date.parse(nextAt) - NINE) / MINUTE_MS, keepsTime };
  }
});

/** What the corner says of it, so many minutes behind nine o'clock. */
function movedTo(page: Page, minutes: number): Locator {
  const clock = new Date(NINE + (minutes + 9 * 60) * MINUTE_MS).toISOString().slice(11, 16);
  return page.getByRole('alert').filter({ hasText: `${clock} JST` });
}

/** The hand goes by what it sees, and holds the card there. */
async function dragUpUntil(page: Page, card: Locator, note: Locator): Promise<void> {
  await card.hover();
  const box = await card.boundingBox();
  if (box === null) throw new Error('the card is not to be seen');
  const x = box.x + box.width / 2;
  let y = box.y + 8;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await expect
    .poll(async () => {
      await page.mouse.move(x, (y -= 3));
      return note.count();
    }, SOON)
    .toBe(1);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import { pressBehindG, type Visitor } from '../support/visitor.js';

const SOON = { timeout: 10_000, interval: 100 };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** An hour of tomorrow's morning, in Tokyo; minutes are added to it. */
const NINE = Math.floor((Date.now() + 9 * 60 * MINUTE_MS) / DAY_MS) * DAY_MS + DAY_MS;

describe('by keys alone', () => {
  let newsroom: DashboardDesk;
  let tomo: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({ X_MINIMUM_GAP: '15m', X_SLOTS: '09:00,11:00', X_QUIET_HOURS: '22:00-07:00' });
    tomo = await newsroom.join('Tomo Arakida', 'approver');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('rows are walked, chosen, approved, moved and held', async () => {
    const waiting = await plan('Parliament votes', 30, true);
    const moved = await plan('Rice falls', 60);
    // In Tokyo's night, when X is quiet, the sample needs a person, too.
    const page = await tomo.open(`/posts?sort=next&tab=needs&q=${encodeURIComponent('Parliament votes')}`);
    await page.getByText('Parliament votes').first().waitFor();
    await press(page, 'j', 'x');
    await page.getByRole('region', { name: 'Chosen posts' }).getByText('1 chosen').waitFor();
    await press(page, 'a');
    await vi.waitFor(async () => expect((await tomo.readPost(waiting)).state).toBe('scheduled'), SOON);
    await page.getByRole('region', { name: 'Chosen posts' }).waitFor({ state: 'detached' });

    await tomo.walk(`/posts?q=${encodeURIComponent('Rice falls')}`);
    await page.getByText('Rice falls').first().waitFor();
    await press(page, 'j', 'm');
    await page.getByLabel(/^Minutes later/).fill('45');
    await page.getByRole('button', { name: 'Move them' }).click();
    await vi.waitFor(async () => expect(await timeOf(moved)).toBe(NINE + 105 * MINUTE_MS), SOON);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // As it is now: what was seen before is refused.
    await page.getByText('10:45').first().waitFor();
    await press(page, 'j', 'h');
    await page.getByLabel('Why are they held?').fill('The ministry has not confirmed it');
    await page.getByRole('button', { name: 'Hold them' }).click();
    await vi.waitFor(async () => expect((await tomo.readPost(moved)).state).toBe('held'), SOON);
  });

  it('behind g a letter leads to a place, and never does what it does alone', async () => {
    const waiting = await plan('Nobody has read this', 200, true);
    const page = await tomo.open(`/posts/${waiting}`);
    await page.getByRole('button', { name: 'Approve' }).first().waitFor();
    await pressBehindG(page, 'a');
    await page.waitForURL(/\/articles$/);
    expect((await tomo.readPost(waiting)).state).toBe('awaiting-approval');
  });

  it('a post is approved on Today, and moved and held on its own page', async () => {
    const waiting = await plan('Sirens at dawn', 150, true);
    const page = await tomo.open('/');
    await page.locator(`li[data-state] a[href="/posts/${waiting}"]`).last().focus();
    await press(page, 'a');
    await vi.waitFor(async () => expect((await tomo.readPost(waiting)).state).toBe('scheduled'), SOON);
    await tomo.walk(`/posts/${waiting}`);
    await page.getByRole('button', { name: 'Move' }).first().waitFor();
    await press(page, 'm');
    // The dialog hears it once it has the focus.
    await page.getByRole('dialog', { name: 'Move' }).press('Escape');
    await page.getByRole('dialog', { name: 'Move' }).waitFor({ state: 'detached' });
    await press(page, 'h');
    await page.getByLabel('Why is it held?').waitFor();
  });

  it('a card is carried through the calendar, with what speaks against its time', async () => {
    await plan('The salt road', 240);
    const id = await plan('Kelp farmers', 300);
    const page = await openTomorrow();
    const card = page.locator(`[data-card="${id}"]`);
    await card.focus();
    await press(page, 'm', 'Shift+ArrowUp', 'ArrowDown');
    const note = page.getByRole('status').filter({ hasText: 'is too close' });
    await note.getByText('keeps 15 min between posts').waitFor();
    await note.getByText('Put down here, it goes at').waitFor();
    await press(page, 'Enter');
    await vi.waitFor(async () => expect(await timeOf(id)).toBe(NINE + 255 * MINUTE_MS), SOON);
    await card.focus();
    await press(page, 'm', 'ArrowDown', 'Escape');
    expect(await timeOf(id)).toBe(NINE + 255 * MINUTE_MS);
  });

  it('a card that was put down goes back when that is undone, and it is said where it cannot', async () => {
    const id = await plan('The lighthouse is dark', 420);
    const page = await openTomorrow();
    const card = page.locator(`[data-card="${id}"]`);
    const undo = page.getByRole('button', { name: 'Undo' }).last();
    const putLater = async (): Promise<void> => {
      await card.focus();
      await press(page, 'm', 'ArrowDown', 'Enter');
      await vi.waitFor(async () => expect(await timeOf(id)).toBe(NINE + 425 * MINUTE_MS), SOON);
      await card.filter({ hasText: clockOf(425) }).waitFor();
      // A notice that is pointed at stays.
      await undo.hover();
    };
    await putLater();
    await undo.click();
    await vi.waitFor(async () => expect(await timeOf(id)).toBe(NINE + 420 * MINUTE_MS), SOON);
    await page.getByText(/^Moved to/).waitFor({ state: 'detached' });
    await card.filter({ hasText: clockOf(420) }).waitFor();
    await putLater();
    const { revision } = await tomo.readPost(id);
    await newsroom.admin.ask('cancelPost', { params: { id }, headers: { 'if-match': `"${String(revision)}"` } });
    await undo.click();
    await page.getByText('This was not undone').waitFor();
  });

  it('a free slot of the calendar begins a post at its time', async () => {
    const page = await openTomorrow();
    const slot = page.getByText(/^09:00 free/).last();
    // What is behind the cards gets no clicks of its own.
    await slot.click({ force: true });
    await page.waitForURL(/\/compose\?/);
    const at = new URL(page.url()).searchParams.get('at') ?? '';
    expect(new Date(at).getUTCHours() % 2).toBe(0);
    await expect.poll(() => page.getByRole('radio', { name: 'At', exact: true }).isChecked()).toBe(true);
  });

  it('letters go on to work where a view was chosen with the mouse', async () => {
    const page = await tomo.open('/calendar');
    await page.getByText('Month', { exact: true }).click();
    await vi.waitFor(async () => expect(await page.evaluate('document.activeElement.type')).toBe('radio'), SOON);
    await pressBehindG(page, 't');
    await page.getByRole('heading', { name: 'Just sent' }).waitFor();
  });

  it('what is typed right behind the slash is looked for, however late the dialog comes', async () => {
    await plan('The aqueduct is dry', 360);
    const page = await tomo.open('/audit');
    let arrive = (): void => undefined;
    const typed = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/find-dialog*', async (route) => {
      await typed;
      await route.continue();
    });
    await page.getByText('The aqueduct is dry').first().waitFor();
    await press(page, '/');
    await page.keyboard.type('aqueduct');
    arrive();
    const found = page.getByRole('dialog').getByRole('option').filter({ hasText: 'The aqueduct is dry' });
    await found.waitFor();
    expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('aqueduct');
    await page.unroute('**/find-dialog*');
    // What was found first is chosen.
    await expect.poll(() => found.getAttribute('data-combobox-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/posts\//);
    await page.getByRole('heading', { name: 'The aqueduct is dry' }).waitFor();
  });

  /** The calendar's week with tomorrow in it: weeks begin on Mondays. */
  async function openTomorrow(): Promise<Page> {
    const page = await tomo.open('/calendar');
    const isLastOfWeek = new Date(Date.now() + 9 * 60 * MINUTE_MS).getUTCDay() === 0;
    if (isLastOfWeek) await page.getByRole('button', { name: 'Ahead' }).click();
    return page;
  }

  /** A post on X so many minutes behind nine o'clock. */
  async function plan(text: string, minutes: number, askApproval = false): Promise<string> {
    const { id } = await newsroom.accountOn('x');
    const at = new Date(NINE + minutes * MINUTE_MS).toISOString();
    const body = { as: 'queue', askApproval, when: { kind: 'at', at }, variants: [{ account: id, parts: [{ text }] }] };
    const { items } = await newsroom.admin.ask('composePosts', { body });
    return items[0]?.id ?? '';
  }

  /** So many minutes behind nine o'clock, as the wall shows it. */
  function clockOf(minutes: number): string {
    return `${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  }

  async function timeOf(id: string): Promise<number> {
    return Date.parse((await tomo.readPost(id)).nextAt);
  }
});

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

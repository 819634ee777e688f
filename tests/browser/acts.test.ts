import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newsroomTime } from '../../src/dashboard/time/newsroom-time.js';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

const HOUR_MS = 3_600_000;
const SOON = { timeout: 30_000, interval: 100 };
const ZONE = 'Asia/Tokyo';

describe('what is done by a button', () => {
  let newsroom: DashboardDesk;
  let tomo: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({
      ...{ KAWARABAN_TIMEZONE: ZONE, X_MINIMUM_GAP: '15m' },
      KAWARABAN_REQUESTS_PER_MINUTE: '100000',
    });
    tomo = await newsroom.join('Tomo Arakida', 'approver');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('an act that is under way is shown, is done once, and keeps the focus for the keys', async () => {
    const id = await waitingPost('Parliament votes at seven');
    const page = await tomo.open(`/posts/${id}`);
    const asked = await holdBack(page, '**/approve');
    const approve = page.getByRole('button', { name: 'Approve' });
    await approve.click();
    await expect.poll(() => approve.getAttribute('data-loading')).toBe('true');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Approve');
    await approve.click({ force: true });
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    // Another act of the same post waits, too.
    await page.getByRole('button', { name: 'Return with a note' }).click();
    await page.getByLabel('What is to be changed?').fill('Everything');
    await page.getByRole('button', { name: 'Return it' }).click();
    asked.letGo();
    await page.getByText('Approved', { exact: true }).first().waitFor();
    await approve.waitFor({ state: 'detached' });
    expect(asked.count()).toBe(1);
    expect(await page.getByText('Somebody changed it a moment ago').count()).toBe(0);
    expect((await tomo.readPost(id)).state).toBe('scheduled');
  });

  it('what is asked for in place goes on being shown when somebody looks elsewhere', async () => {
    const id = await waitingPost('Rice falls');
    const page = await tomo.open(`/posts/${id}`);
    const asked = await holdBack(page, '**/cancel');
    const cancel = page.getByRole('button', { name: 'Cancel post' });
    await cancel.click();
    await page.getByRole('button', { name: 'Cancel it' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Cancel it' }).getAttribute('data-loading')).toBe('true');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await cancel.getAttribute('data-loading')).toBe('true');
    asked.letGo();
    await cancel.waitFor({ state: 'detached' });
    expect((await tomo.readPost(id)).state).toBe('cancelled');
  });

  it('a network that does not answer is said, and the account can be asked again', async () => {
    const page = await tomo.open('/accounts');
    await page.route('**/check', (route) => route.fulfill({ status: 502 }), { times: 1 });
    const ask = page.getByRole('button', { name: 'Ask the network' }).first();
    await ask.click();
    await page.getByText('The service answered with 502').waitFor();
    await ask.click();
    await page.getByText(': all is well').waitFor();
    expect(tomo.complaints.filter((complaint) => !complaint.includes('502'))).toEqual([]);
  });

  it('more posts than the service takes at once are done in lots, and counted together', async () => {
    for (let n = 0; n < 205; n += 1) await newsroom.say(`Draft ${n}`, 'draft');
    const page = await tomo.open(`/posts?tab=drafts&q=${encodeURIComponent('Draft')}`);
    const rows = page.getByRole('table');
    await vi.waitFor(async () => {
      await page.keyboard.press('End');
      expect(await rows.getAttribute('aria-rowcount')).toBe('206');
    }, SOON);
    await page.getByLabel('Choose all that are shown').check();
    await page.getByRole('button', { name: 'Cancel 205' }).click();
    await page.getByRole('button', { name: 'Cancel them' }).click();
    await page.getByText('205 posts cancelled').waitFor();
    await page.getByText('No post is like that.').waitFor();
  }, 120_000);

  it('a wrong field is said in its own words, and the field is not named as programs name it', async () => {
    const id = await newsroom.say('A draft of ours', 'draft');
    const page = await tomo.open(`/posts/${id}`);
    const fields = [{ field: 'note', message: 'a note has at most 500 characters' }];
    const body = { type: 'about:blank', title: 'the body of the request is not right', status: 400, fields };
    const refusal = { status: 400, contentType: 'application/problem+json' };
    await page.route('**/notes', (route) =>
      route.fulfill({ ...refusal, body: JSON.stringify({ ...body, code: 'KWB_INPUT_INVALID' }) }),
    );
    await page.getByLabel('Write a note').fill('Long');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('A note has at most 500 characters.', { exact: true }).waitFor();
  });

  it('times in a reason are those of the newsroom, and Today tells one time of a post in both places', async () => {
    await newsroom.admin.ask('approvePost', await seen(await waitingPost('Sirens at dawn', tomo)));
    const second = await waitingPost('Sirens at dusk', tomo);
    const { nextAt, dueAt } = await tomo.readPost(second);
    expect(nextAt).not.toBe(dueAt);
    const today = await tomo.open('/');
    await slipOf(today, second)
      .getByText(`Due ${newsroomTime(ZONE).clock(nextAt)} JST`)
      .waitFor();
    await newsroom.admin.ask('approvePost', await seen(second));
    const reason = 'The first free time is 2027-01-01T10:15:00.000Z, after the expiry at 2027-01-01T10:00:00.000Z';
    await tomo.ask('holdPost', { ...(await seen(second)), body: { reason } });
    const words = 'The first free time is Fri 1 Jan 19:15 JST, after the expiry at Fri 1 Jan 19:00 JST';
    await slipOf(today, second).getByText(words).waitFor();
    await (await tomo.walk(`/posts/${second}`)).getByText(words).first().waitFor();
    await (await tomo.walk('/posts?q=dusk')).getByText(words).first().waitFor();
  });

  async function seen(id: string) {
    const { revision } = await tomo.readPost(id);
    return { params: { id }, headers: { 'if-match': `"${revision}"` } };
  }

  /** Waits for approval, in an hour. */
  async function waitingPost(text: string, writer = newsroom.admin): Promise<string> {
    const { id: account } = await newsroom.accountOn('x');
    const when = { kind: 'at', at: new Date(Date.now() + HOUR_MS).toISOString() };
    const body = { as: 'queue', askApproval: true, when, variants: [{ account, parts: [{ text }] }] };
    return (await writer.ask('composePosts', { body })).items[0]?.id ?? '';
  }
});

function slipOf(page: Page, id: string): Locator {
  return page.locator(`li[data-state]:has(a[href="/posts/${id}"])`);
}

/** The service's answers to what is asked there come when they are let go. */
async function holdBack(page: Page, where: string) {
  let letGo = (): void => undefined;
  let count = 0;
  const going = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(where, async (route) => {
    count += 1;
    await going;
    await route.continue();
  });
  return { letGo: () => letGo(), count: () => count };
}

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Noon of the day after tomorrow, in Tokyo. */
const NOON = Math.floor(Date.now() / DAY_MS) * DAY_MS + 2 * DAY_MS + 3 * 60 * MINUTE_MS;

describe('when what is composed for two accounts goes out', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({ KAWARABAN_TIMEZONE: 'Asia/Tokyo', FACEBOOK_MINIMUM_GAP: '10m' });
    ilse = await newsroom.join('Ilse Varnai', 'editor');
    await schedule('facebook', 'Taken', NOON);
  }, 90_000);
  afterAll(() => newsroom.close());

  it('is said of each where it differs, once where it does not, and each mark stands at its own time', async () => {
    const page = await ilse.open(`/compose?at=${new Date(NOON).toISOString()}`);
    await page.getByLabel('What the post says').fill('The gulls are back');
    await goesOut(page, /X\s+x [\w ]+ 12:00Facebook\s+facebook [\w ]+ 12:10 JST/).waitFor();
    await page.getByText('facebook keeps 10 min between posts').waitFor();
    const marks = page.getByTitle(/this one$/);
    expect(await titlesOf(marks)).toEqual(['12:00 this one', '12:10 this one']);
    const [onX, onFacebook] = [await leftOf(marks.first()), await leftOf(marks.last())];
    expect(onFacebook).toBeGreaterThan(onX);
    // Where the time was chosen that Facebook cannot keep, there is something to take hold of.
    expect(await leftOf(page.getByTitle('12:00 wanted'))).toBe(onX);

    const chosen = page.getByRole('slider', { name: 'When it goes out' });
    await chosen.press('ArrowLeft');
    await page.getByTitle('11:55 this one').first().waitFor();
    await chosen.press('ArrowLeft');
    await goesOut(page, /Goes outin \d+ (?:h|days) · [\w ]+ 11:50 JST/).waitFor();
    expect(await titlesOf(marks)).toEqual(['11:50 this one', '11:50 this one']);
    expect(await page.getByTitle(/wanted$/).count()).toBe(0);
    await page.getByLabel('What the post says').fill('');
  });

  it('is now for one and later for the other, which keeps its distance', async () => {
    await schedule('facebook', 'Just before', Date.now() + MINUTE_MS);
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The terns are back');
    await goesOut(page, /X\s+x nowFacebook\s+facebook (?:[\w ]+ )?\d\d:\d\d JST/).waitFor();
    await page.getByLabel('What the post says').fill('');
  });

  async function schedule(network: 'x' | 'facebook', text: string, time: number): Promise<void> {
    const variants = [{ account: (await newsroom.accountOn(network)).id, parts: [{ text }] }];
    const when = { kind: 'at', at: new Date(time).toISOString() };
    await ilse.ask('composePosts', { body: { as: 'queue', variants, when } });
  }
});

/** The line that says it. */
function goesOut(page: Page, words: RegExp) {
  return page.getByText('Goes out', { exact: true }).locator('..').filter({ hasText: words });
}

async function titlesOf(marks: Locator): Promise<readonly (string | null)[]> {
  return Promise.all((await marks.all()).map((mark) => mark.getAttribute('title')));
}

async function leftOf(mark: Locator): Promise<number> {
  return (await mark.boundingBox())?.x ?? Number.NaN;
}

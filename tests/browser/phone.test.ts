import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import { Visitor } from '../support/visitor.js';

const FINGER_PX = 44;
/** What a finger presses, but for words in a line of text. */
const PRESSED =
  'button, [role=tab], .mantine-Input-input:not(textarea), .mantine-SegmentedControl-label, .mantine-Chip-label';

describe('on a phone', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    const context = await newsroom.browser.newContext({
      ...{ viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true },
    });
    await context.addCookies(await newsroom.admin.context.cookies());
    ilse = await Visitor.arrive(newsroom.home, context);
  }, 90_000);
  afterAll(() => newsroom.close());

  it.each(['/', '/calendar', '/posts', '/compose', '/people', '/settings'])(
    'a finger meets what is to be pressed on %s',
    async (path) => {
      const page = await ilse.open(path);
      expect(await tooLow(page)).toEqual([]);
    },
  );

  it('two posts of one story are told apart by their accounts, and open wherever they are touched', async () => {
    const accounts = await Promise.all([newsroom.accountOn('x'), newsroom.accountOn('facebook')]);
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const variants = accounts.map(({ id }) => ({ account: id, parts: [{ text: 'The map, annotated' }] }));
    const { items } = await newsroom.admin.ask('composePosts', {
      body: { as: 'queue', when: { kind: 'at', at }, variants },
    });
    const page = await ilse.open('/posts');
    for (const [index, { name }] of accounts.entries()) {
      const row = page.locator(`[data-id="${items[index]?.id ?? ''}"]`);
      expect(await row.locator('[data-column="Account"]').filter({ hasText: name }).isVisible()).toBe(true);
    }
    const row = page.locator(`[data-id="${items[0]?.id ?? ''}"]`);
    const { width = 0, height = 0 } = (await row.boundingBox()) ?? {};
    await row.tap({ position: { x: 12, y: height - 8 } });
    await expect.poll(() => row.getByRole('checkbox').isChecked()).toBe(true);
    await row.tap({ position: { x: width - 12, y: height - 8 } });
    await page.waitForURL(new RegExp(`/posts/${items[0]?.id ?? ''}`));
  });
});

/** What can be seen and is lower than a finger. */
async function tooLow(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(PRESSED)})]
      .map((element) => [element.getBoundingClientRect().height, element.outerHTML.slice(0, 120)])
      .filter(([height]) => height > 0 && height < ${FINGER_PX}).map(String)`,
  );
}

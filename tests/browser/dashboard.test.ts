import axe from 'axe-core';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium, type TestBrowser } from '../support/chromium.js';
import { Desk } from '../support/run-kawaraban.js';

const PAGES = [
  '',
  'calendar',
  'posts',
  'articles',
  'compose',
  'templates',
  'sources',
  'accounts',
  'people',
  'audit',
  'settings',
];
const HOSTILE = `<img src=x onerror="document.title='taken'"> & "quotes" <script>document.title='taken'</script>`;
const BUDGET_BYTES = 220_000;

describe('the dashboard', () => {
  const desk = new Desk();
  let browser: TestBrowser;
  let page: Page;
  let home = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    const service = await desk.start(['start', '--port', '0'], /first administrator: \S+\n/);
    const link = /first administrator: (\S+)/.exec(service.greeting)?.[1] ?? '';
    home = new URL(link).origin;
    browser = await startChromium('light', 1_000);
    page = await browser.context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(link);
    await page.getByLabel('Your name, as colleagues know you').fill('Ilse Varnai');
    await page.getByLabel(/^To sign in/).fill('ilse');
    await page.getByLabel(/^A password/).fill('four words make a good one');
    await page.getByRole('button', { name: 'Open the newsroom' }).click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await desk.clear();
  });

  it('queues what an editor writes, and shows it published without reloading; hostile words stay words', async () => {
    await page.keyboard.press('c');
    await page.getByLabel('What the post says').fill(HOSTILE);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    await page.getByText('Published', { exact: true }).first().waitFor({ timeout: 20_000 });
    expect(await page.textContent('body')).toContain(HOSTILE);
    expect(await page.title()).not.toContain('taken');
  });

  it.each(PAGES)('/%s has nothing serious for axe to find, fits 375 pixels, and asks nobody else', async (name) => {
    await page.goto(`${home}/${name}`);
    await page.getByRole('heading').first().waitFor();
    const { violations } = await axeOn(page);
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await page.setViewportSize({ width: 375, height: 812 });
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    await expect.poll(() => page.evaluate(overflow), { timeout: 3_000 }).toBe(0);
    await page.setViewportSize({ width: 1_000, height: 900 });
    expect(browser.strayRequests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('loads less script for Today than its budget', async () => {
    const fresh = await browser.context.newPage();
    const sizes: Promise<number>[] = [];
    fresh.on('response', (response) => {
      if (response.url().endsWith('.js')) sizes.push(response.body().then((bytes) => gzipSync(bytes).length));
    });
    await fresh.goto(home);
    await fresh.getByRole('heading', { name: 'Today' }).waitFor();
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(BUDGET_BYTES);
    await fresh.close();
  });
});

interface Found {
  readonly violations: readonly { readonly id: string; readonly impact: string | null; readonly help: string }[];
}

/** By the debugger: the page's own CSP takes no script of ours. */
async function axeOn(page: Page): Promise<Found> {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run(document).then(({ violations }) => ({ violations: violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, at: nodes.map(({ html }) => html.slice(0, 200)) })) }))`,
  );
}

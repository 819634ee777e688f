import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startChromium, type TestBrowser } from '../support/chromium.js';
import { Desk, type RunningKawaraban } from '../support/run-kawaraban.js';

const HOSTILE = `<img src=x onerror="document.title='taken'"> & "quotes" </script><script>document.title='taken'</script>`;
const MATRIX = (['light', 'dark'] as const).flatMap((scheme) => [1_000, 375].map((width) => [scheme, width] as const));

describe('the demo in a browser', () => {
  let desk: Desk;
  let running: RunningKawaraban;
  let addresses: Record<'x' | 'facebook', string>;
  beforeAll(async () => {
    desk = new Desk();
    running = await desk.start(['start', '--port', '0'], /Ctrl-C stops it/);
    const address = (pattern: RegExp): string => pattern.exec(running.greeting)?.[1] ?? '';
    addresses = {
      x: address(/^X: .*?(http:\S+)/m),
      facebook: address(/^Facebook: .*?(http:\S+)/m),
    };
    for (const account of ['x', 'facebook']) {
      const run = await desk.run(['post', HOSTILE, '--account', account, '--wait']);
      expect(run.code).toBe(0);
    }
  }, 120_000);
  afterAll(() => desk.clear());

  describe.each(MATRIX)('in %s colours, %i pixels wide', (scheme, width) => {
    let browser: TestBrowser;
    beforeAll(async () => {
      browser = await startChromium(scheme, width);
    });
    afterAll(() => browser.close());

    const open = async (address: string): Promise<Page> => {
      const page = await browser.context.newPage();
      await page.goto(address);
      return page;
    };

    it.each(['x', 'facebook'] as const)('%s says SIMULATED, fits the screen and runs no hostile text', async (name) => {
      const page = await open(addresses[name]);
      expect(await page.textContent('body')).toContain('SIMULATED');
      expect(await page.textContent('body')).toContain(HOSTILE);
      expect(await page.title()).not.toContain('taken');
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
      expect(browser.strayRequests).toEqual([]);
    });
  });

  it('from the sample on the timeline to its card and its article', async () => {
    const browser = await startChromium('light', 1_000);
    const page = await browser.context.newPage();
    await page.goto(addresses.facebook);
    const card = page
      .getByRole('link')
      .filter({ hasText: /127\.0\.0\.1/i })
      .first();
    await card.click();
    expect(await page.textContent('body')).toContain('SIMULATED: a sample article of the demo');
    await browser.close();
  });
});

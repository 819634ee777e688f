import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import { makePng } from '../support/make-png.js';
import type { Visitor } from '../support/visitor.js';

const TITLES: Readonly<Record<string, string>> = {
  'https://one.example.com/': 'Page one',
  'https://two.example.com/': 'Page two',
};

describe('the previews of what is composed', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    ilse = await newsroom.join('Ilse Varnai', 'editor');
    await ilse.context.route('**/api/link-card', (route) => {
      const { url } = route.request().postDataJSON() as { readonly url: string };
      return route.fulfill({
        json: { kind: 'read', url, title: TITLES[url] ?? 'No page', summary: null, image: null },
      });
    });
  }, 90_000);
  afterAll(() => newsroom.close());

  it('show a thread as it is sent: on Facebook in one piece, with the pictures of all its parts', async () => {
    const page = await writeThread('The pier opens', 'It closes at dusk');
    const file = { name: 'pier.png', mimeType: 'image/png', buffer: makePng(40, 30) };
    await page.locator('input[type=file]').last().setInputFiles(file);
    await page.getByLabel('What the picture shows').fill('A pier at dusk');
    await on(page, 'Facebook').getByText('The pier opens').waitFor();
    await on(page, 'Facebook').getByText('It closes at dusk').waitFor();
    await on(page, 'Facebook').getByRole('img', { name: 'A pier at dusk' }).waitFor();
    expect(await on(page, 'X').getByRole('article').count()).toBe(2);
    await page.getByRole('button', { name: 'Remove the picture' }).click();
    await clear(page);
  });

  it('show for each part of a thread the card of its own link', async () => {
    const page = await writeThread('The first', 'The second');
    await page.getByPlaceholder('Link').first().fill('https://one.example.com/');
    await page.getByPlaceholder('Link').last().fill('https://two.example.com/');
    const parts = on(page, 'X').getByRole('article');
    await parts.first().getByText('Page one').waitFor();
    await parts.last().getByText('Page two').waitFor();
    await on(page, 'Facebook').getByText('Page one').waitFor();
    for (const field of await page.getByPlaceholder('Link').all()) await field.fill('');
    await clear(page);
  });

  it('show the card of a link that stands in the text: of the last on X, of the first on Facebook', async () => {
    const page = await ilse.open('/compose');
    const text = 'First https://one.example.com/ and then https://two.example.com/';
    await page.getByLabel('What the post says').fill(text);
    await on(page, 'X').getByText('Page two').waitFor();
    await on(page, 'Facebook').getByText('Page one').waitFor();
    await clear(page);
  });

  async function writeThread(first: string, second: string): Promise<Page> {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill(first);
    await page.getByRole('button', { name: 'Add a part to the thread' }).click();
    await page.getByLabel('Part 2 of 2').fill(second);
    return page;
  }
});

function on(page: Page, network: string) {
  const heading = page.getByRole('heading', { name: `As ${network} draws it` });
  return page
    .getByRole('region', { name: 'As readers will see it' })
    .locator('div')
    .filter({ has: heading })
    .last()
    .locator('..');
}

/** Nothing that the next test would find. */
async function clear(page: Page): Promise<void> {
  for (const field of await page.locator('textarea').all()) if (await field.isVisible()) await field.fill('');
}

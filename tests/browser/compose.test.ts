import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import { makePng } from '../support/make-png.js';
import type { Visitor } from '../support/visitor.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Half past six of tomorrow's evening, in Tokyo. */
const EVENING =
  Math.floor((Date.now() + 9 * 60 * MINUTE_MS) / DAY_MS) * DAY_MS + DAY_MS + (18 - 9) * 60 * MINUTE_MS + 30 * MINUTE_MS;

describe('what is composed', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({ KAWARABAN_TIMEZONE: 'Asia/Tokyo', X_SLOTS: '09:00,11:00' });
    ilse = await newsroom.join('Ilse Varnai', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('a draft that was kept for an evening is queued for that evening, and for approval', async () => {
    const id = await keep('The bells of the old town', { when: at(EVENING), askApproval: true });
    const page = await ilse.open(`/compose?post=${id}`);
    expect(await isChosen(page, 'At')).toBe(true);
    await page
      .getByRole('button', { name: /^Time, JST/ })
      .filter({ hasText: '18:30 JST' })
      .waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    expect(await ilse.readPost(id)).toMatchObject({ state: 'awaiting-approval', dueAt: written(EVENING) });
  });

  it('a draft that was kept for a free slot is offered for one', async () => {
    const id = await keep('The bells of the new town', { when: { kind: 'slot' } });
    expect(await isChosen(await ilse.open(`/compose?post=${id}`), 'Next free slot')).toBe(true);
  });

  it('a draft that is kept again is moved to the time that was chosen', async () => {
    const id = await keep('The organ plays', { when: at(EVENING) });
    const page = await ilse.open(`/compose?post=${id}`);
    await page.getByLabel('What the post says').fill('The organ plays once more');
    await page.getByRole('slider', { name: 'When it goes out' }).press('ArrowRight');
    await page.getByRole('button', { name: 'Keep as draft' }).click();
    await page.waitForURL(/\/posts\/./);
    expect(await ilse.readPost(id)).toMatchObject({
      ...{ state: 'draft', dueAt: written(EVENING + 5 * MINUTE_MS) },
      parts: [{ text: 'The organ plays once more' }],
    });
  });

  it('a draft that a colleague moved meanwhile is offered for the new time', async () => {
    const id = await keep('The choir sings', { when: at(EVENING) });
    await ilse.open(`/compose?post=${id}`);
    await newsroom.admin.ask('movePost', { params: { id }, ...seen(1), body: { when: at(EVENING + 30 * MINUTE_MS) } });
    const page = await ilse.open(`/compose?post=${id}`);
    await page
      .getByRole('button', { name: /^Time, JST/ })
      .filter({ hasText: '19:00 JST' })
      .waitFor();
  });

  it('who takes the words of a colleague takes their time, too', async () => {
    const id = await keep('The square is full', { when: at(EVENING) });
    const page = await ilse.open(`/compose?post=${id}`);
    await page.getByRole('slider', { name: 'When it goes out' }).press('ArrowRight');
    const body = { parts: [{ text: 'The square is empty' }] };
    await newsroom.admin.ask('editPost', { params: { id }, ...seen(1), body });
    await newsroom.admin.ask('movePost', { params: { id }, ...seen(2), body: { when: at(EVENING + 90 * MINUTE_MS) } });
    await page.getByRole('button', { name: 'Take this one' }).click();
    await page
      .getByRole('button', { name: /^Time, JST/ })
      .filter({ hasText: '20:00 JST' })
      .waitFor();
  });

  it('what is typed while a picture is on its way stays, and the post waits for the picture', async () => {
    const page = await ilse.open('/compose');
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/api/pictures', async (route) => {
      await arrived;
      await route.continue();
    });
    const file = { name: 'pier.png', mimeType: 'image/png', buffer: makePng(40, 30) };
    await page.getByLabel('What the post says').fill('The pier');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByLabel('What the post says').fill('The pier at dawn');
    await page.getByPlaceholder('Link').fill('https://harbour-post.example/pier');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('The picture is still on its way').waitFor();
    expect(await page.getByRole('button', { name: 'Add a picture' }).getAttribute('data-loading')).toBe('true');
    arrive();
    await page.getByLabel('What the picture shows').fill('A pier');
    await page.getByText('The picture is still on its way').waitFor({ state: 'detached' });
    expect(await page.getByLabel('What the post says').inputValue()).toBe('The pier at dawn');
    expect(await page.getByPlaceholder('Link').inputValue()).toBe('https://harbour-post.example/pier');
    await page.unroute('**/api/pictures');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    const { items } = await ilse.ask('listPosts', { query: { q: 'The pier at dawn' } });
    expect(items[0]?.parts[0]?.media).toMatchObject([{ alt: 'A pier' }]);
  });

  it('a post about an article begins with its link, and takes the words of the template when a person says so', async () => {
    const [sample] = (await newsroom.admin.ask('listArticles')).items;
    const page = await ilse.open(`/compose?article=${sample?.id ?? ''}`);
    expect(await page.getByPlaceholder('Link').inputValue()).toBe(sample?.url);
    const take = page.getByRole('button', { name: 'Take these words' });
    await take.nth(1).waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('Write something first, or press “Take these words”').waitFor();

    await take.first().click();
    await page.getByRole('tab', { selected: true }).filter({ hasNotText: 'One text for all' }).waitFor();
    expect(await page.getByLabel('What the post says').inputValue()).toContain(sample?.title);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText(/^Nothing is written for .* yet/).waitFor();
    await take.click();
    await take.waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: 'One text for all' }).click();
    await page.getByLabel('What the post says').fill('In one word');
    expect(await page.getByPlaceholder('Link').inputValue()).toBe(sample?.url);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    const { items } = await ilse.ask('listPosts', { query: { by: await idOf(ilse), article: sample?.id ?? '' } });
    expect(items.map(({ parts }) => parts[0]?.link)).toEqual([sample?.url, sample?.url]);
  });

  it('a link that is no whole address is said in its field, and what is known of the post stays', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The tram turns here');
    await page.getByText('Goes out').waitFor();
    const link = page.getByPlaceholder('Link');
    await link.fill('tram tracks');
    await page.getByLabel('What the post says').focus();
    await page.getByText('The whole address, beginning with https://').waitFor();
    await page.getByLabel('What the post says').fill('The tram turns here again');
    await ilse.rest();
    expect(await page.getByText('Goes out').count()).toBe(1);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('alert').filter({ hasText: 'The link is no whole address' }).waitFor();
    expect(await page.textContent('body')).not.toMatch(/variants|Invalid/);

    await link.fill('example.com/a');
    await page.getByLabel('What the post says').focus();
    expect(await link.inputValue()).toBe('https://example.com/a');
    await page.getByRole('alert').filter({ hasText: 'The link is no whole address' }).waitFor({ state: 'detached' });
    await link.fill('');
  });

  it('where a post cannot be judged the page says so, and what was known of it stays', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The tram turns there');
    await page.getByText('Goes out').waitFor();
    await page.route('**/api/preview', (route) => route.fulfill({ status: 502 }));
    await page.getByLabel('What the post says').fill('The tram turns there again');
    await page.getByText(/^This could not be looked at anew/).waitFor();
    expect(await page.getByText('Goes out').count()).toBe(1);
    await page.unroute('**/api/preview');
    await page.getByLabel('What the post says').fill('The tram turns there once more');
    await page.getByText(/^This could not be looked at anew/).waitFor({ state: 'detached' });
  });

  it('what was typed stays where the service refuses it', async () => {
    const id = await keep('The lamp is lit', { as: 'queue', when: at(EVENING) });
    const page = await ilse.open(`/posts/${id}`);
    await page.route('**/api/posts/*/*', (route) => route.fulfill({ status: 502 }));
    await page.getByRole('button', { name: 'Hold' }).click();
    await page.getByLabel('Why is it held?').fill('The keeper is asleep');
    await page.getByRole('button', { name: 'Hold it' }).click();
    await page.getByText('This was not done').first().waitFor();
    await ilse.rest();
    expect(await page.getByLabel('Why is it held?').inputValue()).toBe('The keeper is asleep');
    await page.keyboard.press('Escape');
    await page.getByLabel('Write a note').fill('Ask the keeper');
    const refused = page.waitForResponse((answer) => answer.status() === 502);
    await page.getByRole('button', { name: 'Note it' }).click();
    await refused;
    await ilse.rest();
    expect(await page.getByLabel('Write a note').inputValue()).toBe('Ask the keeper');
    await page.unroute('**/api/posts/*/*');
    await page.getByRole('button', { name: 'Note it' }).click();
    await expect.poll(() => page.getByLabel('Write a note').inputValue()).toBe('');
  });

  it('of many posts, those that the service refuses stay chosen, and the reason stays typed', async () => {
    await keep('The lamp is dark', { as: 'queue', when: at(EVENING + 60 * MINUTE_MS) });
    const page = await ilse.open(`/posts?q=${encodeURIComponent('The lamp is dark')}`);
    await page.getByRole('checkbox', { name: /The lamp is dark/ }).check();
    await page.route('**/api/posts/bulk', (route) => route.fulfill({ status: 502 }));
    await page.getByRole('button', { name: 'Hold 1' }).click();
    await page.getByLabel('Why are they held?').fill('No oil');
    await page.getByRole('button', { name: 'Hold them' }).click();
    await page.getByText('This was not done').waitFor();
    await ilse.rest();
    expect(await page.getByLabel('Why are they held?').inputValue()).toBe('No oil');
    await page.unroute('**/api/posts/bulk');
  });

  it('a post is offered to be sent now only where it would be', async () => {
    const [draft, waiting] = await Promise.all([
      keep('The gate is shut', { when: at(EVENING) }),
      keep('The gate is open', { as: 'queue', when: at(EVENING), askApproval: true }),
    ]);
    const scheduled = await keep('The gate is mended', { as: 'queue', when: at(EVENING + 4 * 60 * MINUTE_MS) });
    const page = await ilse.open(`/posts/${draft}`);
    expect(await page.getByRole('button', { name: 'Send now' }).count()).toBe(0);
    await ilse.open(`/posts/${waiting}`);
    expect(await page.getByRole('button', { name: 'Send now' }).count()).toBe(0);
    await ilse.open(`/posts/${scheduled}`);
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByRole('button', { name: 'Send it now' }).click();
    await page.getByText('It goes out now').waitFor();
  });

  it('a post that X refused is written anew and sent in one go', async () => {
    const fault = { operation: 'publish', fault: { kind: 'error', key: 'too-long' }, match: 'The tower is shut' };
    await fetch(`${newsroom.simulators.x}/simulator/faults`, { method: 'POST', body: JSON.stringify(fault) });
    const id = await keep('The tower is shut', { as: 'queue' });
    await expect.poll(async () => (await ilse.readPost(id)).state, { timeout: 15_000 }).toBe('rejected');
    const page = await ilse.open(`/posts/${id}`);
    await page.getByRole('link', { name: 'Edit and send' }).click();
    await page.getByLabel('What the post says').fill('The tower is open');
    await page.getByRole('button', { name: 'Save and send' }).click();
    await page.waitForURL(/\/posts\/./);
    await page.getByText('Published', { exact: true }).first().waitFor({ timeout: 15_000 });
    expect(await ilse.readPost(id)).toMatchObject({ state: 'published', parts: [{ text: 'The tower is open' }] });
  });

  /** A post on X; a draft unless it is wished otherwise. */
  async function keep(text: string, wish: object = {}): Promise<string> {
    const { id } = await newsroom.accountOn('x');
    const body = { as: 'draft', variants: [{ account: id, parts: [{ text }] }], ...wish };
    const { items } = await ilse.ask('composePosts', { body });
    return items[0]?.id ?? '';
  }

  async function idOf(visitor: Visitor): Promise<string> {
    return (await visitor.ask('whoAmI')).id;
  }
});

function at(time: number): object {
  return { kind: 'at', at: written(time) };
}

function written(time: number): string {
  return new Date(time).toISOString();
}

function seen(revision: number): object {
  return { headers: { 'if-match': `"${revision}"` } };
}

function isChosen(page: Page, when: string): Promise<boolean> {
  return page.getByRole('radio', { name: when, exact: true }).isChecked();
}

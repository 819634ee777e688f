import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DashboardDesk, PASSWORD } from '../support/dashboard-desk.js';
import { makePng } from '../support/make-png.js';
import { head, PageSite, picture } from '../support/page-site.js';
import { readTimeline } from '../support/run-kawaraban.js';
import { pressBehindG, type Visitor } from '../support/visitor.js';

const SOON = { timeout: 15_000, interval: 200 };
const MINUTE_MS = 60_000;
const PUBLISHED = { state: 'published' };
const DRAGGED = { timeout: 60_000, interval: 500 };

describe('a day in the newsroom', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({
      KAWARABAN_TIMEZONE: zoneWhereItIsNoon(),
      KAWARABAN_TIMING: '{"sweepMs":500}',
    });
    ilse = await newsroom.join('Ilse Varnai', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('an editor signs in, queues a post for in ten minutes, drags it to now, and sees it go out without reloading', async () => {
    const { page } = await newsroom.arrive();
    await page.goto(`${newsroom.home}/compose`);
    await page.getByLabel('Name or e-mail address').fill('ilse');
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('What the post says').fill('The night ferry sails again');
    await page.getByText('At', { exact: true }).click();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    await page.getByText('Scheduled').first().waitFor();
    await page.evaluate('window.isTheSamePage = true');

    await pressBehindG(page, 'c');
    const card = page.locator('[data-state]').filter({ hasText: 'The night ferry sails again' });
    expect(await card.getAttribute('data-state')).toBe('scheduled');
    // The calendar is drawn and scrolled to the present then: a card that is taken meanwhile lands where the pointer is not.
    const isScrolled = `[...document.querySelectorAll('*')].some((each) => each.scrollTop > 0 && each.querySelector('[data-state]'))`;
    await page.waitForFunction(isScrolled);
    // A card that is drawn anew while it is taken slips out of the hand: one takes it again.
    const query = { q: 'The night ferry sails again' };
    const listPosts = async () => (await newsroom.admin.ask('listPosts', { query })).items;
    const listLater = async () => (await listPosts()).filter(({ nextAt }) => Date.parse(nextAt) > Date.now());
    await vi.waitFor(async () => {
      await dragUp(page, card, 20);
      await expect.poll(listLater, { message: 'it was dragged to now, not to a later time' }).toEqual([]);
    }, DRAGGED);
    await vi.waitFor(async () => expect(await listPosts()).toMatchObject([PUBLISHED, PUBLISHED]), DRAGGED);
    await card.and(page.locator('[data-state=published]')).waitFor(SOON);
    // With the two posts of the sample.
    await page.getByText('4 sent', { exact: true }).waitFor();

    expect(await page.evaluate('window.isTheSamePage')).toBe(true);
    for (const simulator of Object.values(newsroom.simulators))
      expect((await readTimeline(simulator)).posts.map(({ text }) => text)).toContain('The night ferry sails again');
    await page.context().close();
  }, 150_000);

  it('the mark among the others of the evening is moved to another time', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The tide tables of the week');
    const mark = page.getByRole('slider', { name: 'When it goes out' });
    await mark.focus();
    for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
    await page.getByText(/^in (?:2[6-9]|3[0-3]) min/).waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    await page.getByText('Scheduled').first().waitFor();
  });

  it('from an article to its post on X, and to one more of it that waits as a draft', async () => {
    const [sample] = (await newsroom.admin.ask('listArticles', { query: {} })).items;
    const onX = sample?.posts.find(({ account }) => account === 'x');
    const page = await ilse.open(`/articles/${sample?.id ?? ''}`);
    await page.getByText('Taken in', { exact: true }).waitFor();
    const outcome = page.getByRole('article').filter({ has: page.locator(`a[href="/posts/${onX?.id ?? ''}"]`) });
    await outcome.getByText('Published', { exact: true }).first().waitFor(SOON);
    await outcome.getByRole('link', { name: 'on X' }).waitFor();
    await outcome.getByRole('link').first().click();
    await page.getByText('Its twin', { exact: true }).waitFor();
    await page.getByText('Sent to X').waitFor();
    await page.getByText(/^On time, to \d+ ms$|after its time$/).waitFor();
    const address = await page.getByRole('link', { name: 'Open on X' }).getAttribute('href');
    expect(address).toContain(new URL(newsroom.simulators.x).host);
    await page.getByRole('button', { name: 'Post again' }).click();
    await page.getByRole('link', { name: 'Finish and queue' }).waitFor();
    expect(new URL(page.url()).pathname).not.toBe(`/posts/${onX?.id ?? ''}`);
  });

  it('a post that readers see is put right by an answer below it', async () => {
    const { items } = await newsroom.admin.ask('listPosts', { query: { state: 'published', network: 'x' } });
    const [wrong] = items;
    const page = await ilse.open(`/posts/${wrong?.id ?? ''}`);
    await page.getByRole('button', { name: 'Post a correction' }).click();
    await page.getByText('It stands below a post that readers see on X.').waitFor();
    const words = page.getByLabel('What the post says');
    expect(await words.inputValue()).toBe('Correction:');
    await words.fill('Correction: the boat leaves at ten');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    const readAnswers = async () => (await readTimeline(newsroom.simulators.x)).posts.map(({ inReplyTo }) => inReplyTo);
    await vi.waitFor(async () => expect(await readAnswers()).toContain(wrong?.parts[0]?.remoteId), SOON);
  });

  it('what is written is shown with the card of its page, picture and all, and the browser asks nobody else', async () => {
    const site = await PageSite.open();
    const card =
      '<meta property="og:title" content="The ferry sails"><meta property="og:image" content="/card.png">' +
      '<meta property="og:image:alt" content="A ferry at night">';
    const link = site.put('/ferry', head(card));
    site.put('/card.png', picture(makePng(1200, 630)));
    const page = await ilse.open('/compose');
    const asked = new Set<string>();
    const note = (request: Request): void => void asked.add(new URL(request.url()).origin);
    page.on('request', note);
    await page.getByLabel('What the post says').fill('It sails again');
    await page.getByPlaceholder('Link').fill(link);
    const widths = `[...document.querySelectorAll('img[alt="A ferry at night"]')].map((each) => each.naturalWidth)`;
    await vi.waitFor(async () => expect(await page.evaluate(widths)).toEqual([1200, 1200]), SOON);
    expect(await page.getByText('The ferry sails').count()).toBe(2);
    page.off('request', note);
    expect([...asked]).toEqual([new URL(newsroom.home).origin]);
    await page.getByLabel('What the post says').fill('');
    await page.getByPlaceholder('Link').fill('');
    await site.close();
  });

  it('two editors on one post: the second is told, and nothing is overwritten', async () => {
    const marek = await newsroom.join('Marek Oduya', 'editor');
    const id = await newsroom.say('The bridge is closed', 'draft', ilse);
    const [first, second] = await Promise.all([ilse, marek].map((editor) => editor.open(`/compose?post=${id}`)));
    if (first === undefined || second === undefined) throw new Error('two pages');
    await second.getByLabel('What the post says').fill('The bridge is closed, says Marek');
    await first.getByLabel('What the post says').fill('The bridge is closed, says Ilse');
    await first.getByRole('button', { name: 'Keep as draft' }).click();
    await first.waitForURL(/\/posts\/./);

    const note = second.getByRole('alert').filter({ hasText: 'Ilse Varnai changed this while you wrote' });
    await note.waitFor();
    await second.keyboard.press('ControlOrMeta+Enter');
    await second.getByText('Somebody changed it meanwhile').waitFor();
    const seen = await marek.readPost(id);
    expect(seen).toMatchObject({ state: 'draft', parts: [{ text: 'The bridge is closed, says Ilse' }] });

    // What was typed is kept with what it began from, so that it overwrites nothing tomorrow either.
    await marek.open(`/compose?post=${id}`);
    await note.waitFor();
    expect(await second.getByLabel('What the post says').inputValue()).toBe('The bridge is closed, says Marek');
    await second.getByRole('button', { name: 'Keep yours' }).click();
    await second.getByRole('button', { name: 'Keep as draft' }).click();
    await second.waitForURL(/\/posts\/./);
    expect((await marek.readPost(id)).parts).toMatchObject([{ text: 'The bridge is closed, says Marek' }]);
  });

  it('silence holds what comes due, and its end lets it go when a person says so', async () => {
    const page = await ilse.open('/');
    await page.getByRole('switch', { name: 'Silence' }).click({ force: true });
    await page.getByLabel('Why').fill('A minute for the drowned');
    await page.getByRole('button', { name: 'Silence every account' }).click();
    await page.getByRole('alert').filter({ hasText: 'A minute for the drowned' }).waitFor();
    const id = await newsroom.say('The band plays', 'queue', ilse);
    await vi.waitFor(async () => expect((await ilse.readPost(id)).state).toBe('held'), SOON);
    const slip = page.getByRole('listitem').filter({ hasText: 'The band plays' }).filter({ hasText: 'Held' });
    await slip.waitFor();
    expect((await readTimeline(newsroom.simulators.x)).posts.map(({ text }) => text)).not.toContain('The band plays');

    await page.getByRole('switch', { name: 'Silence' }).click({ force: true });
    await page.getByRole('button', { name: 'End the silence' }).click();
    await page.waitForURL(/tab=needs/);
    await page.getByRole('cell', { name: 'The band plays', exact: true }).click();
    await page.getByRole('button', { name: 'Let it go out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let it go out' }).click();
    await page.getByText('Published', { exact: true }).first().waitFor({ timeout: SOON.timeout });
    expect((await readTimeline(newsroom.simulators.x)).posts.map(({ text }) => text)).toContain('The band plays');
  });
});

/** As one does it: the card is pulled up until it shows a time that is so many minutes earlier, and let go. */
async function dragUp(page: Page, card: ReturnType<Page['locator']>, minutes: number): Promise<void> {
  // Once it stands still and nothing lies over it.
  await card.hover();
  const box = await card.boundingBox();
  if (box === null) throw new Error('the card is not to be seen');
  const wanted = earlier((await card.locator('b').textContent()) ?? '', minutes);
  const lifted = page.locator('[data-lifted=true] b');
  const x = box.x + box.width / 2;
  let y = box.y + box.height / 2;
  // The calendar counts from where it first saw the hand move, which may be late: the hand goes by what it sees.
  const pull = async (): Promise<boolean> => {
    await page.mouse.move(x, (y -= 4));
    return (await lifted.allTextContents()).some((shown) => shown <= wanted);
  };
  await page.mouse.move(x, y);
  await page.mouse.down();
  try {
    await expect.poll(pull, { timeout: 15_000 }).toBe(true);
  } finally {
    await page.mouse.up();
  }
}

/** `12:15` and 20 are `11:55`. */
function earlier(clock: string, minutes: number): string {
  const at = new Date(Date.parse(`2026-01-01T${clock}Z`) - minutes * MINUTE_MS);
  return at.toISOString().slice(11, 16);
}

/** So that ten minutes on are the same day, whenever the test runs. */
function zoneWhereItIsNoon(): string {
  const ahead = 12 - new Date(Date.now() + 5 * MINUTE_MS).getUTCHours();
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

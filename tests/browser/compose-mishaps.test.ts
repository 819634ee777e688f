import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import { makePng } from '../support/make-png.js';
import { pressBehindG, type Visitor } from '../support/visitor.js';

const HOUR_MS = 3_600_000;

describe('what goes wrong while something is composed', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    ilse = await newsroom.join('Ilse Varnai', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('where the answer is lost, the same words are queued once, also behind a reload', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The beacon is lit');
    await loseAnswer();
    await page.reload();
    await expect.poll(() => page.getByLabel('What the post says').inputValue()).toBe('The beacon is lit');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    expect(await countOf('The beacon is lit')).toBe(2);
  });

  it('where the answer is lost and the words are mended, the first version is shown and the next is one more', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The beacon is drak');
    await loseAnswer();
    await page.getByLabel('What the post says').fill('The beacon is dark');
    await page.keyboard.press('ControlOrMeta+Enter');
    const told = page.getByRole('alert').filter({ hasText: 'Your first version was queued after all' });
    const address = await told.getByRole('link', { name: 'look at it' }).getAttribute('href');
    expect((await ilse.readPost(address?.split('/').at(-1) ?? '')).parts[0]?.text).toBe('The beacon is drak');
    expect(await countOf('The beacon is dark')).toBe(0);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    expect(await countOf('The beacon is dark')).toBe(2);
  });

  it('where nothing was made, mended words are queued without further ado', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('The bell is crakced');
    await page.route('**/api/posts', (route) => route.abort());
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor();
    await page.unroute('**/api/posts');
    await page.getByLabel('What the post says').fill('The bell is cracked');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL(/\/posts\/./);
    expect([await countOf('The bell is crakced'), await countOf('The bell is cracked')]).toEqual([0, 2]);
  });

  it('two versions with the same words show in what they differ: the link, the pictures', async () => {
    const id = await newsroom.say('The lamp burns', 'draft', ilse);
    const page = await ilse.open(`/compose?post=${id}`);
    await page.getByPlaceholder('Link').fill('https://harbour.example/mine');
    const { pictureId } = await storePicture();
    const theirs = { text: 'The lamp burns', link: 'https://harbour.example/theirs' };
    const body = { parts: [{ ...theirs, media: [{ pictureId, url: null, alt: 'A lamp' }] }] };
    await newsroom.admin.ask('editPost', { params: { id }, headers: { 'if-match': '"1"' }, body });
    const conflict = page.getByRole('alert').filter({ hasText: 'Ada Quay changed this' });
    await conflict.getByText('https://harbour.example/theirs').waitFor();
    await conflict.getByText('https://harbour.example/mine').waitFor();
    await conflict.getByRole('img', { name: 'A lamp' }).waitFor();
    await page.getByRole('button', { name: 'Take this one' }).click();
    await conflict.waitFor({ state: 'detached' });
  });

  it('of a draft whose time has passed it is said that it would go out now', async () => {
    const id = await newsroom.say('The tide turns', 'draft', ilse);
    const { page } = ilse;
    await page.route(`**/api/posts/${id}`, async (route) => {
      const answer = await route.fetch();
      const post = (await answer.json()) as object;
      const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
      await route.fulfill({ response: answer, json: { ...post, createdAt: ago(2 * HOUR_MS), dueAt: ago(HOUR_MS) } });
    });
    await ilse.open(`/compose?post=${id}`);
    await page.getByText(/^Its time, .*, has passed: it would go out now\.$/).waitFor();
    await page.unroute(`**/api/posts/${id}`);
  });

  it('of a draft that was kept for now nothing of the kind is said', async () => {
    const id = await newsroom.say('The tide turns again', 'draft', ilse);
    const page = await ilse.open(`/compose?post=${id}`);
    expect(await page.getByRole('radio', { name: 'Now', exact: true }).isChecked()).toBe(true);
    expect(await page.getByText('has passed').count()).toBe(0);
  });

  it('Esc leaves the text, which stays, and keys lead on', async () => {
    const page = await ilse.open('/compose');
    await page.getByLabel('What the post says').fill('Half a sentence');
    await page.keyboard.press('Escape');
    await pressBehindG(page, 'p');
    await page.waitForURL(/\/posts$/);
    await ilse.walk('/compose');
    expect(await page.getByLabel('What the post says').inputValue()).toBe('Half a sentence');
    await page.getByLabel('What the post says').fill('');
  });

  it('who adds a part to a thread writes in it at once, and who removes one goes on in the part before it', async () => {
    const page = await ilse.open('/compose');
    await page.keyboard.type('The first');
    for (const words of ['The second', 'The third']) {
      await page.getByRole('button', { name: 'Add a part to the thread' }).click();
      await page.keyboard.type(words);
    }
    expect(await page.getByLabel('Part 2 of 3').inputValue()).toBe('The second');
    expect(await page.getByLabel('Part 3 of 3').inputValue()).toBe('The third');
    await page.getByRole('button', { name: 'Remove this part' }).last().click();
    await page.keyboard.type(', and the last');
    expect(await page.getByLabel('Part 2 of 2').inputValue()).toBe('The second, and the last');
    await page.getByRole('button', { name: 'Remove this part' }).first().click();
    await page.getByLabel('What the post says').and(page.locator(':focus')).fill('');
  });

  /** The service makes the posts; the browser never hears of it. */
  async function loseAnswer(): Promise<void> {
    const { page } = ilse;
    await page.route('**/api/posts', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByRole('alert').filter({ hasText: 'The service does not answer' }).waitFor();
    await page.unroute('**/api/posts');
  }

  async function countOf(q: string): Promise<number> {
    return (await ilse.ask('listPosts', { query: { q } })).items.length;
  }

  async function storePicture(): Promise<{ readonly pictureId: string }> {
    const headers = { 'content-type': 'image/png' };
    const reply = await ilse.context.request.post(`${newsroom.home}/api/pictures`, { headers, data: makePng(40, 30) });
    return (await reply.json()) as { readonly pictureId: string };
  }
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk, PASSWORD } from '../support/dashboard-desk.js';
import { TemplateFolder } from '../support/template-folder.js';
import type { Visitor } from '../support/visitor.js';

const AT = { params: { network: 'x', file: 'default' } };
const PLACE = '/templates/x/default';

describe('a template in the hands of people', () => {
  let newsroom: DashboardDesk;
  let tomo: Visitor;
  const written = '{{ article.title }}';
  /** Their own, so that what is saved is saved elsewhere than here. */
  const folder = new TemplateFolder({ 'x/default': written });

  beforeAll(async () => {
    newsroom = await DashboardDesk.open({ KAWARABAN_TEMPLATES: folder.path });
    tomo = await newsroom.join('Tomo Arakida', 'admin');
    await newsroom.admin.ask('changeSettings', { body: { saveTemplates: true } });
  }, 90_000);
  afterAll(async () => {
    await newsroom.close();
    folder.remove();
  });

  it('what was typed is there after another page, a reload and a new session, for its writer alone', async () => {
    const page = await tomo.open(PLACE);
    const text = page.getByLabel('The template as it is written');
    const typed = `${written}\nTyped by Tomo`;
    await text.fill(typed);
    await tomo.walk('/articles');
    await page.goBack();
    await expect.poll(() => text.inputValue()).toBe(typed);
    await page.reload();
    await expect.poll(() => text.inputValue()).toBe(typed);

    await tomo.context.clearCookies();
    await text.fill(`${typed}!`);
    await page.reload();
    await signIn('ada');
    await expect.poll(() => text.inputValue()).toBe(written);
    await tomo.context.clearCookies();
    await page.reload();
    await signIn('tomo');
    await expect.poll(() => text.inputValue()).toBe(`${typed}!`);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('button', { name: 'Discard them' }).click();
    await expect.poll(() => text.inputValue()).toBe(written);

    async function signIn(login: string): Promise<void> {
      await page.getByLabel('Name or e-mail address').fill(login);
      await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
    }
  });

  it('of two administrators neither overwrites what the other wrote meanwhile', async () => {
    const page = await tomo.open(PLACE);
    const text = page.getByLabel('The template as it is written');
    const [mine, theirs] = [`${written}\nMine`, `${written}\nTheirs`];
    await text.fill(mine);
    await saveElsewhere(theirs);
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this file while you wrote' });
    await conflict.getByText('Theirs', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Save the file' }).count()).toBe(0);
    await conflict.getByRole('button', { name: 'Keep yours' }).click();
    await page.getByRole('button', { name: 'Save the file' }).click();
    await page.getByText('The file is written').waitFor();
    expect((await tomo.ask('readTemplate', AT)).source).toBe(mine);
    await text.fill(`${mine}, changed`);
    await saveElsewhere(written);
    await conflict.getByRole('button', { name: 'Take this one' }).click();
    await expect.poll(() => text.inputValue()).toBe(written);
    await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'detached' });
  });

  it('where the page has not heard of the other one yet, the service refuses, and both are shown', async () => {
    const page = await tomo.open(PLACE);
    const json = await tomo.ask('readTemplate', AT);
    let isSaved = false;
    await page.route('**/api/templates/x/default', (route) => {
      isSaved ||= route.request().method() === 'PUT';
      return isSaved ? route.continue() : route.fulfill({ json });
    });
    await page.getByLabel('The template as it is written').fill(`${written}\nMine, late`);
    await saveElsewhere(`${written}\nTheirs, early`);
    await page.getByRole('button', { name: 'Save the file' }).click();
    await page.getByText('Somebody changed it a moment ago').waitFor();
    const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this file while you wrote' });
    await conflict.getByText('Theirs, early').waitFor();
    await conflict.getByText('Mine, late').waitFor();
    expect((await tomo.ask('readTemplate', AT)).source).toBe(`${written}\nTheirs, early`);
    await conflict.getByRole('button', { name: 'Take this one' }).click();
    await page.unroute('**/api/templates/x/default');
  });

  it('what another text would have said is not shown beside this one', async () => {
    const page = await tomo.open(PLACE);
    const text = page.getByLabel('The template as it is written');
    await text.fill(`${written}\nTried out`);
    await page.getByRole('button', { name: 'Try with the last 50 articles' }).click();
    const after = page.getByText('Tried out').and(page.locator('p.words'));
    const replayed = page.locator('div > p.bold + p.words + p.words').first();
    await replayed.waitFor();
    await text.fill(`${written}\nTried again`);
    await replayed.waitFor({ state: 'detached' });
    expect(await after.count()).toBe(0);
  });

  /** By the other administrator, who has it as it is. */
  async function saveElsewhere(source: string): Promise<void> {
    const { revision } = await newsroom.admin.ask('readTemplate', AT);
    await newsroom.admin.ask('saveTemplate', { ...AT, headers: { 'if-match': `"${revision}"` }, body: { source } });
  }
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

describe('an embargo on the page of its article', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;
  let tomo: Visitor;
  let vera: Visitor;
  let id: string;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    [ilse, tomo, vera] = await Promise.all([
      newsroom.join('Ilse Varnai', 'approver'),
      newsroom.join('Tomo Arakida', 'approver'),
      newsroom.join('Vera Moll', 'viewer'),
    ]);
    const text = '---\ntitle: The budget is out\nembargoUntil: 2999-05-06 10:00 +02:00\n---\nIt grows by a tenth.';
    const { code, stderr } = await newsroom.desk.run(['publish', newsroom.desk.write('budget.md', text)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { items } = await ilse.ask('listArticles', { query: { q: 'budget' } });
    id = items[0]?.id ?? '';
  }, 90_000);
  afterAll(() => newsroom.close());

  const states = async () => (await ilse.ask('explainArticle', { params: { id } })).posts.map(({ state }) => state);

  it('is lifted by two people: one asks and says why, the other sees that and lifts it', async () => {
    const [asking, lifting, reading] = await Promise.all(
      [ilse, tomo, vera].map((each) => each.open(`/articles/${id}`)),
    );
    if (asking === undefined || lifting === undefined || reading === undefined) throw new Error('three pages');
    await reading.getByText('Nothing about it goes out before').waitFor();
    await asking.getByRole('button', { name: 'Ask to lift the embargo' }).click();
    await asking.getByLabel('Why may it go out before its time?').fill('The minister has spoken');
    await asking.getByRole('button', { name: 'Ask a second person' }).click();
    await asking.getByText('It waits for a second person.').waitFor();
    await asking.getByRole('button', { name: 'Take the request back' }).waitFor();
    expect(await asking.getByRole('button', { name: 'Lift the embargo' }).count()).toBe(0);

    await lifting.getByText('Ilse Varnai asks that it be lifted: The minister has spoken').waitFor();
    await reading.getByText('Ilse Varnai asks that it be lifted').waitFor();
    expect(await reading.getByRole('button', { name: /embargo|request/ }).count()).toBe(0);
    expect(await states()).toEqual(['scheduled', 'scheduled']);
    await lifting.getByRole('button', { name: 'Lift the embargo' }).click();
    await lifting.getByText('goes out as if there had been none').waitFor();
    await lifting.getByRole('button', { name: 'Lift it' }).click();

    for (const page of [asking, lifting, reading]) {
      await page.getByText('Nothing about it goes out before').waitFor({ state: 'detached' });
      await page.getByText('Embargo lifted by Tomo Arakida').waitFor();
      await page.getByText('Ilse Varnai had asked for it: The minister has spoken').waitFor();
    }
    await expect.poll(states, { timeout: 30_000 }).toEqual(['published', 'published']);
    expect([...ilse.complaints, ...tomo.complaints, ...vera.complaints]).toEqual([]);
  }, 90_000);

  it('and a request that was taken back leaves it as it was', async () => {
    const text = '---\ntitle: The census\nembargoUntil: 2999-05-06 10:00 +02:00\n---\nThere are more of us.';
    await newsroom.desk.run(['publish', newsroom.desk.write('census.md', text)]);
    const { items } = await ilse.ask('listArticles', { query: { q: 'census' } });
    const page = await ilse.open(`/articles/${items[0]?.id ?? ''}`);
    await page.getByRole('button', { name: 'Ask to lift the embargo' }).click();
    await page.getByLabel('Why may it go out before its time?').fill('Too soon');
    await page.getByRole('button', { name: 'Ask a second person' }).click();
    await page.getByRole('button', { name: 'Take the request back' }).click();
    await page.getByText('You ask that it be lifted').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ask to lift the embargo' }).waitFor();
    await page.getByText('Nothing about it goes out before').waitFor();
  }, 60_000);
});

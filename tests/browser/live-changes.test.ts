import { afterAll, beforeAll, describe, it, expect } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';
import type { Visitor } from '../support/visitor.js';

describe('a page that shows what changes', () => {
  let newsroom: DashboardDesk;
  let ilse: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    ilse = await newsroom.join('Ilse Varnai', 'editor');
  }, 90_000);
  afterAll(() => newsroom.close());

  it('without a connection the page says so, keeps what was typed, and catches up', async () => {
    const writing = await ilse.open('/compose');
    const watching = await ilse.context.newPage();
    await watching.goto(newsroom.home);
    await watching.getByText('nothing is overdue').waitFor();
    await writing.getByLabel('What the post says').fill('Written on a train');
    await ilse.context.setOffline(true);
    await writing.getByText('Not live since').waitFor();
    await writing.keyboard.press('ControlOrMeta+Enter');
    await writing.getByText('The service does not answer').waitFor();
    expect(await writing.getByLabel('What the post says').inputValue()).toBe('Written on a train');
    await newsroom.say('Said while the train was in the tunnel');

    await ilse.context.setOffline(false);
    await writing.getByText('Not live since').waitFor({ state: 'detached' });
    await watching.getByText('Said while the train was in the tunnel').first().waitFor();
    await writing.keyboard.press('ControlOrMeta+Enter');
    await writing.waitForURL(/\/posts\/./);
    await writing.getByRole('heading', { name: 'Written on a train' }).waitFor();
    await watching.close();
  });

  it('what a proxy answers while the service starts anew does not end the live changes', async () => {
    const page = await ilse.open('/');
    await ilse.context.route('**/api/events', (route) => route.fulfill({ status: 502 }), { times: 2 });
    await page.reload();
    await page.getByText('Not live since').waitFor();
    await page.getByText('Not live since').waitFor({ state: 'detached' });
    await newsroom.say('Said after the new start');
    await page.getByText('Said after the new start').first().waitFor();
  });

  it('what changed after a page was read and before it heard of changes is shown', async () => {
    const id = await newsroom.say('Read too early', 'draft', ilse);
    const page = await ilse.context.newPage();
    let hear = (): void => undefined;
    const hearing = new Promise<void>((resolve) => (hear = resolve));
    await page.route('**/api/events', (route) => hearing.then(() => route.continue()), { times: 1 });
    await page.goto(`${newsroom.home}/posts/${id}`);
    await page.getByRole('heading', { name: 'Read too early' }).waitFor();
    await newsroom.admin.ask('notePost', { params: { id }, body: { note: 'Noted meanwhile' } });
    hear();
    await page.getByText('Noted meanwhile').first().waitFor();
    await page.close();
  });

  it('a connection that was cut without a word is taken for dead, and called again', async () => {
    const page = await ilse.context.newPage();
    await page.route('**/api/events', () => undefined, { times: 1 });
    await page.clock.install();
    await page.goto(newsroom.home);
    await page.getByRole('heading', { name: 'Just sent' }).waitFor();
    await page.clock.fastForward(30_000);
    expect(await page.getByText('Not live since').count()).toBe(0);
    // From here on it is called again every 40 s, until it answers.
    await page.clock.fastForward(15_000);
    await newsroom.say('Said after the cut');
    await page.getByText('Said after the cut').first().waitFor();
    await page.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/api/contract/route.js';
import { ROUTES, type RouteName } from '../../src/api/contract/routes.js';
import { DashboardDesk } from '../support/dashboard-desk.js';
import { addressesOf } from '../support/addresses-of.js';
import type { Visitor } from '../support/visitor.js';

const HOUR_MS = 3_600_000;
/** What changes something; a viewer has none of them. */
const ACTS =
  /^(Approve|Return|Send|Move|Hold|Cancel|Throw|Delete|Let it|It is|Edit|Finish|Queue|Keep|Make a post|Post again|Post a correction|Pause|Resume|Ask|Remove|Add|Rotate|Save|Link for|Shut|Let in|Note it|Compose)/;

describe('who may do what', () => {
  let newsroom: DashboardDesk;
  let marek: Visitor;
  let tomo: Visitor;

  beforeAll(async () => {
    newsroom = await DashboardDesk.open();
    [marek, tomo] = await Promise.all([
      newsroom.join('Marek Oduya', 'editor'),
      newsroom.join('Tomo Arakida', 'approver'),
    ]);
    await newsroom.admin.ask('changeSettings', { body: { editorsNeedApproval: true } });
  }, 90_000);
  afterAll(() => newsroom.close());

  it('what an editor writes goes out when a second person has approved it; any later change withdraws that', async () => {
    const writing = await marek.open('/compose');
    await writing.getByLabel('What the post says').fill('Parliament votes at seven');
    await writing.getByText('At', { exact: true }).click();
    await writing.getByRole('button', { name: 'Ask approval' }).click();
    await writing.waitForURL(/\/posts\/./);
    await writing.getByText('To approve').first().waitFor();
    expect(await writing.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const id = new URL(writing.url()).pathname.split('/')[2] ?? '';

    const today = await tomo.open('/');
    const slip = today.locator(`li:has(a[href="/posts/${id}"])`).filter({ hasText: 'Asked by Marek Oduya' });
    await slip.getByRole('button', { name: 'Approve' }).click();
    await slip.waitFor({ state: 'detached' });
    await writing.getByText('Scheduled').first().waitFor();
    expect(await marek.readPost(id)).toMatchObject({ approvedBy: { name: 'Tomo Arakida' } });

    await writing.getByRole('link', { name: 'Edit', exact: true }).click();
    await writing.getByLabel('What the post says').fill('Parliament votes at eight');
    await writing.getByRole('button', { name: 'Save the new words' }).click();
    await writing.waitForURL(/\/posts\/./);
    await writing.getByText('To approve').first().waitFor();
    await slip.waitFor();
    expect(await marek.readPost(id)).toMatchObject({ state: 'awaiting-approval', approvedBy: null });
  });

  it('nobody approves their own words', async () => {
    const { id: account } = await newsroom.accountOn('x');
    const body = {
      ...{ as: 'queue', askApproval: true, variants: [{ account, parts: [{ text: 'I say so' }] }] },
      when: { kind: 'at', at: new Date(Date.now() + HOUR_MS).toISOString() },
    };
    const [post] = (await tomo.ask('composePosts', { body })).items;
    if (post === undefined) throw new Error('a post');
    const page = await tomo.open(`/posts/${post.id}`);
    await page.getByRole('button', { name: 'Return with a note' }).waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const seen = { params: { id: post.id }, headers: { 'if-match': `"${post.revision}"` } };
    expect(await tomo.refusal('approvePost', seen)).toBe('403 KWB_OWN_POST');
    await newsroom.admin.ask('approvePost', seen);
  });

  it('a viewer reads everything and changes nothing: no button is there, and the API refuses', async () => {
    const vera = await newsroom.join('Vera Moll', 'viewer');
    await vera.open('/');
    for (const address of await addressesOf(newsroom.admin)) {
      const page = await vera.walk(address);
      const names = await page.getByRole('button').or(page.getByRole('link')).allInnerTexts();
      expect(names.filter((name) => ACTS.test(name)).map((name) => `${address}: ${name}`)).toEqual([]);
    }
    const acts = (Object.entries(ROUTES) as [RouteName, Route][]).filter(
      ([, { role }]) => role !== 'anyone' && role !== 'viewer',
    );
    const refusals = await Promise.all(acts.map(async ([name]) => [name, await vera.refusal(name)]));
    expect(refusals).toEqual(acts.map(([name]) => [name, '403 KWB_NOT_ALLOWED']));
  }, 90_000);
});

import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP_TOKEN, SIMULATED_FACEBOOK_CREDENTIALS, USER_TOKEN } from './simulated-page.js';
import { openTestedPage, type TestedPage } from '../../../tests/support/tested-page.js';

const { pageId, pageAccessToken, appSecret } = SIMULATED_FACEBOOK_CREDENTIALS;
const LINK = 'http://127.0.0.1:9/ferry?utm_content=k7';
let page: TestedPage;

beforeEach(async () => {
  page = await openTestedPage();
});
afterEach(() => page.close());

const published = (query = '') => page.call('GET', `/${pageId}/published_posts?fields=id,message${query}`);
const errorOf = (body: Record<string, unknown>) => body['error'] as { code: number; message: string };

describe('lists', () => {
  it('published posts come newest first, page by page, and the next address holds the token', async () => {
    for (const message of ['One', 'Two', 'Three']) await page.publish({ message });
    const first = await published('&limit=2');
    const paging = first.body['paging'] as { cursors: { after: string }; next: string };
    expect(first.body['data']).toMatchObject([{ message: 'Three' }, { message: 'Two' }]);
    expect(paging.next).toContain(`access_token=${pageAccessToken}`);

    const second = await published(`&limit=2&after=${paging.cursors.after}`);
    expect(second.body['data']).toMatchObject([{ message: 'One' }]);
    expect(second.body['paging']).not.toHaveProperty('next');
  });

  it('older posts are left out by since, unless the network ignores it', async () => {
    await page.publish({ message: 'Old' });
    page.passTime(60_000);
    await page.publish({ message: 'New' });
    const since = `&since=${Math.floor(page.now().getTime() / 1000)}`;
    expect((await published(since)).body['data']).toMatchObject([{ message: 'New' }]);
    await page.configure({ ignoreSince: true });
    expect((await published(since)).body['data']).toHaveLength(2);
  });

  it('a link is told through the redirect and as it was written', async () => {
    await page.publish({ message: 'Linked', link: LINK });
    const fields = 'attachments{media_type,url,unshimmed_url,target,title}';
    const { body } = await page.call('GET', `/${pageId}/published_posts?fields=${fields}`);
    const shim = expect.stringContaining('https://l.facebook.com/l.php?u=') as string;
    expect(body['data']).toMatchObject([
      { attachments: { data: [{ media_type: 'link', url: shim, unshimmed_url: LINK, target: { url: shim } }] } },
    ]);
  });

  it('an unpublished post stands in the feed and not among the published ones', async () => {
    const id = await page.publish({ message: 'Hidden', published: false });
    expect((await published()).body['data']).toEqual([]);
    expect((await page.call('GET', `/${pageId}/feed`)).body['data']).toMatchObject([{ id }]);
  });

  it('a field nobody knows and a page over 100 fail the call', async () => {
    await page.publish({ message: 'One' });
    expect(errorOf((await published(',likes_of_mine')).body).message).toContain('nonexisting field (likes_of_mine)');
    expect(errorOf((await published('&limit=101')).body).code).toBe(100);
  });

  it('a first page may be empty and not the last, and an address may be missing', async () => {
    await page.configure({ emptyPageWithNext: true, noPermalink: true });
    const id = await page.publish({ message: 'One' });
    const first = await published();
    expect(first.body['data']).toEqual([]);
    const { cursors } = first.body['paging'] as { cursors: { after: string } };
    expect((await published(`&after=${cursors.after}`)).body['data']).toHaveLength(1);
    expect((await page.call('GET', `/${id}?fields=permalink_url`)).body).toEqual({ id });
  });

  it('a new post is late in the lists and to readers while the network lags', async () => {
    await page.configure({ listLagMs: 10_000, readLagMs: 5_000 });
    const id = await page.publish({ message: 'Slow' });
    expect(errorOf((await page.call('GET', `/${id}`)).body)).toMatchObject({ code: 100, error_subcode: 33 });
    expect((await page.timeline()).hidden).toHaveLength(1);
    page.passTime(5_000);
    expect((await page.call('GET', `/${id}`)).status).toBe(200);
    expect((await page.timeline()).posts).toHaveLength(1);
    expect((await published()).body['data']).toEqual([]);
    page.passTime(5_000);
    expect((await published()).body['data']).toHaveLength(1);
  });

  it('a post that is never visible answers 404, and one of an app in development is for insiders', async () => {
    await page.configure({ neverVisible: true });
    const id = await page.publish({ message: 'Nowhere' });
    expect((await page.call('GET', `/${id}`)).status).toBe(404);
    await page.configure({ neverVisible: false, devMode: true });
    await page.publish({ message: 'Insiders' });
    expect((await published()).body['data']).toMatchObject([{ message: 'Insiders' }]);
    expect((await page.timeline()).posts).toEqual([]);
  });
});

describe('who calls', () => {
  const me = (query: string) => fetch(`${page.url}/v26.0/me?${query}`);
  const proof = (signed: string) => createHmac('sha256', appSecret).update(signed).digest('hex');
  const asUser = (path: string) => fetch(`${page.url}/v26.0/${path}access_token=${USER_TOKEN}`);

  it('the Page token is the Page, and has no accounts', async () => {
    expect((await page.call('GET', '/me')).body).toEqual({ id: pageId, name: 'Simulated Gazette' });
    expect(errorOf((await page.call('GET', '/me/accounts')).body).message).toContain('(accounts)');
  });

  it('a person finds the Page and its token, and may not post with their own', async () => {
    const accounts = await (await asUser('me/accounts?')).json();
    expect(accounts).toMatchObject({ data: [{ id: pageId, access_token: pageAccessToken }] });
    expect(await (await asUser(`${pageId}/feed?`)).json()).toMatchObject({
      error: { code: 190, error_subcode: 2069032 },
    });
  });

  it('a wrong token and a missing one are told apart', async () => {
    expect(await (await me('access_token=wrong')).json()).toMatchObject({ error: { code: 190 } });
    expect(await (await me('')).json()).toMatchObject({ error: { code: 2500 } });
  });

  it('a dead token says why, and debug_token too', async () => {
    await page.configure({ tokenDies: 460 });
    const answer = await page.call('GET', '/me');
    expect(answer.body['error']).toMatchObject({ code: 190, error_subcode: 460 });
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
    const debugged = await fetch(
      `${page.url}/debug_token?input_token=${pageAccessToken}&access_token=${encodeURIComponent(APP_TOKEN)}`,
    );
    expect(await debugged.json()).toMatchObject({ data: { is_valid: false, error: { code: 190, subcode: 460 } } });
  });

  it('the proof is checked in both forms, and demanded when the app demands it', async () => {
    await page.configure({ requireProof: true });
    const token = `access_token=${pageAccessToken}`;
    const at = (ageSeconds: number) => Math.floor(page.now().getTime() / 1000) - ageSeconds;
    const timed = (seconds: number) =>
      `${token}&appsecret_proof=${proof(`${pageAccessToken}|${seconds}`)}&appsecret_time=${seconds}`;
    expect((await me(token)).status).toBe(400);
    expect((await me(`${token}&appsecret_proof=${proof('other')}`)).status).toBe(400);
    expect((await me(`${token}&appsecret_proof=${proof(pageAccessToken)}`)).status).toBe(200);
    expect((await me(timed(at(0)))).status).toBe(200);
    expect((await me(timed(at(301)))).status).toBe(400);
  });

  it('an object that is not there, or of another Page, is unsupported', async () => {
    for (const [method, path] of [
      ['GET', '/1_2'],
      ['POST', '/999/feed'],
      ['DELETE', '/1_2'],
    ] as const)
      expect(
        errorOf((await page.call(method, path, method === 'POST' ? { message: 'a' } : undefined)).body),
      ).toMatchObject({ code: 100, error_subcode: 33 });
  });
});

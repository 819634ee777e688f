import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SIMULATED_FACEBOOK_CREDENTIALS } from './simulated-page.js';
import { openTestedPage, type TestedPage } from '../../../tests/support/tested-page.js';

const { pageId, pageAccessToken } = SIMULATED_FACEBOOK_CREDENTIALS;
const LINK = 'http://127.0.0.1:9/ferry';
const DAY_MS = 24 * 60 * 60 * 1000;
let page: TestedPage;

beforeEach(async () => {
  page = await openTestedPage();
});
afterEach(() => page.close());

const feed = (body: unknown, fields = '') => page.call('POST', `/${pageId}/feed${fields}`, body);
const codeOf = (body: Record<string, unknown>) => body['error'] as { code: number; error_subcode?: number };

describe('posting on the Page', () => {
  it('a post answers with its id and address, and readers find it there', async () => {
    const { status, headers, body } = await feed({ message: 'Ferry returns', link: LINK }, '?fields=id,permalink_url');

    expect(status).toBe(200);
    expect(headers.get('facebook-api-version')).toBe('v26.0');
    expect(body['id']).toMatch(new RegExp(`^${pageId}_\\d{18}$`));
    const shown = await fetch(String(body['permalink_url']));
    expect(await shown.text()).toContain('Ferry returns');
  });

  it('a form and a multipart body post as well as JSON does', async () => {
    const send = (body: URLSearchParams | FormData) => fetch(`${page.url}/${pageId}/feed`, { method: 'POST', body });
    const form = new URLSearchParams({ message: 'By form', access_token: pageAccessToken });
    const multipart = new FormData();
    multipart.set('message', 'By multipart');
    multipart.set('access_token', pageAccessToken);

    expect((await send(form)).status).toBe(200);
    expect((await send(multipart)).status).toBe(200);
    expect((await page.timeline()).posts.map((post) => post.text)).toEqual(['By form', 'By multipart']);
  });

  it('an unpublished post is hidden until it is made visible, and doing so twice makes one post', async () => {
    const id = await page.publish({ message: 'Ferry returns', link: LINK, published: false });
    expect(await page.timeline()).toMatchObject({ posts: [], hidden: [{ id, text: 'Ferry returns', link: LINK }] });

    const first = await page.call('POST', `/${id}`, { is_published: true });
    const second = await page.call('POST', `/${id}`, { is_published: true });
    expect([first.body, second.body]).toEqual([{ success: true }, { success: true }]);
    expect(await page.timeline()).toMatchObject({ posts: [{ id, account: 'Simulated Gazette' }], hidden: [] });
  });

  it('the same text and link twice in a row is a duplicate, unless the guard is off', async () => {
    await feed({ message: 'Again', link: LINK });
    expect(codeOf((await feed({ message: 'Again', link: LINK })).body).code).toBe(506);
    expect(codeOf((await feed({ message: 'Again', link: LINK, published: false })).body).code).toBe(506);
    await page.configure({ duplicateGuard: false });
    expect((await feed({ message: 'Again', link: LINK })).status).toBe(200);
  });

  it('a scheduled post goes out by itself at its time', async () => {
    const at = Math.floor(page.now().getTime() / 1000) + 3600;
    await feed({ message: 'Later', published: false, scheduled_publish_time: at });
    const scheduled = await page.call('GET', `/${pageId}/scheduled_posts?fields=message,scheduled_publish_time`);
    expect(scheduled.body['data']).toMatchObject([{ message: 'Later', scheduled_publish_time: at }]);

    page.passTime(3_600_000);
    expect((await page.timeline()).posts).toHaveLength(1);
  });

  it.each([
    ['nothing to say', {}, 197],
    ['an address that is none', { link: 'example.org/a' }, 1500],
    ['a parameter nobody knows', { mesage: 'Typing error' }, 100],
    ['a picture of its own for the card', { message: 'a', link: LINK, picture: LINK }, 100],
    ['a time for a published post', { message: 'a', scheduled_publish_time: 1 }, 100],
    ['a time too near', { message: 'a', published: false, scheduled_publish_time: 1 }, 100],
    ['a photo that is not there', { message: 'a', attached_media: [{ media_fbid: '1' }] }, 100],
  ])('%s is refused and makes no post', async (_, body, code) => {
    const answer = await feed(body);
    expect([answer.status, codeOf(answer.body).code]).toEqual([400, code]);
    expect(await page.timeline()).toEqual({ posts: [], hidden: [] });
  });
});

describe('changing and removing', () => {
  it('an edit changes the text, and a link cannot be changed', async () => {
    const id = await page.publish({ message: 'Befor', link: LINK });
    expect((await page.call('POST', `/${id}`, { message: 'Before' })).status).toBe(200);
    expect((await page.call('POST', `/${id}`, { link: LINK })).status).toBe(400);
    expect((await page.timeline()).posts).toMatchObject([{ text: 'Before' }]);
  });

  it('a deleted post is gone for readers, and deleting it again finds nothing', async () => {
    const id = await page.publish({ message: 'Wrong' });
    expect((await page.call('DELETE', `/${id}`)).body).toEqual({ success: true });
    expect(codeOf((await page.call('DELETE', `/${id}`)).body)).toMatchObject({ code: 100, error_subcode: 33 });
    expect(await page.timeline()).toEqual({ posts: [], hidden: [] });
  });
});

describe('photos', () => {
  it('uploaded photos stand in the post in their order, with their alternative texts, instead of the card', async () => {
    const ids: unknown[] = [];
    for (const alt of ['A ferry', 'A quay'])
      ids.push((await page.upload({ published: 'false', alt_text_custom: alt })).body['id']);
    await feed({ message: 'Two photos', link: LINK, attached_media: ids.map((id) => ({ media_fbid: id })) });

    expect((await page.timeline()).posts).toMatchObject([
      { link: null, media: [{ alt: 'A ferry' }, { alt: 'A quay' }] },
    ]);
    expect((await page.call('DELETE', `/${String(ids[0])}`)).status).toBe(400);
  });

  it('photos are taken from a form field by field, too', async () => {
    const { body } = await page.upload({ published: 'false' });
    const form = new URLSearchParams({
      message: 'One',
      'attached_media[0]': JSON.stringify({ media_fbid: body['id'] }),
    });
    const headers = { authorization: `Bearer ${pageAccessToken}` };
    expect((await fetch(`${page.url}/v26.0/${pageId}/feed`, { method: 'POST', body: form, headers })).status).toBe(200);
    expect((await page.timeline()).posts[0]?.media).toHaveLength(1);
  });

  it('a published photo is a post at once', async () => {
    const { body } = await page.upload({ caption: 'The quay' });
    expect((await page.timeline()).posts).toMatchObject([
      { id: body['post_id'], text: 'The quay', media: [{ alt: '' }] },
    ]);
  });

  it('a photo that no post uses is gone after a day', async () => {
    const { body } = await page.upload({ published: 'false' });
    page.passTime(DAY_MS);
    const answer = await feed({ message: 'Too late', attached_media: [{ media_fbid: body['id'] }] });
    expect(codeOf(answer.body).code).toBe(100);
  });

  it('a photo may end sooner than it should', async () => {
    await page.configure({ photoLifeMs: 0 });
    const { body } = await page.upload({ published: 'false' });
    const answer = await feed({ message: 'Gone', attached_media: [{ media_fbid: body['id'] }] });
    expect(codeOf(answer.body).code).toBe(100);
  });

  it('what is no picture is refused', async () => {
    expect(codeOf((await page.upload({}, Buffer.from('<svg/>'))).body).code).toBe(324);
  });

  it('an unused photo can be deleted', async () => {
    const { body } = await page.upload({ published: 'false' });
    expect((await page.call('DELETE', `/${String(body['id'])}`)).status).toBe(200);
    expect((await page.call('GET', `/${String(body['id'])}`)).status).toBe(400);
  });
});

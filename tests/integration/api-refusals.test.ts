import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiDesk, ifMatch, type Colleague } from '../support/api-desk.js';
import { ARTICLE } from '../support/samples.js';

describe('what the API refuses, and how it says so', () => {
  let desk: ApiDesk;
  let marek: Colleague;
  let account: string;
  beforeEach(async () => {
    desk = await ApiDesk.open();
    marek = await desk.join('Marek', 'editor');
    account = (await desk.accountOn('x')).id;
  });
  afterEach(() => desk.close());

  const variants = (text: string) => [{ account, parts: [{ text }] }];

  it('a post about an article that nobody knows is not made', async () => {
    const body = { as: 'queue', variants: variants('Ferry'), article: 'nobody-knows-it' };
    const reply = await marek.send('composePosts', { body });
    expect(reply.json()).toMatchObject({
      ...{ status: 404, code: 'KWB_NOT_FOUND' },
      title: expect.stringMatching(/no article nobody-knows-it: .*\/api\/articles/) as string,
    });
  });

  describe.each([
    ['that nobody has stored', { pictureId: 'nope', url: null }, '404 KWB_NOT_FOUND'],
    ['that is none', { pictureId: null, url: null }, '400 KWB_INPUT_INVALID'],
    ['that is two', { pictureId: 'nope', url: 'https://a.example/b.png' }, '400 KWB_INPUT_INVALID'],
  ])('a picture %s', (_what, named, refused) => {
    const parts = [{ text: 'Ferry', media: [{ ...named, alt: '' }] }];
    const composed = { variants: [] as object[] };
    beforeEach(() => (composed.variants = [{ account, parts }]));

    it('is refused when a post is made, and none is', async () => {
      for (const as of ['queue', 'draft'])
        expect(await marek.refusal('composePosts', { body: { as, ...composed } })).toBe(refused);
      expect((await marek.ask('listPosts')).items).toEqual([]);
    });

    it('is refused when a post is changed, which stays as it is', async () => {
      const { items } = await marek.ask('composePosts', { body: { as: 'draft', variants: variants('Ferry') } });
      const params = { id: items[0]?.id ?? '' };
      expect(await marek.refusal('editPost', { params, headers: ifMatch(1), body: { parts } })).toBe(refused);
      expect(await marek.ask('readPost', { params })).toEqual(items[0]);
    });

    it('is refused when a draft is previewed', async () => {
      expect(await marek.refusal('previewPosts', { body: composed })).toBe(refused);
    });
  });

  it('what is not right of a picture is said, and where', async () => {
    const media = [{ pictureId: null, url: null, alt: '' }];
    const body = { as: 'draft', variants: [{ account, parts: [{ text: 'Ferry', media }] }] };
    const reply = await marek.send('composePosts', { body });
    const message = 'give either pictureId, of a stored picture, or url, its address on the web';
    expect(reply.json()).toMatchObject({ fields: [{ field: 'variants.0.parts.0.media.0', message }] });
  });

  it.each(['/api/posts/%ff', '/api/%', `/api/posts/${'a'.repeat(200)}`])(
    'an address that cannot be read is answered as everything here is: %s',
    async (url) => {
      const reply = await desk.api.inject({ url, headers: { ...marek.headers } });
      expect(reply.headers['content-type']).toContain('application/problem+json');
      const { code, status, title } = reply.json<{ code: string; status: number; title: string }>();
      expect(code).toMatch(/^KWB_/);
      expect([status, title]).toEqual([reply.statusCode, expect.not.stringContaining('FST_')]);
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    },
  );

  it('a draft whose time has passed goes out now, and nothing is said to move it', async () => {
    const day = { ...ARTICLE, embargoUntil: new Date('2026-01-01T09:00:00Z') };
    const { id } = await desk.ledger.recordArticle(day, ['url:a'], 'file', null);
    for (const article of [null, id]) {
      const when = { kind: 'at', at: '2020-01-01T00:00:00Z' };
      const { items } = await marek.ask('previewPosts', { body: { variants: variants('Ferry'), when, article } });
      expect(items).toMatchObject([{ warnings: [] }]);
      const awayMs = desk.newsroom.clock.now().getTime() - Date.parse(items[0]?.goesOutAt ?? '');
      expect(Math.abs(awayMs)).toBeLessThan(60_000);
    }
  });
});

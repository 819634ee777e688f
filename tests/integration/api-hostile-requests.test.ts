import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ApiDesk, type Colleague } from '../support/api-desk.js';
import { ARTICLE } from '../support/samples.js';
import { createMigratedDatabase, type Engine, type TestDatabase } from '../support/test-databases.js';

const LISTS = ['listPosts', 'listArticles', 'listAudit'] as const;
const NO_CURSORS = [
  ...['[1.5,"x"]', '[99999999999999999999,"x"]', '[1e300,"x"]', '[1,"\\u0000"]', '[1,"\\ud800"]', '[1,""]'],
  ...[`[1,"${'x'.repeat(65)}"]`, '[1]', '{}', 'no JSON'],
];

describe.each<Engine>(['sqlite', 'postgres'])('a request that no program of ours sends, on %s', (kind) => {
  let database: TestDatabase;
  let desk: ApiDesk;
  let admin: Colleague;
  let account: string;
  beforeAll(async () => {
    database = await createMigratedDatabase(kind, inject('postgresUrl'));
    const { address } = database;
    desk = await ApiDesk.open(address.kind === 'postgres' ? { DATABASE_URL: address.url } : {});
    admin = await desk.join('Admin', 'admin');
    account = (await desk.accountOn('x')).id;
  });
  afterAll(async () => {
    await desk.close();
    await database.drop();
  });

  it.each(LISTS.flatMap((name) => NO_CURSORS.map((cursor) => [name, cursor] as const)))(
    '%s is told that %s is no cursor',
    async (name, written) => {
      const cursor = Buffer.from(written).toString('base64url');
      expect(await admin.refusal(name, { query: { cursor } })).toBe('400 KWB_USAGE');
    },
  );

  it.each(LISTS)('%s goes on where a page has ended', async (name) => {
    for (const text of ['First', 'Second']) {
      const { id } = await desk.ledger.recordArticle(
        { ...ARTICLE, title: `${name} ${text}`, guid: `${name} ${text}` },
        [`guid:${name} ${text}`],
        'file',
        null,
      );
      const variants = [{ account, parts: [{ text: `${name} ${text}` }] }];
      await admin.ask('composePosts', { body: { as: 'draft', variants, article: id } });
    }
    const { items, next } = await admin.ask(name, { query: { limit: '1' } });
    const following = await admin.ask(name, { query: { limit: '1', cursor: next ?? '' } });
    expect([items.length, following.items.length]).toEqual([1, 1]);
    expect(following.items).not.toEqual(items);
  });

  const parts = (text: string) => [{ account, parts: [{ text }] }];
  it.each([
    ['the query', 'q', () => admin.send('listPosts', { query: { q: 'fer\0ry' } })],
    ['the query of the articles', 'q', () => admin.send('listArticles', { query: { q: '\0' } })],
    ['the address', 'id', () => admin.send('readPost', { params: { id: '\0' } })],
    ['the address of a change', 'id', () => admin.send('removeToken', { params: { id: 'a\0' } })],
    ['the body', 'name', () => admin.send('addPerson', { body: { name: 'A\0da', login: 'ada', role: 'viewer' } })],
    [
      'a text deep in the body',
      'variants.0.parts.0.text',
      () => admin.send('composePosts', { body: { as: 'draft', variants: parts('Fer\0ry') } }),
    ],
    ['what is written of an article', 'reason', () => admin.send('startSilence', { body: { reason: 'a\0' } })],
  ])('is told which field of %s holds a zero character', async (_where, field, send) => {
    const reply = await send();
    expect(reply.json()).toMatchObject({
      ...{ status: 400, code: 'KWB_INPUT_INVALID' },
      title: expect.stringContaining(`(${field}: must not hold`) as string,
      fields: [{ field, message: expect.stringContaining('U+0000') as string }],
    });
  });

  it('however deep its body is, it is answered', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const headers = { ...admin.headers, 'content-type': 'application/json' };
    const payload = `{"reason":"the vigil","strange":${deep}}`;
    const reply = await desk.api.inject({ method: 'POST', url: '/api/silence', headers, payload });
    expect(reply.statusCode).toBeLessThan(500);
  });
});

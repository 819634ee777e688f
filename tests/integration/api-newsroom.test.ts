import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestArticle } from '../../src/application/ingest-article.js';
import type { Article } from '../../src/domain/article.js';
import { ApiDesk, type Colleague } from '../support/api-desk.js';
import { MemoryPostQueue } from '../support/memory-post-queue.js';
import { head, PageSite } from '../support/page-site.js';
import { ARTICLE, plannedPost } from '../support/samples.js';

describe('the newsroom through the API', () => {
  let desk: ApiDesk;
  let admin: Colleague;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kawaraban-templates-'));
    cpSync('templates', folder, { recursive: true });
    desk = await ApiDesk.open({ KAWARABAN_TEMPLATES: folder });
    admin = await desk.join('Admin', 'admin');
  });
  afterEach(async () => {
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  const schedule = async (text: string, dueAt: Date) => {
    const { id } = await desk.accountOn('x');
    return desk.ledger.createPost(plannedPost(id, { text, dueAt }));
  };
  const inMs = (ms: number) => new Date(desk.newsroom.clock.now().getTime() + ms);
  const publish = async (change: Partial<Article> = {}) => {
    const postQueue = new MemoryPostQueue({
      clock: desk.newsroom.clock,
      ring: () => Promise.resolve({ kind: 'done' }),
    });
    const wish = { at: inMs(3_600_000), wallTime: null, accountName: null };
    const article = { ...ARTICLE, ...change };
    const { recorded } = await ingestArticle({ ...desk.newsroom, postQueue }, article, 'file', wish);
    return recorded;
  };

  it('today says what comes, what needs a person, and whether all is well', async () => {
    const next = await schedule('Next', inMs(60_000));
    const held = await schedule('', inMs(120_000));
    await desk.ledger.holdPost(held.id, held.revision, 'wait for the verdict');
    await admin.ask('pauseAccount', {
      params: { id: (await desk.accountOn('facebook')).id },
      body: { reason: 'moving' },
    });
    const today = await admin.ask('readToday');
    expect(today.next.map(({ id }) => id)).toEqual([next.id]);
    expect(today.needs).toMatchObject([{ kind: 'account' }, { kind: 'post', post: { id: held.id } }]);
    expect(today).toMatchObject({ needsCount: 2, zone: 'Asia/Tokyo', sentToday: 0, silence: null });
    expect(today.hours).toHaveLength(24);
    expect(today.hours[0]?.at).toMatch(/T15:00:00\.000Z$/);
    expect(today.health).toMatchObject({ accounts: [{ network: 'x', blockedUntil: null }], sources: [] });
  });

  it('what nobody approved in time, and what a paused account waits for, is not what goes out next', async () => {
    const { id } = await desk.accountOn('x');
    const asked = (text: string, dueAt: Date) =>
      desk.ledger.createPost(plannedPost(id, { text, dueAt, needsApproval: true }));
    const overdue = await asked('Overdue', inMs(-60_000));
    const ahead = await asked('Ahead', inMs(60_000));
    const next = await schedule('Next', inMs(120_000));
    const nextIds = async () => (await admin.ask('readToday')).next.map((post) => post.id);
    expect(await nextIds()).toEqual([ahead.id, next.id]);
    expect((await admin.ask('readToday')).needs).toMatchObject([
      { post: { id: overdue.id } },
      { post: { id: ahead.id } },
    ]);
    await admin.ask('pauseAccount', { params: { id }, body: { reason: 'moving' } });
    expect(await nextIds()).toEqual([]);
  });

  it('today names the sources that are well, and not those that are paused', async () => {
    for (const name of ['cms', 'desk']) await admin.ask('addWebhook', { body: { name, dialect: 'ghost' } });
    await admin.ask('pauseSource', { params: { name: 'desk' }, body: { reason: 'moving' } });
    const { health } = await admin.ask('readToday');
    expect(health.sources).toEqual([{ name: 'cms', kind: 'webhook', lastNewAt: null }]);
  });

  it('the calendar lists what lies in a time, and the habits of the accounts', async () => {
    await schedule(' In  words\n\nof two\tparagraphs ', new Date('2099-01-02T00:00:00Z'));
    await schedule('Out', new Date('2099-01-03T00:00:00Z'));
    const query = { from: '2099-01-02T00:00:00Z', to: '2099-01-03T00:00:00Z' };
    const { posts, accounts, isCut } = await admin.ask('readCalendar', { query });
    expect(posts).toMatchObject([{ words: 'In words of two paragraphs', mayMove: true }]);
    expect([accounts.length, isCut]).toEqual([2, false]);
    expect(accounts.map(({ id, network }) => ({ id, network }))).toContainEqual({
      id: posts[0]?.account,
      network: posts[0]?.network,
    });
  });

  it('the calendar says of long posts how they begin, and never half a character', async () => {
    const words = `${'a'.repeat(159)}🚢`;
    const at = '2099-03-02T00:00:00.000Z';
    await schedule(`${words} and more`, new Date(at));
    const { posts } = await admin.ask('readCalendar', { query: { from: at, to: '2099-03-03T00:00:00Z' } });
    expect(posts).toMatchObject([{ words: `${'a'.repeat(159)}…`, at }]);
  });

  it('a silence is started and ended, and the audit names who did', async () => {
    const body = { reason: 'the vigil', until: '2099-01-01T00:00:00Z' };
    expect((await admin.ask('startSilence', { body })).silence).toMatchObject(
      body.reason ? { reason: body.reason } : {},
    );
    expect(await admin.ask('endSilence')).toEqual({ silence: null, held: 0 });
    const { items } = await admin.ask('listAudit', { query: { by: admin.person.id, limit: '2' } });
    expect(items.map(({ kind }) => kind)).toEqual(['silence-ended', 'silence-started']);
  });

  it('the audit says which post it was, and which source', async () => {
    const { id } = await schedule('The ferry\nis late', new Date('2099-02-02T00:00:00Z'));
    await admin.ask('notePost', { params: { id }, body: { note: 'asked the captain' } });
    await admin.ask('addWebhook', { body: { name: 'cms', dialect: 'ghost' } });
    const { items } = await admin.ask('listAudit', { query: { by: admin.person.id, limit: '2' } });
    expect(items).toMatchObject([
      { kind: 'source-added', source: 'cms', about: null },
      { kind: 'post-note', post: id, about: 'The ferry\nis late', source: null },
    ]);
  });

  /** Listens over HTTP, as a browser does. */
  const openEars = async () => {
    await desk.api.listen({ port: 0, host: '127.0.0.1' });
    const { port } = desk.api.server.address() as AddressInfo;
    return async (headers: Readonly<Record<string, string>>) => {
      const ending = new AbortController();
      const reply = await fetch(`http://127.0.0.1:${String(port)}/api/events`, {
        headers: { ...admin.headers, ...headers },
        signal: ending.signal,
      });
      expect(reply.headers.get('content-type')).toContain('text/event-stream');
      const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
      let heard = '';
      const until = async (words: string): Promise<string> => {
        while (!heard.includes(words)) heard += (await reader?.read())?.value ?? '';
        return heard;
      };
      return { until, end: () => ending.abort() };
    };
  };

  it('tells two hundred listeners every change, in order', async () => {
    const listen = await openEars();
    const ears = await Promise.all(Array.from({ length: 200 }, () => listen({})));
    await Promise.all(ears.map(({ until }) => until('event: live')));
    const post = await schedule('Loud', inMs(3_600_000));
    const notes = Array.from({ length: 20 }, (_none, index) => `note-${String(index)}.`);
    for (const note of notes) await desk.ledger.notePost(post.id, note);
    const heard = await Promise.all(ears.map(({ until }) => until(notes.at(-1) ?? '')));
    for (const told of heard) expect(told.match(/note-\d+\./g)).toEqual(notes);
    for (const { end } of ears) end();
  });

  it('tells changes as they happen, of other processes too, and goes on where a listener stopped', async () => {
    const listen = await openEars();
    const first = await listen({});
    await first.until('event: live');
    await desk.ledger.by({ id: 'p', name: 'Elsewhere' }).startSilence('one', null);
    const told = await first.until('Elsewhere');
    const [, lastId = ''] = /id: (\S+)\ndata: .*silence-started/.exec(told) ?? [];
    first.end();
    await desk.ledger.endSilence();
    const second = await listen({ 'last-event-id': lastId });
    expect(await second.until('silence-ended')).not.toContain(`id: ${lastId}\n`);
    second.end();
  });

  it('articles are listed with what became of them, explained, and posted again as drafts', async () => {
    const { id } = await publish();
    const { items } = await admin.ask('listArticles', { query: { q: 'night FERRY' } });
    expect(items).toMatchObject([{ id, posts: [{ state: 'scheduled' }, { state: 'scheduled' }] }]);
    const { verdicts, posts } = await admin.ask('explainArticle', { params: { id } });
    expect([verdicts.length, posts.length]).toEqual([2, 2]);
    const body = { template: 'x/default', accounts: [(await desk.accountOn('x')).id] };
    const again = await admin.ask('postAgain', { params: { id }, body });
    expect(again.items).toMatchObject([{ state: 'draft', article: { id }, writtenBy: { name: 'Admin' } }]);
    expect(await admin.refusal('explainArticle', { params: { id: 'none' } })).toBe('404 KWB_NOT_FOUND');
  });

  it('an article is explained with the picture of its page', async () => {
    const site = await PageSite.open();
    const tags = {
      'og:image': '/card.png',
      'og:image:alt': 'A ferry',
      'og:image:width': '1200',
      'og:image:height': '630',
    };
    const metas = Object.entries(tags).map(([name, content]) => `<meta property="${name}" content="${content}">`);
    const url = site.put('/ferry', head(metas.join('')));
    const { id } = await publish({ url, image: null });
    const { article } = await admin.ask('explainArticle', { params: { id } });
    expect(article.image).toEqual({ url: `${site.url}/card.png`, alt: 'A ferry', credit: null });
    await site.close();
  });

  it('templates are shown with their rule, tried while they are written, and saved where that is allowed', async () => {
    const { id: article } = await publish();
    const params = { network: 'x', file: 'default' };
    const { source, rule, maySave, revision } = await admin.ask('readTemplate', { params });
    expect([maySave, rule]).toEqual([false, expect.stringMatching(/^Posts every article on every X account, at once/)]);
    expect(await admin.ask('tryTemplate', { params, body: { source, article } })).toMatchObject({ kind: 'rendered' });
    const wrong = await admin.ask('tryTemplate', { params, body: { source: '{{ article.titel }}', article } });
    expect(wrong).toMatchObject({ kind: 'wrong', message: expect.stringContaining('titel') as string });
    const changed = `${source.trimEnd()} (changed)`;
    const replayed = await admin.ask('replayTemplate', { params, body: { source: changed } });
    expect(replayed).toMatchObject({ articles: 1, posts: [{ isDifferent: true }] });
    const saving = { params, body: { source: changed }, headers: { 'if-match': `"${revision}"` } };
    expect(await admin.refusal('saveTemplate', saving)).toBe('403 KWB_NOT_ALLOWED');
    await admin.ask('changeSettings', { body: { saveTemplates: true } });
    await admin.ask('saveTemplate', saving);
    expect(readFileSync(join(folder, 'x/default.liquid'), 'utf8')).toBe(changed);
    expect(desk.newsroom.templates.render('x/default', ARTICLE).join()).toContain('(changed)');
  });

  it('webhooks are added with a secret, and sources are paused and resumed', async () => {
    const { secret } = await admin.ask('addWebhook', { body: { name: 'blog', dialect: 'ghost' } });
    expect((await admin.ask('readWebhook', { params: { name: 'blog' } })).secret).toBe(secret);
    expect((await admin.ask('rotateWebhook', { params: { name: 'blog' } })).secret).not.toBe(secret);
    const params = { name: 'blog' };
    const paused = await admin.ask('pauseSource', { params, body: { reason: 'spam' } });
    expect(paused).toMatchObject({ state: 'paused', pausedReason: 'spam' });
    expect(await admin.ask('resumeSource', { params })).toMatchObject({ state: 'active' });
    expect((await admin.ask('listSources')).items).toMatchObject([{ name: 'blog', kind: 'webhook' }]);
    expect(await admin.refusal('pollSource', { params })).toBe('409 KWB_TRANSITION_REFUSED');
  });

  it('accounts tell their limits and free times', async () => {
    const { items } = await admin.ask('listAccounts');
    expect(items.map(({ network }) => network).sort()).toEqual(['facebook', 'x']);
    const params = { id: (await desk.accountOn('x')).id };
    const free = await admin.ask('findFreeTime', { params, query: { from: '2099-01-01T00:00:00Z' } });
    expect(free.at).toBe('2099-01-01T00:00:00.000Z');
  });
});

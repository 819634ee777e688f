import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ActPorts } from '../../src/api/act-routes.js';
import { createApi } from '../../src/api/create-api.js';
import type { Post } from '../../src/domain/post.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { MemoryPostQueue } from '../support/memory-post-queue.js';
import { startTestNetwork, type TestNetwork } from '../support/test-networks.js';

const HERE = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' };
const clock = { now: () => new Date() };
const fail = (): never => expect.fail('no button leads here');
const NO_HOOKS = {
  receive: fail,
  answered: fail,
  refused: fail,
  failed: fail,
  hubs: { isPlace: fail, answerHub: fail, deliver: fail, delivered: fail },
};

describe('the buttons of the home page', () => {
  let networks: Record<'x' | 'facebook', TestNetwork>;
  let desk: LedgerDesk;
  let ports: ActPorts;
  let post: Post;
  beforeAll(async () => {
    networks = { x: await startTestNetwork('x', clock), facebook: await startTestNetwork('facebook', clock) };
  });
  afterAll(() => Promise.all([networks.x.close(), networks.facebook.close()]));
  beforeEach(async () => {
    desk = await LedgerDesk.open('sqlite', inject('postgresUrl'));
    const postQueue = new MemoryPostQueue({ clock, ring: () => Promise.resolve({ kind: 'done' }) });
    const { x, facebook } = networks;
    ports = { ledger: desk.ledger, networks: { x: x.network, facebook: facebook.network }, postQueue };
    post = await desk.leaveUnconfirmed(await desk.schedule({ text: 'Is it <there>?' }));
  });
  afterEach(() => desk.close());

  const pages = (acts: ActPorts | null = ports) =>
    createApi({
      health: { readiness: fail, measure: fail },
      hooks: NO_HOOKS,
      dashboard: null,
      home: async () => ({
        posts: [],
        tasks: { unconfirmed: await desk.ledger.listPosts({ state: 'unconfirmed' }), pausedAccounts: [] },
        simulators: [],
        time: (at) => at.toISOString(),
      }),
      acts,
      sample: () => Promise.resolve(null),
    });
  const press = (path: string, headers: Readonly<Record<string, string>>, body = '', api = pages()) =>
    api.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  const resend = (): string => `/posts/${post.id}/resend`;

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a page of elsewhere', { ...HERE, origin: 'https://elsewhere.example' }],
    ['a page of another port', { ...HERE, origin: 'http://127.0.0.1:3001' }],
    ['a page that does not say which it is', { ...HERE, origin: 'null' }],
    ['a page of elsewhere whose name leads here', { host: 'elsewhere.example', origin: 'http://elsewhere.example' }],
    ['a page of elsewhere, by a browser that tells no origin', { host: HERE.host, 'sec-fetch-site': 'cross-site' }],
    ['no page', { host: HERE.host }],
    ['whomever a proxy speaks for', { ...HERE, 'x-forwarded-for': '203.0.113.7' }],
  ])('do nothing for %s', async (_, headers) => {
    expect((await press(resend(), headers)).statusCode).toBe(403);
    expect(await desk.fresh(post)).toMatchObject({ state: 'unconfirmed' });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['by its origin', HERE],
    ['by its site', { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }],
  ])('listen to their own page, known %s, and lead back to it', async (_, headers) => {
    expect(await press(resend(), headers)).toMatchObject({ statusCode: 303, headers: { location: '/plain' } });
    expect(await desk.fresh(post)).toMatchObject({ state: 'scheduled' });
  });

  it.each([
    ['no address', '', 'the address of the post is missing'],
    ['an address that is none', 'url=ferry', 'the address of the post is missing'],
    [
      'an address of elsewhere',
      `url=${encodeURIComponent('https://example.org/<b>')}`,
      'https://example.org/&#60;b&#62; is not the address of a single post on x',
    ],
  ])('show the page again with what is wrong: %s', async (_, body, complaint) => {
    const answer = await press(`/posts/${post.id}/confirm`, HERE, body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(complaint);
    expect(answer.body).toContain('Is it &#60;there&#62;?');
  });

  it('say so when there is no such post or account', async () => {
    expect((await press('/posts/nobody/resend', HERE)).body).toContain('there is no post nobody');
    expect((await press('/accounts/nobody/resume', HERE)).body).toContain('there is no account &#34;nobody&#34;');
  });

  it('are commands where others than this machine may reach the page', async () => {
    const resendByHand = `<code>kawaraban resend ${post.id}</code>`;
    const opened = await pages(null).inject({ url: '/plain', headers: HERE });
    expect(opened.body).toContain(resendByHand);
    expect(opened.body).not.toContain('<form');
    expect((await press(resend(), HERE, '', pages(null))).statusCode).toBe(404);
    for (const headers of [{ host: 'newsroom.example' }, { ...HERE, 'x-forwarded-for': '203.0.113.7' }]) {
      const throughProxy = await pages().inject({ url: '/plain', headers });
      expect(throughProxy.body).toContain(resendByHand);
      expect(throughProxy.body).not.toContain('<form');
    }
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../../src/simulators/facebook/simulated-page.js';
import { SIMULATED_X_CREDENTIALS } from '../../src/simulators/x/simulated-x-account.js';
import { PRESS_ARTICLE } from '../support/press-article.js';
import { Desk, readTimeline } from '../support/run-kawaraban.js';

const RUNS = /^Data: /m;
const SOON = { timeout: 20_000, interval: 100 };

const X_CREDENTIALS = {
  X_API_KEY: SIMULATED_X_CREDENTIALS.consumerKey,
  X_API_KEY_SECRET: SIMULATED_X_CREDENTIALS.consumerSecret,
  X_ACCESS_TOKEN: SIMULATED_X_CREDENTIALS.accessToken,
  X_ACCESS_TOKEN_SECRET: SIMULATED_X_CREDENTIALS.accessSecret,
};
const FACEBOOK_CREDENTIALS = {
  FACEBOOK_PAGE_ID: SIMULATED_FACEBOOK_CREDENTIALS.pageId,
  FACEBOOK_PAGE_ACCESS_TOKEN: SIMULATED_FACEBOOK_CREDENTIALS.pageAccessToken,
  FACEBOOK_APP_SECRET: SIMULATED_FACEBOOK_CREDENTIALS.appSecret,
};

/** Stands in for the real networks: a simulator that the newsroom reaches with credentials, as it would X and Meta. */
describe('from the demo to the real networks', { timeout: 120_000 }, () => {
  let desk: Desk;
  let networks: Desk;
  let urls: { readonly x: string; readonly facebook: string };
  beforeEach(async () => {
    desk = new Desk();
    networks = new Desk();
    ({ urls } = await networks.simulate());
  });
  afterEach(async () => {
    await desk.clear();
    await networks.clear();
  });

  const realX = () => ({ ...X_CREDENTIALS, X_API_URL: urls.x });
  const realFacebook = () => ({ ...FACEBOOK_CREDENTIALS, FACEBOOK_API_URL: urls.facebook });

  it('when credentials arrive, the simulated account retires with what was planned on it', async () => {
    const file = desk.write('lighthouse.txt', PRESS_ARTICLE);
    const demo = (await desk.runForPosts(['publish', file, '--at', '+2h'])).posts;
    expect(demo.map(({ simulated }) => simulated)).toEqual([true, true]);

    const { posts } = await desk.runForPosts(['post', 'We are on X', '--account', 'x', '--wait'], realX());
    expect(posts).toMatchObject([{ account: 'x', simulated: false, state: 'published' }]);
    expect((await readTimeline(urls.x)).posts).toMatchObject([{ text: 'We are on X' }]);

    const now = await desk.listPosts([], realX());
    const ofDemo = (network: string) => now.find((post) => post.simulated && post.network === network);
    expect(ofDemo('x')).toMatchObject({ state: 'cancelled', simulated: true });
    expect(ofDemo('facebook')).toMatchObject({ state: 'scheduled', simulated: true });
  });

  it('an article of the demo may be published again for the real account', async () => {
    const file = desk.write('lighthouse.txt', PRESS_ARTICLE);
    await desk.runForPosts(['publish', file, '--account', 'x', '--wait']);
    const { posts } = await desk.runForPosts(['publish', file, '--account', 'x', '--wait'], realX());
    expect(posts.map(({ simulated, state }) => ({ simulated, state }))).toEqual(
      expect.arrayContaining([
        { simulated: true, state: 'published' },
        { simulated: false, state: 'published' },
      ]),
    );
    expect((await readTimeline(urls.x)).posts).toHaveLength(1);
  });

  it('the sample goes to the simulated account alone', async () => {
    const { greeting, stop } = await desk.start(['start', '--port', '0'], RUNS, realX());
    expect(greeting).toContain('X: the real network');
    expect(greeting).toMatch(/^Facebook: SIMULATED/m);
    expect(await desk.listPosts([], realX())).toMatchObject([{ network: 'facebook', simulated: true }]);
    expect((await readTimeline(urls.x)).posts).toEqual([]);
    expect(await stop()).toBe(0);
  });

  it('where all networks are real there is no sample', async () => {
    const environment = { ...realX(), ...realFacebook() };
    const { greeting, stop } = await desk.start(['start', '--port', '0'], RUNS, environment);
    expect(greeting).not.toMatch(/sample|SIMULATED/i);
    const { posts } = await desk.runForPosts(['post', 'Good morning', '--account', 'facebook', '--wait'], environment);
    expect(posts).toMatchObject([{ simulated: false, state: 'published' }]);
    expect((await readTimeline(urls.facebook)).posts).toMatchObject([{ text: 'Good morning' }]);
    expect((await readTimeline(urls.x)).posts).toEqual([]);
    expect(await stop()).toBe(0);
  });

  it.each([
    ['X', { X_API_KEY: 'quite-secret-value' }, /X_API_KEY_SECRET.*X_ACCESS_TOKEN/s],
    ['Facebook', { FACEBOOK_APP_SECRET: 'quite-secret-value' }, /FACEBOOK_PAGE_ID.*FACEBOOK_PAGE_ACCESS_TOKEN/s],
  ])(
    'half-set credentials of %s are an error that names the variable and not its value',
    async (_name, half, names) => {
      for (const args of [['posts', '--json'], ['start']]) {
        const { code, stdout, stderr } = await desk.run(args, half);
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr).toMatch(names);
        expect(stderr).toContain('[KWB_CONFIG_INVALID]');
        expect(stderr).not.toContain('quite-secret-value');
      }
    },
  );

  it('a real account whose credentials are gone is refused, and comes back with them', async () => {
    const [planned] = (await desk.runForPosts(['post', 'Later', '--account', 'x', '--at', '+2h'], realX())).posts;
    const { code, stdout, stderr } = await desk.run(['start', '--port', '0']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/real x account.*credentials.*\[KWB_CONFIG_INVALID\]/);
    expect(await desk.listPosts([], realX())).toMatchObject([
      { id: planned?.id, state: 'scheduled', simulated: false },
    ]);
  });

  it('credentials that the network refuses pause the account and are told to nobody; mended, what waited is sent', async () => {
    const wrong = { ...realX(), X_ACCESS_TOKEN_SECRET: 'quite-secret-value', KAWARABAN_LOG_LEVEL: 'debug' };
    const running = await desk.start(['start', '--port', '0'], RUNS, wrong);
    const told = await desk.run(['post', 'Hello', '--account', 'x', '--wait'], wrong);
    expect(told.stdout).toMatch(/scheduled .*refuses our credentials/);
    expect(told.stdout + told.stderr + running.greeting).not.toContain('quite-secret-value');
    expect((await readTimeline(urls.x)).posts).toEqual([]);
    expect(await running.stop()).toBe(0);

    const mended = await desk.start(['start', '--port', '0'], RUNS, realX());
    await vi.waitFor(async () => expect((await readTimeline(urls.x)).posts).toMatchObject([{ text: 'Hello' }]), SOON);
    expect(await mended.stop()).toBe(0);
  });
});

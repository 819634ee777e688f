import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES, type RouteName } from '../../src/api/contract/routes.js';
import { runCli } from '../../src/cli/run-cli.js';
import { listOperations } from '../../src/service/call-api.js';
import { Desk } from '../support/run-kawaraban.js';

/** Why the command line has none: it has no session, and whoever works there needs none. */
const SIGNING_IN = 'is signing in at a browser';

/** Why the command line has none: it cannot tell people apart. */
const OF_TWO_PEOPLE = 'takes two people who are signed in';

/** Which command does what an operation of the API does. */
const COMMANDS: Readonly<Record<RouteName, string>> = {
  signIn: SIGNING_IN,
  whoAmI: SIGNING_IN,
  signOut: SIGNING_IN,
  changePassword: SIGNING_IN,
  readLink: SIGNING_IN,
  setUp: SIGNING_IN,
  setPassword: SIGNING_IN,
  readToday: 'api',
  readCalendar: 'api',
  followEvents: 'api',
  listAudit: 'audit',
  readSilence: 'silence',
  startSilence: 'silence start',
  endSilence: 'silence end',
  readSettings: 'settings',
  changeSettings: 'settings',
  listPosts: 'posts',
  countPosts: 'api',
  composePosts: 'post',
  changeManyPosts: 'api',
  readPost: 'show',
  readPostHistory: 'show',
  editPost: 'edit',
  movePost: 'reschedule',
  queuePost: 'queue',
  approvePost: 'release',
  returnPost: 'return',
  releasePost: 'release',
  holdPost: 'hold',
  cancelPost: 'cancel',
  confirmPost: 'confirm',
  resendPost: 'resend',
  correctPost: 'api',
  retractPost: 'retract',
  notePost: 'note',
  previewPosts: 'api',
  readLinkCard: 'read',
  readCardPicture: 'api',
  // `post` does it for a new post.
  storePicture: 'edit',
  readPicture: 'api',
  listArticles: 'api',
  explainArticle: 'explain',
  postAgain: 'api',
  liftEmbargo: OF_TWO_PEOPLE,
  withdrawEmbargoAsk: 'api',
  listAccounts: 'accounts',
  findFreeTime: 'api',
  checkAccount: 'accounts check',
  pauseAccount: 'accounts pause',
  resumeAccount: 'accounts resume',
  listTemplates: 'api',
  readTemplate: 'api',
  tryTemplate: 'preview',
  replayTemplate: 'replay',
  saveTemplate: 'api',
  listSources: 'sources',
  addSource: 'sources add',
  addWebhook: 'sources add',
  readWebhook: 'sources secret',
  rotateWebhook: 'sources secret',
  pollSource: 'sources poll',
  pauseSource: 'sources pause',
  resumeSource: 'sources resume',
  acceptSource: 'sources accept',
  removeSource: 'sources remove',
  listPeople: 'users',
  addPerson: 'users add',
  changePerson: 'users role',
  resetPassword: 'users reset',
  listTokens: 'tokens',
  addToken: 'tokens add',
  removeToken: 'tokens remove',
  readCalendarLink: 'users calendar',
  makeCalendarLink: 'users calendar',
  removeCalendarLink: 'users calendar',
};

const read = async (...args: readonly string[]) => {
  const out: string[] = [];
  const terminal = {
    out: (text: string) => out.push(text),
    err: () => undefined,
    confirm: () => Promise.resolve(null),
  };
  await runCli(args, '0', () => Promise.reject(new Error('help opens nothing')), terminal);
  return out.join('\n');
};

describe('what the API does', () => {
  it.each(Object.entries(COMMANDS).filter(([, command]) => ![SIGNING_IN, OF_TWO_PEOPLE].includes(command)))(
    '%s is done by kawaraban %s',
    async (name, command) => {
      expect(await read(...command.split(' '), '--help')).toContain(`Usage: kawaraban ${command} `);
      if (name === 'storePicture') expect(await read(command, '--help')).toContain('--image <file>');
      if (command === 'api') expect(listOperations().join('\n')).toContain(`${name}  `);
    },
  );

  it('nothing is named that the API does not do', () => {
    expect(Object.keys(COMMANDS).sort()).toEqual(Object.keys(ROUTES).sort());
  });
});

describe('what an editor does at the machine itself', { timeout: 120_000 }, () => {
  const desk = new Desk();
  let id = '';
  beforeAll(async () => {
    const body = { as: 'draft', variants: [{ account: '', parts: [{ text: 'The night ferry returns' }] }] };
    const { items } = await json<{ items: { id: string; name: string }[] }>('api', 'listAccounts');
    body.variants[0] = { account: items[0]?.id ?? '', parts: [{ text: 'The night ferry returns' }] };
    const made = await json<{ items: { id: string }[] }>('api', 'composePosts', '--body', JSON.stringify(body));
    id = made.items[0]?.id ?? '';
  }, 60_000);
  afterAll(() => desk.clear());

  const json = async <Shape>(...args: readonly string[]): Promise<Shape> => {
    const { code, stdout, stderr } = await desk.run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as Shape;
  };
  const stateAfter = async (...args: readonly string[]) => {
    const { posts } = await json<{ posts: { state: string; reason: string | null }[] }>(...args, '--json');
    return posts.map(({ state, reason }) => [state, reason])[0];
  };

  it('a draft is queued, held with its reason and noted; the audit says that the command line did', async () => {
    expect(await stateAfter('queue', id, '--at', '+2h')).toEqual(['scheduled', null]);
    expect(await stateAfter('hold', id, '--reason', 'wait for the verdict')).toEqual(['held', 'wait for the verdict']);
    expect((await desk.run(['note', id, 'asked the court'])).code).toBe(0);
    const { changes } = await json<{ changes: { kind: string; by: { name: string } }[] }>('audit', '--json');
    expect(changes.slice(0, 3).map(({ kind, by }) => [kind, by.name])).toEqual([
      ['post-note', 'the command line'],
      ['post-held', 'the command line'],
      ['post-queued', 'the command line'],
    ]);
    expect((await desk.run(['return', id, '--note', 'shorter'])).stderr).toContain('[KWB_TRANSITION_REFUSED]');
  });

  it('an account is paused, settings are changed, and operations are done as the command line', async () => {
    const { accounts } = await json<{ accounts: unknown[] }>('accounts', 'pause', 'x', '--reason', 'moving', '--json');
    expect(accounts).toMatchObject([{ state: 'paused', pausedReason: 'moving' }]);
    expect((await desk.run(['settings', 'saveTemplates', 'on'])).stdout).toContain('saveTemplates: on');
    expect(await json('api', 'countPosts')).toEqual({ counts: [{ state: 'held', count: 1 }] });
    const seen = await json<{ revision: number }>('api', 'readPost', `id=${id}`);
    const stale = ['api', 'cancelPost', `id=${id}`, '--seen', String(seen.revision - 1)];
    expect((await desk.run(stale)).stderr).toContain('[KWB_CHANGED_MEANWHILE]');
    expect(await json('api', 'cancelPost', `id=${id}`, '--seen', String(seen.revision))).toMatchObject({
      state: 'cancelled',
    });
    desk.write('templates/x/default.liquid', '{{ article.title }}');
    const own = { KAWARABAN_TEMPLATES: `${desk.folder}/templates` };
    const ofTemplate = ['network=x', 'file=default'];
    const read = await desk.run(['api', 'readTemplate', ...ofTemplate], own);
    const { revision } = JSON.parse(read.stdout) as { revision: string };
    const save = ['api', 'saveTemplate', ...ofTemplate, '--body', '{"source":"{{ article.title }}!"}'];
    expect((await desk.run(save, own)).stderr).toContain('--seen');
    expect((await desk.run([...save, '--seen', revision], own)).code).toBe(0);
    expect((await desk.run([...save, '--seen', revision], own)).stderr).toContain('[KWB_CHANGED_MEANWHILE]');
    expect((await desk.run(['api', 'listPosts', 'limit=many'])).stderr).toContain('[KWB_USAGE]');
    expect((await desk.run(['api', 'signIn'])).stderr).toContain('there is no operation "signIn"');
  });

  it('an embargo is not lifted there, and no operation is named that would', async () => {
    const file = desk.write('ferry.md', '---\ntitle: The ferry\nembargoUntil: 2999-05-06 10:00\n---\nIt sails again.');
    await desk.run(['publish', file, '--account', 'facebook']);
    const { items } = await json<{ items: { id: string }[] }>('api', 'listArticles');
    const article = `id=${items[0]?.id ?? ''}`;
    const read = () =>
      json<{ article: { embargo: { until: string; actions: string[] } } }>('api', 'explainArticle', article);
    const { embargo } = (await read()).article;
    expect(embargo).toMatchObject({ isReadable: true, ask: null, actions: [] });
    const ask = JSON.stringify({ act: 'ask', until: embargo.until, reason: 'the minister spoke' });
    for (const asking of [[], ['--body', ask]]) {
      const { code, stderr } = await desk.run(['api', 'liftEmbargo', article, ...asking]);
      expect(code).not.toBe(0);
      expect(stderr).toContain('the command line cannot lift an embargo: two people who sign in do');
    }
    expect(await json('api', 'withdrawEmbargoAsk', article)).toEqual({ embargo });
    expect((await read()).article.embargo).toEqual(embargo);
    expect(listOperations().join('\n')).not.toContain('liftEmbargo');
  });
});

import type { RouteName } from '../../src/api/contract/routes.js';
import { ifMatch, type ApiDesk, type Colleague } from './api-desk.js';
import { ARTICLE, plannedPost } from './samples.js';

const HOUR_MS = 3_600_000;
const PASSWORD = 'four words make a good one';

/** What it needs is done first; what it ends with does the act itself. */
export type DeskAct = () => Promise<() => Promise<unknown>>;

export interface Actors {
  readonly desk: ApiDesk;
  readonly admin: Colleague;
  readonly writer: Colleague;
  /** The account that posts are made for. */
  readonly account: string;
  /** Where a feed is to be found. */
  readonly feedUrl: string;
}

/** Each operation of the API that changes something, done so that it does. */
export function deskActs({ desk, admin, writer, account, feedUrl }: Actors): Partial<Record<RouteName, DeskAct>> {
  let count = 0;
  const inHours = (hours: number) => new Date(desk.newsroom.clock.now().getTime() + hours * HOUR_MS);
  const words = () => `What the harbour says, number ${String(++count)}`;
  const parts = () => [{ text: words() }];
  const compose = async (more: object = {}) => {
    const when = { kind: 'at', at: inHours(++count).toISOString() };
    const body = { as: 'queue', variants: [{ account, parts: parts() }], when, ...more };
    const [post] = (await writer.ask('composePosts', { body })).items;
    if (post === undefined) throw new Error('nothing was composed');
    return post;
  };
  /** Nobody could find out whether it went out. */
  const unconfirmed = async () => {
    const { ledger } = desk;
    const dueAt = inHours(0);
    const { id, revision } = await ledger.createPost(plannedPost(account, { text: words(), dueAt }));
    const claim = await ledger.claimPost(id, revision);
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    await ledger.openDelivery(claim.token);
    const answer = { status: 503, code: null, message: 'overloaded' };
    await ledger.settlePost(claim.token, { kind: 'look-up', at: dueAt, ifAbsent: 'send-again', answer });
    const look = await ledger.claimLookUp();
    const post = await ledger.settleLookUp(look?.token ?? '', { kind: 'unconfirmed', reason: 'nobody could tell' });
    if (post === null) throw new Error('the look was lost');
    return post;
  };
  const embargoed = async () => {
    const embargoUntil = inHours(48);
    const article = { ...ARTICLE, url: null, embargoUntil };
    const { id } = await desk.ledger.recordArticle(article, [`guid:${words()}`], 'file', null);
    return { id, until: embargoUntil.toISOString() };
  };
  const newcomer = async () => {
    const body = { name: 'New', login: `new${String(++count)}`, role: 'viewer' };
    const { person, link } = await admin.ask('addPerson', { body });
    return { ...person, link: link.split('#')[1] ?? '' };
  };
  const withPassword = async () => {
    const person = await newcomer();
    const reply = await desk.send('setPassword', { body: { link: person.link, password: PASSWORD } });
    return { ...person, cookie: String(reply.headers['set-cookie']).split(';')[0] ?? '' };
  };
  const ofWebhook = async () => {
    const name = `cms-${String(++count)}`;
    await admin.ask('addWebhook', { body: { name, dialect: 'ghost' } });
    return { name };
  };
  const addFeed = async () => {
    const name = `feed-${String(++count)}`;
    await admin.ask('addSource', { body: { address: `${feedUrl}/${name}`, name, kind: 'feed' } });
    return { name };
  };
  /** It has shown so much at once that a person has to look first. */
  const flood = async (name: string) => {
    const { ledger } = desk;
    const claim = await ledger.claimPollOf((await ledger.findSource(name))?.id ?? '');
    await ledger.finishPoll(claim?.token ?? '', {
      ...{ outcome: 'articles', note: 'so much', pauseReason: 'so much', cursor: null, nextPollAt: inHours(1) },
      ...{ items: null, newArticles: 0, hub: null, movedTo: null, isTakenIn: false },
    });
  };
  const change = async (name: RouteName, post: { id: string; revision: number }, body?: unknown) =>
    admin.ask(name, { params: { id: post.id }, headers: ifMatch(post.revision), body });

  return {
    signIn: async () => {
      const { login } = await withPassword();
      return () => desk.send('signIn', { body: { login, password: PASSWORD } });
    },
    signOut: async () => {
      const { cookie } = await withPassword();
      return () => desk.send('signOut', { headers: { cookie } });
    },
    changePassword: async () => {
      const { cookie } = await withPassword();
      const body = { current: PASSWORD, password: 'other four words make one too' };
      return () => desk.send('changePassword', { headers: { cookie }, body });
    },
    setPassword: async () => {
      const { link } = await newcomer();
      return () => desk.send('setPassword', { body: { link, password: PASSWORD } });
    },
    startSilence: () => Promise.resolve(() => admin.ask('startSilence', { body: { reason: 'the vigil' } })),
    endSilence: async () => {
      await admin.ask('startSilence', { body: { reason: 'the vigil' } });
      return () => admin.ask('endSilence');
    },
    changeSettings: () => Promise.resolve(() => admin.ask('changeSettings', { body: { saveTemplates: true } })),
    composePosts: () => Promise.resolve(() => compose()),
    changeManyPosts: async () => {
      const { id, revision } = await compose();
      return () => admin.ask('changeManyPosts', { body: { action: 'cancel', posts: [{ id, revision }] } });
    },
    editPost: async () => {
      const post = await compose();
      return () => change('editPost', post, { parts: parts() });
    },
    movePost: async () => {
      const post = await compose();
      return () => change('movePost', post, { when: { kind: 'at', at: inHours(1_000).toISOString() } });
    },
    queuePost: async () => {
      const post = await compose({ as: 'draft' });
      return () => change('queuePost', post, { when: { kind: 'at', at: inHours(1_001).toISOString() } });
    },
    approvePost: async () => {
      const post = await compose({ askApproval: true });
      return () => change('approvePost', post);
    },
    returnPost: async () => {
      const post = await compose({ askApproval: true });
      return () => change('returnPost', post, { note: 'shorter' });
    },
    releasePost: async () => {
      const post = await compose();
      const held = await desk.ledger.holdPost(post.id, post.revision, 'wait');
      return () => change('releasePost', held ?? post);
    },
    holdPost: async () => {
      const post = await compose();
      return () => change('holdPost', post, { reason: 'wait' });
    },
    cancelPost: async () => {
      const post = await compose();
      return () => change('cancelPost', post);
    },
    confirmPost: async () => {
      const post = await unconfirmed();
      return () => change('confirmPost', post, { url: 'https://x.com/paper/status/4711' });
    },
    resendPost: async () => {
      const post = await unconfirmed();
      return () => change('resendPost', post);
    },
    correctPost: async () => {
      const post = await unconfirmed();
      await change('confirmPost', post, { url: 'https://x.com/paper/status/4712' });
      return () => admin.ask('correctPost', { params: { id: post.id } });
    },
    notePost: async () => {
      const { id } = await compose();
      return () => admin.ask('notePost', { params: { id }, body: { note: 'asked the court' } });
    },
    postAgain: async () => {
      const { id } = await desk.ledger.recordArticle(ARTICLE, ['url:ferry'], 'file', null);
      const body = { template: 'x/default', accounts: [account] };
      return () => admin.ask('postAgain', { params: { id }, body });
    },
    liftEmbargo: async () => {
      const { id, until } = await embargoed();
      return () => admin.ask('liftEmbargo', { params: { id }, body: { act: 'ask', until, reason: 'it is out' } });
    },
    withdrawEmbargoAsk: async () => {
      const { id, until } = await embargoed();
      await admin.ask('liftEmbargo', { params: { id }, body: { act: 'ask', until, reason: 'it is out' } });
      return () => admin.ask('withdrawEmbargoAsk', { params: { id } });
    },
    pauseAccount: () =>
      Promise.resolve(() => admin.ask('pauseAccount', { params: { id: account }, body: { reason: 'moving' } })),
    resumeAccount: async () => {
      await admin.ask('pauseAccount', { params: { id: account }, body: { reason: 'moving' } });
      return () => admin.ask('resumeAccount', { params: { id: account } });
    },
    saveTemplate: async () => {
      await admin.ask('changeSettings', { body: { saveTemplates: true } });
      const params = { network: 'x', file: 'default' };
      const { source, revision } = await admin.ask('readTemplate', { params });
      const headers = { 'if-match': `"${revision}"` };
      return () => admin.ask('saveTemplate', { params, headers, body: { source } });
    },
    addSource: () => Promise.resolve(addFeed),
    addWebhook: () => Promise.resolve(ofWebhook),
    rotateWebhook: async () => {
      const params = await ofWebhook();
      return () => admin.ask('rotateWebhook', { params });
    },
    pollSource: async () => {
      const params = await addFeed();
      return () => admin.ask('pollSource', { params });
    },
    pauseSource: async () => {
      const params = await ofWebhook();
      return () => admin.ask('pauseSource', { params, body: { reason: 'spam' } });
    },
    resumeSource: async () => {
      const params = await ofWebhook();
      await admin.ask('pauseSource', { params, body: { reason: 'spam' } });
      return () => admin.ask('resumeSource', { params });
    },
    acceptSource: async () => {
      const params = await addFeed();
      await flood(params.name);
      return () => admin.ask('acceptSource', { params, body: { what: 'skip' } });
    },
    removeSource: async () => {
      const params = await ofWebhook();
      return () => admin.ask('removeSource', { params });
    },
    addPerson: () => Promise.resolve(newcomer),
    changePerson: async () => {
      const { id } = await newcomer();
      return () => admin.ask('changePerson', { params: { id }, body: { role: 'editor' } });
    },
    resetPassword: async () => {
      const { id } = await newcomer();
      return () => admin.ask('resetPassword', { params: { id } });
    },
    addToken: () => Promise.resolve(() => admin.ask('addToken', { body: { name: words(), role: 'viewer' } })),
    removeToken: async () => {
      const { token } = await admin.ask('addToken', { body: { name: words(), role: 'viewer' } });
      return () => admin.ask('removeToken', { params: { id: token.id } });
    },
    makeCalendarLink: () => Promise.resolve(() => admin.ask('makeCalendarLink')),
    removeCalendarLink: async () => {
      await admin.ask('makeCalendarLink');
      return () => admin.ask('removeCalendarLink');
    },
  };
}

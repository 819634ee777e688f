import type { Logger } from 'pino';
import { createPost } from './application/create-post.js';
import { demandAccount, listLiving } from './application/demand-account.js';
import { demandPost } from './application/demand-post.js';
import { editPost } from './application/edit-post.js';
import { explainArticle } from './application/explain-article.js';
import { enqueuePosts } from './application/enqueue-posts.js';
import { countOut } from './application/count-out.js';
import { ingestArticle } from './application/ingest-article.js';
import { ingestByHand } from './application/ingest-by-hand.js';
import { previewPosts } from './application/preview-posts.js';
import type { Ports } from './application/ports/ports.js';
import { replayArticles } from './application/replay-articles.js';
import { confirmAbsent, confirmPublished, releasePost } from './application/resolve-post.js';
import { resumeAccount } from './application/resume-account.js';
import { retractPost } from './application/retract-post.js';
import type { PostView } from './cli/post-view.js';
import type { ArticleView, PostRequest, Program, PublishRequest } from './cli/program.js';
import type { Config } from './config/read-config.js';
import type { Article, RecordedArticle } from './domain/article.js';
import { COMMAND_LINE } from './domain/person.js';
import type { Post, PostId } from './domain/post.js';
import { beside, withNetworks, withService } from './service/beside.js';
import { deskActs } from './service/desk-acts.js';
import type { Drill } from './service/drill.js';
import { loadTemplate, loadTemplates } from './service/load-templates.js';
import { peopleActs } from './service/people-acts.js';
import { openNewsroom, type Newsroom } from './service/open-newsroom.js';
import { sourceActs } from './service/source-acts.js';
import { systemClock } from './service/system-clock.js';
import { untilStopped, waitUntilSettled } from './service/waiting.js';
import { previewAccounts, previewNetworks } from './service/preview-parts.js';
import { readLedger } from './service/read-ledger.js';
import { webhookActs } from './service/webhook-acts.js';
import { readArticleFile, readPictures } from './service/read-files.js';
import { timeLimit } from './application/time-limit.js';

/**
 * The composition root: the one place where the commands meet what does the work. What only a running service needs is
 * loaded when one runs: most commands read or write a row and end.
 */
export function createApp(
  config: Config,
  log: Logger,
  stopped: AbortSignal,
  say: (line: string) => void,
  drill: Drill | null = null,
): Program {
  const opened = async <T>(work: (newsroom: Newsroom) => Promise<T>): Promise<T> => {
    const newsroom = await openNewsroom(config, log, drill);
    try {
      return await work(newsroom);
    } finally {
      await newsroom.close();
    }
  };
  /** What a person does by a command, the history says of the command line. */
  const inNewsroom = <T>(work: (newsroom: Newsroom) => Promise<T>): Promise<T> =>
    opened((newsroom) => work({ ...newsroom, ledger: newsroom.ledger.by(COMMAND_LINE) }));
  /** With `wait` the whole service is there until the work is settled; without it the ledger and, if it runs, its queue. */
  const withQueue = <T>(wait: boolean, work: (ports: Ports) => Promise<T>): Promise<T> =>
    wait ? opened((newsroom) => withService(newsroom, work)) : inNewsroom((newsroom) => beside(newsroom, work));

  return {
    zone: config.zone,
    now: () => systemClock.now(),
    start: async ({ port, role }) => {
      const { runService, runWorker } = await import('./service/run-service.js');
      return opened((newsroom) =>
        role === 'worker'
          ? runWorker(newsroom, port, stopped, say)
          : runService(newsroom, port ?? config.port, stopped, say),
      );
    },
    simulate: (listening) => simulate(config, stopped, listening),
    migrate: () => inNewsroom((newsroom) => Promise.resolve(newsroom.migration)),
    read: (target, request) => read(config, target, request, stopped),
    preview: (file, template) => preview(config, file, template),
    replay: (last, templateFile) => replay(config, last, templateFile),
    publish: async (file, request) => {
      const written = readArticleFile(file, config);
      const article = request.url === null ? written : { ...written, url: request.url };
      return withQueue(request.wait, (ports) => publishArticle(ports, article, request, stopped));
    },
    ingest: (target, wait) => ingest(config, target, wait, stopped, (work) => withQueue(wait, work)),
    post: (request) => withQueue(request.wait, (ports) => postText(ports, request, stopped)),
    listPosts: (filter) =>
      inNewsroom(async (newsroom) => (await newsroom.ledger.listPosts(filter)).map((post) => view(newsroom, post))),
    explain: (which) => inNewsroom((newsroom) => explainArticle(newsroom, which)),
    show: (id) => inNewsroom((newsroom) => show(newsroom, id)),
    cancel: (id) => inNewsroom(async (newsroom) => view(newsroom, await newsroom.ledger.cancelPost(id))),
    ...changes((work) => withQueue(false, work)),
    ...newsroomActs(inNewsroom),
    ...sourceActs(config, stopped, (work) => withQueue(false, work)),
    ...webhookActs(inNewsroom),
    ...peopleActs(config, inNewsroom),
    ...deskActs((work) => inNewsroom((newsroom) => beside(newsroom, (ports) => work(ports, newsroom))), view, stopped),
    retract: (id) =>
      inNewsroom((newsroom) =>
        withNetworks(newsroom, async (ports) => view(ports, await retractPost(ports, id, timeLimit(60_000, stopped)))),
      ),
  };
}

async function read(
  config: Config,
  target: string,
  request: Parameters<Program['read']>[1],
  stopped: AbortSignal,
): ReturnType<Program['read']> {
  const { readAnyDocument } = await import('./service/read-any-document.js');
  return readAnyDocument(config, target, request, stopped);
}

type InQueue = <T>(work: (ports: Ports) => Promise<T>) => Promise<T>;

/** What people do to a post that waits. */
function changes(inQueue: InQueue): Pick<Program, 'reschedule' | 'edit' | 'release' | 'confirm' | 'resend'> {
  const change = (work: (ports: Ports) => Promise<Post>): Promise<PostView> =>
    inQueue(async (ports) => view(ports, await work(ports)));
  return {
    reschedule: (id, time) =>
      change(async (ports) => {
        const post = await ports.ledger.reschedulePost(id, time);
        await enqueuePosts(ports, [post]);
        return post;
      }),
    edit: (id, { part, text, link, imageFile, alt }) =>
      change(async (ports) =>
        editPost(ports, id, {
          part,
          ...(text === null ? {} : { text }),
          ...(link === undefined ? {} : { link }),
          ...(imageFile === undefined ? {} : { media: await readPictures(ports.ledger, imageFile, alt) }),
        }),
      ),
    release: (id) => change((ports) => releasePost(ports, id)),
    confirm: (id, url) => change((ports) => confirmPublished(ports, id, url)),
    resend: (id) => change((ports) => confirmAbsent(ports, id)),
  };
}

/** What concerns the newsroom as a whole. */
function newsroomActs(
  inNewsroom: <T>(work: (newsroom: Newsroom) => Promise<T>) => Promise<T>,
): Pick<Program, 'silence' | 'startSilence' | 'endSilence' | 'accounts' | 'resumeAccount' | 'budget'> {
  return {
    silence: () => inNewsroom(({ ledger }) => ledger.findSilence()),
    startSilence: (reason, until) => inNewsroom(({ ledger }) => ledger.startSilence(reason, until)),
    endSilence: () =>
      inNewsroom(async (newsroom) => {
        const ended = await newsroom.ledger.findSilence();
        await newsroom.ledger.endSilence();
        const held = await newsroom.ledger.listPosts({ state: 'held' });
        return { ended, held: held.map((post) => view(newsroom, post)) };
      }),
    accounts: () => inNewsroom(listLiving),
    resumeAccount: (name) => inNewsroom((newsroom) => resumeAccount(newsroom, name)),
    budget: () =>
      inNewsroom(async (newsroom) => {
        const { ledger, clock } = newsroom;
        const month = clock.now();
        return Promise.all(
          (await listLiving(newsroom)).map(async (account) => ({
            account,
            month,
            spending: await ledger.readSpending(account.id, month),
          })),
        );
      }),
  };
}

async function simulate(
  config: Config,
  stopped: AbortSignal,
  listening: Parameters<Program['simulate']>[0],
): Promise<void> {
  const { startSimulators } = await import('./service/simulators.js');
  const simulators = await startSimulators(config.dataFolder, ['x', 'facebook'], config.port);
  listening({ x: simulators.urls.x ?? '', facebook: simulators.urls.facebook ?? '' });
  await untilStopped(stopped);
  await simulators.close();
}

async function preview(config: Config, file: string, template: string | null): ReturnType<Program['preview']> {
  const article = readArticleFile(file, config);
  const ports = {
    ...previewNetworks(config),
    templates: await loadTemplates(config),
    clock: systemClock,
    zone: config.zone,
  };
  const posts = previewPosts(ports, previewAccounts(config), article, template);
  return { article: { ...article, warnings: [] }, posts };
}

async function replay(config: Config, last: number, templateFile: string | null): ReturnType<Program['replay']> {
  const ports = { ...previewNetworks(config), templates: await loadTemplates(config) };
  const changed = templateFile === null ? null : await loadTemplate(templateFile, config);
  const articles = await readLedger(config, (ledger) => ledger.listNewestArticles(last));
  return {
    articles: articles.length,
    posts: await replayArticles(ports, changed, previewAccounts(config), articles, null),
  };
}

async function show({ ledger, networks }: Pick<Ports, 'ledger' | 'networks'>, id: PostId): ReturnType<Program['show']> {
  const post = await demandPost({ ledger }, id);
  const recorded = post.articleId === null ? null : await ledger.findArticle(post.articleId);
  return {
    article: recorded === null ? null : viewArticle(recorded),
    post: view({ networks }, post),
    events: await ledger.listEvents(id),
  };
}

async function publishArticle(ports: Ports, article: Article, request: PublishRequest, stopped: AbortSignal) {
  if (request.accountName !== null) await demandAccount(ports, request.accountName);
  const { recorded, posts } = await ingestArticle(ports, article, 'file', {
    at: request.at,
    wallTime: request.wallTime,
    accountName: request.accountName,
  });
  const settled = request.wait ? await waitUntilSettled(ports.ledger, posts, stopped) : posts;
  return { article: viewArticle(recorded), posts: settled.map((post) => view(ports, post)) };
}

async function ingest(
  config: Config,
  target: string,
  wait: boolean,
  stopped: AbortSignal,
  inQueue: InQueue,
): ReturnType<Program['ingest']> {
  const { articles } = await read(config, target, { type: null, contentType: null }, stopped);
  return inQueue(async (ports) => {
    const taken = await ingestByHand(ports, articles);
    const lists = await Promise.all(taken.recorded.map(({ id }) => ports.ledger.listPosts({ articleId: id })));
    const posts = wait ? await waitUntilSettled(ports.ledger, lists.flat(), stopped) : lists.flat();
    const { recorded } = taken;
    return { shown: articles.length, note: countOut(taken), recorded, posts: posts.map((post) => view(ports, post)) };
  });
}

async function postText(ports: Ports, request: PostRequest, stopped: AbortSignal): Promise<PostView> {
  const account = await demandAccount(ports, request.accountName);
  const media = await readPictures(ports.ledger, request.imageFile, request.alt);
  const post = await createPost(ports, account, {
    text: request.text,
    link: request.link,
    media,
    at: request.at,
    wallTime: request.wallTime,
  });
  const [settled = post] = request.wait ? await waitUntilSettled(ports.ledger, [post], stopped) : [post];
  return view(ports, settled);
}

function viewArticle({ article, page }: RecordedArticle): ArticleView {
  return { ...article, warnings: page?.warnings ?? [] };
}

function view({ networks }: Pick<Ports, 'networks'>, post: Post): PostView {
  return { post, lengths: post.parts.map((part) => networks[post.account.network].measure(part.text, post.account)) };
}

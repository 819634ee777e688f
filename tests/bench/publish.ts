// From the request that tells of an article to its posts, with 50 articles in one second.
//   npm run bench:publish [-- --articles 50]
// Exit 1 when an article is not on each timeline exactly once, or, with gaps, not in order of publication.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from '../support/free-port.js';
import { standardMessage } from '../support/hook-sender.js';
import { HubServer } from '../support/hub-server.js';
import { RunningProgram } from './running-program.js';
import { drawSpread } from './spread.js';

const { values } = parseArgs({ options: { articles: { type: 'string', default: '50' } } });
const ARTICLES = Number(values.articles);
const GAP_MS = 1_000;
/** By so much one call may take longer than the next: the first of a program makes and compiles what it needs. */
const ON_THE_WAY_MS = 250;
const LONGEST_MS = 120_000;
/** Nobody waits for the page of an article, neither to read it nor for Facebook to do so. */
const NO_CARDS = '{"enrichMs":0,"enrichBreakingMs":0,"cardMs":0}';

/** Tells of one article; ends with the instant of the request. */
type Tell = (name: string) => Promise<number>;
/** What was there before is not news: sets everything up, and says how an article is told of. */
type Way = (program: RunningProgram, site: HubServer) => Promise<Tell>;

const byWebhook: Way = async (program) => {
  const { secret } = JSON.parse(
    await program.run('sources', 'add', '--kind', 'webhook', '--name', 'cms', '--json'),
  ) as { secret: string };
  await program.start();
  return async (name) => {
    const at = new Date();
    const article = { title: titleOf(name), url: `https://harbour-post.example/${name}`, publishedAt: at };
    const { headers, body } = standardMessage(secret, at, article);
    const options = { method: 'POST', headers: headers as Record<string, string>, body: Buffer.from(body) };
    const { status } = await fetch(`${program.url}/hooks/cms`, options);
    if (status !== 202) throw new Error(`the webhook of article ${name} was answered with ${String(status)}`);
    return at.getTime();
  };
};

const byHub: Way = async (program, site) => {
  await addFeed(program, site);
  await program.start();
  await until(() => site.isSubscribed, 'the hub was not asked');
  return async (name) => {
    const at = new Date();
    const status = await site.deliver(site.document([name], at));
    if (status !== 202) throw new Error(`the delivery of article ${name} was answered with ${String(status)}`);
    return at.getTime();
  };
};

/** The request is the poll that shows the article first. */
const byFeed: Way = async (program, site) => {
  await addFeed(program, site, '--every', '2s');
  await program.start();
  const shown: string[] = [];
  return async (name) => {
    shown.unshift(name);
    site.feed = site.document(shown, new Date());
    return new Promise((resolve) => site.once('asked', () => resolve(Date.now())));
  };
};

async function addFeed(program: RunningProgram, site: HubServer, ...options: readonly string[]): Promise<void> {
  site.feed = site.document([], new Date());
  await program.run('sources', 'add', site.topic, '--name', 'feed', ...options);
}

const titleOf = (name: string): string => `Story ${name} of the harbour`;

async function until(isSo: () => boolean | Promise<boolean>, complaint: string): Promise<void> {
  for (const end = Date.now() + LONGEST_MS; !(await isSo()); await pause(100))
    if (Date.now() > end) throw new Error(complaint);
}

/** Instants at which the posts about each article were made, by the clock of the simulators: this machine's. */
async function readPosts(program: RunningProgram): Promise<readonly (readonly { name: string; at: number }[])[]> {
  return (await program.readTimelines()).map(({ posts }) =>
    posts.flatMap(({ text, createdAt }) => {
      const name = /(?:Story|happened to) (\d{3})/.exec(text)?.[1];
      return name === undefined ? [] : [{ name, at: Date.parse(createdAt) }];
    }),
  );
}

interface Burst {
  readonly title: string;
  readonly names: readonly string[];
}

/** One burst behind the other, by one program. */
async function measure(titles: readonly string[], way: Way, habits: Readonly<Record<string, string>>): Promise<void> {
  const port = String(await freePort());
  const site = await HubServer.start();
  const program = new RunningProgram({
    KAWARABAN_PORT: port,
    KAWARABAN_PUBLIC_URL: `http://127.0.0.1:${port}`,
    KAWARABAN_TIMING: NO_CARDS,
    FETCH_ALLOW_PRIVATE: '127.0.0.1',
    ...habits,
  });
  try {
    const tell = await way(program, site);
    for (const [index, title] of titles.entries()) {
      const names = Array.from({ length: ARTICLES }, (_, at) => String(index * ARTICLES + at).padStart(3, '0'));
      await measureBurst({ title, names }, program, tell, 'X_MINIMUM_GAP' in habits);
    }
  } finally {
    await program.end();
    await site.stop();
  }
}

async function measureBurst(
  { title, names }: Burst,
  program: RunningProgram,
  tell: Tell,
  hasGaps: boolean,
): Promise<void> {
  const told = new Map<string, number>();
  const begin = Date.now() + 200;
  await Promise.all(
    names.map(async (name, index) => {
      await pause(begin + (index * 1_000) / names.length - Date.now());
      told.set(name, await tell(name));
    }),
  );
  const readBurst = async () => (await readPosts(program)).map((posts) => posts.filter(({ name }) => told.has(name)));
  const isOut = async () => (await readBurst()).every((posts) => posts.length >= names.length);
  await until(isOut, `${title}: after two minutes not all posts are out`);
  const timelines = await readBurst();
  const lateness = timelines.flatMap((posts) => posts.map(({ name, at }) => at - (told.get(name) ?? Number.NaN)));
  console.log(drawSpread(`${title}: request to post`, lateness));
  for (const posts of timelines) {
    const once = new Set(posts.map(({ name }) => name)).size === names.length && posts.length === names.length;
    if (!once) complain(`${title}: ${String(posts.length)} posts about ${String(names.length)} articles`);
    if (hasGaps) checkOrder({ title, names }, posts);
  }
}

function checkOrder({ title, names }: Burst, posts: readonly { readonly name: string; readonly at: number }[]): void {
  const inTime = [...posts].sort((a, b) => a.at - b.at);
  const gaps = inTime.slice(1).map(({ at }, index) => at - (inTime[index]?.at ?? 0));
  console.log(drawSpread(`${title}: from one post to the next`, gaps));
  // The gap lies between two calls; one may arrive sooner than the other did.
  if (Math.min(...gaps) < GAP_MS - ON_THE_WAY_MS) complain(`${title}: a gap of ${String(Math.min(...gaps))} ms`);
  if (inTime.some(({ name }, index) => name !== names[index])) complain(`${title}: not in order of publication`);
}

function complain(text: string): void {
  console.log(`WRONG: ${text}`);
  process.exitCode = 1;
}

const GAPS = { X_MINIMUM_GAP: `${String(GAP_MS / 1_000)}s`, FACEBOOK_MINIMUM_GAP: `${String(GAP_MS / 1_000)}s` };
// A service runs for weeks; its first second is another thing, and is measured beside it.
await measure(['webhook, right after a start', 'webhook'], byWebhook, {});
await measure(['WebSub'], byHub, {});
await measure(['feed'], byFeed, {});
await measure(['webhook, with gaps'], byWebhook, GAPS);

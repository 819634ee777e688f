import { setTimeout as pause } from 'node:timers/promises';
import { isSettled, type Post } from '../../src/domain/post.js';
import { kindOf, type FaultName } from './faults.js';
import { isOf, judge, lose, type Timelines, type Verdict } from './judge.js';
import { DRILL_TIMING, type ChaosNewsroom } from './newsroom.js';
import type { Random } from './random.js';
import { deliver, drawScenario, queueOwnPost, type Expected, type Scenario } from './scenario.js';
import { strike } from './strike.js';

const LONGEST_MS = 45_000;
/** Without its protection a post may never come to rest. */
const LONGEST_SABOTAGED_MS = 15_000;
const { callMs } = DRILL_TIMING;

export interface Drilled {
  readonly scenario: Scenario;
  readonly posts: readonly Post[];
  readonly struck: ReadonlySet<FaultName>;
  readonly verdict: Verdict;
}

/** One run: posts are queued, faults strike, everything comes to rest, and the timelines are judged. */
export async function drill(
  newsroom: ChaosNewsroom,
  run: number,
  faults: readonly FaultName[],
  random: Random,
): Promise<Drilled> {
  const scenario = drawScenario(newsroom, run, faults, random);
  const struck = new Set<FaultName>();
  const later: Promise<string | null>[] = [];
  const startedAt = Date.now();
  const targets = drawTargets(newsroom, scenario, random);
  const [first = 'flushall'] = faults;
  const strikes = faults.map((fault) =>
    strike(fault, {
      newsroom,
      scenario,
      random,
      target: targets[kindOf(fault) === 'network' ? 1 : 0],
      changeable: kindOf(first) === 'human' ? scenario.expected : scenario.own,
      struck: (name) => struck.add(name),
      await: (coming) => later.push(coming),
    }),
  );
  // What a network will answer is settled before anything reaches it; the other faults strike when they do.
  await Promise.all(strikes.filter((_, index) => kindOf(faults[index] ?? first) === 'network'));
  await pause(30);
  await queue(newsroom, scenario, random);
  await Promise.all(strikes);
  const paused = new Set<string>();
  const posts = await rest(newsroom, scenario, paused);
  const complaints = await Promise.all(later);
  if (faults.includes('applied-late')) await pause(Math.max(startedAt + 2_000 + 2 * callMs - Date.now(), 0));
  await tidy(newsroom);
  const verdict = judge(await readTimelines(newsroom), scenario, posts);
  if (!faults.includes('expired-token'))
    for (const account of paused) lose(verdict, 1, `${account}: paused without a cause`);
  for (const complaint of complaints) if (complaint !== null) lose(verdict, 1, complaint);
  if (verdict.complaints.length > 0 || verdict.unconfirmed > 0)
    for (const post of posts) verdict.complaints.push(await history(newsroom, post));
  return { scenario, posts, struck, verdict };
}

export async function readTimelines(newsroom: ChaosNewsroom): Promise<Timelines> {
  const [x, facebook] = await Promise.all([newsroom.timeline('x'), newsroom.timeline('facebook')]);
  return { x: x.posts, facebook: facebook.posts };
}

/** For faults of a process and for those of a network: they never strike the same post. */
function drawTargets(newsroom: ChaosNewsroom, { expected, faults }: Scenario, random: Random): [Expected, Expected] {
  const [onX, onFacebook] = expected;
  if (onX === undefined || onFacebook === undefined) throw new Error('an article has a post on each network');
  // What comes after a part can be harmed on X alone: a Page has no threads.
  const isAboutThreads = faults.includes('kill-between-parts') || faults.includes('stop-past-deadline');
  const isFirstX = isAboutThreads || newsroom.options.sabotage !== null || random.chance(0.5);
  return isFirstX ? [onX, onFacebook] : [onFacebook, onX];
}

async function queue(newsroom: ChaosNewsroom, scenario: Scenario, random: Random): Promise<void> {
  const times = scenario.faults.includes('delivered-twice') ? 2 : 1;
  const first = random.below(newsroom.crew.size);
  await Promise.all([
    ...scenario.articles.flatMap((article) =>
      Array.from({ length: times }, (_, time) => deliver(newsroom, scenario, article, first + time)),
    ),
    ...scenario.own.map((own) => queueOwnPost(newsroom, own)),
  ]);
}

/** Until nothing of the run goes anywhere by itself any more. A paused account is resumed, as a person would. */
async function rest(newsroom: ChaosNewsroom, { expected }: Scenario, paused: Set<string>): Promise<readonly Post[]> {
  const { ledger } = newsroom.ports;
  const until = Date.now() + (newsroom.options.sabotage === null ? LONGEST_MS : LONGEST_SABOTAGED_MS);
  let posts: readonly Post[] = [];
  while (Date.now() < until) {
    try {
      for (const account of await ledger.listAccounts())
        if (account.state === 'paused') {
          paused.add(`${account.name} (${account.pausedReason ?? ''})`);
          await ledger.resumeAccount(account.id);
        }
      posts = (await ledger.listPosts({})).filter(({ parts }) =>
        expected.some((wanted) => parts.some(({ text }) => isOf(wanted, text))),
      );
      if (posts.length >= expected.length && posts.every(({ state }) => isSettled(state))) return posts;
    } catch {
      // The ledger is away for a moment: that is what this drill is about.
    }
    await pause(60);
  }
  return posts;
}

/** Leaves the newsroom as the next run wants to find it. */
async function tidy(newsroom: ChaosNewsroom): Promise<void> {
  newsroom.crew.tellAll({ order: 'disarm' });
  newsroom.crew.onStruck = () => undefined;
  newsroom.onFaultStruck = () => undefined;
  newsroom.proxy.restore();
  await newsroom.redis.startIfDown();
  await newsroom.setDefaults();
}

async function history({ ports }: ChaosNewsroom, post: Post): Promise<string> {
  const events = await ports.ledger.listEvents(post.id).catch(() => []);
  const lines = events.map(({ at, kind, detail }) => `      ${at.toISOString()} ${kind} ${detail}`);
  return [`   ${post.account.network} ${post.state} ${JSON.stringify(post.parts[0]?.text)}`, ...lines].join('\n');
}

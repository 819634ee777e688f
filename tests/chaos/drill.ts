import { setTimeout as pause } from 'node:timers/promises';
import { isSettled, type Post } from '../../src/domain/post.js';
import type { FaultName } from './faults.js';
import { judge, type Verdict } from './judge.js';
import { DRILL_TIMING, type ChaosNewsroom } from './newsroom.js';
import type { Random } from './random.js';
import { deliver, drawScenario, queueOwnPost, type Expected, type Scenario } from './scenario.js';
import { strike } from './strike.js';

const LONGEST_MS = 45_000;
const { callMs } = DRILL_TIMING;

export interface Drilled extends Verdict {
  readonly posts: number;
  readonly struck: readonly FaultName[];
}

/** One run: posts are queued, faults strike, everything comes to rest, and the timelines are judged. */
export async function drill(
  newsroom: ChaosNewsroom,
  run: number,
  faults: readonly FaultName[],
  random: Random,
): Promise<Drilled> {
  const scenario = drawScenario(newsroom, run, faults, random);
  const struck: FaultName[] = [];
  const startedAt = Date.now();
  const target = drawTarget(newsroom, scenario, random);
  const strikes = faults.map((fault) =>
    strike(fault, {
      newsroom,
      scenario,
      random,
      target,
      struck: (name) => struck.push(name),
    }),
  );
  await pause(30);
  await queue(newsroom, scenario, random);
  await Promise.all(strikes);
  const posts = await rest(newsroom, scenario);
  if (faults.includes('applied-late')) await pause(Math.max(startedAt + 2_000 + 2 * callMs - Date.now(), 0));
  await tidy(newsroom);
  const verdict = await judge(newsroom, scenario, posts);
  if (verdict.complaints.length > 0 || verdict.unconfirmed > 0)
    for (const post of posts) verdict.complaints.push(await history(newsroom, post));
  return { ...verdict, posts: posts.length, struck };
}

/** The post that a fault of a process or of a network is meant for. */
function drawTarget(newsroom: ChaosNewsroom, { expected, faults }: Scenario, random: Random): Expected {
  const [onX, onFacebook] = expected;
  if (onX === undefined || onFacebook === undefined) throw new Error('an article has a post on each network');
  // What comes after a part can be harmed on X alone: a Page has no threads.
  const isAboutThreads = faults.includes('kill-between-parts') || faults.includes('stop-past-deadline');
  return isAboutThreads || newsroom.options.sabotage !== null || random.chance(0.5) ? onX : onFacebook;
}

async function queue(newsroom: ChaosNewsroom, scenario: Scenario, random: Random): Promise<void> {
  const times = scenario.faults.includes('delivered-twice') ? 2 : 1;
  const first = random.below(newsroom.crew.size);
  await Promise.all([
    ...scenario.articles.flatMap(({ marker, article }) =>
      Array.from({ length: times }, (_, time) => deliver(newsroom, marker, article, first + time)),
    ),
    ...scenario.own.map((own) => queueOwnPost(newsroom, own)),
  ]);
}

/** Until nothing of the run goes anywhere by itself any more. A paused account is resumed, as a person would. */
async function rest(newsroom: ChaosNewsroom, scenario: Scenario): Promise<readonly Post[]> {
  const { ledger } = newsroom.ports;
  const until = Date.now() + LONGEST_MS;
  let posts: readonly Post[] = [];
  while (Date.now() < until) {
    try {
      for (const account of await ledger.listAccounts())
        if (account.state === 'paused') await ledger.resumeAccount(account.id);
      posts = (await ledger.listPosts({})).filter(({ parts }) =>
        scenario.expected.some(({ marker }) => parts.some(({ text }) => text.includes(` ${marker} `))),
      );
      if (posts.length >= scenario.expected.length && posts.every(({ state }) => isSettled(state))) return posts;
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
  newsroom.proxy.restore();
  await newsroom.redis.startIfDown();
  await newsroom.setDefaults();
}

async function history({ ports }: ChaosNewsroom, post: Post): Promise<string> {
  const events = await ports.ledger.listEvents(post.id).catch(() => []);
  const lines = events.map(({ at, kind, detail }) => `      ${at.toISOString()} ${kind} ${detail}`);
  return [`   ${post.account.network} ${post.state} ${JSON.stringify(post.parts[0]?.text)}`, ...lines].join('\n');
}

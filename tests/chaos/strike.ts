import { setTimeout as pause } from 'node:timers/promises';
import { editPost } from '../../src/application/edit-post.js';
import type { Fault } from '../../src/simulators/faults.js';
import type { NetworkName } from '../../src/domain/account.js';
import type { Post } from '../../src/domain/post.js';
import { kindOf, type FaultName, type MachineFault, type Point } from './faults.js';
import { DRILL_TIMING, type ChaosNewsroom } from './newsroom.js';
import type { Random } from './random.js';
import type { Expected, Scenario } from './scenario.js';

const { callMs, leaseGraceMs } = DRILL_TIMING;

export interface Strike {
  readonly newsroom: ChaosNewsroom;
  readonly scenario: Scenario;
  readonly random: Random;
  /** The post that it is meant for. */
  readonly target: Expected;
  readonly struck: (fault: FaultName) => void;
}

/** Sets a fault of the process, the network or a person before the posts are queued, or strikes it while they go out. */
export async function strike(fault: FaultName, on: Strike): Promise<void> {
  switch (kindOf(fault)) {
    case 'process':
      return strikeProcess(fault, on);
    case 'network':
      return strikeNetwork(fault, on);
    case 'machine':
      return strikeMachine(fault, on);
    case 'human':
      return strikeHuman(fault, on);
  }
}

async function strikeProcess(fault: FaultName, { newsroom, random, target, struck }: Strike): Promise<void> {
  const { crew } = newsroom;
  const text = target.texts[0] ?? '';
  if (fault === 'clock-ahead') {
    await crew.restart(random.below(crew.size), { CHAOS_CLOCK_AHEAD_MS: '2000' });
    return struck(fault);
  }
  if (fault === 'kill-random') {
    await pause(random.below(1_200));
    if (crew.kill(random.below(crew.size))) struck(fault);
    return;
  }
  if (fault === 'kill-after-apply') return killAfterApply(newsroom, target, () => struck(fault));
  const isStop = fault === 'stop-past-deadline';
  const point = isStop ? stopPoint(newsroom, random) : (fault.slice('kill-'.length) as Point);
  // It wakes up before, or after, others have settled what it had in hand.
  const sleepMs = callMs + leaseGraceMs + 20 + random.below(700);
  crew.onStruck = (_point, worker) => {
    struck(fault);
    crew.tellAll({ order: 'disarm' });
    if (isStop) setTimeout(() => worker.kill('SIGCONT'), sleepMs);
  };
  const marker = point === 'before-plan' ? target.marker : (text.split('\n')[0] ?? text);
  crew.tellAll({ order: 'arm', point, marker, act: isStop ? 'stop' : 'kill' });
}

function stopPoint({ options }: ChaosNewsroom, random: Random): Point {
  if (options.sabotage === 'settle-without-token') return 'before-settle';
  return random.pick(['after-claim', 'after-intent', 'before-settle'] as const);
}

/** The network has it, and the power fails before anybody hears the answer. */
async function killAfterApply(newsroom: ChaosNewsroom, target: Expected, struck: () => void): Promise<void> {
  const { crew } = newsroom;
  const text = target.texts[0] ?? '';
  await addFault(newsroom, target.network, operationsOf(newsroom, target.network)[0] ?? 'publish', text, {
    kind: 'hang',
    applyAfterMs: 0,
  });
  for (let waited = 0; waited < 8_000; waited += 20) {
    const { posts, hidden } = await newsroom.timeline(target.network);
    if ([...posts, ...hidden].some((post) => post.text === text)) {
      for (let index = 0; index < crew.size; index++) crew.kill(index);
      return struck();
    }
    await pause(20);
  }
}

async function strikeNetwork(fault: FaultName, on: Strike): Promise<void> {
  const { newsroom, random, target, struck } = on;
  const { network } = target;
  const text = target.texts.at(random.below(target.texts.length)) ?? '';
  const operation = random.pick(operationsOf(newsroom, network));
  const add = (what: Fault, times = 1): Promise<void> =>
    addFault(newsroom, network, operation, operation === 'publish-visible' ? null : text, what, times);
  if (fault === 'slow-visibility') {
    const settings = network === 'x' ? { visibleAfterMs: 700 } : { listLagMs: 700, readLagMs: 400 };
    await newsroom.control(network, 'POST', 'settings', settings);
    await add({ kind: 'drop', applied: true });
  } else if (fault === '503-html') {
    await add(ERRORS[network].html);
    for (const read of ['timeline', 'read', 'list'])
      await addFault(newsroom, network, read, null, ERRORS[network].html, 2);
  } else if (fault === '429-storm') {
    await add(ERRORS[network].throttled, 3);
  } else {
    await add(faultOf(fault, network));
  }
  struck(fault);
}

/** The faults that are one wrong answer. */
type AnswerFault =
  | 'drop-before'
  | 'drop-after'
  | 'applied-late'
  | 'hang'
  | 'trickle'
  | 'truncated'
  | 'empty'
  | '500-published'
  | 'expired-token';

function faultOf(fault: FaultName, network: NetworkName): Fault {
  switch (fault as AnswerFault) {
    case 'drop-before':
      return { kind: 'drop', applied: false };
    case 'drop-after':
      return { kind: 'drop', applied: true };
    case 'applied-late':
      return { kind: 'hang', applyAfterMs: callMs + 500 };
    case 'hang':
      return { kind: 'hang', applyAfterMs: null };
    case 'trickle':
      return { kind: 'trickle', everyMs: 400 };
    case 'truncated':
      return { kind: 'truncate' };
    case 'empty':
      return { kind: 'empty' };
    case '500-published':
      return { ...ERRORS[network].broken, applied: true };
    case 'expired-token':
      return ERRORS[network].unauthorized;
  }
}

const error = (key: string): Extract<Fault, { kind: 'error' }> => ({ kind: 'error', key, applied: false });
const ERRORS = {
  x: {
    html: error('service-unavailable-html'),
    throttled: error('rate-limited'),
    broken: error('internal-error'),
    unauthorized: error('unauthorized'),
  },
  facebook: {
    html: error('html-502'),
    throttled: error('app-limit'),
    broken: error('unexpected-retry-later'),
    unauthorized: error('token-expired'),
  },
} as const;

function operationsOf({ options }: ChaosNewsroom, network: NetworkName): readonly string[] {
  return network === 'facebook' && options.twoPhase ? ['create-unpublished', 'publish-visible'] : ['publish'];
}

async function addFault(
  newsroom: ChaosNewsroom,
  network: NetworkName,
  operation: string,
  text: string | null,
  fault: Fault,
  times = 1,
): Promise<void> {
  const match = text === null ? {} : { match: text.split('\n')[0] };
  await newsroom.control(network, 'POST', 'faults', { operation, fault, times, ...match });
}

async function strikeMachine(fault: FaultName, { newsroom, random, struck }: Strike): Promise<void> {
  const { redis, proxy, postgres } = newsroom;
  await pause(random.below(900));
  struck(fault);
  switch (fault as MachineFault) {
    case 'flushall':
      return redis.flushAll();
    case 'redis-kill-aof':
    case 'redis-kill-empty':
      await redis.kill({ empty: fault === 'redis-kill-empty' });
      await pause(random.below(1_000));
      return redis.start();
    case 'redis-cut':
      proxy.cut();
      await pause(300 + random.below(1_200));
      return proxy.restore();
    case 'redis-freeze':
      return proxy.freeze();
    case 'redis-away':
      // The run starts it again when all posts are out.
      return redis.kill({ empty: random.chance(0.5) });
    case 'postgres-restart':
      await postgres?.stop('SIGQUIT');
      await pause(random.below(600));
      return postgres?.start();
    case 'sqlite-locked':
      return newsroom.lockSqlite(600 + random.below(900));
  }
}

async function strikeHuman(fault: FaultName, on: Strike): Promise<void> {
  const { newsroom, scenario, random, struck } = on;
  if (fault === 'delivered-twice') return struck(fault);
  const { ports } = newsroom;
  const wanted = fault === 'edit-midway' ? scenario.own[0] : scenario.expected[random.below(scenario.expected.length)];
  const post = wanted === undefined ? null : await findPost(newsroom, wanted);
  if (wanted === undefined || post === null) return;
  await pause(
    Math.max((wanted.dueAt ?? post.dueAt).getTime() - ports.clock.now().getTime() - 30 + random.below(90), 0),
  );
  struck(fault);
  if (fault === 'cancel-midway') {
    await ports.ledger.cancelPost(post.id).catch(() => null);
    return;
  }
  const text = `${wanted.texts[0] ?? ''}, in other words`;
  const edited = await editPost(ports, post.id, { part: 1, text }).catch(() => null);
  if (edited !== null) wanted.texts = [text];
}

async function findPost({ ports }: ChaosNewsroom, { network, marker }: Expected): Promise<Post | null> {
  for (let waited = 0; waited < 5_000; waited += 20) {
    const posts = await ports.ledger.listPosts({}).catch(() => []);
    const found = posts.find(
      (post) => post.account.network === network && post.parts.some(({ text }) => text.includes(` ${marker} `)),
    );
    if (found !== undefined) return found;
    await pause(20);
  }
  return null;
}

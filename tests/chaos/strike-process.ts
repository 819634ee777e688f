import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultName, Point } from './faults.js';
import { DRILL_TIMING, type ChaosNewsroom } from './newsroom.js';
import type { Random } from './random.js';
import type { Expected } from './scenario.js';
import { addFault, operationsOf } from './strike-network.js';
import type { Strike } from './strike.js';

const { callMs, leaseGraceMs } = DRILL_TIMING;
const LONGEST_SLEEP_MS = 8_000;

/** A worker dies, sleeps or is wrong about the time. */
export async function strikeProcess(fault: FaultName, on: Strike): Promise<void> {
  const { newsroom, scenario, random, target, struck } = on;
  const { crew } = newsroom;
  const text = target.texts[0] ?? '';
  if (fault === 'clock-ahead') {
    const stopped = await crew.restart(random.below(crew.size), { CHAOS_CLOCK_AHEAD_MS: '2000' });
    if (!stopped) on.await(Promise.resolve('a worker did not stop when it was told to'));
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
  crew.onStruck = (worker) => {
    struck(fault);
    crew.tellAll({ order: 'disarm' });
    on.await(newsroom.endFaults().then(() => null));
    if (point === 'before-plan') scenario.recorded.add(target.marker);
    if (isStop) on.await(sleep(on).then(() => wakeUp(worker)));
  };
  const marker = point === 'before-plan' ? target.marker : (text.split('\n')[0] ?? text);
  crew.tellAll({ order: 'arm', point, marker, act: isStop ? 'stop' : 'kill' });
}

/** Until before, or after, others have settled what the worker had in hand; for one sabotage until right after. */
async function sleep({ newsroom, random, target }: Strike): Promise<void> {
  await pause(callMs + leaseGraceMs + 20);
  if (newsroom.options.sabotage !== 'settle-without-token') return pause(random.below(700));
  for (let waited = 0; waited < LONGEST_SLEEP_MS; waited += 10) {
    const posts = await newsroom.ports.ledger.listPosts({});
    const parts = posts.find(({ parts }) => parts[0]?.text === target.texts[0])?.parts;
    if ((parts?.[0]?.remoteId ?? null) !== null) return;
    await pause(10);
  }
}

/** Null when nothing is wrong; it gets the time to do what it has in hand. */
async function wakeUp(worker: ChildProcess): Promise<null> {
  worker.kill('SIGCONT');
  await pause(300);
  return null;
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

import { setTimeout as pause } from 'node:timers/promises';
import { kindOf, type FaultName, type MachineFault } from './faults.js';
import type { ChaosNewsroom } from './newsroom.js';
import type { Random } from './random.js';
import type { Expected, Scenario } from './scenario.js';
import { strikeHuman } from './strike-human.js';
import { strikeNetwork } from './strike-network.js';
import { strikeProcess } from './strike-process.js';

export interface Strike {
  readonly newsroom: ChaosNewsroom;
  readonly scenario: Scenario;
  readonly random: Random;
  /** The posts that a fault of this kind is meant for: the two kinds that make writes unknown never meet. */
  readonly target: Expected;
  /** What people change: where another fault is the point of the run, a post that it is not meant for. */
  readonly changeable: readonly Expected[];
  readonly struck: (fault: FaultName) => void;
  /** Something is still to come, or went wrong already, when the posts are at rest. */
  readonly await: (later: Promise<string | null>) => void;
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

async function strikeMachine(fault: FaultName, { newsroom, random, struck }: Strike): Promise<void> {
  const { redis, proxy, postgres } = newsroom;
  await pause(random.below(900));
  if (fault === 'sqlite-locked') return newsroom.lockSqlite(600 + random.below(900), () => struck(fault));
  struck(fault);
  switch (fault as Exclude<MachineFault, 'sqlite-locked'>) {
    case 'flushall':
      await redis.run('FLUSHALL');
      return;
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
      await newsroom.endFaults();
      await postgres?.stop('SIGQUIT');
      await pause(random.below(600));
      return postgres?.start();
  }
}

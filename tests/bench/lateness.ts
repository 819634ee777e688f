// How late posts reach the network, beside bare BullMQ at the same instants on a Redis of the same kind.
//   npm run bench [-- --posts 200 --seconds 20]
// Lateness = the instant the network made the post (its own clock, this machine) − the instant it was due.
import { Queue, Worker } from 'bullmq';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { connectionSettings, type RedisConnection } from '../../queue/connections.js';
import { startEmbeddedRedis } from '../../queue/embedded-redis.js';
import { createPost } from '../../src/application/create-post.js';
import { readConfig } from '../../src/config/read-config.js';
import type { Post } from '../../src/domain/post.js';
import { openNewsroom } from '../../src/service/open-newsroom.js';
import { startService } from '../../src/service/start-service.js';
import { waitUntilSettled } from '../../src/service/waiting.js';
import { shownTimeline } from '../support/printed-json.js';
import { drawSpread } from './spread.js';

const { values } = parseArgs({
  options: { posts: { type: 'string', default: '200' }, seconds: { type: 'string', default: '20' } },
});
const count = Number(values.posts);
const windowMs = Number(values.seconds) * 1_000;
const folder = mkdtempSync(join(tmpdir(), 'kwb-bench-'));
const log = pino({ level: 'error' });
const newsroom = await openNewsroom(readConfig({ KAWARABAN_DATA: folder, KAWARABAN_TIMEZONE: 'UTC' }), log, null);
const service = await startService(newsroom, 0, 'all');
if (service === null) throw new Error('something runs in a folder that was made this instant');
const bareRedis = await startEmbeddedRedis({
  dataFolder: join(folder, 'bare'),
  log,
  onRestart: () => Promise.reject(new Error('the Redis of the bare queue died')),
});
try {
  const accounts = (await newsroom.ledger.listAccounts()).filter((account) => account.state === 'active');
  const start = newsroom.clock.now().getTime() + 3_000;
  const instants = Array.from({ length: count }, () => start + Math.floor(Math.random() * windowMs));
  const posts: Post[] = [];
  for (const [index, at] of instants.entries()) {
    const account = accounts[index % accounts.length];
    if (account === undefined) throw new Error('there is no account to post on');
    const wish = { text: `bench post ${String(index)}`, link: null, media: [], at: new Date(at), wallTime: null };
    posts.push(await createPost(service.ports, account, wish));
  }
  const bare = await rideBareQueue(instants, bareRedis.connection);
  // Not looked at while the clock runs: a look at 200 posts takes longer than a post may be late.
  await pause(Math.max(start + windowMs + 2_000 - newsroom.clock.now().getTime(), 0));
  const settled = await waitUntilSettled(newsroom.ledger, posts, new AbortController().signal);
  const made = new Map<string, number>();
  for (const url of Object.values(service.simulators)) {
    const timeline = shownTimeline.parse(await (await fetch(`${url}/timeline.json`)).json());
    for (const post of timeline.posts) made.set(post.text, new Date(post.createdAt).getTime());
  }
  const lateness = posts.map((post) => (made.get(post.parts[0]?.text ?? '') ?? Number.NaN) - post.dueAt.getTime());
  const published = settled.filter((post) => post.state === 'published').length;
  console.log(
    `${String(count)} posts, due at random instants within ${values.seconds} s, on ${String(accounts.length)} simulated accounts`,
  );
  console.log(`published: ${String(published)}, on the timelines: ${String(made.size)}`);
  for (const [title, late] of [
    ['lateness of posts', lateness],
    ['lateness of bare BullMQ jobs', bare],
  ] as const)
    console.log(`${drawSpread(title, late)}  early ${String(late.filter((ms) => ms < 0).length)}`);
} finally {
  await bareRedis.stop();
  await service.stop();
  await newsroom.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The same instants as plain delayed jobs that do nothing. */
async function rideBareQueue(instants: readonly number[], redis: RedisConnection): Promise<readonly number[]> {
  const connection = connectionSettings(redis);
  const queue = new Queue<{ at: number }>('bare', { connection });
  const lateness: number[] = [];
  const rung = new EventEmitter();
  const allRung = once(rung, 'last');
  const worker = new Worker<{ at: number }>(
    'bare',
    (job) => {
      lateness.push(Date.now() - job.data.at);
      if (lateness.length === instants.length) rung.emit('last');
      return Promise.resolve();
    },
    { connection, concurrency: 50 },
  );
  await queue.addBulk(
    instants.map((at) => ({
      name: 'job',
      data: { at },
      opts: { delay: Math.max(at - Date.now(), 1), removeOnComplete: true },
    })),
  );
  await allRung;
  await worker.close();
  await queue.close();
  return lateness;
}

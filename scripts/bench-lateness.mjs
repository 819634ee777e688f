// How late posts reach the network, beside bare BullMQ on the same Redis at the same instants.
//   npm run bench [-- --posts 200 --seconds 20]
// Lateness = the instant the network made the post (its own clock, this machine) − the instant it was due.
import { Queue, Worker } from 'bullmq';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createPost } from '../dist/src/application/create-post.js';
import { readConfig } from '../dist/src/config/read-config.js';
import { openNewsroom } from '../dist/src/service/open-newsroom.js';
import { startService } from '../dist/src/service/start-service.js';
import { waitUntilSettled } from '../dist/src/service/waiting.js';

const { values } = parseArgs({
  options: { posts: { type: 'string', default: '200' }, seconds: { type: 'string', default: '20' } },
});
const count = Number(values.posts);
const windowMs = Number(values.seconds) * 1_000;
const folder = mkdtempSync(join(tmpdir(), 'kwb-bench-'));
const newsroom = await openNewsroom(
  readConfig({ KAWARABAN_DATA: folder, KAWARABAN_TIMEZONE: 'UTC' }),
  pino({ level: 'error' }),
);
const service = await startService(newsroom, 0);
try {
  const accounts = (await newsroom.ledger.listAccounts()).filter((account) => account.state === 'active');
  const start = newsroom.clock.now().getTime() + 3_000;
  const instants = Array.from({ length: count }, () => start + Math.floor(Math.random() * windowMs));
  const posts = [];
  for (const [index, at] of instants.entries())
    posts.push(
      await createPost(service.ports, accounts[index % accounts.length], {
        text: `bench post ${index}`,
        link: null,
        media: [],
        at: new Date(at),
      }),
    );
  const bare = await rideBareQueue(instants);
  // Not looked at while the clock runs: a look at 200 posts takes longer than a post may be late.
  await pause(Math.max(start + windowMs + 2_000 - newsroom.clock.now().getTime(), 0));
  const settled = await waitUntilSettled(newsroom.ledger, posts, new AbortController().signal);
  const made = new Map();
  for (const url of Object.values(service.simulators)) {
    const timeline = await (await fetch(`${url}/timeline.json`)).json();
    for (const post of timeline.posts) made.set(post.text, new Date(post.createdAt).getTime());
  }
  const lateness = posts.map((post) => (made.get(post.parts[0].text) ?? Number.NaN) - post.dueAt.getTime());
  console.log(
    `${count} posts, due at random instants within ${values.seconds} s, on ${accounts.length} simulated accounts`,
  );
  console.log(
    `published: ${settled.filter((post) => post.state === 'published').length}, on the timelines: ${made.size}`,
  );
  print('lateness of posts', lateness);
  print('lateness of bare BullMQ jobs', bare);
} finally {
  await service.stop();
  await newsroom.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The same instants as plain delayed jobs that do nothing. */
async function rideBareQueue(instants) {
  const connection = { path: service.redisSocket };
  const queue = new Queue('bare', { prefix: 'bench', connection });
  const lateness = [];
  const done = deferred();
  const worker = new Worker(
    'bare',
    async (job) => {
      lateness.push(Date.now() - job.data.at);
      if (lateness.length === instants.length) done.resolve();
    },
    { prefix: 'bench', connection, concurrency: 50 },
  );
  await queue.addBulk(
    instants.map((at) => ({
      name: 'job',
      data: { at },
      opts: { delay: Math.max(at - Date.now(), 1), removeOnComplete: true },
    })),
  );
  await done.promise;
  await worker.close();
  await queue.close();
  return lateness;
}

function deferred() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

function print(title, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(Math.ceil(sorted.length * share) - 1, sorted.length - 1)];
  const early = sorted.filter((value) => value < 0).length;
  console.log(`${title}, ms: p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  max ${sorted.at(-1)}  early ${early}`);
}

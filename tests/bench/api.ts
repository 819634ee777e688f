// How long every list, Today and the calendar take to answer, on a ledger with so many posts.
//   npm run bench:api [-- --posts 100000]
// Measured at a client on this machine, the body read. Exit 1 when a p95 is 100 ms or more.
import { parseArgs } from 'node:util';
import { ROUTES, type RouteName } from '../../src/api/contract/routes.js';
import { freePort } from '../support/free-port.js';
import { forgottenLists, listQuestions, type Ask, type Question } from './api-questions.js';
import { RunningProgram } from './running-program.js';
import { fillDataFolder } from './seed/fill-data-folder.js';
import { percentile } from './spread.js';

const { values } = parseArgs({ options: { posts: { type: 'string', default: '100000' } } });
const REQUESTS = 50;
const SLOW_MS = 100;
/** Behind which a listener asks for what it missed: an hour of the newsroom. */
const MISSED_MS = 3_600_000;

const program = new RunningProgram({
  KAWARABAN_PORT: String(await freePort()),
  KAWARABAN_REQUESTS_PER_MINUTE: '1000000',
});
try {
  await fillDataFolder(program.dataFolder, Number(values.posts));
  const added = await program.run('users', 'add', 'bench', '--name', 'Bench', '--role', 'admin', '--json');
  const { link } = JSON.parse(added) as { readonly link: string };
  await program.start();
  const cookie = await signIn(new URL(link).hash.slice(1));
  const ask: Ask = async (name, query) =>
    JSON.parse((await read(cookie, addressOf(name, query))).toString()) as Awaited<ReturnType<Ask>> as never;
  const questions = await listQuestions(ask, new Date());
  for (const name of forgottenLists(questions)) complain(`the list ${name} is not measured`);
  for (const { route, title, query } of questions)
    await measure(drawTitle(route, title), async () => (await read(cookie, addressOf(route, query))).length);
  await measure('GET /api/events, an hour missed', () => listen(cookie));
} finally {
  await program.end();
}

async function signIn(link: string): Promise<string> {
  const reply = await fetch(`${program.url}/api/links/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link, password: 'only for as long as this runs' }),
  });
  if (!reply.ok) throw new Error(`nobody is signed in: ${await reply.text()}`);
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function read(cookie: string, address: string): Promise<Buffer> {
  const reply = await fetch(address, { headers: { cookie } });
  if (!reply.ok) throw new Error(`${address}: ${await reply.text()}`);
  return Buffer.from(await reply.arrayBuffer());
}

/** Until all that was missed is told. */
async function listen(cookie: string): Promise<number> {
  const stop = new AbortController();
  const missed = { 'last-event-id': `${String(Date.now() - MISSED_MS)}-0` };
  const reply = await fetch(addressOf('followEvents', {}), { headers: { cookie, ...missed }, signal: stop.signal });
  let told = '';
  for await (const chunk of reply.body ?? []) {
    told += Buffer.from(chunk as Uint8Array).toString();
    if (told.includes('event: live')) break;
  }
  stop.abort();
  return told.length;
}

function addressOf(name: RouteName, query: Question['query']): string {
  return `${program.url}${ROUTES[name].path}?${new URLSearchParams(query).toString()}`;
}

function drawTitle(route: RouteName, title: string): string {
  return `GET ${ROUTES[route].path}${title === '' ? '' : `, ${title}`}`;
}

/** `ask` ends with the length of the answer. The first time is not counted: then the program learns the way. */
async function measure(title: string, ask: () => Promise<number>): Promise<void> {
  let bytes = await ask();
  const took: number[] = [];
  for (let request = 0; request < REQUESTS; request++) {
    const begun = performance.now();
    bytes = await ask();
    took.push(performance.now() - begun);
  }
  const figures = [0.5, 0.95, 0.99].map((share) => percentile(took, share));
  const [p50, p95, p99] = figures.map((ms) => ms.toFixed(1).padStart(7));
  const kilobytes = (bytes / 1_000).toFixed(0).padStart(6);
  console.log(`${title.padEnd(60)} p50 ${p50 ?? ''}  p95 ${p95 ?? ''}  p99 ${p99 ?? ''} ms ${kilobytes} kB`);
  if ((figures[1] ?? 0) >= SLOW_MS) complain(`${title}: 100 ms or more`);
}

function complain(text: string): void {
  console.log(`WRONG: ${text}`);
  process.exitCode = 1;
}

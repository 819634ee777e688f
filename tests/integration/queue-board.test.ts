import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BullPostQueue } from '../../queue/bull-post-queue.js';
import { createServer } from '../../src/api/create-server.js';
import { addQueueBoard } from '../../src/api/queue-board-routes.js';
import { ApiDesk, type Colleague } from '../support/api-desk.js';
import { silentLog, startThrowAwayRedis, type ThrowAwayRedis } from '../support/redis.js';

const ALARM = { postId: 'ferry', revision: 3 };
const PAGE = { accept: 'text/html,*/*' };

describe('the page of the queue', () => {
  let redis: ThrowAwayRedis;
  let queue: BullPostQueue;
  let desk: ApiDesk;
  let admin: Colleague;
  let server: FastifyInstance;
  beforeAll(async () => {
    redis = await startThrowAwayRedis();
    desk = await ApiDesk.open();
    admin = await desk.join('Admin', 'admin');
    const { clock } = desk.newsroom;
    queue = new BullPostQueue({ connection: redis.connection, prefix: 'board', clock, log: silentLog });
    await queue.enqueue(ALARM, new Date(clock.now().getTime() + 3_600_000));
    server = createServer();
    addQueueBoard(server, { ledger: desk.ledger, open: (basePath) => queue.openBoard(basePath) });
  });
  afterAll(async () => {
    await server.close();
    await queue.close();
    await desk.close();
    await redis.stop();
  });

  const get = (url: string, headers: Readonly<Record<string, string>>) =>
    server.inject({ url, headers: { ...headers } });
  const countDelayed = () => redis.run('ZCARD', 'board:posts:delayed');

  it('leads whoever is not signed in to where that is done, and tells programs that they are not', async () => {
    const page = await get('/ops/queues/', PAGE);
    expect([page.statusCode, page.headers.location]).toEqual([302, '/sign-in?to=%2Fops%2Fqueues%2F']);
    expect((await get('/ops/queues/api/queues', {})).statusCode).toBe(401);
    expect((await get('/ops/queues/static/images/logo.svg', {})).statusCode).toBe(401);
  });

  it.each(['viewer', 'editor', 'approver'] as const)('is no matter of the role %s', async (role) => {
    const { headers } = await desk.join(`No ${role}`, role);
    expect((await get('/ops/queues/', { ...headers, ...PAGE })).statusCode).toBe(403);
    expect((await get('/ops/queues/api/queues', headers)).statusCode).toBe(403);
  });

  it('is for people: the token of an administrator does not open it', async () => {
    const { secret } = await admin.ask('addToken', { body: { name: 'program', role: 'admin' } });
    expect((await get('/ops/queues/api/queues', { authorization: `Bearer ${secret}` })).statusCode).toBe(401);
  });

  it('shows an administrator the alarms, and asks nobody else for anything', async () => {
    const page = await get('/ops/queues/', admin.headers);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self';/);
    expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const scripts = [...page.body.matchAll(/src="([^"]+)"/g)].map(([, name]) => `/ops/queues/${name ?? ''}`);
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts)
      expect((await get(script, admin.headers)).headers['content-type']).toMatch(/javascript/);
    const queues = await get('/ops/queues/api/queues?activeQueue=posts&status=delayed&page=1', admin.headers);
    expect(queues.json()).toMatchObject({
      queues: [{ name: 'posts', readOnlyMode: true, counts: { delayed: 1 }, jobs: [{ id: 'ferry-3', data: ALARM }] }],
    });
    expect((await get('/ops/queues/api/queues/posts/ferry-3', admin.headers)).json()).toMatchObject({
      status: 'delayed',
    });
    expect((await get('/ops/queues/queue/posts', admin.headers)).body).toBe(page.body);
    expect((await get('/ops/queues/static/../index.ejs', admin.headers)).statusCode).toBe(404);
    expect((await get('/ops/queues/none', admin.headers)).statusCode).toBe(404);
  });

  it.each([
    ['PUT', 'api/queues/posts/ferry-3/retry'],
    ['PUT', 'api/queues/posts/ferry-3/clean'],
    ['PUT', 'api/queues/posts/ferry-3/promote'],
    ['PUT', 'api/queues/posts/empty'],
    ['PUT', 'api/queues/posts/obliterate'],
    ['PUT', 'api/queues/pause'],
    ['POST', 'api/queues/posts/add'],
    ['PATCH', 'api/queues/posts/ferry-3/delay'],
  ] as const)('changes nothing: %s %s is refused', async (method, path) => {
    const reply = await server.inject({ method, url: `/ops/queues/${path}`, headers: { ...admin.headers } });
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'GET']);
    expect(await countDelayed()).toBe(1);
  });
});

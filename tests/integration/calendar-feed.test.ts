import ICAL from 'ical.js';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCalendarFeed } from '../../src/api/calendar-feed.js';
import { createServer } from '../../src/api/create-server.js';
import { ApiDesk, type Colleague } from '../support/api-desk.js';
import { plannedPost } from '../support/samples.js';

const HOUR_MS = 3_600_000;

describe('the calendar that programs subscribe to', () => {
  let desk: ApiDesk;
  let server: FastifyInstance;
  let viewer: Colleague;
  beforeEach(async () => {
    desk = await ApiDesk.open({ KAWARABAN_PUBLIC_URL: 'https://desk.example' });
    viewer = await desk.join('Hana', 'viewer');
    server = createServer();
    addCalendarFeed(server, { ports: desk.newsroom, publicUrl: 'https://desk.example' });
  });
  afterEach(async () => {
    await server.close();
    await desk.close();
  });

  const inHours = (hours: number) => new Date(desk.newsroom.clock.now().getTime() + hours * HOUR_MS);
  const schedule = async (text: string, hours: number) => {
    const { id } = await desk.accountOn('x');
    return desk.ledger.createPost(plannedPost(id, { text, dueAt: inHours(hours) }));
  };
  const make = async () => new URL((await viewer.ask('makeCalendarLink')).address).pathname;
  const readEvents = async (path: string) => {
    const reply = await server.inject(path);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const events = new ICAL.Component(ICAL.parse(reply.body) as unknown[]).getAllSubcomponents('vevent');
    return events.map((event) =>
      ['uid', 'dtstart', 'status', 'summary', 'sequence', 'url'].map((name) =>
        String(event.getFirstPropertyValue(name)),
      ),
    );
  };

  it('shows what is scheduled at its time, and what was cancelled as such, under one name for good', async () => {
    const first = await schedule('First', 1);
    const second = await schedule('Second', 2);
    const path = await make();
    const before = await readEvents(path);
    expect(before.map(([, at, status, summary]) => [at, status, summary])).toEqual([
      [first.nextAt.toISOString().replace(/\.\d+/, ''), 'CONFIRMED', 'x: First'],
      [second.nextAt.toISOString().replace(/\.\d+/, ''), 'CONFIRMED', 'x: Second'],
    ]);
    await desk.ledger.cancelPost(first.id);
    await desk.ledger.reschedulePost(second.id, { at: inHours(3), wallTime: null });
    const [cancelled, moved] = await readEvents(path);
    expect(cancelled).toEqual([before[0]?.[0], before[0]?.[1], 'CANCELLED', 'x: First', '2', expect.anything()]);
    expect(moved?.[0]).toBe(before[1]?.[0]);
    expect(moved?.[1]).not.toBe(before[1]?.[1]);
    expect(moved?.[5]).toBe(`https://desk.example/posts/${second.id}`);
  });

  it('is told by a secret address alone, which another ends, and which its person can end', async () => {
    expect(await viewer.ask('readCalendarLink')).toEqual({ link: null });
    const first = await make();
    const second = await make();
    expect((await server.inject(first)).statusCode).toBe(404);
    expect(await readEvents(second)).toEqual([]);
    expect((await viewer.ask('readCalendarLink')).link?.lastUsedAt).not.toBeNull();
    await viewer.ask('removeCalendarLink');
    expect((await server.inject(second)).statusCode).toBe(404);
    for (const path of ['/calendar/x.ics', `/calendar/${'a'.repeat(43)}.ics`, `${second}x`, second.replace('.ics', '')])
      expect((await server.inject(path)).statusCode).toBe(404);
    const { items } = await desk.ledger.searchAudit({ by: viewer.person.id }, { cursor: null, limit: 10 });
    const kinds = items.map(({ kind }) => kind).filter((kind) => kind.startsWith('calendar-link'));
    expect(kinds).toEqual(['calendar-link-removed', 'calendar-link-made', 'calendar-link-made']);
    expect(JSON.stringify(items)).not.toContain(second.slice(10, 53));
  });

  it('ends with its person, and is not made by a token', async () => {
    const path = await make();
    const { secret } = await viewer.ask('addToken', { body: { name: 'program', role: 'viewer' } });
    const refused = await desk.send('makeCalendarLink', { headers: { authorization: `Bearer ${secret}` } });
    expect(refused.statusCode).toBe(403);
    await desk.ledger.changePerson(viewer.person.id, { state: 'disabled' });
    expect((await server.inject(path)).statusCode).toBe(404);
  });
});

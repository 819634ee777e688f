import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { keepWallTimes } from '../../src/application/keep-wall-times.js';
import { resolveWallTime } from '../../src/application/parse-time.js';
import type { Post } from '../../src/domain/post.js';
import type { WallTime } from '../../src/domain/wall-time.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { MemoryPostQueue } from '../support/memory-post-queue.js';
import type { Engine } from '../support/test-databases.js';

const TOKYO = { at: '2027-01-01T19:00', zone: 'Asia/Tokyo' };

describe.each<Engine>(['sqlite', 'postgres'])('posts at a time of the wall, with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const schedule = (text: string, dueAt: string, wallTime: WallTime) =>
    desk.schedule({ text, dueAt: new Date(dueAt), wallTime });
  const keep = async () => {
    const unkept: Post[] = [];
    const { clock, ledger } = desk;
    const postQueue = new MemoryPostQueue({ clock, ring: () => Promise.resolve({ kind: 'done' }) });
    const events = { wallTimeUnkept: (post: Post) => unkept.push(post) };
    await keepWallTimes({ clock, events, ledger, postQueue });
    return unkept.map(({ id }) => id);
  };

  it('follow the rules of their zone, also behind one whose time nobody can read, which keeps its own', async () => {
    const unread = [
      await schedule('no zone', '2027-01-01T10:00:00Z', { ...TOKYO, zone: 'Mars/Phobos' }),
      await schedule('no time', '2027-01-01T10:00:00Z', { ...TOKYO, at: '2027-99-01T99:99' }),
    ];
    const moved = await schedule('new rules', '2027-01-01T11:00:00Z', TOKYO);
    expect(await keep()).toEqual(unread.map(({ id }) => id));
    for (const post of unread) expect((await desk.fresh(post)).dueAt).toEqual(post.dueAt);
    expect((await desk.fresh(moved)).dueAt).toEqual(resolveWallTime(TOKYO));
  });

  it('stay where the wall shows their minute: its seconds, and the second hour where it comes twice', async () => {
    const berlin = { at: '2027-10-31T02:30', zone: 'Europe/Berlin' };
    const posts = [
      await schedule('seconds', '2027-01-01T10:00:42Z', TOKYO),
      await schedule('the second', '2027-10-31T01:30:00Z', berlin),
      await schedule('skipped', '2027-03-28T01:30:00Z', { ...berlin, at: '2027-03-28T02:30' }),
    ];
    expect(await keep()).toEqual([]);
    for (const post of posts) expect(await desk.fresh(post)).toMatchObject({ dueAt: post.dueAt, revision: 1 });
  });
});

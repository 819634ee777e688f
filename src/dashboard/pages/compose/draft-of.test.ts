import { describe, expect, it } from 'vitest';
import type { Post } from '../../server/contract.js';
import { draftOf, isMoved, isSaidAnew, withTimeOf } from './draft-of.js';

const ZONE = 'Asia/Tokyo';
const EVENING = Date.parse('2026-11-27T09:30:00Z');
const BEFORE = { now: EVENING - 60_000, zone: ZONE };
const AFTER = { now: EVENING + 60_000, zone: ZONE };
const AT = { when: 'at', wall: '2026-11-27 18:30:00' };
const NOW = { when: 'now', wall: null };

describe('a post whose words are changed', () => {
  it('goes out at its time while that lies ahead, and now when it has passed', () => {
    expect(draftOf(post(), BEFORE)).toMatchObject(AT);
    expect(draftOf(post(), AFTER)).toMatchObject(NOW);
  });

  it('waits for a slot where it was kept for one, whatever the time', () => {
    expect(draftOf(post({ inSlot: true }), AFTER)).toMatchObject({ when: 'slot', wall: null });
  });

  it('keeps the wish that a second person looks at it', () => {
    expect(draftOf(post({ needsApproval: true }), BEFORE)).toMatchObject({ askApproval: true });
  });

  it('follows the time of the post until the writer chooses one', () => {
    const begun = draftOf(post(), BEFORE);
    const moved = post({ dueAt: '2026-11-27T10:00:00.000Z' });
    expect(withTimeOf(moved, begun, BEFORE)).toMatchObject({ when: 'at', wall: '2026-11-27 19:00:00' });
    expect(withTimeOf(post(), begun, AFTER)).toMatchObject(NOW);
    expect(withTimeOf(moved, { ...begun, when: 'now' }, BEFORE)).toMatchObject({ when: 'now' });
  });

  it('is moved where the writer wants another time than it has', () => {
    const begun = draftOf(post(), BEFORE);
    expect(isMoved(post(), begun, BEFORE)).toBe(false);
    expect(isMoved(post(), { ...begun, when: 'slot' }, BEFORE)).toBe(true);
    expect(isMoved(post(), { ...begun, wall: '2026-11-27 18:35:00' }, BEFORE)).toBe(true);
  });

  it('is no matter of dispute where both say the same', () => {
    const begun = draftOf(post(), BEFORE);
    const theirs = post({ revision: 2, parts: [part('The bells are silent')] });
    expect(isSaidAnew(theirs, begun)).toBe(true);
    expect(isSaidAnew(theirs, { ...begun, shared: [{ text: 'The bells are silent', link: null, media: [] }] })).toBe(
      false,
    );
  });
});

function part(text: string): Post['parts'][number] {
  const unsent = { position: 0, url: null, remoteId: null, priceMicros: null, used: 0, limit: 280 };
  return { text, link: null, media: [], ...unsent };
}

function post(change: Partial<Post> = {}): Post {
  return {
    id: 'p',
    revision: 1,
    account: { id: 'x', name: '@harbour', network: 'x', simulated: true },
    article: null,
    template: null,
    group: null,
    state: 'draft',
    reason: null,
    problems: [],
    lane: 'normal',
    inSlot: false,
    needsApproval: false,
    dueAt: '2026-11-27T09:30:00.000Z',
    keepsTime: false,
    nextAt: '2026-11-27T09:30:00.000Z',
    expiresAt: null,
    publishedAt: null,
    createdAt: '2026-11-26T09:30:00.000Z',
    writtenBy: null,
    changedBy: null,
    approvedBy: null,
    priceMicros: null,
    parts: [part('The bells')],
    replyTo: null,
    actions: [],
    ...change,
  };
}

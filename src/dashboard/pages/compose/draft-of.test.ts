import { describe, expect, it } from 'vitest';
import type { Account, Post } from '../../server/contract.js';
import { type ComposeDraft, variantsOf } from './compose-draft.js';
import { draftOf, isMoved, isSaidAnew, withPosts, withTheirs, withTimeOf } from './draft-of.js';

const ZONE = 'Asia/Tokyo';
const EVENING = Date.parse('2026-11-27T09:30:00Z');
const BEFORE = { now: EVENING - 60_000, zone: ZONE };
const AFTER = { now: EVENING + 60_000, zone: ZONE };
const AT = { when: 'at', wall: '2026-11-27 18:30:00' };
const NOW = { when: 'now', wall: null };

describe('a post whose words are changed', () => {
  it('goes out at its time while that lies ahead, and now when it has passed', () => {
    expect(draftOf([post()], BEFORE)).toMatchObject(AT);
    expect(draftOf([post()], AFTER)).toMatchObject(NOW);
  });

  it('waits for a slot where it was kept for one, whatever the time', () => {
    expect(draftOf([post({ inSlot: true })], AFTER)).toMatchObject({ when: 'slot', wall: null });
  });

  it('keeps the wish that a second person looks at it', () => {
    expect(draftOf([post({ needsApproval: true })], BEFORE)).toMatchObject({ askApproval: true });
  });

  it('follows the time of the post until the writer chooses one', () => {
    const begun = draftOf([post()], BEFORE);
    const moved = post({ dueAt: '2026-11-27T10:00:00.000Z' });
    expect(withTimeOf(moved, begun, BEFORE)).toMatchObject({ when: 'at', wall: '2026-11-27 19:00:00' });
    expect(withTimeOf(post(), begun, AFTER)).toMatchObject(NOW);
    expect(withTimeOf(moved, { ...begun, when: 'now' }, BEFORE)).toMatchObject({ when: 'now' });
  });

  it('is moved where the writer wants another time than it has', () => {
    const begun = draftOf([post()], BEFORE);
    expect(isMoved(post(), begun, BEFORE)).toBe(false);
    expect(isMoved(post(), { ...begun, when: 'slot' }, BEFORE)).toBe(true);
    expect(isMoved(post(), { ...begun, wall: '2026-11-27 18:35:00' }, BEFORE)).toBe(true);
  });

  it('is no matter of dispute where both say the same', () => {
    const begun = draftOf([post()], BEFORE);
    const theirs = post({ revision: 2, parts: [part('The bells are silent')] });
    expect(isSaidAnew(theirs, begun)).toBe(true);
    expect(isSaidAnew(theirs, { ...begun, shared: [{ text: 'The bells are silent', link: null, media: [] }] })).toBe(
      false,
    );
  });
});

describe('drafts that were composed together', () => {
  const TOGETHER = { text: 'The bells ring', link: 'https://harbour.example/bells', media: [] };
  const ON_X = 'The bells ring\n\nhttps://harbour.example/bells';
  const onX = post({ parts: [{ ...part(ON_X), link: TOGETHER.link }] });

  it('have one text where they say the same, each as its network places the link', () => {
    const draft = draftOf([onX, onFacebook([{ ...part(TOGETHER.text), link: TOGETHER.link }])], BEFORE);
    expect(draft).toMatchObject({ accounts: ['x', 'f'], shared: [TOGETHER], own: {} });
  });

  it('have one text where one is a thread and the other the same in one piece', () => {
    const thread = post({ parts: [part('The bells'), part('They ring')] });
    const draft = draftOf([onFacebook([part('The bells\n\nThey ring')]), thread], BEFORE);
    expect(draft).toMatchObject({ shared: [{ text: 'The bells' }, { text: 'They ring' }], own: {} });
  });

  it('have words of their own where they differ', () => {
    const draft = draftOf([post(), onFacebook([part('All the bells of the town')])], BEFORE);
    expect(draft).toMatchObject({
      shared: [{ text: 'The bells' }],
      own: { f: [{ text: 'All the bells of the town' }] },
    });
  });

  it('keep their own times until the writer chooses one for all', () => {
    const later = { ...onFacebook([part('The bells')]), dueAt: '2026-11-27T10:00:00.000Z' };
    const draft = draftOf([post(), later], BEFORE);
    expect(withTimeOf(later, { ...draft, askApproval: true }, BEFORE)).toMatchObject({ wall: '2026-11-27 19:00:00' });
    expect(withTimeOf(later, { ...draft, when: 'slot' }, BEFORE)).toMatchObject({ when: 'slot' });
  });

  it('are the drafts of now: one that was queued leaves, one that was given back says what it says', () => {
    const begun = typed(draftOf([post()], BEFORE), 'The bells toll');
    const back = onFacebook([part('The bells of noon')]);
    const seen = withPosts([post(), back], begun, BEFORE);
    expect(variantsOf(seen, ACCOUNTS).map(({ parts }) => parts[0]?.text)).toEqual([
      'The bells toll',
      'The bells of noon',
    ]);
    expect(withPosts([back], seen, BEFORE)).toMatchObject({ accounts: ['f'] });
  });

  it('take what a colleague made of one of them, and leave the words of the other', () => {
    const both = typed(draftOf([post(), onFacebook([part('The bells')])], BEFORE), 'The bells toll');
    const theirs = { ...onFacebook([part('The bells are silent')]), revision: 2 };
    expect(isSaidAnew(theirs, both)).toBe(true);
    const taken = withTheirs(theirs, both, BEFORE);
    expect(isSaidAnew(theirs, taken)).toBe(false);
    expect(taken).toMatchObject({
      shared: [{ text: 'The bells toll' }],
      own: { f: [{ text: 'The bells are silent' }] },
    });
  });
});

const ACCOUNTS = [
  { id: 'x', network: 'x' },
  { id: 'f', network: 'facebook' },
] as unknown as readonly Account[];

function typed(draft: ComposeDraft, text: string): ComposeDraft {
  return { ...draft, shared: [{ text, link: null, media: [] }] };
}

function onFacebook(parts: Post['parts']): Post {
  return post({ id: 'q', account: { id: 'f', name: 'Harbour', network: 'facebook', simulated: true }, parts });
}

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

import { describe, expect, it } from 'vitest';
import { testAccount } from '../../tests/support/samples.js';
import type { Post, PostPart } from '../domain/post.js';
import { drawPost, drawPreview } from './draw-posts.js';

const DUE = new Date('2026-11-24T09:30:00Z');

function part(change: Partial<PostPart> = {}): PostPart {
  return {
    position: 0,
    text: 'The night ferry returns',
    link: null,
    media: [],
    inReplyTo: null,
    remoteId: null,
    url: null,
    priceMicros: null,
    ...change,
  };
}

function drawn(change: Partial<Post> = {}): string {
  const post: Post = {
    id: '01POST',
    account: testAccount(),
    articleId: null,
    template: null,
    occasion: null,
    lane: 'normal',
    inSlot: false,
    needsApproval: false,
    state: 'scheduled',
    revision: 1,
    dueAt: DUE,
    keepsTime: false,
    wallTime: null,
    nextAt: DUE,
    expiresAt: null,
    problems: [],
    reason: null,
    parts: [part()],
    createdAt: DUE,
    publishedAt: null,
    groupId: null,
    writtenBy: null,
    changedBy: null,
    approvedBy: null,
    ...change,
  };
  return drawPost({ post, lengths: post.parts.map(() => ({ used: 23, limit: 280 })) }, 'Asia/Tokyo');
}

function after(seconds: number): Date {
  return new Date(DUE.getTime() + seconds * 1000);
}

describe('a post on the terminal', () => {
  it('says what it costs', () => {
    expect(drawn({ parts: [part({ priceMicros: 215_000 })] })).toMatch(
      /└─ scheduled · .* · costs \$0\.215 · id 01POST$/,
    );
    expect(drawn()).not.toContain('$');
  });

  it('of several parts says what each costs, and all of them', () => {
    const parts = [part({ priceMicros: 200_000 }), part({ position: 1, text: 'More', priceMicros: 15_000 })];
    const text = drawn({ parts });
    expect(text).toMatch(/— 23 of 280 · \$0\.20\n[\s\S]*— 23 of 280 · \$0\.015\n/);
    expect(text).toContain('costs $0.215');
  });

  it('says when it really goes out, and why not earlier', () => {
    expect(drawn({ nextAt: after(3_600) })).toContain(
      'due 2026-11-24 18:30 GMT+9 · sends at 2026-11-24 19:30 GMT+9 (limits of the account or of its network)',
    );
    expect(drawn({ nextAt: after(3) })).toContain('sends 3 s later (limits of the account or of its network)');
    expect(drawn()).not.toContain('sends');
    expect(drawn({ keepsTime: true })).toContain(
      'due 2026-11-24 18:30 GMT+9 · keeps it whatever the limits of the account say',
    );
  });

  it('of which one part is out waits for no limit', () => {
    const parts = [part({ remoteId: '7' }), part({ position: 1, text: 'More' })];
    expect(drawn({ parts, nextAt: after(5) })).toContain('sends 5 s later (1 of 2 parts are out)');
  });

  it('that goes nowhere by itself says why, and no time to send it', () => {
    const text = drawn({ state: 'held', reason: 'newsroom silence: storm warning', nextAt: after(60) });
    expect(text).toContain('held · due 2026-11-24 18:30 GMT+9 · newsroom silence: storm warning');
    expect(text).not.toContain('sends');
  });

  it('says in a preview what it would cost', () => {
    const preview = {
      account: testAccount(),
      template: 'x/default',
      dueAt: DUE,
      draft: { parts: [part({ priceMicros: 15_000 })] },
      problems: [],
      lengths: [{ used: 23, limit: 280 }],
    };
    expect(drawPreview(preview, 'Asia/Tokyo')).toMatch(/template x\/default · due .* · costs \$0\.015$/);
  });
});

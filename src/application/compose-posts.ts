import type { Account } from '../domain/account.js';
import type { ArticleId } from '../domain/article.js';
import type { DraftPart, Lane, Post } from '../domain/post.js';
import type { WallTime } from '../domain/wall-time.js';
import { demandPictures } from './demand-pictures.js';
import { enqueuePosts } from './enqueue-posts.js';
import { findProblems, priced } from './plan-posts.js';
import type { Creation } from './ports/desk-ledger.js';
import type { Ports } from './ports/ports.js';
import { newSecret } from './secret-text.js';
import { placeParts } from './place-parts.js';

/** When a person wants it: now, in the next free slot, or at a time. */
export type TimeChoice =
  { readonly kind: 'now' | 'slot' } | { readonly kind: 'at'; readonly at: Date; readonly wallTime: WallTime | null };

export interface Composition {
  readonly isDraft: boolean;
  readonly variants: readonly { readonly account: Account; readonly parts: readonly DraftPart[] }[];
  readonly when: TimeChoice;
  readonly expiresAt: Date | null;
  readonly articleId: ArticleId | null;
  /** The post on the network below which it stands; null = on its own. */
  readonly replyTo: string | null;
  readonly needsApproval: boolean;
  readonly lane: Lane;
}

type ComposePorts = Pick<Ports, 'clock' | 'ledger' | 'networks' | 'postQueue'>;

/** A post for each account, all or none; they belong together. */
export async function composePosts(
  ports: ComposePorts,
  composition: Composition,
  creation: Creation | null,
): Promise<readonly Post[]> {
  const { isDraft, variants, when, expiresAt, articleId, replyTo, needsApproval, lane } = composition;
  await demandPictures(
    ports,
    variants.flatMap(({ parts }) => parts),
  );
  const groupId = variants.length > 1 ? newSecret().slice(0, 26) : null;
  const plans = variants.map(({ account, parts }) => {
    const placed = placeParts(ports, account, parts);
    return {
      accountId: account.id,
      template: null,
      occasion: null,
      ...timesOf(ports, when),
      needsApproval,
      expiresAt,
      lane,
      parts: priced(ports, placed, account),
      articleRevision: null,
      replyTo,
      isDraft,
      groupId,
      problems: findProblems(ports, { parts: placed }, account),
    };
  });
  const posts = await ports.ledger.createPosts(plans, articleId, creation);
  await enqueuePosts(ports, posts);
  return posts;
}

export function timesOf(
  { clock }: Pick<Ports, 'clock'>,
  when: TimeChoice,
): { readonly dueAt: Date; readonly wallTime: WallTime | null; readonly inSlot: boolean } {
  if (when.kind === 'at') return { dueAt: when.at, wallTime: when.wallTime, inSlot: false };
  return { dueAt: clock.now(), wallTime: null, inSlot: when.kind === 'slot' };
}

import type { z } from 'zod';
import type { PlannedPart, Silence } from '../../application/ports/ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import type { Account } from '../../domain/account.js';
import { sumPrices } from '../../domain/money.js';
import { COMMAND_LINE } from '../../domain/person.js';
import type { Post } from '../../domain/post.js';
import type { accountName, PostBody, postPart } from '../contract/posts.js';
import type { Asker } from './asked.js';
import { actionsFor } from './post-actions.js';

type ViewPorts = Pick<Ports, 'ledger' | 'networks'>;

export function writeInstant(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}

export async function viewPosts(ports: ViewPorts, asker: Asker, posts: readonly Post[]): Promise<PostBody[]> {
  const articleIds = [...new Set(posts.flatMap(({ articleId }) => articleId ?? []))];
  const [titles, people] = await Promise.all([ports.ledger.listTitles(articleIds), ports.ledger.listPeople()]);
  const names = new Map([COMMAND_LINE, ...people].map(({ id, name }) => [id, name]));
  const doer = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? id });
  return posts.map((post) => ({
    id: post.id,
    revision: post.revision,
    account: nameAccount(post.account),
    article: post.articleId === null ? null : { id: post.articleId, title: titles.get(post.articleId) ?? '' },
    template: post.template,
    group: post.groupId,
    state: post.state,
    reason: post.reason,
    problems: [...post.problems],
    lane: post.lane,
    inSlot: post.inSlot,
    needsApproval: post.needsApproval,
    dueAt: post.dueAt.toISOString(),
    keepsTime: post.keepsTime,
    nextAt: post.nextAt.toISOString(),
    expiresAt: writeInstant(post.expiresAt),
    publishedAt: writeInstant(post.publishedAt),
    createdAt: post.createdAt.toISOString(),
    writtenBy: doer(post.writtenBy),
    changedBy: doer(post.changedBy),
    approvedBy: doer(post.approvedBy),
    priceMicros: sumPrices(post.parts),
    parts: post.parts.map((part) => ({
      ...viewPart(ports, post.account, part, part.position),
      url: part.url,
      remoteId: part.remoteId,
    })),
    replyTo: post.parts[0]?.inReplyTo ?? null,
    actions: actionsFor(post, asker),
  }));
}

export async function viewPost(ports: ViewPorts, asker: Asker, post: Post): Promise<PostBody> {
  const [view] = await viewPosts(ports, asker, [post]);
  if (view === undefined) throw new Error('one post has one view');
  return view;
}

export function viewPart(
  { networks }: Pick<Ports, 'networks'>,
  account: Account,
  { text, link, media, priceMicros }: PlannedPart,
  position: number,
): Omit<z.infer<typeof postPart>, 'url' | 'remoteId'> {
  return {
    position,
    text,
    link,
    media: media.map(({ pictureId, url, alt }) => ({ pictureId, url, alt })),
    priceMicros,
    ...networks[account.network].measure(text, account),
  };
}

export function nameAccount({
  id,
  name,
  network,
  simulated,
}: Pick<Account, keyof z.infer<typeof accountName>>): z.infer<typeof accountName> {
  return { id, name, network, simulated };
}

export function viewSilence(silence: Silence | null) {
  if (silence === null) return null;
  const { reason, startedAt, until } = silence;
  return { reason, startedAt: startedAt.toISOString(), until: writeInstant(until) };
}

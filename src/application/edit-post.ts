import { KawarabanError } from '../domain/errors.js';
import type { DraftPart, Media, Post, PostId, PostPart } from '../domain/post.js';
import { demandPost } from './demand-post.js';
import { enqueuePosts } from './enqueue-posts.js';
import { placeLink } from './place-link.js';
import { findProblems, priced, unanswered } from './plan-posts.js';
import type { Ports } from './ports/ports.js';

/** What an editor changes on one part; undefined leaves it as it is. */
export interface PartEdit {
  /** Counted from 1; null = the only one. */
  readonly part: number | null;
  readonly text?: string;
  readonly link?: string | null;
  readonly media?: readonly Media[];
}

/** New words, another link, other pictures for a part that has not gone out. The post keeps its time; with a problem it is held. */
export async function editPost(
  ports: Pick<Ports, 'ledger' | 'networks' | 'postQueue'>,
  id: PostId,
  edit: PartEdit,
): Promise<Post> {
  const post = await demandPost(ports, id);
  const edited = findPart(post, edit.part);
  if (edited.remoteId !== null) throw tooLate(post, `part ${edited.position + 1} is out already`);
  const { linkPlacement } = ports.networks[post.account.network];
  const parts = post.parts.map((part) => (part === edited ? applyEdit(part, edit, linkPlacement) : part));
  const problems = [...findProblems(ports, { parts }, post.account), ...unanswered(post)];
  const changed = await ports.ledger.replaceParts(id, post.revision, priced(ports, parts, post.account), problems);
  if (changed === null) throw tooLate((await ports.ledger.findPost(id)) ?? post, 'it cannot be edited now');
  await enqueuePosts(ports, [changed]);
  return changed;
}

function findPart(post: Post, number: number | null): PostPart {
  const count = post.parts.length;
  if (number === null && count > 1)
    throw new KawarabanError('KWB_USAGE', `post ${post.id} has ${count} parts: say which one (--part 1 to ${count})`);
  const part = post.parts[(number ?? 1) - 1];
  if (part === undefined)
    throw new KawarabanError('KWB_USAGE', `post ${post.id} has no part ${number ?? 1}, it has ${count}`);
  return part;
}

function applyEdit(
  part: DraftPart,
  { text, link, media = part.media }: PartEdit,
  placement: Parameters<typeof placeLink>[3],
): DraftPart {
  const words = text?.normalize('NFC').trim() ?? withoutOldLink(part, link, placement);
  // On X the old link stands in the old text: it stays where the new words still say it.
  const kept = placement === 'in-text' && part.link !== null && !words.includes(part.link) ? null : part.link;
  const [placed = part] = placeLink([words], link === undefined ? kept : link, media, placement);
  return placed;
}

/** On X the link stands in the text: another one, or none, takes its place there. */
function withoutOldLink(
  part: DraftPart,
  link: string | null | undefined,
  placement: Parameters<typeof placeLink>[3],
): string {
  if (link === undefined || part.link === null || placement !== 'in-text') return part.text;
  return part.text.replace(part.link, link ?? '').trim();
}

const WHY_NOT: Partial<Record<Post['state'], string>> = {
  publishing: 'it is being sent, or nobody knows yet whether it went out: look again in a minute',
  published: 'it is out already: retract it and queue it anew',
  unconfirmed: 'nobody knows whether it went out: look on the network, then confirm or resend it',
};

export function tooLate(post: Post, otherwise: string): KawarabanError {
  return new KawarabanError(
    'KWB_TRANSITION_REFUSED',
    `post ${post.id} is ${post.state}: ${WHY_NOT[post.state] ?? otherwise}`,
  );
}

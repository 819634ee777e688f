import type { Part } from '../../../domain/post.js';
import type { LookUp } from '../../../domain/publish-outcome.js';
import { refusesAccess } from './classify-answer.js';
import type { GraphReply } from './graph-reply.js';
import { cannotTell, matchPublished } from './match-published.js';
import type { PageAccess } from './page-access.js';
import { readNewestPosts } from './read-newest-posts.js';
import { readPost } from './read-post.js';

/** Looks for this part on the Page: by the id of its unpublished post where there is one, else by what it says. */
export async function findPublished(
  part: Part,
  unpublishedId: string | null,
  where: { readonly notBefore: Date; readonly knownIds: ReadonlySet<string> },
  page: PageAccess,
  signal: AbortSignal,
): Promise<LookUp> {
  if (unpublishedId !== null) {
    const seen = await readPost(unpublishedId, page, signal);
    switch (seen.kind) {
      case 'published':
        return { kind: 'found', remoteId: unpublishedId, url: seen.url };
      case 'hidden':
        return { kind: 'hidden' };
      case 'unreadable':
        return unread(seen.reply);
      case 'gone':
        break;
    }
  }
  const newest = await readNewestPosts('published_posts', where.notBefore, page, signal);
  if (newest.kind === 'unread') return unread(newest.reply);
  const found = matchPublished(part, newest.posts, where);
  if (found.kind !== 'absent' || newest.isComplete) return found;
  return cannotTell('list-too-long', 'the Page has more posts than were read');
}

function unread(reply: GraphReply): LookUp {
  const access = refusesAccess(reply) ? ({ noAccess: true } as const) : {};
  return { kind: 'cannot-tell', ...access, answer: reply.answer };
}

import { z } from 'zod';
import type { ArticleSource, FailedBatch, SourceBatch } from '../../../application/ports/article-source.js';
import type { Clock } from '../../../application/ports/clock.js';
import type { Source } from '../../../domain/source.js';
import type { FetchBytes } from '../../http/guarded-fetch.js';
import { failed, findFailure } from '../web/read-answer.js';
import { POSTS_A_PAGE, postsAddress, type PostsQuestion } from './posts-address.js';
import { readPosts, type WordPressPost } from './read-posts.js';

export interface WordPressParts {
  readonly fetchBytes: FetchBytes;
  readonly clock: Clock;
  readonly userAgent: string;
}

const LIMITS = { maxBytes: 10_000_000, timeoutMs: 20_000 };
/** A change may show up minutes after the instant it bears, and clocks differ. */
const OVERLAP_MS = 15 * 60_000;
/**
 * A scheduled post comes out when somebody visits the site, hours later by night, under the date it was planned for and
 * without a later date of change: https://developer.wordpress.org/reference/functions/wp_publish_post/. After a day it
 * would be too old to be posted by default.
 */
const LATE_MS = 24 * 3_600_000;
/** At the first meeting so many pages of the newest, and later as many as there are, within reason. */
const FIRST_PAGES = 5;
const MOST_PAGES = 50;

/** All in epoch milliseconds. */
const wordPressCursor = z
  .object({
    /** The newest that is known. */
    publishedAt: z.number(),
    modifiedAt: z.number(),
    /** Not all that was published before was read: it is no news, and is not asked for. */
    readFrom: z.number().optional(),
  })
  // An older version asked for no more.
  .transform((read) => ({ ...read, readFrom: read.readFrom ?? read.publishedAt - OVERLAP_MS }));
type Cursor = z.infer<typeof wordPressCursor>;

/**
 * The posts of a WordPress site by its REST API: what was published since the newest that is known, and what was modified,
 * which also finds a post that came out late under an older date. https://developer.wordpress.org/rest-api/reference/posts/
 */
export class WordPressSource implements ArticleSource {
  readonly #parts: WordPressParts;

  constructor(parts: WordPressParts) {
    this.#parts = parts;
  }

  async fetchNew({ address }: Source, cursorText: string | null, signal: AbortSignal): Promise<SourceBatch> {
    const cursor = cursorText === null || cursorText === '' ? null : wordPressCursor.parse(JSON.parse(cursorText));
    const posts = new Map<string, WordPressPost>();
    for (const question of questionsFor(cursor)) {
      const answer = await this.#ask(address, question, cursor === null ? FIRST_PAGES : MOST_PAGES, signal);
      if (!Array.isArray(answer)) return answer;
      for (const post of answer) posts.set(post.article.guid ?? '', post);
    }
    const found = [...posts.values()];
    const open = found.filter(({ isProtected }) => !isProtected);
    return {
      kind: 'articles',
      articles: open.map(({ article }) => article),
      cursor: JSON.stringify(nextCursor(cursor, found, open)),
      note: `200, ${open.length} posts`,
      askAgainMs: null,
      hub: null,
      movedTo: null,
    };
  }

  async #ask(
    apiRoot: string,
    question: PostsQuestion,
    mostPages: number,
    signal: AbortSignal,
  ): Promise<WordPressPost[] | FailedBatch> {
    const posts: WordPressPost[] = [];
    for (let page = 1, pages = 1; page <= Math.min(pages, mostPages); page++) {
      const url = postsAddress(apiRoot, question, page);
      const headers = { 'User-Agent': this.#parts.userAgent, Accept: 'application/json' };
      const fetched = await this.#parts.fetchBytes(url, { ...LIMITS, headers }, signal);
      const failure = findFailure(fetched, this.#parts.clock.now());
      if (failure !== null || fetched.kind !== 'fetched')
        return explained(failure ?? failed('it does not answer'), apiRoot);
      const read = readPosts(fetched.bytes, apiRoot);
      if (read === null) return failed(`${fetched.status}, but it is no list of posts by WordPress's REST API`);
      posts.push(...read);
      pages = Number(fetched.headers['x-wp-totalpages'] ?? 1) || 1;
    }
    return posts;
  }
}

/** The site itself may be in the best of health. */
function explained(failure: FailedBatch, apiRoot: string): FailedBatch {
  return /^(401|403|404):/.test(failure.note)
    ? { ...failure, note: `${failure.note}. The site closes its REST API (${apiRoot}); its feed may be open` }
    : failure;
}

function questionsFor(cursor: Cursor | null): readonly PostsQuestion[] {
  if (cursor === null) return [{ by: 'date', after: null }];
  return [
    { by: 'date', after: new Date(Math.max(cursor.publishedAt - LATE_MS, cursor.readFrom)) },
    { by: 'modified', after: new Date(cursor.modifiedAt - OVERLAP_MS) },
  ];
}

/** A post that is open to nobody yet moves no time ahead: it is asked for until something later is known, and is new then. */
function nextCursor(cursor: Cursor | null, found: readonly WordPressPost[], open: readonly WordPressPost[]): Cursor {
  const times = (of: (post: WordPressPost) => Date | null): number =>
    Math.max(0, ...open.map((post) => of(post)?.getTime() ?? 0));
  return {
    readFrom: cursor?.readFrom ?? firstReadFrom(found),
    publishedAt: Math.max(
      cursor?.publishedAt ?? 0,
      times(({ article }) => article.publishedAt),
    ),
    modifiedAt: Math.max(
      cursor?.modifiedAt ?? 0,
      times(({ modifiedAt }) => modifiedAt),
    ),
  };
}

/** From the oldest on where the first meeting left some out; else from the beginning. */
function firstReadFrom(posts: readonly WordPressPost[]): number {
  if (posts.length < FIRST_PAGES * POSTS_A_PAGE) return 0;
  const dates = posts.flatMap(({ article }) => article.publishedAt?.getTime() ?? []);
  return dates.length === 0 ? 0 : Math.min(...dates);
}

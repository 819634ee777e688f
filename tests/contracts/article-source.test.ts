import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardedFetch } from '../../src/adapters/http/guarded-fetch.js';
import { FeedSource } from '../../src/adapters/sources/feed/feed-source.js';
import { FolderSource } from '../../src/adapters/sources/folder/folder-source.js';
import { WordPressSource } from '../../src/adapters/sources/wordpress/wordpress-source.js';
import type { ArticleSource } from '../../src/application/ports/article-source.js';
import type { Clock } from '../../src/application/ports/clock.js';
import { FeedServer } from '../support/feed-server.js';
import { testSource } from '../support/samples.js';
import { TestClock } from '../support/test-ledger.js';
import { WordPressServer } from '../support/wordpress-server.js';

/** A source whose articles a test writes. */
interface Place {
  readonly source: ArticleSource;
  readonly address: string;
  readonly publish: (title: string, at: Date) => void;
  /** Takes it away for good. */
  readonly close: () => Promise<void>;
}

const STABLE_MS = 2_000;
const asking = { fetchBytes: guardedFetch({ to: 'loopback', allowPrivate: [] }), userAgent: 'Kawaraban/test' };

const PLACES: Readonly<Record<string, (clock: Clock) => Promise<Place>>> = {
  feed: async (clock) => {
    const server = await FeedServer.start();
    return {
      source: new FeedSource({ ...asking, clock }),
      address: `${server.url}/feed`,
      publish: (name, publishedAt) => (server.stories = [{ name, publishedAt }, ...server.stories]),
      close: () => server.stop(),
    };
  },
  wordpress: async (clock) => {
    const server = await WordPressServer.start();
    return {
      source: new WordPressSource({ ...asking, clock }),
      address: server.apiRoot,
      publish: (title, date) => (server.posts = [{ id: server.posts.length + 1, title, date }, ...server.posts]),
      close: () => server.stop(),
    };
  },
  folder: (clock) => {
    const folder = mkdtempSync(join(tmpdir(), 'kwb-place-'));
    return Promise.resolve({
      source: new FolderSource({ clock, zone: 'UTC', stableMs: STABLE_MS }),
      address: folder,
      publish: (title, at) => {
        writeFileSync(join(folder, `${title}.md`), `---\ntitle: ${title}\n---\n\nThe text.\n`);
        utimesSync(join(folder, `${title}.md`), at, at);
      },
      close: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    });
  },
};

describe.each(Object.entries(PLACES))('a %s', (_kind, open) => {
  let clock: TestClock;
  let place: Place;
  beforeEach(async () => {
    clock = new TestClock();
    place = await open(clock);
  });
  afterEach(() => place.close());

  const publish = (title: string): void => {
    clock.advance(1_000);
    place.publish(title, clock.now());
  };
  const ask = (cursor: string | null) =>
    place.source.fetchNew(testSource({ address: place.address }), cursor, new AbortController().signal, () =>
      Promise.resolve(true),
    );
  /** A folder shows a file when it has not grown for a while: at the second look. */
  const read = async (cursor: string | null) => {
    let batch = await ask(cursor);
    for (let looks = 0; looks < 2 && batch.kind === 'unchanged'; looks++) {
      clock.advance(STABLE_MS);
      batch = await ask(batch.cursor);
    }
    if (batch.kind === 'failed') throw new Error(batch.note);
    const titles = batch.kind === 'articles' ? batch.articles.map(({ title }) => title) : [];
    return { titles, cursor: batch.cursor, note: batch.note };
  };
  const called = (name: string) => expect.stringContaining(name) as string;

  it('shows everything at the first meeting, the newest first, and says in a line how it went', async () => {
    publish('one');
    publish('two');
    const { titles, note } = await read(null);
    expect(titles).toEqual([called('two'), called('one')]);
    expect(note).toMatch(/^[^\n]+$/);
  });

  it('shows with the cursor of the last answer what has come since', async () => {
    publish('one');
    const first = await read(null);
    publish('two');
    expect((await read(first.cursor)).titles).toContainEqual(called('two'));
  });

  it('shows the same to whoever asks again with the same cursor, as after a crash', async () => {
    publish('one');
    const first = await read(null);
    publish('two');
    const [second, again] = [await read(first.cursor), await read(first.cursor)];
    expect(again.titles).toEqual(second.titles);
    expect((await read(null)).titles).toContainEqual(called('two'));
  });

  it('that is not there is a failed answer with a reason, not an exception', async () => {
    await place.close();
    expect(await ask(null)).toMatchObject({
      kind: 'failed',
      isGone: false,
      note: expect.stringMatching(/./) as string,
    });
  });
});

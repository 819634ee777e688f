import type { WantedSource } from '../../src/application/ports/source-ledger.js';
import { takeIn, type TakenIn } from '../../src/application/take-in.js';
import type { Article } from '../../src/domain/article.js';
import { DEFAULT_SOURCE_SETTINGS, type Source } from '../../src/domain/source.js';
import { ARTICLE } from './samples.js';
import type { Engine } from './test-databases.js';
import { openTestLedger, type TestClock, type TestLedger } from './test-ledger.js';

export const HOUR_MS = 3_600_000;

/** So many different titles. */
export const letters = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `story ${String.fromCharCode(97 + (index % 26))}${index}`);

/** A ledger with sources whose articles a test names, and the short ways to see what became of them. */
export class SourceDesk {
  readonly test: TestLedger;

  private constructor(test: TestLedger) {
    this.test = test;
  }

  static async open(kind: Engine, postgresUrl: string): Promise<SourceDesk> {
    return new SourceDesk(await openTestLedger(kind, postgresUrl));
  }

  close(): Promise<void> {
    return this.test.destroy();
  }

  get clock(): TestClock {
    return this.test.clock;
  }

  add(name: string, change: Partial<WantedSource> = {}): Promise<Source> {
    const address = `https://${name}.example/feed`;
    return this.test.ledger.addSource({
      name,
      kind: 'feed',
      address,
      settings: DEFAULT_SOURCE_SETTINGS,
      backfill: 0,
      ...change,
    });
  }

  /** A source that was met already, with nothing in it. */
  async addMet(name: string, change: Partial<WantedSource> = {}): Promise<Source> {
    const source = await this.add(name, change);
    await this.poll(source, []);
    return (await this.test.ledger.findSource(name)) ?? source;
  }

  /** A poll in which the source shows these, as feeds do: the newest first. */
  async poll(source: Source, articles: readonly Article[]): Promise<TakenIn> {
    const { clock, ledger } = this.test;
    const claim = await ledger.claimPollOf(source.id);
    if (claim === null) throw new Error(`${source.name} cannot be polled`);
    const taken = await takeIn({ clock, ledger, zone: 'UTC' }, claim.source, articles, 'poll');
    await ledger.finishPoll(claim.token, {
      outcome: 'articles',
      note: '',
      cursor: '',
      nextPollAt: clock.now(),
      items: articles.length,
      newArticles: 0,
      hub: null,
      movedTo: null,
      isTakenIn: taken.kind === 'taken-in',
      pauseReason: taken.kind === 'flood' ? taken.reason : null,
    });
    return taken;
  }

  /** What would be posted, in the order in which it would be. */
  async listPlanned(): Promise<readonly string[]> {
    return (await this.test.ledger.listUnplannedArticles()).map(({ article }) => article.title);
  }

  async countArticles(): Promise<number> {
    return (await this.test.engine.db.selectFrom('articles').select('id').execute()).length;
  }

  async listEvents(kind: string): Promise<readonly string[]> {
    const events = await this.test.engine.db.selectFrom('events').select('detail').where('kind', '=', kind).execute();
    return events.map((event) => event.detail);
  }

  /** An article of the newsroom, published so many hours ago. */
  article(name: string, hoursAgo = 0, change: Partial<Article> = {}): Article {
    return {
      ...ARTICLE,
      title: name,
      url: `https://harbour-post.example/${encodeURIComponent(name)}`,
      guid: `guid-${name}`,
      publishedAt: new Date(this.clock.now().getTime() - hoursAgo * HOUR_MS),
      ...change,
    };
  }
}

import { ingestArticle, type Ingested } from '../../src/application/ingest-article.js';
import type { NetworkName } from '../../src/domain/account.js';
import type { Article } from '../../src/domain/article.js';
import type { Post } from '../../src/domain/post.js';
import { planTakenIn, takeIn } from '../../src/application/take-in.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import { ARTICLE } from './samples.js';
import { TemplateFolder } from './template-folder.js';
import { TestNewsroom } from './test-newsroom.js';

export const DELAYED = 'Night Ferry Delayed by Ice';
export const CANCELLED = 'Night Ferry Cancelled';
/** What the first change of the headline is called. */
export const WHAT = `the headline “${ARTICLE.title}” became “${DELAYED}”`;

/** A newsroom with templates of its own and one article, which comes again and again. */
export class ChangingArticle {
  readonly newsroom: TestNewsroom;
  readonly #templates: TemplateFolder;

  private constructor(newsroom: TestNewsroom, templates: TemplateFolder) {
    this.newsroom = newsroom;
    this.#templates = templates;
  }

  static async open(templates: Readonly<Record<string, string>>): Promise<ChangingArticle> {
    const folder = new TemplateFolder(templates);
    return new ChangingArticle(await TestNewsroom.open({ templates: folder.path }), folder);
  }

  /** By a source, which may lift an embargo. */
  async show(change: Partial<Article> = {}): Promise<void> {
    const { ports, ledger } = this.newsroom;
    const feed = { name: 'harbour-post', kind: 'feed', address: 'https://harbour-post.example/feed' } as const;
    const source =
      (await ledger.findSource(feed.name)) ??
      (await ledger.addSource({ ...feed, settings: DEFAULT_SOURCE_SETTINGS, backfill: 1 }));
    const taken = await takeIn(ports, source, [{ ...ARTICLE, ...change }], 'poll');
    if (taken.kind === 'flood') throw new Error('one article is no flood');
    await planTakenIn(ports, taken);
  }

  /** By a person's file. */
  takeIn(change: Partial<Article> = {}): Promise<Ingested> {
    return ingestArticle(this.newsroom.ports, { ...ARTICLE, ...change }, 'file', null);
  }

  /** The article is taken in and everything about it is out. */
  async publish(): Promise<void> {
    await this.takeIn();
    await this.newsroom.ports.postQueue.ringDue();
    await this.newsroom.pass(10);
  }

  async postOn(network: NetworkName, occasion = 'publish'): Promise<Post> {
    const posts = await this.newsroom.ledger.listPosts({ accountName: network });
    const found = posts.find((post) => post.occasion === occasion);
    if (found === undefined) throw new Error(`there is no post on ${network} for ${occasion}`);
    return found;
  }

  async textsOn(network: NetworkName): Promise<readonly string[]> {
    return (await this.newsroom.networks[network].posts()).map(({ text }) => text);
  }

  /** What the history of the post says about changes of its article. */
  async historyOn(network: NetworkName): Promise<readonly string[]> {
    const events = await this.newsroom.ledger.listEvents((await this.postOn(network)).id);
    return events.filter(({ kind }) => kind === 'article-changed').map(({ detail }) => detail);
  }

  async close(): Promise<void> {
    await this.newsroom.close();
    this.#templates.remove();
  }
}

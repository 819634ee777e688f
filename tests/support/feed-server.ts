import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedStory {
  readonly name: string;
  readonly publishedAt: Date | null;
  readonly guid?: string;
  readonly link?: string;
}

/** A newsroom's web server on loopback: it shows what a test puts into it, in the way a test says. */
export class FeedServer {
  /** The newest first. */
  stories: readonly ServedStory[] = [];
  /** Answers in place of the feed. */
  listener: RequestListener | null = null;
  readonly asked: IncomingMessage[] = [];
  /** So many were answered at the same time, at the most. */
  mostAtOnce = 0;
  #now = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FeedServer> {
    const server = createServer();
    const feed = new FeedServer(server);
    server.on('request', (request, response) => {
      feed.asked.push(request);
      feed.mostAtOnce = Math.max(feed.mostAtOnce, ++feed.#now);
      response.once('close', () => feed.#now--);
      if (feed.listener !== null) feed.listener(request, response);
      else response.setHeader('content-type', 'application/rss+xml').end(feed.document());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return feed;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  document(stories = this.stories): string {
    const items = stories.map(
      ({ name, publishedAt, guid = `guid-${name}`, link = `${this.url}/${name}` }) =>
        `<item><title>Story ${name} of the harbour</title><link>${link}</link><guid isPermaLink="false">${guid}</guid>${
          publishedAt === null ? '' : `<pubDate>${publishedAt.toUTCString()}</pubDate>`
        }<description>What happened to ${name}.</description></item>`,
    );
    return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Harbour Post</title><link>${this.url}</link>${items.join('\n')}</channel></rss>`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

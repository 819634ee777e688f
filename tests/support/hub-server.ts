import { createHmac } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Subscriber {
  readonly callback: string;
  readonly topic: string;
  readonly secret: string;
}

/** A WebSub hub on loopback, with the feed that it announces: https://www.w3.org/TR/websub/ `asked`: for that feed. */
export class HubServer extends EventEmitter<{ asked: [] }> {
  /** What the feed says at the moment. */
  feed = '';
  /** What it does with a wish: it fails, or sends on to where the hub has moved, which asks back before it answers. */
  manner: 'verify' | 'fail' | 'redirect' = 'verify';
  /** Every wish, as it came. */
  readonly wishes: URLSearchParams[] = [];
  #subscriber: Subscriber | null = null;
  readonly #server: Server;

  private constructor(server: Server) {
    super();
    this.#server = server;
    this.setMaxListeners(0);
  }

  static async start(): Promise<HubServer> {
    const server = createServer();
    const hub = new HubServer(server);
    server.on('request', (request, response) => void hub.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get topic(): string {
    return `${this.url}/feed.xml`;
  }

  get isSubscribed(): boolean {
    return this.#subscriber !== null;
  }

  /** The one that was verified. */
  get subscriber(): Subscriber {
    if (this.#subscriber === null) throw new Error('nobody has subscribed');
    return this.#subscriber;
  }

  document(stories: readonly string[], publishedAt: Date): string {
    const items = stories.map(
      (name) =>
        `<item><title>Story ${name} of the harbour</title><link>${this.url}/${name}</link><guid>${this.url}/${name}</guid><pubDate>${publishedAt.toUTCString()}</pubDate><description>What happened to ${name}.</description></item>`,
    );
    return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title><link>${this.url}</link><atom:link rel="hub" href="${this.url}/hub"/><atom:link rel="self" href="${this.topic}"/>${items.join('')}</channel></rss>`;
  }

  /** Delivers to the subscriber, signed with what it gave; the status of its answer. */
  async deliver(body: string, { method = 'sha256', secret = this.subscriber.secret } = {}): Promise<number> {
    const signature = createHmac(method, secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/rss+xml', 'x-hub-signature': `${method}=${signature}` };
    return (await fetch(this.subscriber.callback, { method: 'POST', headers, body })).status;
  }

  /** Asks the subscriber something; status and text of its answer. */
  async ask(parameters: Record<string, string>): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await fetch(`${this.subscriber.callback}?${new URLSearchParams(parameters).toString()}`);
    return { status: answer.status, text: await answer.text() };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'application/rss+xml').end(this.feed);
      this.emit('asked');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const wish = new URLSearchParams(Buffer.concat(chunks).toString());
    this.wishes.push(wish);
    if (this.manner === 'fail') return void response.writeHead(500).end();
    if (request.url === '/moved') {
      await this.#verify(wish);
      return void response.writeHead(204).end();
    }
    if (this.manner === 'redirect') return void response.writeHead(307, { location: '/moved' }).end();
    response.writeHead(202).end();
    await this.#verify(wish);
  }

  async #verify(wish: URLSearchParams): Promise<void> {
    const [callback, topic, secret] = ['callback', 'topic', 'secret'].map((name) => wish.get(`hub.${name}`) ?? '');
    const subscriber = { callback: callback ?? '', topic: topic ?? '', secret: secret ?? '' };
    const challenge = `challenge-${this.wishes.length}`;
    const question = {
      'hub.mode': 'subscribe',
      'hub.topic': subscriber.topic,
      'hub.challenge': challenge,
      'hub.lease_seconds': '864000',
    };
    const answer = await fetch(`${subscriber.callback}?${new URLSearchParams(question).toString()}`);
    if (answer.status === 200 && (await answer.text()) === challenge) this.#subscriber = subscriber;
  }
}

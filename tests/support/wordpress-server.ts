import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WordPressPost {
  readonly id: number;
  readonly title: string;
  readonly date: Date;
  readonly modified?: Date;
  readonly tags?: readonly string[];
  /** As WordPress keeps them, in HTML; without them, those of a site with pretty permalinks. */
  readonly guid?: string;
  readonly link?: string;
  /** Behind a password: listed all the same, with empty texts. */
  readonly isProtected?: boolean;
}

/** A WordPress site on loopback, as far as its REST API shows posts: https://developer.wordpress.org/rest-api/reference/posts/ */
export class WordPressServer {
  posts: readonly WordPressPost[] = [];
  /** Answers everything of the API with it; null = it is open. */
  closedWith: number | null = null;
  /** Plain permalinks: the API is at `/?rest_route=/`. */
  isPlain = false;
  readonly asked: URL[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<WordPressServer> {
    const server = createServer();
    const site = new WordPressServer(server);
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', site.url);
      const route = url.searchParams.get('rest_route') ?? url.pathname.replace(/^\/wp-json/, '');
      if (route !== '/wp/v2/posts') {
        response.setHeader('link', `<${site.apiRoot}>; rel="https://api.w.org/", <${site.url}/?p=1>; rel=shortlink`);
        return response.end('<html><body>Harbour Post</body></html>');
      }
      site.asked.push(url);
      if (site.closedWith !== null)
        return response.writeHead(site.closedWith).end('{"code":"rest_disabled","message":"closed"}');
      const { page, pages } = site.#list(url.searchParams);
      response.setHeader('x-wp-totalpages', String(pages)).end(JSON.stringify(page.map((post) => site.#render(post))));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiRoot(): string {
    return this.isPlain ? `${this.url}/?rest_route=/` : `${this.url}/wp-json/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #list(parameters: URLSearchParams): { readonly page: readonly WordPressPost[]; readonly pages: number } {
    const timeOf = ({ date, modified = date }: WordPressPost): Date =>
      parameters.get('orderby') === 'modified' ? modified : date;
    const after = new Date(parameters.get('after') ?? parameters.get('modified_after') ?? 0);
    const found = this.posts
      .filter((post) => timeOf(post) > after)
      .sort((one, other) => timeOf(other).getTime() - timeOf(one).getTime());
    const size = Number(parameters.get('per_page'));
    const start = (Number(parameters.get('page')) - 1) * size;
    return { page: found.slice(start, start + size), pages: Math.ceil(found.length / size) };
  }

  #render({ id, title, date, modified = date, tags = [], isProtected = false, ...names }: WordPressPost): unknown {
    const guarded = (rendered: string) => ({ rendered: isProtected ? '' : rendered, protected: isProtected });
    const term = (name: string, taxonomy: string) => ({ name, taxonomy });
    return {
      id,
      date_gmt: date.toISOString().slice(0, 19),
      modified_gmt: modified.toISOString().slice(0, 19),
      link: names.link ?? `${this.url}/story-${id}/`,
      guid: { rendered: names.guid ?? `${this.url}/?p=${id}` },
      title: { rendered: title },
      excerpt: guarded(`<p>In short: ${title} [&hellip;]</p>\n`),
      content: guarded(`<p>All about ${title}.</p>`),
      _embedded: {
        author: [{ code: 'rest_user_invalid_id', message: 'Invalid user ID.' }, { name: 'Ada Quay' }],
        'wp:featuredmedia': [
          { source_url: `${this.url}/uploads/${id}.jpg`, alt_text: 'A ferry', media_details: { width: 1600 } },
        ],
        'wp:term': [[term('Islands', 'category')], tags.map((tag) => term(tag, 'post_tag'))],
      },
    };
  }
}

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a page of the site answers; a text is a page that is there. */
export type TestPage = string | RequestListener;

/** A news site on this machine, whose pages a test puts up and takes down. */
export class PageSite {
  readonly #pages = new Map<string, TestPage>();
  readonly #asked: string[] = [];
  readonly #server = createServer((request, response) => {
    const path = request.url ?? '/';
    this.#asked.push(path);
    const page = this.#pages.get(path) ?? ((_request, answer) => answer.writeHead(404).end());
    if (typeof page === 'string') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else page(request, response);
  });

  static async open(): Promise<PageSite> {
    const site = new PageSite();
    await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Puts a page up, or another one in its place; ends with its address. */
  put(path: string, page: TestPage): string {
    this.#pages.set(path, page);
    return this.url + path;
  }

  /** How often a page was asked for. */
  hits(path: string): number {
    return this.#asked.filter((asked) => asked === path).length;
  }

  close(): Promise<unknown> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_request, response) => response.writeHead(code, headers).end();
}

export function redirect(to: string): RequestListener {
  return status(302, { location: to });
}

export function head(tags: string): string {
  return `<!doctype html><html><head><title>A page</title>${tags}</head><body><p>Text.</p></body></html>`;
}

/** Its type is to be seen by its content. */
export function picture(bytes: Uint8Array): RequestListener {
  return (_request, response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
}

import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { AppControllerRoute, BullBoardQueues, IServerAdapter, UIConfig } from '@bull-board/api/typings/app';
import type { Queue } from 'bullmq';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { within } from './within.js';

const READ_TIMEOUT_MS = 5_000;
const PAGES = /^\/(?:job-schedulers|queue\/[^/]+(?:\/[^/]+)?)?$/;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
};

export interface BoardAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

/** bull-board's page of a queue, for reading alone: what would change a job is not there at all. */
export class QueueBoard {
  readonly #routes: readonly ReadRoute[];
  readonly #request: { readonly queues: BullBoardQueues; readonly uiConfig: UIConfig };
  readonly #page: string;
  readonly #folder: string;
  readonly #files: ReadonlySet<string>;

  /** `basePath`: where it is served, with a slash at the end. */
  constructor(queue: Queue, basePath: string) {
    const uiBasePath = dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json'));
    const parts = new BoardParts();
    createBullBoard({
      queues: [new BullMQAdapter(queue, { readOnlyMode: true, description: 'one alarm for each scheduled post' })],
      serverAdapter: parts,
      options: { uiBasePath, uiConfig: { boardTitle: 'Kawaraban: the queue', hideDocsLink: true } },
    });
    this.#routes = parts.routes.flatMap(toReadRoutes);
    this.#request = { queues: parts.queues, uiConfig: parts.uiConfig };
    this.#folder = join(uiBasePath, 'dist');
    this.#page = drawPage(readFileSync(join(this.#folder, 'index.ejs'), 'utf8'), basePath, parts.uiConfig);
    this.#files = new Set(readdirSync(join(this.#folder, 'static'), { recursive: true, encoding: 'utf8' }));
  }

  /** `path`: below its address, from `/` on. Null: there is nothing. */
  async answer(path: string, query: Readonly<Record<string, unknown>>): Promise<BoardAnswer | null> {
    if (PAGES.test(path)) return { status: 200, type: 'text/html; charset=utf-8', body: this.#page };
    const [, file] = /^\/static\/(.+)$/.exec(path) ?? [];
    if (file !== undefined) return this.#readFile(file);
    for (const { pattern, route } of this.#routes) {
      const found = pattern.exec(path);
      if (found === null) continue;
      const params = Object.fromEntries(
        Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      const asked = route.handler({ ...this.#request, query, params, body: {}, headers: {} });
      const { status = 200, body } = await within(Promise.resolve(asked), READ_TIMEOUT_MS, 'reading the queue');
      return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
    }
    return null;
  }

  async #readFile(name: string): Promise<BoardAnswer | null> {
    const type = TYPES[extname(name)];
    if (type === undefined || !this.#files.has(name)) return null;
    return { status: 200, type, body: await readFile(join(this.#folder, 'static', name)) };
  }
}

interface ReadRoute {
  readonly pattern: RegExp;
  readonly route: AppControllerRoute;
}

function toReadRoutes(route: AppControllerRoute): readonly ReadRoute[] {
  if (![route.method].flat().includes('get')) return [];
  return [route.route].flat().map((path) => ({
    pattern: new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
    route,
  }));
}

/** The page asks a company for its letters; operators do without. */
function drawPage(template: string, basePath: string, config: UIConfig): string {
  const values: Readonly<Record<string, string | undefined>> = {
    basePath,
    title: config.boardTitle,
    favIconDefault: config.favIcon?.default,
    favIconAlternative: config.favIcon?.alternative,
    uiConfig: JSON.stringify(config).replaceAll('<', '\\u003c'),
  };
  return template
    .replaceAll(/<link [^>]*href="https:[^>]*>/g, '')
    .replaceAll(/<%[=-] (\w+) %>/g, (_whole, name: string) => values[name] ?? '');
}

/** What bull-board would hand to a server of its own kind. */
class BoardParts implements IServerAdapter {
  queues: BullBoardQueues = new Map();
  uiConfig: UIConfig = {};
  routes: readonly AppControllerRoute[] = [];

  setQueues(queues: BullBoardQueues): this {
    this.queues = queues;
    return this;
  }
  setUIConfig(config: UIConfig): this {
    this.uiConfig = config;
    return this;
  }
  setApiRoutes(routes: readonly AppControllerRoute[]): this {
    this.routes = routes;
    return this;
  }
  setViewsPath(): this {
    return this;
  }
  setStaticPath(): this {
    return this;
  }
  setEntryRoute(): this {
    return this;
  }
  setErrorHandler(): this {
    return this;
  }
}

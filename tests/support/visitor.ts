import type { APIResponse, BrowserContext, Page, Request } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { z } from 'zod';
import type { AnswerOf } from '../../src/api/contract/route.js';
import { ROUTES, type RouteName, type Routes } from '../../src/api/contract/routes.js';
import type { Asking } from './api-desk.js';

type Post = AnswerOf<Routes['readPost']>;

/** Between an answer and what a page asks next. */
const AT_REST_MS = 60;
/** So long by the page's own clock, and until it has nothing to draw: a busy one may have asked for nothing yet. */
const AT_REST = `new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 1_000 }), ${String(AT_REST_MS)}))`;

/** Somebody with a browser, who can also ask the API by what their browser keeps. */
export class Visitor {
  private constructor(
    readonly home: string,
    readonly context: BrowserContext,
    readonly page: Page,
    /** What went wrong in their pages, as the browser tells it. */
    readonly complaints: readonly string[],
    private readonly underWay: Set<Request>,
  ) {}

  static async arrive(home: string, context: BrowserContext): Promise<Visitor> {
    const complaints: string[] = [];
    const underWay = new Set<Request>();
    // The stream of changes never ends.
    context.on('request', (request) => {
      if (!request.url().endsWith('/api/events')) underWay.add(request);
    });
    context.on('requestfinished', (request) => underWay.delete(request));
    context.on('requestfailed', (request) => underWay.delete(request));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(error.error().message));
    return new Visitor(home, context, await context.newPage(), complaints, underWay);
  }

  /** Ends when all that the page asks for is there. */
  async open(path: string): Promise<Page> {
    // What the page before it asked for ends with it.
    this.underWay.clear();
    await this.page.goto(`${this.home}${path}`);
    await this.page.getByRole('heading').first().waitFor();
    await this.rest();
    return this.page;
  }

  /** To another page of the dashboard, as its links lead there: nothing is loaded twice. */
  async walk(path: string): Promise<Page> {
    await this.page.evaluate(`window.__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`);
    await this.rest();
    return this.page;
  }

  async ask<Name extends RouteName>(name: Name, asking: Asking = {}): Promise<AnswerOf<Routes[Name]>> {
    const reply = await this.#send(name, asking);
    expect(reply.status(), await reply.text()).toBeLessThan(300);
    const { answer } = ROUTES[name] as { readonly answer: z.ZodType | string };
    const read = typeof answer === 'string' ? undefined : answer.parse(await reply.json());
    return read as AnswerOf<Routes[Name]>;
  }

  /** The status and the code of a refusal. */
  async refusal(name: RouteName, asking: Asking = {}): Promise<string> {
    const reply = await this.#send(name, asking);
    const { code } = (await reply.json()) as { readonly code?: string };
    return `${reply.status()} ${code ?? ''}`;
  }

  readPost(id: string): Promise<Post> {
    return this.ask('readPost', { params: { id } });
  }

  /** Until what the page asked for is there. */
  async rest(): Promise<void> {
    await vi.waitUntil(
      async () => {
        if (this.underWay.size > 0) return false;
        await this.page.evaluate(AT_REST).catch(() => undefined);
        return this.underWay.size === 0;
      },
      { timeout: 20_000, interval: AT_REST_MS },
    );
  }

  #send(name: RouteName, { params = {}, query = {}, body, headers = {} }: Asking): Promise<APIResponse> {
    const { method, path } = ROUTES[name];
    const address = path.replace(/:(\w+)/g, (_whole, key: string) => encodeURIComponent(params[key] ?? 'none'));
    return this.context.request.fetch(`${this.home}${address}`, {
      ...{ method, params: { ...query }, headers: { ...headers } },
      ...(body === undefined ? {} : { data: body }),
    });
  }
}

/** As fast as a hand is: behind `g` a letter counts for a second. */
export async function pressBehindG(page: Page, letter: string): Promise<void> {
  await Promise.all(['g', letter].map((key) => page.keyboard.press(key)));
}

import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect } from 'vitest';
import type { z } from 'zod';
import { closeApi } from '../../src/api/close-api.js';
import type { AnswerOf } from '../../src/api/contract/route.js';
import { ROUTES, type RouteName, type Routes } from '../../src/api/contract/routes.js';
import { createServer } from '../../src/api/create-server.js';
import { addDesk } from '../../src/api/desk/serve-desk.js';
import { hashSecret, newSecret } from '../../src/application/secret-text.js';
import { readConfig } from '../../src/config/read-config.js';
import type { Account } from '../../src/domain/account.js';
import type { Person, Role } from '../../src/domain/person.js';
import { openDesk } from '../../src/service/open-desk.js';
import { openNewsroom, type Newsroom } from '../../src/service/open-newsroom.js';
import { MemoryPostQueue } from './memory-post-queue.js';

export interface Asking {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API of a newsroom with a ledger in a folder of its own; nothing is sent. */
export class ApiDesk {
  readonly api: FastifyInstance;
  readonly newsroom: Newsroom;
  readonly faults: unknown[] = [];
  readonly #folder: string;
  readonly #stopping = new AbortController();

  private constructor(api: FastifyInstance, newsroom: Newsroom, folder: string) {
    this.api = api;
    this.newsroom = newsroom;
    this.#folder = folder;
  }

  static async open(variables: Readonly<Record<string, string>> = {}): Promise<ApiDesk> {
    const folder = mkdtempSync(join(tmpdir(), 'kawaraban-api-'));
    const config = readConfig({ KAWARABAN_DATA: folder, KAWARABAN_TIMEZONE: 'Asia/Tokyo', ...variables });
    const newsroom = await openNewsroom(config, pino({ level: 'silent' }), null);
    const postQueue = new MemoryPostQueue({ clock: newsroom.clock, ring: () => Promise.resolve({ kind: 'done' }) });
    const api = createServer();
    const desk = new ApiDesk(api, newsroom, folder);
    const parts = openDesk(
      newsroom,
      { ports: { ...newsroom, postQueue }, countAlarms: () => Promise.resolve({}) },
      desk.#stopping.signal,
    );
    addDesk(api, { ...parts, failed: (error) => desk.faults.push(error) });
    await api.ready();
    return desk;
  }

  /** As the service stops: who listens to changes is let go first. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await closeApi(this.api);
    await this.newsroom.close();
    rmSync(this.#folder, { recursive: true });
    expect(this.faults).toEqual([]);
  }

  get ledger() {
    return this.newsroom.ledger;
  }

  async accountOn(network: Account['network']): Promise<Account> {
    const found = (await this.ledger.listAccounts()).find((account) => account.network === network);
    if (found === undefined) throw new Error(`there is no account on ${network}`);
    return found;
  }

  /** A person who is signed in. */
  async join(name: string, role: Role): Promise<Colleague> {
    const person = await this.ledger.addPerson({ name, login: name.toLowerCase(), role });
    const session = newSecret();
    await this.ledger.openSession(person.id, hashSecret(session));
    return new Colleague(this, person, { cookie: `kawaraban_session=${session}` });
  }

  send(name: RouteName, { params = {}, query = {}, body, headers = {} }: Asking = {}): Promise<LightMyRequestResponse> {
    const { method, path } = ROUTES[name];
    const url = path.replace(/:(\w+)/g, (_whole, key: string) => encodeURIComponent(params[key] ?? 'none'));
    return this.api.inject({
      ...{ method, url, query: { ...query }, headers: { ...headers } },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  }
}

/** Somebody who asks the API, and whose answers are held against the contract. */
export class Colleague {
  constructor(
    private readonly desk: ApiDesk,
    readonly person: Person,
    readonly headers: Readonly<Record<string, string>>,
  ) {}

  send(name: RouteName, asking: Asking = {}): Promise<LightMyRequestResponse> {
    return this.desk.send(name, { ...asking, headers: { ...this.headers, ...asking.headers } });
  }

  async ask<Name extends RouteName>(name: Name, asking: Asking = {}): Promise<AnswerOf<Routes[Name]>> {
    const reply = await this.send(name, asking);
    expect(reply.statusCode, reply.body).toBeLessThan(300);
    const { answer } = ROUTES[name] as { readonly answer: z.ZodType | string };
    if (typeof answer === 'string') return undefined as AnswerOf<Routes[Name]>;
    const read: unknown = reply.json();
    // Nothing but what the contract says.
    expect(answer.parse(read)).toEqual(read);
    return read as AnswerOf<Routes[Name]>;
  }

  /** Changes a post as it is now. */
  async change<Name extends RouteName>(
    name: Name,
    seen: { readonly id: string; readonly revision: number },
    body?: unknown,
  ): Promise<AnswerOf<Routes[Name]>> {
    return this.ask(name, { params: { id: seen.id }, headers: ifMatch(seen.revision), body });
  }

  /** The status and the code of a refusal. */
  async refusal(name: RouteName, asking: Asking = {}): Promise<string> {
    const reply = await this.send(name, asking);
    return `${String(reply.statusCode)} ${reply.json<{ code?: string }>().code ?? ''}`;
  }
}

export function ifMatch(revision: number): Readonly<Record<string, string>> {
  return { 'if-match': `"${String(revision)}"` };
}

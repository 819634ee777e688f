import { json, type PricedNetwork } from '../simulator-server.js';
import type { SimulatedAnswer, SimulatedRequest, Timeline, TimelinePost } from '../simulator.js';
import { createPost } from './create-post.js';
import { drawTimeline } from './draw-timeline.js';
import { errorCatalogue, type XErrorKey } from './error-catalogue.js';
import {
  appendSegment,
  describeUpload,
  finalizeUpload,
  initializeUpload,
  readUploadStatus,
  uploadMedia,
} from './media-endpoints.js';
import { OAuth1Verifier } from './oauth1.js';
import { firstLink } from './post-text.js';
import { PriceLedger } from './price-ledger.js';
import { flatProblem, notFound } from './problem.js';
import { RateWindows } from './rate-windows.js';
import { readPost, readTimeline } from './read-timeline.js';
import type { SimulatedXAccount } from './simulated-x-account.js';
import { changeSettings, defaultSettings, type XDialect, type XSimulatorSettings } from './simulator-settings.js';
import type { XCall } from './x-call.js';
import { XState, type StoredPost } from './x-state.js';

interface Route {
  readonly method: string;
  /** Its group is the id. */
  readonly path: RegExp;
  /** As fault rules name it. */
  readonly operation: string;
  /** Calls of one user in 15 minutes (https://docs.x.com/x-api/fundamentals/rate-limits); null = the setting. */
  readonly perWindow: number | null;
  answer(call: XCall): SimulatedAnswer;
}

const ROUTES: readonly Route[] = [
  { method: 'POST', path: /^\/2\/tweets$/, operation: 'publish', perWindow: null, answer: createPost },
  { method: 'GET', path: /^\/2\/tweets\/(\d{1,19})$/, operation: 'read', perWindow: 900, answer: readPost },
  { method: 'DELETE', path: /^\/2\/tweets\/(\d{1,19})$/, operation: 'retract', perWindow: 50, answer: deletePost },
  { method: 'GET', path: /^\/2\/users\/me$/, operation: 'me', perWindow: 75, answer: readMe },
  {
    method: 'GET',
    path: /^\/2\/users\/(\d{1,19})\/tweets$/,
    operation: 'timeline',
    perWindow: 900,
    answer: readTimeline,
  },
  { method: 'POST', path: /^\/2\/media\/upload$/, operation: 'upload', perWindow: 500, answer: uploadMedia },
  { method: 'GET', path: /^\/2\/media\/upload$/, operation: 'upload', perWindow: 1000, answer: readUploadStatus },
  {
    method: 'POST',
    path: /^\/2\/media\/upload\/initialize$/,
    operation: 'upload',
    perWindow: 1875,
    answer: initializeUpload,
  },
  {
    method: 'POST',
    path: /^\/2\/media\/upload\/(\d{1,19})\/append$/,
    operation: 'upload',
    perWindow: 1875,
    answer: appendSegment,
  },
  {
    method: 'POST',
    path: /^\/2\/media\/upload\/(\d{1,19})\/finalize$/,
    operation: 'upload',
    perWindow: 1875,
    answer: finalizeUpload,
  },
  { method: 'POST', path: /^\/2\/media\/metadata$/, operation: 'metadata', perWindow: 500, answer: describeUpload },
];

/** X as far as a newsroom meets it: posting, pictures, and reading its own timeline. */
export class SimulatedX implements PricedNetwork {
  readonly title = 'X';
  readonly #accounts: readonly SimulatedXAccount[];
  readonly #now: () => Date;
  readonly #initial: XSimulatorSettings;
  readonly #state = new XState();
  readonly #rates = new RateWindows();
  readonly #prices = new PriceLedger();
  readonly #verifier: OAuth1Verifier;
  #settings: XSimulatorSettings;

  constructor(accounts: readonly SimulatedXAccount[], dialect: XDialect, now: () => Date) {
    this.#accounts = accounts;
    this.#now = now;
    this.#verifier = new OAuth1Verifier(accounts);
    this.#initial = defaultSettings(dialect);
    this.#settings = this.#initial;
  }

  operationOf(request: SimulatedRequest): string {
    return findRoute(request)?.route.operation ?? 'other';
  }

  answer(request: SimulatedRequest): SimulatedAnswer {
    const status = /^\/i\/web\/status\/(\d{1,19})$/.exec(request.path)?.[1];
    if (status !== undefined) return { status: 302, headers: { location: `/#${status}` }, body: '' };
    const found = findRoute(request);
    if (found === null) return flatProblem(404, 'Not Found', 'Not Found');
    const now = this.#now();
    const authentication = this.#verifier.verify(request, now);
    if (authentication.kind === 'refused') return this.#refuse(authentication.key);

    const { route, id } = found;
    const { account } = authentication;
    const unpaid = this.#unpaid();
    if (unpaid !== null) return this.#refuse(unpaid);
    const rate = this.#rates.count(account, this.#limitOf(route), now);
    this.#state.forgetOldMedia(now);
    const call: XCall = {
      request,
      id,
      account,
      accounts: this.#accounts,
      state: this.#state,
      settings: this.#settings,
      now,
      refuse: (key) => this.#refuse(key),
    };
    const answer = rate.exhausted ? this.#refuse('rate-limited-without-headers') : route.answer(call);
    this.#prices.charge(route.operation, answer, call);
    return { ...answer, headers: { ...answer.headers, ...rate.headers, ...this.#usualHeaders() } };
  }

  costs(): unknown {
    return this.#prices.costs();
  }

  get errors(): ReadonlyMap<string, SimulatedAnswer> {
    return new Map(Object.entries(errorCatalogue(this.#now(), this.#settings)));
  }

  timeline(): Timeline {
    const { visible, hidden } = this.#shown();
    return {
      posts: visible.map((post) => this.#timelinePost(post)),
      hidden: hidden.map((post) => this.#timelinePost(post)),
    };
  }

  drawTimeline(): string {
    return drawTimeline(this.#shown().visible, this.#accounts, this.#state);
  }

  configure(settings: unknown): void {
    this.#settings = changeSettings(this.#settings, this.#initial, settings);
  }

  dump(): unknown {
    this.#state.forgetOldMedia(this.#now());
    return this.#state.dump();
  }

  restore(dumped: unknown): void {
    this.#state.restore(dumped);
  }

  /** Without money X refuses reads too. */
  #unpaid(): XErrorKey | null {
    const { credits, spendCapMicros } = this.#settings;
    const { spentMicros } = this.#prices.costs();
    if (credits !== null && spentMicros >= credits) return 'credits-depleted';
    return spendCapMicros !== null && spentMicros >= spendCapMicros ? 'spend-cap' : null;
  }

  #limitOf({ method, path, perWindow }: Route) {
    const isPost = perWindow === null;
    return {
      endpoint: `${method} ${path.source}`,
      perWindow: isPost ? this.#settings.postsPerWindow : perWindow,
      perDay: isPost ? this.#settings.postsPerDay : null,
    };
  }

  #refuse(key: XErrorKey): SimulatedAnswer {
    return errorCatalogue(this.#now(), this.#settings)[key];
  }

  #usualHeaders(): Readonly<Record<string, string>> {
    return {
      'api-version': this.#settings.dialect,
      'x-access-level': 'read-write',
      'cache-control': 'no-cache, no-store, max-age=0',
    };
  }

  #shown(): { readonly visible: readonly StoredPost[]; readonly hidden: readonly StoredPost[] } {
    const visibleUntil = this.#now().getTime() - this.#settings.visibleAfterMs;
    const posts = this.#state.posts();
    return {
      visible: posts.filter(({ createdAt }) => createdAt <= visibleUntil),
      hidden: posts.filter(({ createdAt }) => createdAt > visibleUntil),
    };
  }

  #timelinePost(post: StoredPost): TimelinePost {
    return {
      id: post.id,
      account: this.#accounts.find(({ id }) => id === post.accountId)?.username ?? post.accountId,
      text: post.text,
      link: firstLink(post.text),
      media: post.mediaIds.map((id) => ({ alt: this.#state.findMedia(id)?.alt ?? '' })),
      inReplyTo: post.inReplyTo,
      createdAt: new Date(post.createdAt).toISOString(),
    };
  }
}

function findRoute(request: SimulatedRequest): { readonly route: Route; readonly id: string } | null {
  for (const route of ROUTES) {
    const match = route.method === request.method ? route.path.exec(request.path) : null;
    if (match !== null) return { route, id: match[1] ?? '' };
  }
  return null;
}

function readMe({ account: { id, name, username } }: XCall): SimulatedAnswer {
  return json(200, { data: { id, name, username } });
}

function deletePost(call: XCall): SimulatedAnswer {
  const post = call.state.findPost(call.id);
  if (post === null) return notFound('tweet', call.id, call.settings.dialect);
  if (post.accountId !== call.account.id) return call.refuse('not-permitted');
  call.state.removePost(post.id);
  return json(200, { data: { deleted: true } });
}

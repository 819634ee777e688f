import type {
  SimulatedAnswer,
  SimulatedNetwork,
  SimulatedRequest,
  Simulator,
  SimulatorOptions,
  Timeline,
  TimelinePost,
} from '../simulator.js';
import { startSimulator } from '../simulator-server.js';
import { drawPage } from '../timeline-page.js';
import { checkAccess } from './access-check.js';
import { drawPost, POST_STYLE } from './draw-post.js';
import { ERROR_CATALOGUE, LOCALISED_CATALOGUE, refuse } from './error-catalogue.js';
import { readParameters, splitPath } from './graph-call.js';
import { routeOf } from './graph-routes.js';
import { rememberLinkCard } from './link-cards.js';
import { operationOf } from './operation-of.js';
import { PageState, postId, type StoredPost } from './page-state.js';
import { permalinkPath } from './post-node.js';
import { APP_ID, PAGE_NAME, PROFILE_ID, SIMULATED_FACEBOOK_CREDENTIALS } from './simulated-page.js';
import { DEFAULT_SETTINGS, simulatorSettings, type SimulatorSettings } from './simulator-settings.js';

/** A loopback server with one Page that behaves like the Graph API of Facebook. */
export function startFacebookSimulator(options: SimulatorOptions): Promise<Simulator> {
  return startSimulator(new FacebookNetwork(options.now ?? (() => new Date())), options);
}

class FacebookNetwork implements SimulatedNetwork {
  readonly title = 'Facebook';
  readonly #now: () => Date;
  readonly #state = new PageState();
  #settings: SimulatorSettings = DEFAULT_SETTINGS;

  constructor(now: () => Date) {
    this.#now = now;
  }

  get errors(): ReadonlyMap<string, SimulatedAnswer> {
    return this.#settings.localised ? LOCALISED_CATALOGUE : ERROR_CATALOGUE;
  }

  operationOf(request: SimulatedRequest): string {
    const { method, path } = request;
    return isPermalink(method, path) ? 'page' : operationOf(request, routeOf(method, splitPath(path).segments));
  }

  async answer(request: SimulatedRequest): Promise<SimulatedAnswer> {
    if (isPermalink(request.method, request.path)) return this.#showPost(request.path);
    const { version } = splitPath(request.path);
    const answer = await this.#answerCall(request);
    const { contentType, otherVersion } = this.#settings;
    const headers = {
      ...answer.headers,
      'content-type': contentType,
      'facebook-api-version': otherVersion ?? version,
      ...usageHeaders(this.#settings),
    };
    return { ...answer, headers };
  }

  async #answerCall(request: SimulatedRequest): Promise<SimulatedAnswer> {
    const now = this.#now();
    const { version, segments } = splitPath(request.path);
    const read = await readParameters(request);
    if (read === null) return refuse('invalid-parameter', {}, 'the body cannot be read');
    const access = checkAccess(request, read.values, this.#settings, now);
    if (access.kind === 'refused') return access.answer;
    const { usage } = this.#settings;
    if (usage !== null && usage.percent >= 100 && usage.throttles) return refuse('page-buc-limit');
    this.#state.passTime(now, this.#settings.photoLifeMs);
    const call = {
      method: request.method,
      parameters: withoutAccess(read.values),
      file: read.file,
      now,
      origin: new URL(request.url).origin,
      version,
      token: access.token,
      state: this.#state,
      settings: this.#settings,
    };
    return routeOf(request.method, segments).run(call, access.tokenKind);
  }

  timeline(): Timeline {
    this.#state.passTime(this.#now(), this.#settings.photoLifeMs);
    const posts: TimelinePost[] = [];
    const hidden: TimelinePost[] = [];
    for (const post of this.#state.posts()) (this.#isVisible(post) ? posts : hidden).push(this.#describe(post));
    return { posts, hidden };
  }

  drawTimeline(): string {
    this.#state.passTime(this.#now(), this.#settings.photoLifeMs);
    const visible = this.#state.posts().filter((post) => this.#isVisible(post));
    if (visible.length === 0) return `${POST_STYLE}<p class="fb-none">Nothing has been posted yet.</p>`;
    const drawn = visible.toReversed().map((post) => drawPost(post, this.#state));
    return POST_STYLE + drawn.join('\n');
  }

  configure(settings: unknown): void {
    this.#settings = { ...this.#settings, ...definedOnly(simulatorSettings.partial().parse(settings)) };
  }

  dump(): unknown {
    return this.#state.dump();
  }

  restore(dumped: unknown): void {
    this.#state.restore(dumped);
    // A card that came after the last write to the file was not kept.
    for (const { link } of this.#state.posts())
      if (link !== null && !this.#state.cards.has(link)) void rememberLinkCard(link, this.#state.cards);
  }

  /** To readers without a role in the app. */
  #isVisible(post: StoredPost): boolean {
    const isOut = post.publishedAt !== null && post.publishedAt + this.#settings.readLagMs <= this.#now().getTime();
    return isOut && post.audience === 'everyone';
  }

  #describe(post: StoredPost): TimelinePost {
    return {
      id: postId(post),
      account: PAGE_NAME,
      text: post.message,
      link: post.photoIds.length > 0 ? null : post.link,
      media: post.photoIds.map((id) => ({ alt: this.#state.findPhoto(id)?.alt ?? '' })),
      inReplyTo: null,
      createdAt: new Date(post.createdAt).toISOString(),
    };
  }

  #showPost(path: string): SimulatedAnswer {
    this.#state.passTime(this.#now(), this.#settings.photoLifeMs);
    const post = this.#state.posts().find((each) => permalinkPath(each) === path && this.#isVisible(each));
    const content =
      post === undefined
        ? '<p class="fb-none">This content is not available right now.</p>'
        : drawPost(post, this.#state);
    return {
      status: post === undefined ? 404 : 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      },
      body: drawPage(this.title, POST_STYLE + content),
    };
  }
}

function isPermalink(method: string, path: string): boolean {
  return method === 'GET' && path.startsWith(`/${PROFILE_ID}/posts/`);
}

const ACCESS_PARAMETERS: ReadonlySet<string> = new Set(['access_token', 'appsecret_proof', 'appsecret_time']);

function withoutAccess(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !ACCESS_PARAMETERS.has(name)));
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function definedOnly<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
function usageHeaders({ usage }: SimulatorSettings): Record<string, string> {
  if (usage === null) return {};
  const { percent, minutes } = usage;
  const load = { call_count: percent, total_cputime: percent, total_time: percent };
  const pages = { type: 'pages', ...load, estimated_time_to_regain_access: minutes };
  const idle = { call_count: 1, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 0 };
  const others = [{ type: 'messenger', ...idle }];
  return {
    'x-app-usage': JSON.stringify(load),
    'x-business-use-case-usage': JSON.stringify({
      [APP_ID]: [{ type: 'ads_management', ...idle }],
      [SIMULATED_FACEBOOK_CREDENTIALS.pageId]: [...others, pages],
    }),
  };
}

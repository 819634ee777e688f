import { FacebookNetwork } from '../../src/adapters/networks/facebook/facebook-network.js';
import { TIMING } from '../../src/domain/timing.js';
import type { Timeline } from '../../src/simulators/simulator.js';
import { startFacebookSimulator } from '../../src/simulators/facebook/facebook-simulator.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../../src/simulators/facebook/simulated-page.js';

const { pageId, pageAccessToken } = SIMULATED_FACEBOOK_CREDENTIALS;

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** For tests: a simulator on a free port under a clock that tests move, with the calls a newsroom makes. */
export interface TestedPage {
  readonly url: string;
  passTime(ms: number): void;
  now(): Date;
  /** The adapter that speaks to it, on the same clock. */
  readonly network: FacebookNetwork;
  /** With the Page token and, where given, a JSON body. */
  call(method: string, path: string, body?: unknown): Promise<GraphAnswer>;
  /** POST /{page}/feed; the id of what was made. */
  publish(body: Record<string, unknown>): Promise<string>;
  upload(fields: Record<string, string>, bytes?: Uint8Array): Promise<GraphAnswer>;
  configure(settings: unknown): Promise<number>;
  breakNext(operation: string, fault: unknown, times?: number): Promise<void>;
  timeline(): Promise<Timeline>;
  /** The operations of the requests so far, oldest first. */
  operations(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The smallest PNG: one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export async function openTestedPage(stateFile: string | null = null): Promise<TestedPage> {
  let now = Date.UTC(2026, 10, 24, 9);
  const simulator = await startFacebookSimulator({ port: 0, stateFile, now: () => new Date(now) });
  const { url } = simulator;
  const authorization = `Bearer ${pageAccessToken}`;

  const call: TestedPage['call'] = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { authorization, 'content-type': 'application/json' };
    return answerOf(await fetch(`${url}/v26.0${path}`, { method, headers, redirect: 'manual', ...sent }));
  };
  const control = (name: string, body: unknown): Promise<Response> =>
    fetch(`${url}/simulator/${name}`, { method: 'POST', body: JSON.stringify(body) });

  return {
    url,
    network: new FacebookNetwork({
      connectionOf: () => ({ apiUrl: url, graphVersion: 'v26.0', ...SIMULATED_FACEBOOK_CREDENTIALS }),
      pictures: {
        load: () =>
          Promise.resolve({ kind: 'loaded', picture: { bytes: PIXEL, type: 'image/png', width: 1, height: 1 } }),
      },
      clock: { now: () => new Date(now) },
      timing: TIMING,
    }),
    passTime: (ms) => (now += ms),
    now: () => new Date(now),
    call,
    publish: async (body) => String((await call('POST', `/${pageId}/feed`, body)).body['id']),
    upload: async (fields, bytes = PIXEL) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('source', new Blob([new Uint8Array(bytes)]), 'picture');
      return answerOf(
        await fetch(`${url}/v26.0/${pageId}/photos`, { method: 'POST', headers: { authorization }, body: form }),
      );
    },
    configure: async (settings) => (await control('settings', settings)).status,
    breakNext: async (operation, fault, times = 1) => {
      const answer = await control('faults', { operation, fault, times });
      if (!answer.ok) throw new Error(await answer.text());
    },
    timeline: async () => (await (await fetch(`${url}/timeline.json`)).json()) as Timeline,
    operations: async () => {
      const requests = (await (await fetch(`${url}/simulator/requests`)).json()) as { operation: string }[];
      return requests.map(({ operation }) => operation);
    },
    close: () => simulator.close(),
  };
}

async function answerOf(response: Response): Promise<GraphAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
  };
}

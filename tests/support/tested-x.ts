import { z } from 'zod';
import type { Timeline } from '../../src/simulators/simulator.js';
import { signedCall, type SignedCall } from './signed-x-call.js';
import { SIMULATED_GAZETTE } from '../../src/simulators/x/simulated-x-account.js';
import { startXSimulator, type XSimulatorOptions } from '../../src/simulators/x/start-x-simulator.js';

/** The smallest PNG: one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const created = z.object({ data: z.object({ id: z.string(), text: z.string() }) });
const listed = z.looseObject({
  data: z.array(z.looseObject({ id: z.string(), text: z.string() })).default([]),
  meta: z.looseObject({ result_count: z.number(), next_token: z.string().optional() }),
});

export interface XAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** For tests: a simulator on a free port under a clock that tests move, with the calls a newsroom makes. */
export interface TestedX {
  readonly url: string;
  passTime(ms: number): void;
  now(): Date;
  call(method: string, path: string, call?: SignedCall): Promise<XAnswer>;
  /** POST /2/tweets with this body; the id and the text as X returns it. */
  publish(body: unknown): Promise<{ readonly id: string; readonly text: string }>;
  refused(body: unknown): Promise<XAnswer>;
  /** The id of one picture that was uploaded in one request. */
  upload(bytes?: Uint8Array): Promise<string>;
  /** The account's own timeline as the API gives it. */
  list(query?: string): Promise<z.infer<typeof listed>>;
  configure(settings: unknown): Promise<number>;
  timeline(): Promise<Timeline>;
  close(): Promise<void>;
}

export async function openTestedX(options: Partial<XSimulatorOptions> = {}): Promise<TestedX> {
  let now = Date.UTC(2026, 10, 24, 9);
  const simulator = await startXSimulator({ port: 0, stateFile: null, now: () => new Date(now), ...options });
  const { url } = simulator;
  const call: TestedX['call'] = async (method, path, given = {}) => {
    const answer = await signedCall(url, method, path, { now: new Date(now), ...given });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    url,
    passTime: (ms) => (now += ms),
    now: () => new Date(now),
    call,
    publish: async (body) => created.parse((await call('POST', '/2/tweets', { json: body })).body).data,
    refused: (body) => call('POST', '/2/tweets', { json: body }),
    upload: async (bytes = PIXEL) => {
      const form = new FormData();
      form.set('media', new Blob([new Uint8Array(bytes)]));
      form.set('media_category', 'tweet_image');
      const { body } = await call('POST', '/2/media/upload', { form });
      return z.object({ data: z.object({ id: z.string() }) }).parse(body).data.id;
    },
    list: async (query = '') =>
      listed.parse((await call('GET', `/2/users/${SIMULATED_GAZETTE.id}/tweets${query}`)).body),
    configure: async (settings) =>
      (await fetch(`${url}/simulator/settings`, { method: 'POST', body: JSON.stringify(settings) })).status,
    timeline: async () => (await (await fetch(`${url}/timeline.json`)).json()) as Timeline,
    close: () => simulator.close(),
  };
}

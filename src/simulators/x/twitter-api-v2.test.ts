import https from 'node:https';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TwitterApi } from 'twitter-api-v2';
import { SIMULATED_X_CREDENTIALS } from './simulated-x-account.js';
import { startXSimulator } from './start-x-simulator.js';
import { countRequests, giveUpOnce } from '../../../tests/support/give-up-once.js';
import { PIXEL } from '../../../tests/support/tested-x.js';
import type { Simulator, Timeline } from '../simulator.js';

let x: Simulator;
let client: TwitterApi;
beforeEach(async () => {
  x = await startXSimulator({ port: 0, stateFile: null });
  client = connect();
});
afterEach(() => x.close());

/** The library as it is: real address, real signature; the connection alone goes to this machine. */
function connect(until?: AbortSignal): TwitterApi {
  const { consumerKey: appKey, consumerSecret: appSecret, ...access } = SIMULATED_X_CREDENTIALS;
  const agent = Object.assign(new https.Agent({ keepAlive: false }), {
    createConnection: () => net.connect(Number(new URL(x.url).port), '127.0.0.1'),
  });
  return new TwitterApi(
    { appKey, appSecret, ...access },
    {
      httpAgent: agent,
      plugins: [
        {
          onBeforeRequest: ({ requestOptions }) => void (requestOptions.signal = until ?? AbortSignal.timeout(10_000)),
        },
      ],
    },
  );
}

async function post(
  text: string,
  by = client,
): Promise<{ readonly status: number | null; readonly id: string | null }> {
  try {
    const answer = await by.v2.post<{ data?: { id?: string } } | undefined>('tweets', { text }, { fullResponse: true });
    return { status: null, id: answer.data?.data?.id ?? null };
  } catch (error) {
    return { status: (error as { code?: number }).code ?? null, id: null };
  }
}

async function breakNext(fault: unknown): Promise<void> {
  const body = JSON.stringify({ operation: 'publish', fault });
  expect((await fetch(`${x.url}/simulator/faults`, { method: 'POST', body })).status).toBe(200);
}

async function published(): Promise<readonly string[]> {
  const timeline = (await (await fetch(`${x.url}/timeline.json`)).json()) as Timeline;
  return timeline.posts.map(({ text }) => text);
}

/** Nobody waits any longer once X has read the post. */
async function giveUp(text: string, fault?: { readonly kind: string }): Promise<string | null> {
  const isRead = async (): Promise<boolean> => (await countRequests(x.url)) === 1;
  return (await giveUpOnce(isRead, (until) => post(text, connect(until)), fault)).id;
}

describe('a newsroom with twitter-api-v2', () => {
  it('posts a picture with its alternative text, finds the post, and deletes it', async () => {
    const mediaId = await client.v2.uploadMedia(PIXEL, { media_type: 'image/png' });
    await client.v2.createMediaMetadata(mediaId, { alt_text: { text: 'A full ferry' } });
    const { data } = await client.v2.tweet('Ferry https://news.example.com/ferry', { media: { media_ids: [mediaId] } });
    const { data: me } = await client.v2.me();
    const timeline = await client.v2.userTimeline(me.id, {
      max_results: 100,
      start_time: new Date(Date.now() - 60_000).toISOString(),
      'tweet.fields': ['created_at', 'entities', 'conversation_id', 'referenced_tweets'],
    });
    expect(timeline.tweets.map(({ id }) => id)).toEqual([data.id]);
    expect(timeline.tweets[0]?.entities?.urls[0]?.expanded_url).toBe('https://news.example.com/ferry');
    expect(await client.v2.deleteTweet(data.id)).toEqual({ data: { deleted: true } });
    expect(await published()).toEqual([]);
  });

  it('uploads in one request without a file name, byte for byte', async () => {
    const answer = await client.v2.post<{ data: { size: number; image: { w: number } } }>(
      'media/upload',
      { media: PIXEL, media_category: 'tweet_image' },
      { forceBodyMode: 'form-data' },
    );
    expect(answer.data).toMatchObject({ size: PIXEL.length, image: { w: 1 } });
  });

  it.each([
    ['dropped before the work', { kind: 'drop', applied: false }, []],
    ['dropped after the work', { kind: 'drop', applied: true }, ['Ferry']],
    ['cut in the middle', { kind: 'truncate' }, ['Ferry']],
    ['answered with nothing', { kind: 'empty' }, ['Ferry']],
    ['answered without an id', { kind: 'without-id' }, ['Ferry']],
    ['sent elsewhere', { kind: 'redirect' }, []],
    ['answered 500 and not done', { kind: 'error', key: 'internal-error' }, []],
    ['answered 503 and done', { kind: 'error', key: 'service-unavailable-html', applied: true }, ['Ferry']],
  ])('learns no id when its post is %s, whether it is out or not', async (_, fault, expected) => {
    await breakNext(fault);
    expect((await post('Ferry')).id).toBeNull();
    expect(await published()).toEqual(expected);
    expect((await post('Next')).id).toMatch(/^\d+$/);
  });

  it.each([
    ['never answered', { kind: 'hang' }, []],
    ['answered too slowly', { kind: 'trickle', everyMs: 50 }, ['Ferry']],
  ])('learns no id when it gives up its post, which is %s', async (_, fault, expected) => {
    await breakNext(fault);
    expect(await giveUp('Ferry', fault)).toBeNull();
    expect(await published()).toEqual(expected);
    expect((await post('Next')).id).toMatch(/^\d+$/);
  });

  it('finds a post that X made after the newsroom had given up', async () => {
    await breakNext({ kind: 'hang', applyAfterMs: 4_000 });
    expect(await giveUp('Ferry')).toBeNull();
    expect(await published()).toEqual([]);
    await expect.poll(published).toEqual(['Ferry']);
  });

  it('meets every refusal of the catalogue', async () => {
    const keys = (await (await fetch(`${x.url}/simulator/errors`)).json()) as string[];
    expect(keys).toEqual(expect.arrayContaining(['duplicate', 'credits-depleted', 'rate-limited', 'bad-gateway-html']));
    for (const key of keys) {
      await breakNext({ kind: 'error', key });
      expect((await post('Ferry')).id, key).toBeNull();
    }
    expect(await published()).toEqual([]);
  });

  it('reads from a refusal when the window ends', async () => {
    await breakNext({ kind: 'error', key: 'rate-limited-24h' });
    const error = (await client.v2.tweet('Ferry').catch((refusal: unknown) => refusal)) as {
      code: number;
      headers: Record<string, string>;
    };
    expect(error.code).toBe(429);
    const waitMs = Number(error.headers['x-user-limit-24hour-reset']) * 1000 - Date.now();
    expect(waitMs).toBeGreaterThan(23 * 3_600_000);
    expect(error.headers['x-rate-limit-remaining']).not.toBe('0');
  });
});

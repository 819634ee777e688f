import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readWordPress } from '../../src/adapters/sources/webhook/read-wordpress.js';
import { verifyStandard } from '../../src/adapters/sources/webhook/verify-standard.js';
import type { HookRequest } from '../../src/application/ports/webhook-format.js';

const SECRET = `whsec_${Buffer.from('the key of the harbour post, 32 b').toString('base64')}`;
const STAND_IN = join(import.meta.dirname, '../support/wordpress-stand-in.php');

type Step =
  | readonly ['post' | 'theme' | 'becomes' | 'title' | 'password' | 'guid' | 'link', string]
  | readonly ['answered' | 'hour' | 'week' | 'deleted'];

describe('our WordPress plugin', () => {
  let server: Server;
  /** What it sent, and what it is answered, one after the other; 202 when the list is at its end. */
  let received: HookRequest[];
  let answers: number[];
  /** A firewall answers 403 to what holds this. */
  let forbidden: string | null;
  beforeEach(async () => {
    forbidden = null;
    received = [];
    answers = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const body = Buffer.concat(chunks);
        received.push({ headers, body });
        const isForbidden = forbidden !== null && body.includes(forbidden);
        response.writeHead(isForbidden ? 403 : (answers.shift() ?? 202)).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Runs the plugin through these steps; how many messages wait at the end. */
  async function run(...steps: readonly Step[]): Promise<number> {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/blog`;
    const { stdout, stderr } = await promisify(execFile)('php', [
      ...['-d', 'display_errors=stderr', '-d', 'error_log=/dev/null', STAND_IN],
      ...[address, SECRET, JSON.stringify(steps)],
    ]);
    expect(stderr).toBe('');
    return z.object({ waiting: z.int() }).parse(JSON.parse(stdout)).waiting;
  }

  /** What Kawaraban understands of each; every one has to be signed. */
  const understood = () =>
    received.map((request) => {
      expect(verifyStandard(request, [SECRET], new Date())).toMatchObject({ kind: 'verified' });
      return readWordPress(request.body);
    });
  const idOf = ({ headers }: HookRequest) => headers['webhook-id'];

  it('tells of a post that is published, as its feed would', async () => {
    expect(await run(['becomes', 'publish'], ['answered'])).toBe(0);
    expect(understood()).toMatchObject([
      {
        kind: 'published',
        article: {
          guid: 'https://harbour-post.example/?p=12',
          url: 'https://harbour-post.example/2026/11/ferry/',
          title: 'Night ferry – it returns',
          body: 'The night ferry sails again – フェリー.',
          authors: ['Ada Quay'],
          section: 'Islands',
          image: { url: 'https://harbour-post.example/ferry.jpg', alt: 'The ferry' },
          language: 'en-GB',
        },
      },
    ]);
  });

  it('names a post by addresses, not by the HTML in which WordPress keeps them', async () => {
    await run(
      ['guid', 'https://harbour-post.example/?post_type=news&#038;p=12'],
      ['link', 'https://harbour-post.example/?news=ferry&#038;lang=en'],
      ['becomes', 'publish'],
      ['answered'],
    );
    const [message = ''] = received.map(({ body }) => Buffer.from(body).toString());
    expect(JSON.parse(message)).toMatchObject({
      data: {
        guid: 'https://harbour-post.example/?post_type=news&p=12',
        link: 'https://harbour-post.example/?news=ferry&lang=en',
      },
    });
  });

  it('tells of every change and of the end, each under an id of its own', async () => {
    const isOver: Step = ['answered'];
    await run(
      ['becomes', 'publish'],
      isOver,
      ['title', 'A new title'],
      ['becomes', 'publish'],
      isOver,
      ['becomes', 'trash'],
      isOver,
    );
    expect(understood()).toMatchObject([
      { kind: 'published' },
      { kind: 'updated', article: { title: 'A new title' } },
      { kind: 'withdrawn', article: { guid: 'https://harbour-post.example/?p=12' } },
    ]);
    expect(new Set(received.map(idOf)).size).toBe(3);
  });

  it('loses nothing while Kawaraban is down, and sends the same message again', async () => {
    answers = [503];
    expect(await run(['becomes', 'publish'], ['answered'])).toBe(1);
    answers = [503];
    received = [];
    expect(await run(['becomes', 'publish'], ['answered'], ['title', 'Edited meanwhile'], ['hour'])).toBe(0);
    const [first, second] = received;
    expect(received).toHaveLength(2);
    expect(second && [idOf(second), second.body]).toEqual(first && [idOf(first), first.body]);
    understood();
  });

  it('keeps the order, and gives up what is refused for good', async () => {
    answers = [503, 503, 202, 422, 202];
    const isOver: Step = ['answered'];
    expect(await run(['becomes', 'publish'], isOver, ['becomes', 'publish'], isOver, ['hour'], ['hour'])).toBe(0);
    const [first = '', , , last = ''] = received.map(idOf);
    expect(received.map(idOf)).toEqual([first, first, first, last]);
    expect(last).not.toBe(first);
  });

  it('is silent about drafts, and about what is behind a password', async () => {
    expect(
      await run(['becomes', 'pending'], ['answered'], ['password', 'secret'], ['becomes', 'publish'], ['answered']),
    ).toBe(0);
    expect(received).toEqual([]);
  });

  it('a post that is gone before anybody heard of it is taken back', async () => {
    answers = [500];
    await run(['becomes', 'publish'], ['becomes', 'trash'], ['answered'], ['hour']);
    expect(understood().map(({ kind }) => kind)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    received = [];
    await run(['becomes', 'publish'], ['answered'], ['deleted'], ['answered']);
    expect(understood().map(({ kind }) => kind)).toEqual(['published', 'withdrawn']);
  });

  it('says the link that a post has when it is described: before its terms are saved it is another one', async () => {
    const link = 'https://harbour-post.example/islands/ferry/';
    await run(
      ['link', 'https://harbour-post.example/uncategorized/ferry/'],
      ['becomes', 'publish'],
      ['link', link],
      ['answered'],
      ['becomes', 'trash'],
      ['link', 'https://harbour-post.example/?p=12'],
      ['answered'],
    );
    expect(understood()).toMatchObject([
      { kind: 'published', article: { url: link } },
      // It is named as it was when it was taken back: it may be gone by now.
      { kind: 'withdrawn', article: { url: link } },
    ]);
  });

  describe('a message that cannot be delivered', () => {
    const publish = (id: string): readonly Step[] => [
      ['post', id],
      ['becomes', 'publish'],
    ];
    const postsOf = () =>
      understood().map((message) => ('article' in message ? message.article.guid?.replace(/^.*=/, '') : null));

    it('holds up no other post, and is tried again when that has gone through', async () => {
      forbidden = '?p=12';
      expect(await run(...publish('12'), ['answered'], ...publish('13'), ['answered'])).toBe(1);
      expect(postsOf()).toEqual(['12', '13', '12']);
    });

    it('holds up what follows of the same post, so that the order is kept', async () => {
      forbidden = 'bridge';
      const steps: readonly Step[] = [['title', 'The bridge'], ...publish('12'), ['answered'], ['title', 'The ferry']];
      expect(await run(...steps, ['becomes', 'publish'], ['answered'], ...publish('13'), ['answered'])).toBe(2);
      expect(postsOf()).toEqual(['12', '13', '12']);
      expect(understood().at(-1)).toMatchObject({ kind: 'published', article: { title: 'The bridge' } });
    });

    it('ends a run at first, since Kawaraban may be down, and after some tries no longer', async () => {
      forbidden = '?p=12';
      answers = [503, 202];
      const waiting = await run(...publish('12'), ['answered'], ...publish('13'), ['answered'], ['hour'], ['hour']);
      expect(postsOf()).toEqual(['12', '13', '12', '12', '13']);
      expect(waiting).toBe(1);
    });

    it('is given up after a week, before it is sent again', async () => {
      forbidden = '?p=12';
      expect(await run(...publish('12'), ['answered'], ['week'])).toBe(0);
      expect(received).toHaveLength(1);
      // One that nobody has tried to send yet, since the plugin was switched off, is tried.
      received = [];
      expect(await run(...publish('13'), ['week'])).toBe(0);
      expect(postsOf()).toEqual(['13']);
    });

    it.each(['throws', 'dies'])(
      'because the theme %s is sent without its text, and holds up nothing',
      async (theme) => {
        const steps: readonly Step[] = [
          ['theme', theme],
          ...publish('12'),
          ['answered'],
          ['theme', ''],
          ...publish('13'),
        ];
        expect(await run(...steps, ['answered'], ['hour'])).toBe(0);
        expect(postsOf().sort()).toEqual(['12', '13']);
        const texts = new Map(understood().map((message, index) => [postsOf()[index], message]));
        expect(texts.get('12')).toMatchObject({ article: { title: 'Night ferry – it returns', body: '' } });
        expect(texts.get('13')).toMatchObject({ article: { body: expect.stringContaining('sails again') as string } });
      },
    );
  });
});

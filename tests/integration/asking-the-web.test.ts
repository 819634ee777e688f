import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig, type Environment } from '../../src/config/read-config.js';
import { openNewsroom, picturesFor, type Newsroom } from '../../src/service/open-newsroom.js';
import { makePng } from '../support/make-png.js';
import { head, PageSite } from '../support/page-site.js';

const CONTACT = 'https://harbour-post.example/bots';
/** As newsrooms see their own site whose name leads to a private address inside. */
const INSIDE = { FETCH_ALLOW_PRIVATE: '127.0.0.0/8', KAWARABAN_CONTACT: CONTACT };
const REAL_X = { X_API_KEY: 'a', X_API_KEY_SECRET: 'b', X_ACCESS_TOKEN: 'c', X_ACCESS_TOKEN_SECRET: 'd' };
const LIMITS = { types: ['image/png'], maxBytes: 1_000_000, maxGifBytes: 1_000_000, maxSide: 4096 } as const;
const NEVER = new AbortController().signal;

describe('a newsroom that asks the web for pages and pictures', () => {
  let site: PageSite;
  let folder: string;
  let newsroom: Newsroom;
  let askedBy: (string | undefined)[];
  beforeEach(async () => {
    askedBy = [];
    folder = await mkdtemp(join(tmpdir(), 'kawaraban-asking-'));
    site = await PageSite.open();
    const note = (request: IncomingMessage) => askedBy.push(request.headers['user-agent']);
    site.put('/story', (request, response) => (note(request), response.end(head(''))));
    site.put('/a.png', (request, response) => (note(request), response.end(makePng(8, 8))));
  });
  afterEach(async () => {
    await newsroom.close();
    await site.close();
    await rm(folder, { recursive: true });
  });

  const open = async (environment: Environment) => {
    newsroom = await openNewsroom(
      readConfig({ KAWARABAN_DATA: folder, ...environment }),
      pino({ level: 'silent' }),
      null,
    );
  };
  const pictureOf = (network: 'x' | 'facebook') =>
    picturesFor(network, newsroom.config, newsroom.ledger).load(
      { pictureId: null, url: `${site.url}/a.png`, alt: '' },
      LIMITS,
      NEVER,
    );

  it('says who asks, and reaches what the newsroom has opened to it', async () => {
    await open({ ...INSIDE, ...REAL_X });
    expect(await newsroom.pages.ask(`${site.url}/story`, 'web', 5_000, NEVER)).toMatchObject({ status: 200 });
    expect(await newsroom.pages.readPicture(`${site.url}/a.png`, 'web', 5_000, NEVER)).toMatchObject({ kind: 'read' });
    expect(await pictureOf('x')).toMatchObject({ kind: 'loaded' });
    expect(new Set(askedBy)).toEqual(new Set([expect.stringMatching(/^Kawaraban\/\d\S* \(\+https:/)]));
    expect(askedBy).toHaveLength(3);
  });

  it('says who asks this machine, too, and for simulated accounts asks no other', async () => {
    await open({ FETCH_ALLOW_PRIVATE: '192.0.2.0/24' });
    expect(await newsroom.pages.ask(`${site.url}/story`, 'this-machine', 5_000, NEVER)).toMatchObject({ status: 200 });
    expect(await pictureOf('facebook')).toMatchObject({ kind: 'loaded' });
    expect(askedBy).toEqual([expect.stringMatching(/^Kawaraban\//), expect.stringMatching(/^Kawaraban\//)]);
    const elsewhere = 'http://192.0.2.1/story';
    expect(await newsroom.pages.ask(elsewhere, 'this-machine', 5_000, NEVER)).toMatchObject({ kind: 'not-asked' });
  });

  it('reaches nothing private that nobody has opened', async () => {
    await open(REAL_X);
    expect(await newsroom.pages.ask(`${site.url}/story`, 'web', 5_000, NEVER)).toMatchObject({ kind: 'not-asked' });
    expect(await pictureOf('x')).toMatchObject({ kind: 'unusable' });
    expect(askedBy).toEqual([]);
  });
});

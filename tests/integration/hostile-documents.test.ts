import { once } from 'node:events';
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rssOf } from '../support/feeds.js';
import { Desk, type Run } from '../support/run-kawaraban.js';

const SUPPORT = fileURLToPath(new URL('../support', import.meta.url));
const BLOCK = Buffer.alloc(10_000_000, ' ');
const LIMIT = BLOCK.length;

/**
 * `read` has 90 MB for a feed of three lines, and 190 MB for a feed of 9.4 MB that is read wholly. The rest is for the
 * garbage that Node collects later on a busy machine; 1 GB that is not cut off anywhere is far beyond.
 */
const MOST_MB = 300;
/** Of the processor: a second is the start of the program. */
const MOST_CPU_MS = 10_000;

const printedCost = z.strictObject({ memoryMb: z.number(), cpuMs: z.number() });

describe('a document that is out to exhaust the machine', { timeout: 60_000 }, () => {
  let desk: Desk;
  let server: Server | null = null;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    server = null;
    await desk.clear();
  });

  async function serve(listener: RequestListener): Promise<string> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/feed`;
  }

  /** Its cost is within the bounds, or else this fails. */
  async function read(target: string): Promise<Run> {
    const costFile = join(desk.folder, 'cost.json');
    const imports = ['loopback-only.mjs', 'count-cost.mjs'].map((name) => `--import ${join(SUPPORT, name)}`);
    const run = await desk.run(['read', target, '--json'], {
      FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
      NODE_OPTIONS: imports.join(' '),
      COST_FILE: costFile,
    });
    const { memoryMb, cpuMs } = printedCost.parse(JSON.parse(readFileSync(costFile, 'utf8')));
    expect(memoryMb).toBeLessThan(MOST_MB);
    expect(cpuMs).toBeLessThan(MOST_CPU_MS);
    return run;
  }

  const TOO_LARGE = { code: 1, stdout: '', stderr: expect.stringContaining('larger than 10000000 bytes') as string };

  it('a feed without end is cut off at 10 MB', async () => {
    let sent = 0;
    const url = await serve((_request, response) => {
      response.write('<rss><channel>');
      sendOn(response, (size) => (sent += size));
    });
    expect(await read(url)).toEqual(TOO_LARGE);
    // What lies in the buffers of both ends was sent, and never read.
    expect(sent).toBeGreaterThan(LIMIT);
    expect(sent).toBeLessThan(3 * LIMIT);
  });

  it.each([
    ['gzip', 'a gigabyte', Array.from({ length: 100 }, () => gzipSync(BLOCK))],
    [
      'br',
      '200 MB',
      [brotliCompressSync(Buffer.alloc(20 * LIMIT, ' '), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ],
  ])('a small answer in %s that unpacks to %s is refused', async (encoding, _size, members) => {
    const packed = Buffer.concat([...(encoding === 'gzip' ? [gzipSync('<rss><channel>')] : []), ...members]);
    expect(packed.length).toBeLessThan(2_000_000);
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(packed),
    );
    expect(await read(url)).toEqual(TOO_LARGE);
  });

  it('a file of a gigabyte is not read into memory', async () => {
    const file = desk.write('feed.xml', '<rss><channel>');
    const descriptor = openSync(file, 'r+');
    ftruncateSync(descriptor, 1_000_000_000);
    writeSync(descriptor, '</channel></rss>', 999_999_900);
    closeSync(descriptor);
    expect(await read(file)).toEqual(TOO_LARGE);
  });

  it.each([
    [
      'a billion laughs',
      ['<!ENTITY l0 "ha">', ...Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)],
      '&l10;',
    ],
    ['a quadratic entity', [`<!ENTITY l "${'ha'.repeat(50_000)}">`], '&l;'.repeat(900)],
  ])('%s means nothing', async (_what, entities, title) => {
    const file = desk.write(
      'feed.xml',
      `<!DOCTYPE rss [${entities.join('')}]>${rssOf(`<item><title>${title}</title></item>`)}`,
    );
    const { code, stdout } = await read(file);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      articles: [{ title: expect.stringMatching(/^(?:&l\d*;)+…?$/) as string }],
    });
  });
});

/** Until the other end hangs up. */
function sendOn(response: ServerResponse, count: (size: number) => void): void {
  while (!response.destroyed) {
    count(BLOCK.length / 100);
    if (response.write(BLOCK.subarray(0, BLOCK.length / 100))) continue;
    response.once('drain', () => sendOn(response, count));
    return;
  }
}

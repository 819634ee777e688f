import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createServer } from '../../src/api/create-server.js';
import { addDashboard } from '../../src/api/dashboard-routes.js';
import { ApiDesk, type Colleague } from '../support/api-desk.js';

describe('answers on the wire', () => {
  let desk: ApiDesk;
  let viewer: Colleague;
  beforeEach(async () => {
    desk = await ApiDesk.open({ KAWARABAN_REQUESTS_PER_MINUTE: '60' });
    viewer = await desk.join('Hana', 'viewer');
  });
  afterEach(() => desk.close());

  const accepting = (encoding: string) => ({ headers: { 'accept-encoding': encoding } });

  it('JSON is sent compressed to who takes it, and as it is to others', async () => {
    const plain = await viewer.send('readToday');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const small = await viewer.send('readToday', accepting('gzip, deflate, br'));
    expect([small.headers['content-encoding'], small.headers.vary]).toEqual(['br', 'accept-encoding']);
    expect(JSON.parse(brotliDecompressSync(small.rawPayload).toString())).toMatchObject({ zone: 'Asia/Tokyo' });
    const zipped = await viewer.send('readToday', accepting('gzip'));
    expect(JSON.parse(gunzipSync(zipped.rawPayload).toString())).toMatchObject({ zone: 'Asia/Tokyo' });
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });

  it('what is told as it happens is not held back to be compressed', async () => {
    await desk.api.listen({ port: 0, host: '127.0.0.1' });
    const ending = new AbortController();
    const { port } = desk.api.server.address() as AddressInfo;
    const reply = await fetch(`http://127.0.0.1:${String(port)}/api/events`, {
      headers: { ...viewer.headers, 'accept-encoding': 'br, gzip' },
      signal: ending.signal,
    });
    expect(reply.headers.get('content-encoding')).toBeNull();
    const first = await reply.body?.getReader().read();
    expect(Buffer.from((first?.value as Uint8Array | undefined) ?? []).toString()).toContain('retry: ');
    ending.abort();
  });

  it('whoever asks for the head of what is told as it happens leaves nobody listening', async () => {
    const looks = vi.spyOn(desk.ledger, 'listChanges');
    const reply = await desk.api.inject({ method: 'HEAD', url: '/api/events', headers: { ...viewer.headers } });
    // Whoever listens makes the ledger be asked at once.
    await viewer.ask('whoAmI');
    expect(looks).not.toHaveBeenCalled();
    expect([reply.statusCode, reply.body]).toEqual([404, '']);
  });

  it('whoever asks too often is told to wait, whether signed in or not, and others are not', async () => {
    for (let count = 0; count < 59; count++) expect((await viewer.send('whoAmI')).statusCode).toBe(200);
    expect((await desk.send('whoAmI')).statusCode).toBe(401);
    const refused = await viewer.send('whoAmI');
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({ status: 429, code: 'KWB_TOO_MANY_REQUESTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await desk.send('whoAmI')).statusCode).toBe(429);
    expect((await desk.api.inject('/api/nothing')).statusCode).toBe(429);
    const elsewhere = { url: '/api/session', headers: { ...viewer.headers }, remoteAddress: '192.0.2.7' };
    expect((await desk.api.inject(elsewhere)).statusCode).toBe(200);
  });

  it('the files of the dashboard are sent as the build compressed them, the best that the browser takes', async () => {
    const server = createServer();
    const encoded = new Map([
      ['br', Buffer.from('as br')],
      ['gzip', Buffer.from('as gzip')],
    ]);
    const file = { type: 'text/javascript; charset=utf-8', bytes: Buffer.from('as it is'), encoded };
    addDashboard(server, { page: '<p>', files: new Map([['/assets/main-1a2b.js', file]]) });
    const get = async (encoding: string) => {
      const { body, headers } = await server.inject({ url: '/assets/main-1a2b.js', ...accepting(encoding) });
      expect(headers.vary).toBe('accept-encoding');
      return [body, headers['content-encoding'] ?? null];
    };
    expect(await get('gzip, deflate, br, zstd')).toEqual(['as br', 'br']);
    expect(await get('br;q=0, gzip;q=0.5')).toEqual(['as gzip', 'gzip']);
    expect(await get('identity, brr')).toEqual(['as it is', null]);
    expect(await get('')).toEqual(['as it is', null]);
    await server.close();
  });
});

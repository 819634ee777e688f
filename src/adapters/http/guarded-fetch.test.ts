import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { collectGarbage } from '../../../tests/support/collect-garbage.js';
import type { Reach } from './address-guard.js';
import type { FoundAddress } from './guarded-agent.js';
import { guardedFetch } from './guarded-fetch.js';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server on this machine that counts who reaches it. */
async function serve(listener: RequestListener): Promise<{ readonly port: number; readonly hits: () => number }> {
  let hits = 0;
  const server = createServer((request, response) => {
    hits++;
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, hits: () => hits };
}

const web: Reach = { to: 'public', allowPrivate: [] };
const limits = { maxBytes: 1_000_000, timeoutMs: 5_000 };
const never = new AbortController().signal;
const at = (address: string): FoundAddress => ({ address });
const names: Readonly<Record<string, readonly FoundAddress[]>> = {
  'private.test': [at('127.0.0.1')],
  'mixed.test': [at('93.184.215.14'), at('127.0.0.1')],
  'mapped.test': [at('::ffff:127.0.0.1')],
  localhost: [at('127.0.0.1')],
};
const lookUp = (hostname: string) => Promise.resolve(names[hostname] ?? []);

test.each(['ftp://example.com/', 'file:///etc/passwd', 'http://user:secret@example.com/', 'picture.png'])(
  '%s is not fetched',
  async (address) => {
    const fetched = await guardedFetch(web, lookUp)(address, limits, never);
    expect(fetched.kind).toBe('refused');
    expect(JSON.stringify(fetched)).not.toContain('secret');
  },
);

test('another port of a public site is refused', async () => {
  const lookUpPublic = () => Promise.resolve([at('93.184.215.14')]);
  const fetched = await guardedFetch(web, lookUpPublic)('http://site.test:6379/', limits, never);
  expect(fetched).toMatchObject({ kind: 'refused', message: expect.stringContaining('6379') as string });
});

test('a redirect is checked like the address itself', async () => {
  const secret = await serve((_request, response) => response.end('secret'));
  const front = await serve((_request, response) =>
    response.writeHead(302, { location: `http://private.test:${secret.port}/` }).end(),
  );
  const reach: Reach = { to: 'public', allowPrivate: ['cms.test'] };
  const lookUpFront = (hostname: string) =>
    hostname === 'cms.test' ? Promise.resolve([at('127.0.0.1')]) : lookUp(hostname);
  const fetched = await guardedFetch(reach, lookUpFront)(`http://cms.test:${front.port}/`, limits, never);
  expect(fetched).toMatchObject({ kind: 'refused' });
  expect([front.hits(), secret.hits()]).toEqual([1, 0]);
});

test('a name server that changes its answer between two questions gains nothing', async () => {
  const server = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
  const reach: Reach = { to: 'public', allowPrivate: ['127.0.0.1'] };
  let questions = 0;
  const rebinding = () => Promise.resolve([at(questions++ === 0 ? '127.0.0.1' : '127.0.0.2')]);
  const elsewhere = await serve((_request, response) =>
    response.writeHead(302, { location: `http://other.test:${server.port}/` }).end(),
  );
  const fetched = await guardedFetch(reach, rebinding)(`http://site.test:${elsewhere.port}/`, limits, never);
  expect(fetched).toMatchObject({ kind: 'refused' });
  expect(server.hits()).toBe(0);
});

test('the socket goes to the address that was checked, without another question', async () => {
  const server = await serve((_request, response) => response.end('hello'));
  let questions = 0;
  const once = () => Promise.resolve([at(questions++ === 0 ? '127.0.0.1' : '10.0.0.1')]);
  const fetched = await guardedFetch({ to: 'public', allowPrivate: ['127.0.0.0/8'] }, once)(
    `http://site.test:${server.port}/`,
    limits,
    never,
  );
  expect(fetched).toMatchObject({ kind: 'fetched', status: 200 });
  expect(questions).toBe(1);
});

test.each(['127.0.0.0/8', '127.0.0.1', 'LOCALHOST'])('the newsroom may open its own %s, on any port', async (entry) => {
  const server = await serve((_request, response) => response.end('hello'));
  const fetched = await guardedFetch({ to: 'public', allowPrivate: [entry] }, lookUp)(
    `http://localhost:${server.port}/`,
    limits,
    never,
  );
  expect(fetched.kind === 'fetched' ? Buffer.from(fetched.bytes).toString() : fetched).toBe('hello');
});

test('a network that is none is a mistake in the configuration', () => {
  expect(() => guardedFetch({ to: 'public', allowPrivate: ['10.0.0.0/99'] })).toThrow('10.0.0.0/99');
});

test('the next address of a host is tried when one does not answer', async () => {
  const server = await serve((_request, response) => response.end('hello'));
  const two = () => Promise.resolve([at('127.0.0.2'), at('127.0.0.1')]);
  const fetched = await guardedFetch({ to: 'loopback', allowPrivate: [] }, two)(
    `http://site.test:${server.port}/`,
    limits,
    never,
  );
  expect(fetched).toMatchObject({ kind: 'fetched' });
});

test('a sixth redirect is not followed', async () => {
  const server = await serve((_request, response) => response.writeHead(302, { location: '/on' }).end());
  const fetched = await guardedFetch({ to: 'loopback', allowPrivate: [] }, lookUp)(
    `http://127.0.0.1:${server.port}/`,
    limits,
    never,
  );
  expect(fetched.kind).toBe('refused');
  expect(server.hits()).toBe(6);
});

test('what is said for simulated accounts stays on this machine', async () => {
  const server = await serve((_request, response) => response.end('hello'));
  const inside = guardedFetch({ to: 'loopback', allowPrivate: ['93.184.215.14'] }, lookUp);
  expect(await inside(`http://127.0.0.1:${server.port}/`, limits, never)).toMatchObject({ kind: 'fetched' });
  expect(await inside('http://93.184.215.14/', limits, never)).toMatchObject({ kind: 'refused' });
  expect(await inside('http://mixed.test/', limits, never)).toMatchObject({ kind: 'refused' });
});

test('a small answer that unpacks to a large one is cut off', async () => {
  const packed = gzipSync(Buffer.alloc(20_000_000));
  const server = await serve((_request, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(packed);
  });
  expect(packed.length).toBeLessThan(100_000);
  const fetched = await guardedFetch({ to: 'loopback', allowPrivate: [] })(
    `http://127.0.0.1:${server.port}/`,
    { ...limits, maxBytes: 100_000 },
    never,
  );
  expect(fetched).toMatchObject({ kind: 'refused', message: expect.stringContaining('larger') as string });
});

test('an answer that does not end in time is unreachable, also where garbage is collected meanwhile', async () => {
  const server = await serve((_request, response) => {
    response.write('a');
    collectGarbage();
  });
  const fetched = await guardedFetch({ to: 'loopback', allowPrivate: [] })(
    `http://127.0.0.1:${server.port}/`,
    { ...limits, timeoutMs: 300 },
    never,
  );
  expect(fetched).toMatchObject({ kind: 'unreachable', message: 'its answer does not come in time' });
});

test('of a page that is larger than wanted the beginning comes, with its headers', async () => {
  const server = await serve((_request, response) => {
    response.setHeader('X-Robots-Tag', 'noindex');
    response.end('a'.repeat(300_000));
  });
  const fetched = await guardedFetch({ to: 'loopback', allowPrivate: [] })(
    `http://127.0.0.1:${server.port}/`,
    { ...limits, maxBytes: 1_000, beyond: 'cut' },
    never,
  );
  if (fetched.kind !== 'fetched') throw new Error(fetched.message);
  expect(fetched.bytes).toHaveLength(1_000);
  expect(fetched.headers['x-robots-tag']).toBe('noindex');
});

test('who may reach this machine alone asks no name server', async () => {
  const fetched = await guardedFetch({ to: 'loopback', allowPrivate: [] })('http://site.invalid/', limits, never);
  expect(fetched).toMatchObject({ kind: 'refused' });
});

test('what has moved for good is known by its first redirects; one for the moment ends that', async () => {
  const server = await serve((request, response) => {
    const to = { '/old': [308, '/moved'], '/moved': [301, '/new'], '/new': [302, '/today'] }[request.url ?? ''];
    if (to === undefined) response.end('hello');
    else response.writeHead(Number(to[0]), { location: String(to[1]) }).end();
  });
  const here = `http://127.0.0.1:${server.port}`;
  const inside = guardedFetch({ to: 'loopback', allowPrivate: [] });
  expect(await inside(`${here}/old`, limits, never)).toMatchObject({ url: `${here}/today`, movedTo: `${here}/new` });
  expect(await inside(`${here}/new`, limits, never)).toMatchObject({ url: `${here}/today`, movedTo: null });
});

test('the headers of the question are sent as they are', async () => {
  const asked: unknown[] = [];
  const server = await serve((request, response) => {
    asked.push(request.headers['if-none-match']);
    response.writeHead(304).end();
  });
  const fetched = await guardedFetch({ to: 'loopback', allowPrivate: [] })(
    `http://127.0.0.1:${server.port}/`,
    { ...limits, headers: { 'If-None-Match': 'W/"a b"' } },
    never,
  );
  expect(asked).toEqual(['W/"a b"']);
  expect(fetched).toMatchObject({ kind: 'fetched', status: 304 });
});

test('a form is posted on where it is sent on with its method, and nowhere else', async () => {
  const bodies: string[] = [];
  const server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`);
      const status = { '/307': 307, '/308': 308, '/302': 302 }[request.url ?? ''] ?? 202;
      response.writeHead(status, { location: '/hub' }).end();
    });
  });
  const post = (path: string) =>
    guardedFetch({ to: 'loopback', allowPrivate: [] })(
      `http://127.0.0.1:${server.port}${path}`,
      { ...limits, form: new URLSearchParams({ 'hub.mode': 'subscribe' }) },
      never,
    );
  for (const path of ['/307', '/308']) expect(await post(path)).toMatchObject({ kind: 'fetched', status: 202 });
  expect(await post('/302')).toMatchObject({ kind: 'fetched', status: 302 });
  expect(bodies.filter((body) => body === 'POST /hub hub.mode=subscribe')).toHaveLength(2);
  expect(bodies).toHaveLength(5);
});

test('a form is not posted into a private network', async () => {
  const server = await serve((_request, response) => response.end('secret'));
  const form = new URLSearchParams({ 'hub.mode': 'subscribe' });
  const posted = await guardedFetch(web, lookUp)(`http://private.test:${server.port}/`, { ...limits, form }, never);
  expect(posted).toMatchObject({ kind: 'refused' });
  expect(server.hits()).toBe(0);
});

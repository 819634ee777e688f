import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reach } from './address-guard.js';
import { guardedFetch } from './guarded-fetch.js';

/** Whoever may be asked through us reaches what only the newsroom should reach. */
const HOSTILE = [
  // This machine, as everybody writes it, and as inet_aton and the URL Standard also read it
  ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '0177.0.0.1', '0x7f.0.0.1', '0x7f000001', '2130706433'],
  ...['017700000001', '127.0.0.1.', '127。0。0。1', '①②⑦.⓪.⓪.①', '0', '0.0.0.0'],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
  // Private networks
  ...['10.0.0.1', '10.255.255.255', '012.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.1.1', '100.64.0.1'],
  ...['[fc00::1]', '[fd12:3456::1]', '[::ffff:10.0.0.1]', '[fec0::1]'],
  // Link-local, and where clouds tell secrets to their machines (AWS, Google and Azure; Alibaba; Oracle; AWS over IPv6)
  ...[
    '169.254.169.254',
    '0xa9fea9fe',
    '169.254.170.2',
    '100.100.100.200',
    '192.0.0.192',
    '[fd00:ec2::254]',
    '[fe80::1]',
  ],
  // IPv4 inside IPv6: NAT64, its local form, 6to4, Teredo
  ...['[64:ff9b::a9fe:a9fe]', '[64:ff9b::7f00:1]', '[64:ff9b:1::a00:1]', '[2002:7f00:1::]', '[2002:a9fe:a9fe::1]'],
  '[2001:0:7f00:1::1]',
  // Nobody's: documentation, benchmarks, multicast, reserved, broadcast
  ...['192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['[ff02::1]', '[2001:db8::1]', '[100::1]'],
  // Names that lead there
  ...['localhost', 'LOCALHOST', 'localhost.', 'private.test', 'mapped.test', 'metadata.test', 'one-of-two.test'],
];

const NAMES: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'private.test': ['10.1.2.3'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'one-of-two.test': ['93.184.215.14', '127.0.0.1'],
  'front.test': ['127.0.0.1'],
};
const lookUp = (name: string) => Promise.resolve((NAMES[name] ?? []).map((address) => ({ address })));

describe('an address that leads into the newsroom', () => {
  let server: Server;
  let port: number;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://front.test');
      asked.push(pathname);
      const status = Number(searchParams.get('status') ?? 302);
      const location = Buffer.from(searchParams.get('to') ?? '/').toString('latin1');
      response.writeHead(status, { location }).end('secret');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const limits = { maxBytes: 1_000, timeoutMs: 20_000 };
  const fetchFrom = (address: string, allowPrivate: Reach['allowPrivate'] = []) =>
    guardedFetch({ to: 'public', allowPrivate }, lookUp)(address, limits, new AbortController().signal);

  it('stands in a table of at least thirty, each once', () => {
    expect(new Set(HOSTILE).size).toBe(HOSTILE.length);
    expect(HOSTILE.length).toBeGreaterThanOrEqual(30);
  });

  it.each(HOSTILE)('%s is refused, on every port, without a connection', async (host) => {
    asked.length = 0;
    for (const address of [`http://${host}/`, `https://${host}/`, `http://${host}:${port}/secret`])
      expect(await fetchFrom(address)).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });

  it.each(HOSTILE)('%s is refused behind a redirect of a site that may be asked', async (host) => {
    asked.length = 0;
    const target = encodeURIComponent(`http://${host}:${port}/secret`);
    for (const status of [301, 303, 307]) {
      const address = `http://front.test:${port}/front?status=${status}&to=${target}`;
      expect(await fetchFrom(address, ['front.test'])).toMatchObject({ kind: 'refused' });
    }
    expect(asked).toEqual(['/front', '/front', '/front']);
  });

  it.each(['file:///etc/passwd', 'gopher://127.0.0.1:6379/', 'data:text/html,secret', '//10.0.0.1/', 'http://'])(
    'a redirect to %s leads nowhere',
    async (target) => {
      const address = `http://front.test:${port}/front?to=${encodeURIComponent(target)}`;
      expect(await fetchFrom(address, ['front.test'])).toMatchObject({ kind: 'refused' });
    },
  );
});

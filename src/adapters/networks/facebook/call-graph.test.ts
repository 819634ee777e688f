import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { callGraph } from './call-graph.js';
import type { FacebookConnection } from './facebook-connection.js';

const CLOCK = { now: () => new Date('2026-03-01T12:00:00Z') };
const CONNECTION: FacebookConnection = {
  apiUrl: null,
  graphVersion: 'v25.0',
  pageId: '100',
  pageAccessToken: 'the-page-token',
  appSecret: 'the-app-secret',
};
const POST = { method: 'POST', path: '100/feed', body: { message: 'The ferry sails again' } } as const;

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) => listen(createServer(answer));
const call = (apiUrl: string, signal = new AbortController().signal) =>
  callGraph({ ...CONNECTION, apiUrl }, CLOCK, POST, signal);

test('the token travels in the header, the proof beside it, and the version in the path', async () => {
  const seen: IncomingMessage[] = [];
  const host = await serve((request, response) => {
    seen.push(request);
    response.end('{"id":"100_1"}');
  });
  expect(await call(`http://${host}`)).toMatchObject({ kind: 'answered', status: 200, json: { id: '100_1' } });
  const url = new URL(seen[0]?.url ?? '', 'http://page');
  expect(url.pathname).toBe('/v25.0/100/feed');
  expect(url.searchParams.get('appsecret_proof')).toMatch(/^[0-9a-f]{64}$/);
  expect(url.searchParams.get('appsecret_time')).toBe('1772366400');
  expect(url.href).not.toMatch(/the-page-token|the-app-secret/);
  expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer the-page-token', connection: 'close' });
});

test('an app without a secret sends no proof', async () => {
  const seen: (string | undefined)[] = [];
  const host = await serve((request, response) => {
    seen.push(request.url);
    response.end('{}');
  });
  await callGraph(
    { ...CONNECTION, apiUrl: `http://${host}`, appSecret: null },
    CLOCK,
    POST,
    new AbortController().signal,
  );
  expect(seen).toEqual(['/v25.0/100/feed']);
});

test('what only reads shares a connection; what changes something never writes on one that may be gone', async () => {
  const server = createServer((request, response) => void request.resume().once('end', () => response.end('{}')));
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const connection = { ...CONNECTION, apiUrl: `http://${await listen(server)}` };
  const { signal } = new AbortController();
  const read = { method: 'GET', path: '100_1' } as const;
  for (const each of [read, read]) {
    await callGraph(connection, CLOCK, each, signal);
    // The connection is free again once the end of the answer was dealt with.
    await new Promise(setImmediate);
  }
  expect(connections).toBe(1);
  for (const each of [POST, POST]) await callGraph(connection, CLOCK, each, signal);
  expect(connections).toBe(3);
});

test('where nobody listens, nothing has left', async () => {
  const host = await serve(() => undefined);
  await new Promise((done) => servers.pop()?.close(done));
  expect(await call(`http://${host}`)).toMatchObject({
    kind: 'unanswered',
    written: false,
    answer: { code: 'ECONNREFUSED', message: 'Facebook cannot be reached: it takes no connection' },
  });
});

test('where no TLS connection comes about, nothing has left', async () => {
  const host = await listen(
    createTcpServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.end('HTTP/1.1 400 no\r\n\r\n')),
    ),
  );
  expect(await call(`https://${host}`)).toMatchObject({ kind: 'unanswered', written: false });
});

test('a connection that is cut after the request may have done the work', async () => {
  const host = await serve((request, response) => {
    request.resume().once('end', () => response.destroy());
  });
  expect(await call(`http://${host}`)).toMatchObject({ kind: 'unanswered', written: true, answer: { status: null } });
});

test('an answer that is cut off is no answer', async () => {
  const host = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"id":"100_1"}', () => response.destroy());
  });
  expect(await call(`http://${host}`)).toMatchObject({ kind: 'unanswered', written: true });
});

test('a call that is given up may have done the work', async () => {
  const giveUp = new AbortController();
  const host = await serve(() => giveUp.abort());
  expect(await call(`http://${host}`, giveUp.signal)).toMatchObject({ kind: 'unanswered', written: true });
});

test('a redirect is an answer and is not followed', async () => {
  const paths: (string | undefined)[] = [];
  const host = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await call(`http://${host}`)).toMatchObject({ kind: 'answered', status: 302, json: null });
  expect(paths).toHaveLength(1);
});

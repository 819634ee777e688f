import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorBody } from '../../src/api/contract/error.js';
import { ApiDesk, type Colleague } from '../support/api-desk.js';

const LONG = 'x'.repeat(20_000);

describe('what is refused before any operation is found', () => {
  let desk: ApiDesk;
  let marek: Colleague;
  let headers: string;
  beforeAll(async () => {
    desk = await ApiDesk.open();
    marek = await desk.join('Marek', 'editor');
    headers = `host: desk.example\r\ncookie: ${marek.headers['cookie'] ?? ''}\r\n`;
    await desk.api.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => desk.close());

  /** The answer to these very bytes. */
  const send = async (request: string) => {
    const socket = connect((desk.api.server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.write(request);
    await once(socket, 'close');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body };
  };
  const ask = (line: string, more = '') => send(`${line} HTTP/1.1\r\n${headers}connection: close\r\n${more}\r\n`);
  const body = (type: string, text: string) =>
    `content-type: ${type}\r\ncontent-length: ${String(text.length)}\r\n\r\n${text}`;

  it.each([
    ['the API as a whole', 'GET /api', '', 404, 'KWB_NOT_FOUND'],
    ['the API with a slash', 'GET /api/', '', 404, 'KWB_NOT_FOUND'],
    ['the API with a query', 'GET /api?of=it', '', 404, 'KWB_NOT_FOUND'],
    ['an address that nothing has', 'GET /api/nothing/here', '', 404, 'KWB_NOT_FOUND'],
    ['a body for an address that nothing has', 'POST /api/nothing', body('text/xml', '<a/>'), 404, 'KWB_NOT_FOUND'],
    ['a method that no operation has', 'PROPFIND /api/posts', '', 404, 'KWB_NOT_FOUND'],
    ['a method that the document has not', 'DELETE /api/openapi.json', '', 404, 'KWB_NOT_FOUND'],
    ['a header that is too long', 'GET /api/posts', `x-long: ${LONG}\r\n`, 431, 'KWB_HEADERS_TOO_LARGE'],
    ['an address that is too long', `GET /api/posts?q=${LONG}`, '', 431, 'KWB_HEADERS_TOO_LARGE'],
    ['a method that HTTP has not', 'SHOUT /api/posts', '', 400, 'KWB_INPUT_INVALID'],
    ['XML', 'PUT /api/silence', body('text/xml', '<a/>'), 415, 'KWB_BODY_TYPE_UNKNOWN'],
    [
      'JSON that is called plain text',
      'PUT /api/silence',
      body('text/plain', '{"reason":"the vigil"}'),
      415,
      'KWB_BODY_TYPE_UNKNOWN',
    ],
    ['a body of no type', 'PUT /api/silence', 'content-length: 2\r\n\r\n{}', 415, 'KWB_BODY_TYPE_UNKNOWN'],
    ['JSON that is cut off', 'PUT /api/silence', body('application/json', '{"reason":'), 400, 'KWB_INPUT_INVALID'],
    ['JSON that is missing', 'PUT /api/silence', body('application/json', ''), 400, 'KWB_INPUT_INVALID'],
    [
      'a body that is too large',
      'PUT /api/silence',
      `content-type: application/json\r\ncontent-length: ${String(17 * 1_048_576)}\r\n`,
      413,
      'KWB_BODY_TOO_LARGE',
    ],
  ] as const)('%s is answered as everything under /api is', async (_what, line, more, status, code) => {
    const reply = await ask(line, more);
    expect([reply.status, reply.head]).toEqual([status, expect.stringContaining('application/problem+json')]);
    expect(reply.head).toContain('x-content-type-options: nosniff');
    expect(reply.head).toContain('cache-control: no-store');
    const said = errorBody.strict().parse(JSON.parse(reply.body));
    expect(said).toMatchObject({ type: `urn:kawaraban:${code}`, status, code });
    // What is wrong, and behind it the cure.
    expect(said.title).toMatch(/^(?:the|there|this) [^:]*: \S/);
    expect(said.title).not.toMatch(/FST_|content-type is set/);
  });

  it('a body that grows too large while it arrives is too large, too', async () => {
    const payload = Buffer.alloc(17 * 1_048_576, ' ');
    const reply = await desk.api.inject({
      ...{ method: 'PUT', url: '/api/silence', payload },
      headers: { ...marek.headers, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    });
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([413, 'KWB_BODY_TOO_LARGE']);
  });

  it('addresses outside of /api are answered as before', async () => {
    for (const line of ['GET /apiary', 'GET /nothing', 'PROPFIND /posts']) {
      const reply = await ask(line);
      expect([reply.status, JSON.parse(reply.body)]).toEqual([404, expect.objectContaining({ error: 'Not Found' })]);
    }
  });
});

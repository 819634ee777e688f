import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FeedServer } from './feed-server.js';

interface Way {
  /** Answers one poll; the feed has a new story by then. */
  readonly answer: (feed: FeedServer) => RequestListener;
  /** How long a poll may take; what never ends is not waited for that long. */
  readonly pollMs?: number;
  /** What `sources list` says of it. */
  readonly line: RegExp;
}

export const status =
  (code: number, headers: Record<string, string> = {}, body = 'sorry') =>
  (): RequestListener =>
  (_request, response) =>
    void response.writeHead(code, headers).end(body);
const body =
  (text: (feed: FeedServer) => string | Uint8Array, headers: Record<string, string> = {}) =>
  (feed: FeedServer): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, headers).end(text(feed));
const raw =
  (act: (response: ServerResponse, document: string) => void) =>
  (feed: FeedServer): RequestListener =>
  (_request, response) =>
    act(response, feed.document());

/** Nothing of these polls is used; the new story comes with the next good one. */
export const BAD: Readonly<Record<string, Way>> = {
  'is in trouble': { answer: status(500), line: /failed once .* 500: the server is in trouble/ },
  'has a gateway in trouble': { answer: status(502), line: /502: the server is in trouble/ },
  'is not there for a moment': { answer: status(404), line: /404: there is nothing at this address/ },
  'asks for a password': { answer: status(401), line: /401: it asks for a password/ },
  'lets nobody in': { answer: status(403), line: /403: it does not let us in/ },
  'has had enough, in seconds': {
    answer: status(429, { 'retry-after': '300' }),
    line: /429: it wants to be left alone, not before 2026-11-24T09:06:00.000Z .* again in 5 min/,
  },
  'has had enough, until a date': {
    answer: status(503, { 'retry-after': 'Tue, 24 Nov 2026 10:01:00 GMT' }),
    line: /503: it wants to be left alone, not before 2026-11-24T10:01:00.000Z .* again in 60 min/,
  },
  'has had enough until next year': {
    answer: status(503, { 'retry-after': '99999999' }),
    line: /503: it wants to be left alone.* again in 24 h/,
  },
  'has had enough and does not say for how long': { answer: status(429), line: /429: it wants to be left alone ·/ },
  'answers with nothing': { answer: status(204, {}, ''), line: /204: an answer without articles/ },
  'answers with a part': { answer: status(206), line: /206: an answer without articles/ },
  'calls unchanged what it was not asked about': { answer: status(304, {}, ''), line: /304: it calls unchanged/ },
  'shows an error page as if all were well': {
    answer: body(() => '<!doctype html><html><body><h1>Be right back</h1></body></html>', {
      'content-type': 'text/html',
    }),
    line: /200, but it is not read: it is an HTML page, not a feed/,
  },
  'is cut off in an item': {
    answer: body((feed) => feed.document().slice(0, 420)),
    line: /200, but it is not read: it is cut off/,
  },
  'is empty': { answer: body(() => ''), line: /200, but it is not read: it is empty/ },
  'answers in JSON that something is wrong': {
    answer: body(() => '{"error":"oops"}'),
    line: /200, but it is not read: it is JSON, but no JSON Feed/,
  },
  'says that it is packed with brotli, and is not': {
    answer: body((feed) => feed.document(), { 'content-encoding': 'br' }),
    line: /its answer is not packed as it says/,
  },
  'hangs up in the middle': {
    answer: raw((response, document) => {
      response.writeHead(200, { 'content-length': String(document.length) });
      response.write(document.slice(0, 200), () => response.destroy());
    }),
    line: /failed once .* it hangs up before its answer is whole/,
  },
  'hangs up at once': { answer: raw((response) => response.destroy()), line: /it hangs up before its answer is whole/ },
  'speaks no HTTP': {
    answer: raw((response) => response.socket?.end('220 mail ready\r\n')),
    line: /what it answers is no HTTP/,
  },
  'packs half of it': {
    answer: raw((response, document) => {
      const packed = gzipSync(document);
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2));
    }),
    line: /200, but it is not read: it is cut off/,
  },
  'says that it is packed, and is not': {
    answer: body((feed) => feed.document(), { 'content-encoding': 'gzip' }),
    line: /its answer is not packed as it says/,
  },
  'is larger than any feed': {
    answer: body(() => Buffer.alloc(10_000_001, ' ')),
    line: /larger than 10000000 bytes/,
  },
  'unpacks to more than any feed': {
    answer: body(() => gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }),
    line: /larger than 10000000 bytes/,
  },
  'never answers': { answer: () => () => undefined, pollMs: 500, line: /its answer does not come in time/ },
  'never ends': {
    answer: raw((response, document) => response.write(document.slice(0, 100))),
    pollMs: 500,
    line: /its answer does not come in time/,
  },
  'leads in a circle': { answer: status(302, { location: '/feed' }), line: /redirects more than 5 times/ },
  'leads into a private network': {
    answer: status(302, { location: 'http://169.254.169.254/latest/meta-data' }),
    line: /169\.254\.169\.254 is an address of a private network/,
  },
  'leads nowhere': { answer: status(301, { location: 'http://[' }), line: /redirects to nowhere/ },
};

/** Odd, and good enough: the new story is taken in at once. */
export const ODD: Readonly<Record<string, Way>> = {
  'calls itself a page': { answer: body((feed) => feed.document(), { 'content-type': 'text/html' }), line: /1 new/ },
  'names another encoding than it has': {
    answer: body((feed) => feed.document(), { 'content-type': 'text/xml; charset=shift_jis' }),
    line: /1 new/,
  },
  'is packed': {
    answer: body((feed) => gzipSync(feed.document()), { 'content-encoding': 'gzip' }),
    line: /1 new/,
  },
  'lists the oldest first': { answer: body((feed) => feed.document([...feed.stories].reverse())), line: /1 new/ },
  'lists everything twice': {
    answer: body((feed) => feed.document([...feed.stories, ...feed.stories])),
    line: /1 new/,
  },
  'makes new GUIDs for every answer': {
    answer: body((feed) => feed.document(feed.stories.map((story) => ({ ...story, guid: String(Math.random()) })))),
    line: /1 new/,
  },
  'marks every link anew': {
    answer: body((feed) =>
      feed.document(
        feed.stories.map((story) => ({ ...story, link: `${feed.url}/${story.name}?utm_id=${Math.random()}` })),
      ),
    ),
    line: /1 new/,
  },
  'has moved for the moment': { answer: status(302, { location: '/elsewhere' }), line: /1 new/ },
  'asks to be left alone for a year': {
    answer: body((feed) => feed.document(), { 'cache-control': 'public, max-age=31536000' }),
    line: /1 new.* again in (9|10|11) min/,
  },
};

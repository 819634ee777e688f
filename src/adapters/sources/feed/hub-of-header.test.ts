import { expect, it } from 'vitest';
import { hubOfHeader } from './hub-of-header.js';

const BASE = 'https://harbour-post.example/feed/';

it.each([
  [
    '<https://hub.example/>; rel="hub", <https://harbour-post.example/feed.xml>; rel="self"',
    'https://harbour-post.example/feed.xml',
  ],
  [
    '<https://hub.example/>; title="a, b"; rel=hub,</feed.xml>;rel="alternate SELF"',
    'https://harbour-post.example/feed.xml',
  ],
  ['<https://hub.example/>; rel=hub, <https://second.example/>; rel=hub, <a,b>; rel=self', `${BASE}a,b`],
])('a hub and its topic are found in %s', (header, topic) => {
  expect(hubOfHeader(header, BASE)).toEqual({ hub: 'https://hub.example/', topic });
});

it.each([
  '',
  '<https://hub.example/>; rel="hub"',
  '<javascript:alert(1)>; rel=hub, </feed>; rel=self',
  'rel=hub',
  '<'.repeat(9000),
])('no hub is found in %s', (header) => {
  expect(hubOfHeader(header, BASE)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { withoutTracking } from './without-tracking.js';

const STORY = 'https://harbour-post.example/2026/ferry';

describe('a link without what tracks its readers', () => {
  it.each([
    '?at_medium=RSS&at_campaign=KARANGA',
    '?at_medium=RSS&at_campaign=rss&at_bbc_team=editorial&at_link_id=1&at_custom1=x',
    '?source=rss----5c8e2f1b---4',
    '?utm_source=rss&utm_medium=feed&UTM_Campaign=x&utm_id=1',
    '?utm_source=rss&amp;utm_medium=feed',
    '?fbclid=1&gclid=2&msclkid=3&igshid=4&mc_cid=5&mc_eid=6&_hsenc=7&mkt_tok=8&srsltid=9',
    '?ns_mchannel=rss&ns_source=PublicRSS20-sa',
    '?traffic_source=rss',
    '?partner=rssnyt&emc=rss',
    '?ref=rss&src=feed&CMP=rss&cmpid=rss',
    '?ito=1490&xtor=RSS-3208&__twitter_impression=true',
    '#xtor=RSS-3208',
    '#utm_source=rss&utm_medium=feed',
    '?utm_source=rss#at_medium=RSS',
  ])('leads where it led: %s', (tracking) => {
    expect(withoutTracking(STORY + tracking)).toBe(STORY);
  });

  it.each([
    ['?id=7&utm_source=rss&page=2', '?id=7&page=2'],
    ['?utm_source=rss&p=12#comments', '?p=12#comments'],
    ['/?news=f%C3%A4hre&utm_source=rss&q=a+b', '/?news=f%C3%A4hre&q=a+b'],
    ['?at_medium=RSS&at_id=7', '?at_id=7'],
  ])('keeps the rest as it is written: %s', (written, kept) => {
    expect(withoutTracking(STORY + written)).toBe(STORY + kept);
  });

  it.each([
    '',
    '?',
    '?id=7',
    '?source=4711&ref=ferry&partner=islands&from=2026-11-24&cid=12&src=a',
    '?source=rssi&ref=feeds',
    '?cmp=1&cmpid=4711&smid=12&icid=9&at=7&utm=1',
    '?query=utm_source=rss',
    '#/news?utm_source=rss',
    '#at_medium',
    '#comments&utm_source=rss',
    '?url=https%3A%2F%2Fa.example%2F%3Futm_source%3Drss',
  ])('is not touched where its parameters may name the page: %s', (query) => {
    expect(withoutTracking(STORY + query)).toBe(STORY + query);
  });
});

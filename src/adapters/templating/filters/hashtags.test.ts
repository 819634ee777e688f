import { describe, expect, it } from 'vitest';

import { hashtag, hashtags } from './hashtags.js';

describe('hashtag', () => {
  it.each([
    ['foreign policy', '#ForeignPolicy'],
    ['Kashmir', '#Kashmir'],
    ['iPhone', '#iPhone'],
    ["women's rights", '#WomensRights'],
    ['U.S.-China ties', '#USChinaTies'],
    ['COVID-19', '#COVID19'],
    ['#trams', '#trams'],
    ['路面電車', '#路面電車'],
    ['कश्मीर', '#कश्मीर'],
    ['Élections 2026', '#Élections2026'],
  ])('makes of "%s" %s', (tag, expected) => {
    expect(hashtag(tag)).toBe(expected);
  });

  it.each([
    'News',
    'uncategorized',
    'Featured',
    '2026',
    '20 26',
    '!!',
    '',
    'what everybody should know about the bridge',
  ])('makes nothing of "%s"', (tag) => {
    expect(hashtag(tag)).toBe('');
  });
});

describe('hashtags', () => {
  it('gives as many as asked, none twice and none that says nothing', () => {
    expect(hashtags(['News', 'trams', 'Trams', 'Harbour bridge', 'City'], 2)).toBe('#trams #HarbourBridge');
  });

  it('gives nothing for no tags', () => {
    expect(hashtags([])).toBe('');
  });
});
